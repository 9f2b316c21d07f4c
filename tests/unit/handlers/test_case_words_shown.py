"""What is said of cases that are easily mistaken for one another, or for another state."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from bot.alerts.case_card import Around, next_step
from bot.conversation.language import Language
from bot.conversation.plaintext import plain_text
from bot.core import Bot, build_bot
from bot.partnership.cases import CaseEntry, CaseState, Step
from bot.partnership.quiet import STOCKHOLM
from bot.partnership.records import US
from bot.partnership.workdays import NoHolidays
from bot.ports import Services, Store
from tests.builders import TODAY, a_question, an_origin
from tests.fakes import NOON, FrozenClock
from tests.unit.alerts.test_raising import WATCH, bring_in, only, taken, watching
from tests.unit.handlers.test_case_presses import ANNA, CASE
from tests.whole_bot import knowledge, recogniser


async def _say(bot: Bot, text: str) -> str:
    reply = await bot.handle(a_question(text, origin=an_origin(uuid4().hex, person=ANNA)))
    assert reply is not None
    return plain_text(reply)


async def _a_bot() -> tuple[Bot, Store]:
    store = await watching(WATCH)
    return build_bot(Services(store=store, clock=FrozenClock(), knowledge=knowledge()), recogniser()), store


def _around(language: Language = Language.ENGLISH) -> Around:
    return Around(language=language, now=NOON, zone=STOCKHOLM, holidays=NoHolidays(), knowledge=knowledge())


def test_a_late_answer_is_not_to_be_waited_for() -> None:
    asked = replace(CASE, state=CaseState.CUSTOMER_ASKED, answer_by=TODAY)
    late = replace(asked, answer_by=TODAY - timedelta(days=1))
    assert next_step(asked, _around()).startswith("Wait for")
    assert "late" in next_step(late, _around())
    assert "dröjer" in next_step(late, _around(Language.SWEDISH))


def test_what_is_open_again_and_was_taken_is_not_said_to_be_nobodys() -> None:
    assert "Nobody has taken it" in next_step(CASE, _around())
    assert "Nobody" not in next_step(replace(CASE, owner="T1/slack/U1", owner_name="Anna"), _around())


async def test_two_that_read_alike_are_told_apart_by_their_subscriptions() -> None:
    bot, store = await _a_bot()
    twins = [
        replace(held, subscription=replace(held.subscription, label=label))
        for held, label in ((taken("s1"), "Logistics"), (taken("s2"), "Test"))
    ]
    await bring_in(store, *((twin, US) for twin in twins))
    said = await _say(bot, "open cases")
    assert "no longer partner of record, Logistics (open)" in said
    assert "no longer partner of record, Test (open)" in said


async def test_what_is_not_left_to_do_is_said_where_it_would_take_a_form() -> None:
    bot, store = await _a_bot()
    await bring_in(store, (taken(), US))
    case = await only(store)
    decided = replace(case, state=CaseState.DECIDED, version=2)
    entry = CaseEntry(case=case.key, version=2, step=Step.DECIDED, at=NOON, note="kept: a mail")
    async with store.transaction() as transaction:
        await transaction.cases.save(decided, entry)
    said = await _say(bot, "snooze the Contoso case for a week")
    assert "Nothing was changed: the case stands as “the customer has decided”" in said
