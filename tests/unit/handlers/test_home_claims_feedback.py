"""Settings, what people report, what they think of answers, what they look for, and where the bot is."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from bot.conversation.actions import Action
from bot.conversation.events import Click, Event, Joined, Left, Person, Question, Search
from bot.conversation.language import Language
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Choices, Reply
from bot.core import Bot
from bot.ports import Services
from tests.builders import an_origin
from tests.whole_bot import demo_bot_and_services

EN, SV = Language.ENGLISH, Language.SWEDISH
FILLED = {"customer": "Contoso", "product": "office-365", "partner": "First Up", "note": "Heard it in a call"}


def click(name: str, filled: dict[str, str] | None = None, **arguments: str) -> Click:
    return Click(
        origin=an_origin(uuid4().hex, person=Person(id="U1", name="Kim", member=True)),
        action=Action(name=name, language=EN, arguments=arguments),
        filled=filled,
    )


async def told(bot: Bot, event: Event) -> Reply:
    reply = await bot.handle(event)
    assert reply is not None
    return reply


async def bot_and_services() -> tuple[Bot, Services]:
    return await demo_bot_and_services()


async def test_a_chosen_language_holds_until_another_is_chosen() -> None:
    bot, _ = await bot_and_services()
    page = await told(bot, click("home.language", choose="sv"))
    assert page.language is SV
    assert page.replaces
    asked = await told(bot, Question(origin=an_origin(uuid4().hex), text="what is PAL?"))
    assert asked.language is SV
    other = an_origin(uuid4().hex, person=Person(id="U2"))
    assert (await told(bot, Question(origin=other, text="what is PAL?"))).language is EN
    await told(bot, click("home.language", choose="question"))
    assert (await told(bot, Question(origin=an_origin(uuid4().hex), text="what is PAL?"))).language is EN


async def test_an_unknown_language_is_refused_in_words() -> None:
    bot, services = await bot_and_services()
    await told(bot, click("home.language", choose="xx"))
    async with services.store.transaction() as transaction:
        assert await transaction.people.wishes("T1/slack/U1") is None


async def test_a_claim_is_kept_with_who_said_it() -> None:
    bot, services = await bot_and_services()
    assert (await told(bot, click("claim.open", customer="Contoso"))).form is not None
    noted = await told(bot, click("claim.save", FILLED))
    assert noted.form is None
    assert "First Up" in plain_text(noted)
    async with services.store.transaction() as transaction:
        [claim] = await transaction.claims.latest(5)
        assert (claim.customer, claim.partner, claim.reporter) == (
            "Contoso",
            "First Up Consultants",
            "Kim",
        )
        assert [kept.id for kept in await transaction.claims.about(claim.customer_id)] == [claim.id]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"customer": " "}, "customer"),
        ({"partner": ""}, "partner"),
        ({"note": "x" * 1001}, "note"),
        ({"product": "visio"}, "product"),
    ],
)
async def test_a_form_with_a_fault_comes_back_with_everything_that_was_filled_in(
    wrong: dict[str, str], field: str
) -> None:
    bot, services = await bot_and_services()
    again = await told(bot, click("claim.save", {**FILLED, **wrong}))
    assert again.form is not None
    assert field in again.form.faults
    async with services.store.transaction() as transaction:
        assert await transaction.claims.latest(5) == ()


async def test_an_opinion_is_kept_and_its_reason_asked_for() -> None:
    bot, services = await bot_and_services()
    answer = await told(bot, Question(origin=an_origin(uuid4().hex), text="what is PAL?"))
    assert answer.feedback is not None
    good = replace(answer.feedback, arguments={**answer.feedback.arguments, "verdict": "good"})
    bad = replace(answer.feedback, arguments={**answer.feedback.arguments, "verdict": "bad"})
    place = an_origin(uuid4().hex)
    assert (await told(bot, Click(origin=place, action=good))).form is None
    asked_why = await told(bot, Click(origin=replace(place, event_id="2"), action=bad))
    assert asked_why.form is not None
    await told(
        bot,
        Click(origin=replace(place, event_id="3"), action=asked_why.form.action, filled={"note": "too long"}),
    )
    async with services.store.transaction() as transaction:
        [opinion] = await transaction.opinions.latest(5)
    assert (opinion.topic, opinion.helpful, opinion.note) == ("pal", False, "too long")


async def test_a_search_finds_customers_and_articles() -> None:
    bot, _ = await bot_and_services()
    reply = await told(bot, Search(origin=an_origin(uuid4().hex), text="Fabrikam"))
    [choices] = [block for block in reply.blocks if isinstance(block, Choices)]
    assert choices.choices[0].title == "Fabrikam"
    assert "subscription" in choices.choices[0].summary
    started = await told(bot, Search(origin=an_origin(uuid4().hex), text=""))
    [choices] = [block for block in started.blocks if isinstance(block, Choices)]
    assert len(choices.choices) > 3
    assert not started.names_customers


async def test_the_bot_knows_where_it_is_and_forgets_where_it_was() -> None:
    bot, services = await bot_and_services()
    origin = replace(an_origin(uuid4().hex), private=True)
    await told(bot, Joined(origin=origin))
    await told(bot, Question(origin=replace(origin, event_id="q"), text="alert this channel about conflicts"))
    address = origin.address
    async with services.store.transaction() as transaction:
        place = await transaction.places.private_with(address.tenant, address.platform, origin.person.id)
        assert place is not None
        assert place.address == address
    assert await bot.handle(Left(origin=replace(origin, event_id="left"))) is None
    async with services.store.transaction() as transaction:
        assert await transaction.places.every() == ()
        assert [watch.paused for watch in await transaction.watches.every()] == ["shut-out"]
