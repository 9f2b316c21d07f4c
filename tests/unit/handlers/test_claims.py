"""From a sentence to a word in the record, and back: nothing is written unless somebody presses."""

from __future__ import annotations

from uuid import uuid4

import pytest

from bot.conversation.actions import Action
from bot.conversation.events import Audience, Click, Event, Person, Question
from bot.conversation.language import Language
from bot.conversation.outcomes import Verdict
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Choices, Reply
from bot.core import Bot
from bot.partnership.records import HolderKind
from bot.ports import Services
from tests.builders import an_origin
from tests.contract.import_steps import an_account
from tests.whole_bot import demo_bot_and_services

KIM = Person(id="U1", name="Kim", member=True)
LENA = Person(id="U2", name="Lena", member=True)
SENTENCE = "First Up says they are DPOR for Contoso's Azure"


async def told(bot: Bot, event: Event) -> Reply:
    reply = await bot.handle(event)
    assert reply is not None
    return reply


def asked(text: str, *, audience: Audience = Audience.OURS) -> Question:
    return Question(origin=an_origin(uuid4().hex, person=KIM, audience=audience), text=text)


def press(action: Action, filled: dict[str, str] | None = None, *, person: Person = KIM) -> Click:
    return Click(origin=an_origin(uuid4().hex, person=person), action=action, filled=filled)


def values(reply: Reply) -> dict[str, str]:
    assert reply.form is not None
    return {field.id: field.value for field in reply.form.fields}


async def sent(
    bot: Bot, form: Reply, changed: dict[str, str] | None = None, *, person: Person = KIM
) -> Reply:
    assert form.form is not None
    return await told(bot, press(form.form.action, {**values(form), **(changed or {})}, person=person))


async def verdict(bot: Bot, text: str = "are we DPOR for Contoso Azure?") -> Verdict | None:
    return (await told(bot, asked(text))).outcome.verdict


def button(reply: Reply, name: str) -> Action:
    return next(button.action for button in reply.buttons if button.action.name == name)


async def claims(services: Services) -> int:
    async with services.store.transaction() as transaction:
        return len(await transaction.claims.latest(9))


@pytest.mark.parametrize(
    "text",
    [
        "Lamna Cloud says they are DPOR for Contoso's Azure",
        "Lamna Cloud säger att de är DPOR för Contosos Azure",
    ],
)
async def test_what_our_profile_calls_us_is_no_other_partner(text: str) -> None:
    bot, services = await demo_bot_and_services()
    assert values(await told(bot, asked(text)))["holder"] == "other"
    async with services.store.transaction() as transaction:
        await transaction.accounts.save([an_account(name="Lamna Cloud AB")])
    filled = values(await told(bot, asked(text)))
    assert (filled["holder"], filled["partner"]) == ("us", "")
    # Who holds something by the record is that partner, whatever we are called.
    async with services.store.transaction() as transaction:
        await transaction.accounts.save([an_account(name="First Up")])
    assert values(await told(bot, asked(SENTENCE)))["holder"] == "other"


async def test_a_sentence_fills_the_form_and_writes_nothing() -> None:
    bot, services = await demo_bot_and_services()
    form = await told(bot, asked(SENTENCE))
    assert values(form) == {
        "customer": "Contoso",
        "product": "microsoft-azure",
        "holder": "other",
        "partner": "First Up Consultants",
        "note": SENTENCE,
    }
    assert form.only_for_asker
    found = form.outcome
    assert (found.customer, found.product, found.partner) == (
        "Contoso",
        "microsoft-azure",
        "First Up Consultants",
    )
    assert await claims(services) == 0
    assert await verdict(bot) is Verdict.YES


async def test_a_confirming_press_makes_it_the_newest_word_and_its_reporter_takes_it_back() -> None:
    bot, services = await demo_bot_and_services()
    noted = await sent(bot, await told(bot, asked(SENTENCE)))
    assert "Azure Production" in plain_text(noted)
    standing = await told(bot, asked("are we DPOR for Contoso Azure?"))
    assert (standing.outcome.verdict, standing.outcome.partner) == (Verdict.NO_OTHER, "First Up Consultants")
    assert "According to: Kim, who said so on 22 November 2026 (today)" in plain_text(standing)
    assert f"Note: {SENTENCE}" in plain_text(standing)
    assert "we, according to subscriptions.csv" in plain_text(standing)
    take_back = button(noted, "claim.take-back")
    refused = await told(bot, press(take_back, person=LENA))
    assert "Only the person who reported it" in plain_text(refused)
    assert await verdict(bot) is Verdict.NO_OTHER
    assert "no longer counts" in plain_text(await told(bot, press(take_back)))
    assert await verdict(bot) is Verdict.YES
    assert "taken back before" in plain_text(await told(bot, press(take_back)))
    assert await claims(services) == 1


@pytest.mark.parametrize(
    ("text", "holder", "said"),
    [
        ("Contoso told us we are DPOR for Office 365", HolderKind.US, Verdict.YES),
        ("Contoso säger att ingen är DPOR för deras Office 365", HolderKind.NOBODY, Verdict.NO_NOBODY),
    ],
)
async def test_a_word_may_say_us_or_nobody(text: str, holder: HolderKind, said: Verdict) -> None:
    bot, _ = await demo_bot_and_services()
    form = await told(bot, asked(text))
    assert values(form)["holder"] == holder.value
    await sent(bot, form)
    assert await verdict(bot, "are we DPOR for Contoso Office 365?") is said


async def test_a_word_on_a_customer_with_several_products_asks_which() -> None:
    bot, _ = await demo_bot_and_services()
    noted = await sent(bot, await told(bot, asked("Contoso told us we are DPOR now")))
    assert noted.outcome.subscriptions == ()
    assert await verdict(bot, "are we DPOR for Contoso Office 365?") is Verdict.NO_OTHER
    office = next(
        b.action
        for b in noted.buttons
        if b.action.arguments.get("product") == "office-365" and "It is" in b.label
    )
    assert "Only the person" in plain_text(await told(bot, press(office, person=LENA)))
    chosen = await told(bot, press(office))
    assert chosen.replaces
    assert len(chosen.outcome.subscriptions) == 1
    assert await verdict(bot, "are we DPOR for Contoso Office 365?") is Verdict.YES


async def test_a_word_on_one_of_two_subscriptions_leaves_the_other_as_it_is() -> None:
    bot, _ = await demo_bot_and_services()
    form = await told(bot, asked("First Up says they are DPOR for Fabrikam's Office Factory"))
    noted = await sent(bot, form)
    assert noted.outcome.subscriptions == ("a1000000-0000-4000-8000-000000000005",)
    assert await verdict(bot, "are we DPOR for Fabrikam Office Headquarters?") is Verdict.YES
    factory = await told(bot, asked("who is DPOR for Fabrikam Office Factory?"))
    assert factory.outcome.partner == "First Up Consultants"


async def test_two_people_who_disagree_are_both_shown() -> None:
    bot, _ = await demo_bot_and_services()
    await sent(bot, await told(bot, asked(SENTENCE)))
    form = await told(bot, asked("Contoso says nobody is DPOR for Azure"))
    await sent(bot, form, person=LENA)
    said = plain_text(await told(bot, asked("are we DPOR for Contoso Azure?")))
    assert "According to: Lena" in said
    assert "First Up Consultants, according to Kim" in said
    assert "we, according to subscriptions.csv" in said


async def test_several_customers_are_asked_about_and_none_is_guessed() -> None:
    bot, services = await demo_bot_and_services()
    reply = await told(bot, asked("First Up says they are DPOR for Toys"))
    [choices] = [block for block in reply.blocks if isinstance(block, Choices)]
    form = await told(bot, press(choices.choices[0].action))
    assert values(form)["partner"] == "First Up Consultants"
    again = await sent(bot, form, {"customer": "Toys"})
    assert again.form is not None
    assert "Several customers fit" in again.form.faults["customer"]
    assert await claims(services) == 0


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"holder": "us"}, "partner"),
        ({"holder": "somebody"}, "holder"),
        ({"partner": ""}, "partner"),
        ({"partner": "x" * 151}, "partner"),
    ],
)
async def test_a_form_that_contradicts_itself_comes_back(changed: dict[str, str], field: str) -> None:
    bot, services = await demo_bot_and_services()
    again = await sent(bot, await told(bot, asked(SENTENCE)), changed)
    assert again.form is not None
    assert field in again.form.faults
    assert await claims(services) == 0


async def test_an_unknown_customer_is_kept_as_a_report_alone() -> None:
    bot, services = await demo_bot_and_services()
    form = await told(bot, asked("Relecloud says they are DPOR for Bergslagens Tryckeri"))
    assert values(form)["customer"] == "Bergslagens Tryckeri"
    noted = await sent(bot, form)
    assert "changes no standing" in plain_text(noted)
    async with services.store.transaction() as transaction:
        [claim] = await transaction.claims.latest(9)
    assert (claim.customer_id, claim.subscriptions, claim.reporter) == ("", (), "Kim")


async def test_from_a_standing_the_form_knows_whom_it_is_about() -> None:
    bot, _ = await demo_bot_and_services()
    standing = await told(bot, asked("are we DPOR for Contoso Azure?"))
    form = await told(bot, press(button(standing, "claim.open")))
    assert values(form)["customer"] == "Contoso"
    assert values(form)["product"] == "microsoft-azure"


async def test_among_strangers_nothing_is_named_and_nothing_written() -> None:
    bot, services = await demo_bot_and_services()
    reply = await told(bot, asked(SENTENCE, audience=Audience.STRANGERS))
    assert "First Up" not in plain_text(reply)
    assert reply.form is None
    assert await claims(services) == 0


async def test_a_claim_that_is_gone_is_said_to_be() -> None:
    bot, _ = await demo_bot_and_services()
    gone = Action(name="claim.take-back", language=Language.ENGLISH, arguments={"claim": "gone"})
    assert "no longer in my record" in plain_text(await told(bot, press(gone)))
