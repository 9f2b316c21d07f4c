"""Handlers called plainly: a meaning in, a reply out."""

from __future__ import annotations

from bot.conversation.actions import Action
from bot.conversation.events import Click
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Verdict
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Checklist, Choices, Reply, Sources
from bot.handlers import checklist, draft, knowledge, lists, status, unclear
from bot.handlers.every import ROUTER
from bot.partnership.records import HolderKind, Product, other
from bot.router import Asked
from bot.understanding.knowledge import ArticleKind, KnowledgeBase
from bot.understanding.names import NameMatch
from bot.understanding.understand import Understanding
from tests.builders import TODAY, a_holding, an_article
from tests.fakes import FrozenClock
from tests.whole_bot import asked, demo_services, services_holding, somewhere

EN, SV = Language.ENGLISH, Language.SWEDISH
CONTOSO = NameMatch(id="7c1f0a52-3d0e-4a6b-9f0e-51a1c0de0001", name="Contoso", score=1.0, words="contoso")
FABRIKAM = NameMatch(id="7c1f0a52-3d0e-4a6b-9f0e-51a1c0de0003", name="Fabrikam", score=1.0, words="fabrikam")


def meaning(intent: str, **known: object) -> Asked:
    found = Understanding(language=EN, intent=intent, **known)  # pyright: ignore[reportArgumentType]
    return Asked(question=asked("as understood"), meaning=found)


def press(name: str, ticked: frozenset[str] | None = None, **arguments: str) -> Click:
    return Click(
        origin=somewhere(), action=Action(name=name, language=EN, arguments=arguments), ticked=ticked
    )


def titles(reply: Reply) -> list[str]:
    return [c.title for block in reply.blocks if isinstance(block, Choices) for c in block.choices]


async def test_two_customers_that_fit_are_asked_about_by_every_handler_that_needs_one() -> None:
    services = await demo_services()
    both = (CONTOSO, FABRIKAM)
    for handler, intent in (
        (status.status, "status"),
        (draft.draft_request, "draft-request"),
        (checklist.show, "checklist"),
    ):
        reply = await handler(meaning(intent, customers=both), services)
        assert reply.outcome.verdict is Verdict.NEEDS_CHOICE
        assert reply.outcome.customer is None
        assert titles(reply) == ["Contoso", "Fabrikam"]


async def test_of_two_customers_that_fit_the_one_whose_domain_is_written_is_meant() -> None:
    asks = meaning("status", customers=(CONTOSO, FABRIKAM), domains=("fabrikam.com",))
    reply = await status.status(asks, await demo_services())
    assert reply.outcome.customer == "Fabrikam"
    unknown = meaning("status", customers=(CONTOSO, FABRIKAM), domains=("example.com",))
    assert titles(await status.status(unknown, await demo_services())) == ["Contoso", "Fabrikam"]


async def test_a_domain_means_the_customer_that_has_it() -> None:
    services = await demo_services()
    fabrikam = NameMatch(id="fabrikam.com", name="", score=1.0, words="fabrikam.com")
    reply = await status.status(meaning("status", customers=(fabrikam,)), services)
    assert reply.outcome.customer == "Fabrikam"
    nobody = NameMatch(id="umbrella.com", name="", score=1.0, words="umbrella.com")
    reply = await status.status(meaning("status", customers=(nobody,)), services)
    assert (reply.outcome.verdict, "umbrella.com" in reply.title) == (Verdict.UNKNOWN_CUSTOMER, True)


async def test_an_unheard_of_customer_is_said_by_every_handler_that_needs_one() -> None:
    services = await demo_services()
    for handler, intent in (
        (status.status, "status"),
        (draft.draft_request, "draft-request"),
        (checklist.show, "checklist"),
        (lists.list_asked, "list-ours"),
    ):
        reply = await handler(meaning(intent, unheard_of="Umbrella"), services)
        assert reply.outcome.verdict is Verdict.UNKNOWN_CUSTOMER
        assert "Umbrella" in reply.title


async def test_without_a_customer_a_status_asks_for_one() -> None:
    reply = await status.status(meaning("status", product=Product.MICROSOFT_AZURE), await demo_services())
    assert reply.outcome.verdict is Verdict.NEEDS_CHOICE
    assert not reply.names_customers
    assert reply.buttons[0].action.arguments["product"] == "microsoft-azure"


async def test_our_own_are_the_customers_marked_so() -> None:
    services = await demo_services()
    reply = await status.status(meaning("status", own=True, product=Product.MICROSOFT_AZURE), services)
    assert reply.outcome.customer == "A. Datum Corporation"
    assert reply.outcome.verdict is Verdict.YES
    assert "earned no incentives" in plain_text(reply)
    listed = await lists.list_asked(meaning("list-missing", own=True), services)
    assert listed.outcome.subscriptions == ("a1000000-0000-4000-8000-000000000024",)


async def test_what_we_drive_and_nobody_was_seen_to_hold_stands_below_what_is_free() -> None:
    services = await services_holding(a_holding(dpor=None))
    free = await lists.list_asked(meaning("list-missing"), services)
    assert free.outcome.subscriptions == ()
    assert "1 more where we drive usage and no other partner is known to be DPOR" in plain_text(free)
    ours = await lists.list_asked(meaning("list-missing"), await services_holding(a_holding()))
    assert "more where we drive" not in plain_text(ours)


async def test_several_subscriptions_in_one_state_are_told_together() -> None:
    services = await demo_services()
    northwind = NameMatch(id=CONTOSO.id[:-1] + "5", name="Northwind Traders", score=1.0, words="northwind")
    reply = await status.status(meaning("status", customers=(northwind,)), services)
    assert reply.outcome.verdict is Verdict.YES
    assert len(reply.outcome.subscriptions) == 2
    assert "Northwind Traders: 2 subscriptions" in plain_text(reply)


async def test_a_customer_without_any_subscription_is_said_to_have_none() -> None:
    reply = status.say.no_such_subscription(a_holding().customer, None, (), EN, TODAY, None)
    assert "no subscription of theirs at all" in plain_text(reply)


async def test_a_customers_button_shows_its_standing() -> None:
    services = await demo_services()
    shown = await status.show_status(
        press("status.show", customer=CONTOSO.id, product="office-365"), services
    )
    assert shown.outcome.verdict is Verdict.NO_OTHER
    assert any(isinstance(block, Sources) for block in shown.blocks)


async def test_a_draft_names_what_is_not_ours_and_comes_in_both_languages() -> None:
    services = await demo_services()
    reply = await draft.draft_request(meaning("draft-request", customers=(FABRIKAM,)), services)
    said = plain_text(reply)
    assert "Office 365 Factory" in said
    assert "Office 365 Headquarters" not in said
    other = await draft.show_draft(Click(origin=somewhere(), action=reply.buttons[0].action), services)
    assert other.language is SV
    assert "Vi hjälper er med Office 365 Factory" in plain_text(other)


async def test_a_draft_to_nobody_in_particular_names_nobody() -> None:
    services = await demo_services()
    azure = await draft.draft_request(meaning("draft-request", product=Product.MICROSOFT_AZURE), services)
    assert "We help you with Microsoft Azure" in plain_text(azure)
    assert "Claiming Partner of Record" not in plain_text(azure)
    assert not azure.names_customers
    anything = await draft.draft_request(meaning("draft-request"), services)
    assert "Claiming Partner of Record" in plain_text(anything)


async def test_a_customers_checklist_is_its_own() -> None:
    services = await demo_services()
    shown = await checklist.show(meaning("checklist", customers=(CONTOSO,)), services)
    action = next(block.action for block in shown.blocks if isinstance(block, Checklist))
    ticked = Click(origin=somewhere(), action=action, ticked=frozenset({"own-subscriptions"}))
    after = await checklist.tick(ticked, services)
    assert after.replaces
    assert "1 of 4 done." in plain_text(after)
    assert "ticked by Kim" in plain_text(after)
    general = await checklist.press_show(press("checklist.show"), services)
    assert "0 of 4 done." in plain_text(general)
    again = await checklist.press_show(press("checklist.show", list=CONTOSO.id), services)
    assert again.outcome.customer == "Contoso"
    assert "1 of 4 done." in plain_text(again)


async def test_a_press_without_ticks_changes_nothing() -> None:
    services = await demo_services()
    reply = await checklist.tick(press("checklist.tick"), services)
    assert "0 of 4 done." in plain_text(reply)


async def test_a_list_by_an_unnamed_partner_asks_which() -> None:
    services = await demo_services()
    reply = await lists.list_asked(meaning("list-by-partner"), services)
    assert titles(reply) == ["First Up Consultants", "Relecloud", "Trey Research"]
    listed = await lists.show_list(press("list.show", list="list-by-partner", partner="Relecloud"), services)
    assert listed.title == "Relecloud is DPOR for 2 subscriptions"


async def test_a_list_over_an_empty_store_says_that_there_is_none() -> None:
    services = await demo_services()
    nobody = NameMatch(id=CONTOSO.id, name="Contoso", score=1.0, words="contoso")
    reply = await lists.list_asked(meaning("list-missing", customers=(nobody,)), services)
    assert reply.outcome.subscriptions == ()
    assert "None that I have seen." in plain_text(reply)
    assert "Contoso only" in reply.title


async def test_a_long_list_comes_in_pages_that_cover_everything() -> None:
    services = await demo_services()
    holdings = [a_holding(f"x{n:02}", dpor=other("Litware")) for n in range(23)]
    async with services.store.transaction() as transaction:
        await transaction.record.save(holdings)
    reply = await lists.show_list(press("list.show", list="list-by-partner", partner="Litware"), services)
    seen = 0
    while True:
        assert len(reply.outcome.subscriptions) == 23
        seen += plain_text(reply).count("- Customer")
        if len(reply.buttons) == 1:
            assert reply.buttons[0].action.name == "list.export"
            break
        reply = await lists.show_list(Click(origin=somewhere(), action=reply.buttons[0].action), services)
    assert seen == 23
    assert "Shown: 21 to 23 of 23." in plain_text(reply)


def test_a_period_counts_with_both_ends_and_survives_its_button() -> None:
    today = FrozenClock().now().date()
    listing = lists.Listing(name="list-renewals", language=EN, period=(today, today))
    query = lists.query_for(listing)
    assert (query.renews_from, query.renews_until) == (today, today)
    assert lists.query_for(lists.Listing(name="list-ours", language=EN)).holder is HolderKind.US
    assert lists.Listing.from_action(listing.action()) == listing


async def test_what_lies_near_is_offered_by_title_and_never_by_its_inner_name() -> None:
    services = await demo_services()
    near = ("pal", "list-ours", "not-covered-price", "status", "nonsense", "checklist", "cpor")
    reply = await unclear.do_not_know(meaning("unclear", near=near), services)
    assert reply.outcome.kind is Kind.ABSTAIN
    assert len(titles(reply)) == 3
    assert "Where we are DPOR" in titles(reply)
    choosing = await unclear.let_choose(meaning("choose", near=near), services)
    assert choosing.outcome.kind is Kind.CHOOSE
    assert not set(titles(choosing)) & set(near)


async def test_a_choice_of_one_is_no_choice() -> None:
    services = await demo_services()
    reply = await unclear.let_choose(meaning("choose", near=("pal",)), services)
    assert reply.outcome.kind is Kind.ABSTAIN
    nothing = await unclear.do_not_know(meaning("unclear"), services)
    assert "write “help”" in plain_text(nothing)


async def test_an_article_tells_its_time_its_correction_and_its_sources() -> None:
    overturned = an_article(since_then="It has changed.", valid_until=FrozenClock().now().date())
    reply = knowledge.tell(overturned, KnowledgeBase([overturned]), EN)
    said = plain_text(reply)
    assert said.startswith("The rule has changed: ")
    assert said.index("The rule as it was") < said.index("Since then:") < said.index("It has changed.")
    assert not reply.names_customers
    undated = an_article(valid_from=None, sources=())
    said = plain_text(knowledge.tell(undated, KnowledgeBase([undated]), EN))
    assert "does not say which time" in said
    assert "Sources" not in said


async def test_what_is_not_covered_is_refused_for_a_reason() -> None:
    price = an_article(kind=ArticleKind.NOT_COVERED, related=("nonsense",), answer="Ask your distributor.")
    reply = knowledge.tell(price, KnowledgeBase([price]), EN)
    assert reply.outcome.kind is Kind.ABSTAIN
    assert reply.outcome.topic is None
    assert "Ask your distributor." in plain_text(reply)


async def test_help_is_also_a_button() -> None:
    services = await demo_services()
    reply = await ROUTER.actions["help.show"](press("help.show"), services)
    assert reply.outcome.topic == "help"
