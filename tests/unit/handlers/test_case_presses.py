"""What is pressed on a case's card, through the whole bot."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.alerts import case_actions as do
from bot.alerts.tellings import CardOf, EditOf, EntryOf
from bot.conversation.actions import Action
from bot.conversation.events import Audience, Click, Person
from bot.conversation.language import Language
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Reply
from bot.core import Bot, build_bot
from bot.partnership.cases import CaseState, Decision, Step
from bot.partnership.records import US
from bot.ports import Services, Store
from tests.builders import ROOM, an_origin
from tests.fakes import FrozenClock
from tests.unit.alerts.test_raising import WATCH, bring_in, only, taken, told, watching
from tests.whole_bot import knowledge, recogniser

ANNA, BO = Person(id="U1", name="Anna", member=True), Person(id="U2", name="Bo", member=True)
TEAMS = replace(ROOM, platform="teams", conversation="19:abc")


async def a_bot() -> tuple[Bot, Store, FrozenClock]:
    """One open case, told to a room in Slack and one in Teams."""
    store, clock = await watching(WATCH, replace(WATCH, address=TEAMS)), FrozenClock()
    await bring_in(store, (taken(), US))
    clock.advance(timedelta(hours=1))
    services = Services(store=store, clock=clock, knowledge=knowledge())
    return build_bot(services, recogniser()), store, clock


async def button(store: Store, name: str, *, version: int | None = None) -> Action:
    case = await only(store)
    shown = case if version is None else replace(case, version=version)
    return do.case_action(name, shown, Language.ENGLISH)


async def press(
    bot: Bot,
    action: Action,
    *,
    person: Person = ANNA,
    teams: bool = False,
    filled: Mapping[str, str] | None = None,
    audience: Audience = Audience.OURS,
) -> Reply:
    origin = an_origin(uuid4().hex, person=person, address=TEAMS if teams else ROOM, audience=audience)
    reply = await bot.handle(Click(origin=origin, action=action, filled=filled))
    assert reply is not None
    return reply


async def steps(store: Store) -> list[Step]:
    async with store.transaction() as transaction:
        return [entry.step for entry in await transaction.cases.entries((await only(store)).key)]


async def test_a_press_moves_the_case_edits_its_card_and_tells_every_room() -> None:
    bot, store, _ = await a_bot()
    reply = await press(bot, await button(store, do.TAKE))
    case = await only(store)
    assert (case.state, case.owner, case.version) == (CaseState.ACKNOWLEDGED, "T1/slack/U1", 2)
    assert (reply.replaces, reply.only_for_asker) == (True, False)
    assert "Taken by: Anna" in plain_text(reply)
    assert {b.action.arguments["version"] for b in reply.buttons} == {"2"}
    counts = await told(store, case.key)
    assert (counts[CardOf], counts[EditOf], counts[EntryOf]) == (2, 2, 2)


async def test_an_old_card_changes_nothing_and_says_who_was_quicker() -> None:
    bot, store, clock = await a_bot()
    shown = await button(store, do.TAKE)
    await press(bot, shown, teams=True)
    clock.advance(timedelta(minutes=5))
    reply = await press(bot, shown, person=BO)
    assert (await only(store)).owner == "T1/teams/U1"
    assert await steps(store) == [Step.OPENED, Step.TAKEN]
    text = plain_text(reply)
    assert "Nothing was changed, for somebody was quicker: Anna took it, 22 November 2026 at 14:00" in text
    assert "in Teams." in text
    assert reply.replaces


async def test_a_second_press_of_one_person_is_noted_already() -> None:
    bot, store, _ = await a_bot()
    shown = await button(store, do.TAKE)
    await press(bot, shown)
    reply = await press(bot, shown)
    assert "It is noted already: Anna took it" in plain_text(reply)
    again = await press(bot, await button(store, do.TAKE))
    assert "that is not left to do" in plain_text(again)
    assert await steps(store) == [Step.OPENED, Step.TAKEN]


@pytest.mark.parametrize(
    ("opens", "sends", "filled", "step"),
    [
        (do.ASK, do.ASKED, {"day": "2026-11-22"}, Step.CUSTOMER_ASKED),
        (do.DECIDE, do.DECIDED, {"decision": "switched", "evidence": "Mail of Kim, 20 Nov"}, Step.DECIDED),
        (do.CLOSE, do.CLOSED, {"why": "a test tenant"}, Step.CLOSED),
        (do.SNOOZE, do.SNOOZED, {"days": "3"}, Step.SNOOZED),
    ],
)
async def test_a_form_is_opened_and_sent(opens: str, sends: str, filled: dict[str, str], step: Step) -> None:
    bot, store, _ = await a_bot()
    form = await press(bot, await button(store, opens))
    assert form.form is not None
    assert form.form.action.name == sends
    assert {field.id for field in form.form.fields} == set(filled)
    reply = await press(bot, form.form.action, filled=filled)
    assert (await steps(store))[-1] is step
    assert (reply.form, reply.only_for_asker) == (None, True)
    late = await press(bot, form.form.action, filled=filled, person=BO)
    assert "somebody was quicker" in plain_text(late)
    reopened = await press(bot, form.form.action, person=BO, filled=filled)
    assert len(await steps(store)) == 2
    assert reopened.form is None


@pytest.mark.parametrize(
    ("sends", "filled", "field"),
    [
        (do.ASKED, {"day": "yesterday"}, "day"),
        (do.ASKED, {"day": "2026-12-24"}, "day"),
        (do.DECIDED, {"decision": "", "evidence": "x"}, "decision"),
        (do.DECIDED, {"decision": "lost", "evidence": " "}, "evidence"),
        (do.DECIDED, {"decision": "lost", "evidence": "x" * 501}, "evidence"),
        (do.CLOSED, {"why": ""}, "why"),
        (do.SNOOZED, {"days": "400"}, "days"),
    ],
)
async def test_what_is_filled_in_wrongly_is_asked_again(
    sends: str, filled: dict[str, str], field: str
) -> None:
    bot, store, _ = await a_bot()
    reply = await press(bot, await button(store, sends), filled=filled)
    assert reply.form is not None
    assert field in reply.form.faults
    assert await steps(store) == [Step.OPENED]


async def test_the_form_for_asking_has_the_request_ready_to_copy() -> None:
    bot, store, _ = await a_bot()
    text = plain_text(await press(bot, await button(store, do.ASK)))
    assert "Ask the customer: Contoso, Microsoft Azure" in text
    assert "Ready to copy" in text
    assert "Subject:" in text
    assert "Sent on: 2026-11-22" in text


async def test_the_whole_life_of_a_case() -> None:
    bot, store, clock = await a_bot()
    await press(bot, await button(store, do.ACKNOWLEDGE))
    await press(bot, await button(store, do.TAKE), person=BO)
    await press(bot, await button(store, do.HAND_BACK))
    await press(bot, await button(store, do.TAKE))
    await press(bot, await button(store, do.ASKED), filled={"day": "2026-11-22"})
    clock.advance(timedelta(days=4))
    await press(bot, await button(store, do.DECIDED), filled={"decision": "switched", "evidence": "Mail"})
    assert (await only(store)).decision is Decision.SWITCHED
    closed = await press(bot, await button(store, do.CLOSED), filled={})
    assert "(closed)" in closed.title
    assert [b.label for b in closed.buttons] == ["Show the history"]
    history = plain_text(await press(bot, await button(store, do.HISTORY)))
    for part in (
        "Found",
        "Anna has seen it",
        "Bo took it",
        "Anna handed it back",
        "Anna asked the customer, 22 November",
    ):
        assert part in history
    assert "Anna noted the decision: we become partner of record (Mail), 26 November 2026" in history


async def test_a_press_on_a_reminder_is_told_in_a_line() -> None:
    bot, store, _ = await a_bot()
    action = do.case_action(do.TAKE, await only(store), Language.SWEDISH, shown=do.LINE)
    reply = await press(bot, action)
    assert reply.replaces
    assert "Anna tog det, 22 november 2026 kl. 14.00 i Slack" in plain_text(reply)
    assert [b.label for b in reply.buttons] == ["Visa ärendet"]


async def test_strangers_are_told_nothing_and_change_nothing() -> None:
    bot, store, _ = await a_bot()
    guest = Person(id="U9", name="Guest")
    for name in (do.TAKE, do.SHOW, do.HISTORY, do.ASK, do.ASKED):
        reply = await press(
            bot,
            await button(store, name),
            person=guest,
            audience=Audience.STRANGERS,
            filled={"day": "2026-11-22"},
        )
        assert not reply.names_customers
        assert "Contoso" not in plain_text(reply)
        assert "First Up" not in plain_text(reply)
        assert not reply.replaces
    assert await steps(store) == [Step.OPENED]


async def test_a_case_that_is_not_stored_is_gone() -> None:
    bot, store, _ = await a_bot()
    missing = Action(name=do.TAKE, language=Language.ENGLISH, arguments={"case": "x", "version": "1"})
    unversioned = replace(await button(store, do.TAKE), arguments={"case": (await only(store)).key})
    for action in (missing, unversioned):
        assert (await press(bot, action)).names_customers is False
    assert await steps(store) == [Step.OPENED]


async def test_a_delivery_that_comes_twice_moves_it_once() -> None:
    bot, store, _ = await a_bot()
    click = Click(origin=an_origin("e1", person=ANNA), action=await button(store, do.TAKE))
    assert await bot.handle(click) is not None
    assert await bot.handle(click) is None
    assert await steps(store) == [Step.OPENED, Step.TAKEN]
    assert (await told(store, (await only(store)).key))[EntryOf] == 2


async def test_two_replicas_that_race_move_it_once_and_tell_both() -> None:
    bot, store, clock = await a_bot()
    other = build_bot(Services(store=store, clock=clock, knowledge=knowledge()), recogniser())
    shown = await button(store, do.TAKE)
    replies = await asyncio.gather(press(bot, shown), press(other, shown, person=BO, teams=True))
    assert await steps(store) == [Step.OPENED, Step.TAKEN]
    quicker = [reply for reply in replies if "somebody was quicker" not in plain_text(reply)]
    assert len(quicker) == 1
    owner = (await only(store)).owner_name
    assert all(f"Taken by: {owner}" in plain_text(reply) for reply in replies)
