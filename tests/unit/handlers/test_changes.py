"""What has changed, told from a history that holds more than was asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from adapters.imports.own_csv import read_holdings
from adapters.stores import open_store
from bot.conversation.actions import Action
from bot.conversation.events import Click
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Verdict
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Reply
from bot.conversation.texts import texts_in
from bot.handlers import changes
from bot.handlers.change_replies import what_changed
from bot.partnership.history import Change, What
from bot.partnership.records import NOBODY, US, AssociationKind, HoldingQuery, Import, Product, other
from bot.ports import Services
from bot.router import Asked
from bot.understanding.names import NameMatch
from bot.understanding.past import Past, past_in
from bot.understanding.understand import Understanding
from tests.whole_bot import DEMO, TODAY, asked, demo_services, somewhere

EN, SV = Language.ENGLISH, Language.SWEDISH
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


def a_change(id_: str, *, days_ago: int = 0, origin: str = "i1", **known: object) -> Change:
    change = Change(
        id=id_,
        at=NOON - timedelta(days=days_ago),
        origin=origin,
        source="azure.csv",
        customer_id="c1",
        subscription_id=f"s-{id_}",
        product=Product.MICROSOFT_AZURE,
        what=What.NEW,
        seen_for=date(2026, 10, 31),
    )
    return replace(change, **known)  # pyright: ignore[reportArgumentType]


async def services_with(*history: Change, imports: tuple[Import, ...] = ()) -> Services:
    """The demo data's record, with this history and these imports alone."""
    services = replace(await demo_services(), store=open_store("memory:"))
    async with services.store.transaction() as transaction:
        await transaction.record.save(read_holdings(DEMO, at=NOON))
        await transaction.history.add(history)
        for entry in imports:
            await transaction.imports.add(entry)
    return services


def an_import(id_: str, *, minutes: int = 0, undone: bool = False) -> Import:
    at = NOON + timedelta(minutes=minutes)
    return Import(
        id=id_, file=f"{id_}.csv", at=at, new=1, changed=0, unchanged=0, undone_at=at if undone else None
    )


async def ask(services: Services, text: str = "", *, past: Past | None = None, **known: object) -> Reply:
    meaning = Understanding(language=EN, intent="list-changes", past=past or past_in(text), **known)  # pyright: ignore[reportArgumentType]
    return await changes.changes_asked(Asked(question=asked(text), meaning=meaning), services)


async def test_a_customer_whose_only_subscription_has_moved_is_called_by_its_name() -> None:
    subscription = "a1000000-0000-4000-8000-000000000001"
    contoso = "7c1f0a52-3d0e-4a6b-9f0e-51a1c0de0001"
    here = a_change("2", customer_id=contoso, subscription_id=subscription, origin="i2")
    services = await services_with(
        a_change("1", customer_id="gone", subscription_id=subscription),
        replace(here, what=What.MOVED_HERE, elsewhere="Litware"),
        replace(here, id="3", customer_id="gone", what=What.MOVED_AWAY, elsewhere="Contoso"),
        a_change("4", customer_id="unheard-of", subscription_id=subscription),
    )
    said = plain_text(await ask(services))
    assert "Customer: Litware; Subscription: Microsoft Azure, Azure Production; What changed: Moved" in said
    assert said.count("Customer: Litware") == 2
    assert "Customer: unheard-of" in said


async def test_the_newest_comes_first_and_each_tells_when_and_from_whom() -> None:
    holder = a_change(
        "2",
        days_ago=1,
        what=What.HOLDER,
        association=AssociationKind.DPOR,
        before=other("Relecloud"),
        after=US,
    )
    reply = await ask(await services_with(a_change("1", days_ago=3), holder, a_change("0", days_ago=40)))
    assert reply.outcome.subscriptions == ("s-2", "s-1")
    assert (reply.outcome.kind, reply.outcome.topic) == (Kind.LIST, "list-changes")
    said = plain_text(reply)
    assert reply.title.startswith("2 changes (from 23 October 2026 to 22 November 2026")
    assert "Digital Partner of Record went from Relecloud to us; Learned on: 21 November 2026" in said
    assert "azure.csv, speaks for 31 October 2026" in said


async def test_what_an_import_told_that_was_taken_back_is_left_out() -> None:
    history = (a_change("1", origin="gone"), a_change("2", origin="stays"), a_change("3", origin="a claim"))
    services = await services_with(*history, imports=(an_import("gone", undone=True), an_import("stays")))
    assert set((await ask(services)).outcome.subscriptions) == {"s-2", "s-3"}


async def test_since_the_last_import_is_since_the_moment_it_came_in() -> None:
    imports = (an_import("first"), an_import("second", minutes=5))
    later = a_change("2", at=NOON + timedelta(minutes=5))
    services = await services_with(a_change("1"), later, imports=imports)
    reply = await ask(services, "what is new since the last import?")
    assert reply.outcome.subscriptions == ("s-2",)
    assert "since second.csv came in on 22 November 2026" in reply.title


async def test_one_customer_without_a_time_is_told_of_from_the_beginning() -> None:
    services = await services_with(a_change("old", days_ago=900), a_change("elsewhere", customer_id="c2"))
    async with services.store.transaction() as transaction:
        holding = (await transaction.record.holdings(HoldingQuery()))[0]
        id_ = holding.customer.id
        await transaction.history.add([a_change("theirs", days_ago=900, customer_id=id_)])
    match = NameMatch(id=id_, name=holding.customer.name, score=1.0, words="x")
    reply = await ask(services, customers=(match,))
    assert reply.outcome.subscriptions == ("s-theirs",)
    assert reply.outcome.customer == holding.customer.name


async def test_product_and_both_ends_of_the_time_narrow() -> None:
    services = await services_with(
        a_change("before", at=datetime(2026, 9, 30, 23, 59, tzinfo=UTC)),
        a_change("first", at=datetime(2026, 10, 1, tzinfo=UTC)),
        a_change("other", at=datetime(2026, 10, 2, tzinfo=UTC), product=Product.OFFICE_365),
        a_change("last", at=datetime(2026, 10, 31, 23, 59, tzinfo=UTC)),
        a_change("after", at=datetime(2026, 11, 1, tzinfo=UTC)),
    )
    reply = await ask(services, "what changed in October?", product=Product.MICROSOFT_AZURE)
    assert reply.outcome.subscriptions == ("s-last", "s-first")


async def test_pages_cover_everything_and_keep_the_time() -> None:
    services = await services_with(*(a_change(f"{n:02}", days_ago=n) for n in range(23)))
    reply, seen = await ask(services, "since 1 November"), 0
    while True:
        assert len(reply.outcome.subscriptions) == 22
        seen += plain_text(reply).count("- Customer")
        onwards = [button for button in reply.buttons if button.action.name == "changes.show"]
        if not onwards:
            break
        reply = await changes.show_changes(Click(origin=somewhere(), action=onwards[0].action), services)
    assert seen == 22


async def test_nothing_and_nobody_are_said_so() -> None:
    services = await services_with()
    assert "Nothing has changed that I have been told of." in plain_text(await ask(services))
    reply = await ask(services, unheard_of="Umbrella")
    assert reply.outcome.verdict is Verdict.UNKNOWN_CUSTOMER
    action = Action(name="changes.show", language=SV, arguments={"list": "list-changes"})
    assert (await changes.show_changes(Click(origin=somewhere(), action=action), services)).language is SV


@pytest.mark.parametrize(
    ("known", "english", "swedish"),
    [
        ({"what": What.NEW}, "New subscription", "Ny prenumeration"),
        (
            {"what": What.HOLDER, "association": AssociationKind.DPOR, "after": NOBODY},
            "Digital Partner of Record seen for the first time: nobody",
            "Digital Partner of Record sedd för första gången: ingen",
        ),
        (
            {"what": What.HOLDER, "association": AssociationKind.PARTNER_ADMIN_LINK, "before": US},
            "Partner Admin Link is no longer seen; it was us",
            "Partner Admin Link syns inte längre; det var oss",
        ),
        (
            {"what": What.RENEWAL, "day_before": date(2026, 12, 1), "day_after": date(2027, 12, 1)},
            "Renews on 1 December 2027 instead of 1 December 2026",
            "Förnyas 1 december 2027 i stället för 1 december 2026",
        ),
        (
            {"what": What.RENEWAL, "day_after": date(2027, 12, 1)},
            "Renewal date known: 1 December 2027",
            "Förnyelsedatum känt: 1 december 2027",
        ),
        (
            {"what": What.RENEWAL, "day_before": date(2026, 12, 1)},
            "Renewal date no longer known; it was 1 December 2026",
            "Förnyelsedatum inte längre känt; det var 1 december 2026",
        ),
        ({"what": What.USAGE, "ours": True}, "We drive the usage now", "Vi driver användningen nu"),
        (
            {"what": What.USAGE, "ours": False},
            "We no longer drive the usage",
            "Vi driver inte användningen längre",
        ),
        ({"what": What.ENDED}, "Has ended", "Har upphört"),
        ({"what": What.RESUMED}, "Runs again", "Löper igen"),
        (
            {"what": What.MOVED_HERE, "elsewhere": "Åre Öl"},
            "Came from the customer Åre Öl",
            "Kom från kunden Åre Öl",
        ),
        (
            {"what": What.MOVED_AWAY, "elsewhere": "Åre Öl"},
            "Moved to the customer Åre Öl",
            "Flyttades till kunden Åre Öl",
        ),
    ],
)
def test_every_kind_of_change_is_told_in_both_languages(
    known: dict[str, object], english: str, swedish: str
) -> None:
    change = replace(a_change("1"), **known)  # pyright: ignore[reportArgumentType]
    assert what_changed(change, texts_in(EN)) == english
    assert what_changed(change, texts_in(SV)) == swedish
