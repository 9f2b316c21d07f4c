"""What happens around a turn, and in which order."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from bot.conversation.actions import Action
from bot.conversation.events import Audience, Click, Event, Joined, Person, Question
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Attachment, Checklist, Reply
from bot.core import MIDDLEWARE, build_bot
from bot.errors import Problem, StoreConflict, StoreError, UserError
from bot.middleware import (
    LEASE,
    Turn,
    apologise,
    compose,
    confide,
    guard_audience,
    know_person,
    language_for,
    log_turn,
    recollect,
    skip_repeats,
    try_again,
)
from bot.ports import Services
from tests.fakes import NOON, FrozenClock
from tests.whole_bot import asked, demo_bot, demo_bot_and_services, demo_services, recogniser, somewhere

SECRET = Reply(
    language=Language.ENGLISH,
    title="Contoso is Fabrikam's",
    outcome=Outcome(kind=Kind.STATUS, customer="Contoso"),
)
OPEN = replace(SECRET, title="The rule", names_customers=False)


def saying(reply: Reply | None) -> Turn:
    async def turn(event: Event, services: Services) -> Reply | None:
        return reply

    return turn


def failing(error: Exception) -> Turn:
    async def turn(event: Event, services: Services) -> Reply | None:
        raise error

    return turn


def test_the_order_is_log_apologise_skip_know_guard_recollect_confide_try() -> None:
    order = (log_turn, apologise, skip_repeats, know_person, guard_audience, recollect, confide, try_again)
    assert order == MIDDLEWARE


async def test_the_first_layer_is_the_outermost() -> None:
    seen: list[str] = []

    def layer(name: str):
        async def around(event: Event, services: Services, turn: Turn) -> Reply | None:
            seen.append(f"in {name}")
            reply = await turn(event, services)
            seen.append(f"out {name}")
            return reply

        return around

    services = await demo_services()
    await compose((layer("a"), layer("b")), saying(None))(asked("hi"), services)
    assert seen == ["in a", "in b", "out b", "out a"]


async def test_strangers_are_told_no_names() -> None:
    services = await demo_services()
    stranger = asked("x", audience=Audience.STRANGERS)
    reply = await guard_audience(stranger, services, saying(SECRET))
    assert reply is not None
    assert "Contoso" not in plain_text(reply)
    assert reply.outcome.customer is None
    assert not reply.names_customers


async def test_strangers_are_told_the_rules_and_we_are_told_all() -> None:
    services = await demo_services()
    stranger = asked("x", audience=Audience.STRANGERS)
    assert await guard_audience(stranger, services, saying(OPEN)) is OPEN
    assert await guard_audience(asked("x"), services, saying(SECRET)) is SECRET
    assert await guard_audience(stranger, services, saying(None)) is None


async def test_strangers_are_given_no_file_whatever_it_names() -> None:
    services = await demo_services()
    file = Attachment(name="rules.csv", media_type="text/csv", content=b"a;b\n")
    stranger = asked("x", audience=Audience.STRANGERS)
    reply = await guard_audience(stranger, services, saying(replace(OPEN, attachment=file)))
    assert reply == OPEN
    ours = await guard_audience(asked("x"), services, saying(replace(SECRET, attachment=file)))
    assert ours is not None
    assert ours.attachment is file


def test_a_reply_names_customers_unless_somebody_vouches_that_it_does_not() -> None:
    assert Reply(language=Language.ENGLISH, title="", outcome=Outcome(kind=Kind.LIST)).names_customers


async def test_the_same_event_is_answered_once() -> None:
    services = await demo_services()
    event = asked("x")
    assert await skip_repeats(event, services, saying(OPEN)) is OPEN
    assert await skip_repeats(event, services, saying(OPEN)) is None


async def test_an_event_is_done_when_its_reply_is_out() -> None:
    clock = FrozenClock()
    bot = build_bot(await demo_services(clock), recogniser())
    event = asked("what is DPOR?")
    async with bot.turn(event) as reply:
        assert reply is not None
        assert await bot.handle(event) is None  # Somebody is at it.
    clock.advance(2 * LEASE)
    assert await bot.handle(event) is None


async def test_an_event_whose_reply_never_got_out_is_answered_when_it_comes_again() -> None:
    clock = FrozenClock()
    bot = build_bot(await demo_services(clock), recogniser())
    event = asked("what is DPOR?")
    with pytest.raises(ZeroDivisionError):
        async with bot.turn(event):
            raise ZeroDivisionError
    assert await bot.handle(event) is None  # Whether somebody is still at it is not known yet.
    clock.advance(LEASE)
    assert await bot.handle(event) is not None
    assert await bot.handle(event) is None


async def test_an_event_without_a_reply_is_done_at_once() -> None:
    services = await demo_services()
    event = asked("x")
    assert await skip_repeats(event, services, saying(None)) is None
    assert not await services.store.first_time(event.origin.event_id, NOON + 2 * LEASE)


async def test_a_store_that_fails_at_the_end_of_a_turn_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    bot, services = await demo_bot_and_services()
    async with bot.turn(asked("x")):
        await services.store.close()
    assert "may be answered again" in caplog.text


async def test_an_answer_stays_an_answer_whatever_goes_wrong_when_it_is_noted(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot, services = await demo_bot_and_services()

    async def fail(*_: object) -> None:
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr(type(services.store), "done", fail)
    reply = await bot.handle(asked("what is DPOR?"))
    assert reply is not None
    assert reply.outcome.kind is Kind.KNOWLEDGE
    assert "may be answered again" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("language", Language)
async def test_a_problem_is_told_in_the_persons_language(language: Language) -> None:
    services = await demo_services()
    click = Click(origin=somewhere(), action=Action(name="a", language=language))
    reply = await apologise(click, services, failing(UserError(Problem.GONE)))
    assert reply is not None
    assert reply.language is language
    assert "finns inte längre" in plain_text(reply) or "no longer" in plain_text(reply)


async def test_an_unexpected_error_gives_a_reference_and_its_message_is_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    services = await demo_services()
    reply = await apologise(asked("x"), services, failing(RuntimeError("Contoso's secret")))
    assert reply is not None
    logged = caplog.text
    reference = logged.split("reference=")[1].split()[0]
    assert reference in plain_text(reply)
    assert "RuntimeError" in logged
    assert "secret" not in logged
    assert "secret" not in plain_text(reply)


async def test_a_turn_is_logged_by_ids_alone(caplog: pytest.LogCaptureFixture) -> None:
    services = await demo_services()
    with caplog.at_level(logging.INFO, logger="dpor.turn"):
        await log_turn(asked("are we DPOR for Contoso?"), services, saying(SECRET))
        await log_turn(asked("again"), services, saying(None))
    assert "kind=status" in caplog.text
    assert "kind=none" in caplog.text
    assert "Contoso" not in caplog.text


def test_the_persons_own_language_comes_first() -> None:
    swedish = replace(somewhere(), person=Person(id="p", language=Language.SWEDISH))
    click = Click(origin=somewhere(), action=Action(name="a", language=Language.SWEDISH))
    assert language_for(Question(origin=swedish, text="are we DPOR?")) is Language.SWEDISH
    assert language_for(Question(origin=somewhere(), text="är vi DPOR?")) is Language.SWEDISH
    assert language_for(click) is Language.SWEDISH
    assert language_for(Joined(origin=somewhere())) is Language.ENGLISH


async def test_a_strangers_tick_or_subscription_changes_nothing() -> None:
    bot, services = await demo_bot_and_services()
    stranger = somewhere(audience=Audience.STRANGERS)
    tick = Action(name="checklist.tick", language=Language.ENGLISH, arguments={"list": "general"})
    told = await bot.handle(Click(origin=stranger, action=tick, ticked=frozenset({"own-subscriptions"})))
    also = await bot.handle(asked("alert this channel about conflicts", audience=Audience.STRANGERS))
    assert told is not None
    assert also is not None
    assert "I change nothing" in plain_text(told)
    assert "I change nothing" in plain_text(also)
    async with services.store.transaction() as transaction:
        assert await transaction.checklists.ticks("general") == ()
        assert await transaction.watches.every() == ()


async def test_strangers_cannot_tell_a_customer_from_a_made_up_name() -> None:
    bot, _ = await demo_bot()
    answers = [
        await bot.handle(asked(f"are we DPOR for {name}?", audience=Audience.STRANGERS))
        for name in ("Fabrikam", "Zyxxia")
    ]
    assert answers[0] is not None
    assert answers[0] == answers[1]
    pressed = [
        await bot.handle(
            Click(
                origin=somewhere(audience=Audience.STRANGERS),
                action=Action(name="status.show", language=Language.ENGLISH, arguments={"subscription": id_}),
            )
        )
        for id_ in ("a1000000-0000-4000-8000-000000000001", "nonsense")
    ]
    assert pressed[0] is not None
    assert pressed[0] == pressed[1]


async def test_strangers_are_told_the_points_and_shown_no_box_that_would_be_refused() -> None:
    bot, _ = await demo_bot()
    show = Action(name="checklist.show", language=Language.SWEDISH)
    there = somewhere(audience=Audience.STRANGERS)
    for event in (asked("visa checklistan", audience=Audience.STRANGERS), Click(origin=there, action=show)):
        shown = await bot.handle(event)
        assert shown is not None
        assert "https://aka.ms/POR" in plain_text(shown)
        assert not any(isinstance(block, Checklist) for block in shown.blocks)


async def test_strangers_are_not_told_who_ticked() -> None:
    bot, _ = await demo_bot()
    tick = Action(name="checklist.tick", language=Language.ENGLISH, arguments={"list": "general"})
    await bot.handle(Click(origin=somewhere(), action=tick, ticked=frozenset({"own-subscriptions"})))
    shown = await bot.handle(asked("show the checklist", audience=Audience.STRANGERS))
    assert shown is not None
    assert "Kim" not in plain_text(shown)


async def test_what_the_store_says_of_itself_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    services = await demo_services()
    told = await apologise(asked("x"), services, failing(StoreError("dpor.json: could not be written")))
    assert told is not None
    assert "dpor.json: could not be written" in caplog.text
    assert "dpor.json" not in plain_text(told)


async def test_who_meets_somebody_else_looks_again_and_gives_up_at_last() -> None:
    services, met = await demo_services(), 0

    def meeting(times: int) -> Turn:
        async def turn(event: Event, services: Services) -> Reply | None:
            nonlocal met
            met += 1
            if met <= times:
                raise StoreConflict
            return OPEN

        return turn

    assert await try_again(asked("x"), services, meeting(3)) == OPEN
    assert met == 4
    with pytest.raises(StoreConflict):
        await try_again(asked("x"), services, meeting(99))
    assert met == 8
