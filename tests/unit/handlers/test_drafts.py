"""The letter fits product and era, says what has changed, and is shown to whoever asked for it."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from bot.conversation.actions import Action
from bot.conversation.events import Click, Event, Question
from bot.conversation.language import Language
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Reply, Sources
from bot.conversation.texts import texts_in
from bot.core import Bot
from bot.handlers.draft_letters import Era, changes, letter, sources, successor
from bot.partnership.records import US, AssociationKind, Holder, Product
from bot.understanding.letter_language import letter_language
from tests.builders import a_customer, a_holding, an_association, an_origin
from tests.whole_bot import demo_bot_and_services

EN, SV = Language.ENGLISH, Language.SWEDISH
AZURE, OFFICE = Product.MICROSOFT_AZURE, Product.OFFICE_365


async def told(bot: Bot, event: Event) -> Reply:
    reply = await bot.handle(event)
    assert reply is not None
    return reply


def asked(text: str, *, private: bool = False) -> Question:
    return Question(origin=replace(an_origin(uuid4().hex), private=private), text=text)


def press(action: Action) -> Click:
    return Click(origin=replace(an_origin(uuid4().hex), private=True), action=action)


@pytest.mark.parametrize("language", [EN, SV])
@pytest.mark.parametrize("product", list(Product))
def test_todays_letter_asks_for_what_took_the_place_of_dpor(product: Product, language: Language) -> None:
    texts = texts_in(language)
    said = "\n".join(letter(Era.TODAY, {product}, "it", texts))
    azure = product is AZURE
    assert ("Partner Admin Link" in said) is azure
    assert ("Claiming Partner of Record" in said) is not azure
    assert "Digital Partner of Record" not in said
    assert "https://learn.microsoft.com/partner-center/" in said
    expected = AssociationKind.PARTNER_ADMIN_LINK if azure else AssociationKind.CLAIMING_PARTNER
    assert successor(product) is expected


@pytest.mark.parametrize("language", [EN, SV])
def test_the_letter_of_2016_asks_for_dpor_with_the_steps_of_its_product(language: Language) -> None:
    texts = texts_in(language)
    azure = "\n".join(letter(Era.DPOR, {AZURE}, "it", texts))
    office = "\n".join(letter(Era.DPOR, {OFFICE}, "it", texts))
    assert "Digital Partner of Record" in azure
    assert "Digital Partner of Record" in office
    assert "pal-dpor" in azure
    assert "add-partner" in office
    assert "Billing" not in azure


@pytest.mark.parametrize("products", [{AZURE}, {OFFICE}, {AZURE, OFFICE}])
def test_every_change_since_2016_has_a_source_with_a_date(products: set[Product]) -> None:
    texts = texts_in(EN)
    assert len(changes(products, texts)) == len(sources(products, texts))
    assert all(source.speaks_for[:2] == "20" for source in sources(products, texts))


async def test_a_draft_comes_in_both_languages_and_eras_by_button() -> None:
    bot, _ = await demo_bot_and_services()
    today = await told(bot, asked("draft a request to Contoso about Office 365", private=True))
    assert "Claiming Partner of Record" in plain_text(today)
    assert any(isinstance(block, Sources) for block in today.blocks)
    swedish, dpor = (button.action for button in today.buttons[:2])
    assert "Vi hjälper er med Office 365 E3" in plain_text(await told(bot, press(swedish)))
    then = await told(bot, press(dpor))
    assert "register us as your Digital Partner of Record" in plain_text(then)
    back = await told(bot, press(then.buttons[1].action))
    assert plain_text(back) == plain_text(today)


@pytest.mark.parametrize(
    ("text", "language", "subject", "other"),
    [
        ("write the request to Contoso in Swedish", EN, "Ämne: ", "In English"),
        ("skriv förfrågan till Contoso på engelska", SV, "Subject: ", "På svenska"),
        ("skriv ett engelskt utkast till Contoso", SV, "Subject: ", "På svenska"),
        ("draft a request to Contoso", EN, "Subject: ", "På svenska"),
    ],
)
async def test_the_letter_is_in_the_language_that_it_is_asked_for_in(
    text: str, language: Language, subject: str, other: str
) -> None:
    bot, _ = await demo_bot_and_services()
    reply = await told(bot, asked(text, private=True))
    assert reply.language is language
    assert subject in plain_text(reply)
    assert reply.buttons[0].label == other


@pytest.mark.parametrize(
    ("text", "dpor", "said"),
    [
        ("draft a request to Humongous Insurance", US, "we are partner of record here already"),
        (
            "draft a request to Humongous Insurance",
            None,
            "we are associated here already, by DPOR or by what took",
        ),
        (
            "skriv ett utkast till Humongous Insurance",
            None,
            "vi redan associerade här, genom DPOR eller det som tog",
        ),
    ],
)
async def test_where_nothing_is_missing_it_is_said_by_what(text: str, dpor: Holder | None, said: str) -> None:
    bot, services = await demo_bot_and_services()
    link = an_association(kind=AssociationKind.PARTNER_ADMIN_LINK)
    associations = (an_association(holder=dpor), link) if dpor else (link,)
    held = a_holding("h1", customer=a_customer("Humongous Insurance"), associations=associations)
    async with services.store.transaction() as transaction:
        await transaction.record.save([held])
    assert said in plain_text(await told(bot, asked(text, private=True)))


async def test_a_customers_name_is_no_language() -> None:
    assert letter_language("draft a request to Swedish Biogas") is None
    assert letter_language("from English into Swedish, in English please") is None


async def test_a_standings_button_drafts_for_that_subscription() -> None:
    bot, _ = await demo_bot_and_services()
    standing = await told(bot, asked("who is DPOR for Fabrikam's Office 365 Factory?"))
    action = next(button.action for button in standing.buttons if button.action.name == "draft.show")
    draft = await told(bot, press(action))
    assert draft.outcome.subscriptions == ("a1000000-0000-4000-8000-000000000005",)
    assert "Office 365 Factory" in plain_text(draft)


async def test_a_subscriptions_id_alone_is_enough() -> None:
    bot, _ = await demo_bot_and_services()
    arguments = {"subscription": "a1000000-0000-4000-8000-000000000002"}
    draft = await told(bot, press(Action(name="draft.show", language=EN, arguments=arguments)))
    assert draft.outcome.customer == "Contoso"
    for wrong in ({"subscription": "gone"}, {"era": "tomorrow"}):
        reply = await told(bot, press(Action(name="draft.show", language=EN, arguments=wrong)))
        assert reply.title == "That did not work"


async def test_in_a_room_a_draft_is_for_who_asked_until_it_is_shared() -> None:
    bot, _ = await demo_bot_and_services()
    draft = await told(bot, asked("draft a request to Contoso"))
    assert draft.only_for_asker
    share = next(button.action for button in draft.buttons if button.action.name == "share.everyone")
    shared = await told(bot, Click(origin=an_origin(uuid4().hex), action=share))
    assert not shared.only_for_asker
    assert not (await told(bot, asked("draft a request to Contoso", private=True))).only_for_asker


async def test_in_a_room_a_checklist_is_for_everybody_in_it() -> None:
    bot, _ = await demo_bot_and_services()
    assert not (await told(bot, asked("checklist for Contoso"))).only_for_asker
