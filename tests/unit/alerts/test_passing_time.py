"""What the calendar alone brings, by a clock that is turned: reminders, renewals, digests."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from adapters.stores.memory import memory_store
from bot.alerts.passing_time import digest, time_passed
from bot.alerts.reminding import escalated_at, reminded_at
from bot.alerts.tellings import CardOf, DigestOf, ReminderOf, SummaryOf, Telling, read
from bot.conversation.notices import Notice
from bot.conversation.watches import Topic, Watch
from bot.partnership.cases import Case, CaseKind, CaseState, Finding
from bot.partnership.moves import AskCustomer, By, Moved, Snooze, Take, moved
from bot.partnership.quiet import STOCKHOLM, QuietHours
from bot.partnership.records import NOBODY, Product
from bot.ports import Store
from tests.builders import ROOM, TODAY, a_holding
from tests.fakes import NOON

WATCH = Watch(address=ROOM, since=NOON - timedelta(days=30), topics=frozenset(Topic), digest=False)
FINDING = Finding(
    kind=CaseKind.SLOT_TAKEN,
    customer_id="c",
    subscription_id="s1",
    product=Product.MICROSOFT_AZURE,
    rivals=(),
    facts="",
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def a_case(at: datetime, *, owner: str = "", deadline: date | None = None) -> Case:
    finding = replace(FINDING, deadline=deadline)
    return Case(key="k", finding=finding, opened_at=at, changed_at=at, owner=owner)


def by(case: Case, at: datetime) -> By:
    return By(person="T1/slack/U1", name="Kim", place="", at=at, version=case.version)


def after(result: object) -> Case:
    assert isinstance(result, Moved)
    return result.case


@pytest.mark.parametrize(
    ("changed", "reminded", "escalated"),
    [
        # A plain week: Monday to Thursday, then Monday; nine in the morning is eight in UTC.
        ("2026-11-23T12:00", "2026-11-26T08:00", "2026-11-30T08:00"),
        # Late on Sunday in UTC it is Monday in Stockholm.
        ("2026-11-22T23:30", "2026-11-26T08:00", "2026-11-30T08:00"),
        # The clocks go forward on Sunday 29 March 2026: nine o'clock is an hour earlier in UTC.
        ("2026-03-26T12:00", "2026-03-31T07:00", "2026-04-02T07:00"),
        # They go back on Sunday 25 October 2026.
        ("2026-10-22T12:00", "2026-10-27T08:00", "2026-10-29T08:00"),
        # Good Friday and Easter Monday 2026 are no working days.
        ("2026-04-01T12:00", "2026-04-08T07:00", "2026-04-10T07:00"),
        # Christmas Eve to Boxing Day, New Year's Eve and Day, Epiphany.
        ("2026-12-22T12:00", "2026-12-29T08:00", "2027-01-04T08:00"),
        ("2026-12-29T12:00", "2027-01-05T08:00", "2027-01-08T08:00"),
    ],
)
def test_reminders_count_working_days_by_the_rooms_clock(changed: str, reminded: str, escalated: str) -> None:
    due = reminded_at(a_case(utc(changed)), WATCH)
    assert due == utc(reminded)
    assert escalated_at(due, WATCH) == utc(escalated)


def test_the_rooms_own_country_and_zone_count() -> None:
    # 17 May 2027 is a Monday: free in Norway, and a working day in Finland, where it is an hour later.
    case = a_case(utc("2027-05-12T12:00"))
    assert reminded_at(case, replace(WATCH, country="NO", zone="Europe/Oslo")) == utc("2027-05-18T07:00")
    assert reminded_at(case, replace(WATCH, country="FI", zone="Europe/Helsinki")) == utc("2027-05-17T06:00")


def test_who_has_it_gets_two_days_more() -> None:
    case = after(moved(a_case(NOON), Take(), by(a_case(NOON), NOON), WATCH.holidays))
    assert reminded_at(case, WATCH) == utc("2026-11-27T08:00")


def test_while_the_customer_thinks_nothing_is_said_before_the_answer_is_due() -> None:
    case = after(moved(a_case(NOON), AskCustomer(on=TODAY), by(a_case(NOON), NOON), WATCH.holidays))
    assert case.answer_by == date(2026, 12, 4)
    assert reminded_at(case, WATCH) == utc("2026-12-07T08:00")


def test_a_snooze_puts_it_off_and_never_brings_it_forward() -> None:
    for until, due in (("2026-12-09T13:00", "2026-12-09T13:00"), ("2026-11-23T13:00", "2026-11-25T08:00")):
        case = after(moved(a_case(NOON), Snooze(until=utc(until)), by(a_case(NOON), NOON), WATCH.holidays))
        assert reminded_at(case, WATCH) == utc(due)


@pytest.mark.parametrize(
    ("deadline", "due"),
    [("2026-12-24", "2026-11-26"), ("2026-11-26", "2026-11-25"), ("2026-11-24", "2026-11-24")],
)
def test_a_deadline_brings_it_forward(deadline: str, due: str) -> None:
    case = a_case(utc("2026-11-23T12:00"), deadline=date.fromisoformat(deadline))
    assert reminded_at(case, WATCH) == utc(f"{due}T08:00")


def told(notices: list[Notice]) -> Counter[type[Telling]]:
    return Counter(type(read(notice.text)[0]) for notice in notices)


async def notices(store: Store, at: datetime = NOON) -> list[Notice]:
    return list(await store.take(at, timedelta(seconds=1), 999))


async def a_store(*watches: Watch, renewing: int = 1, on: date = TODAY + timedelta(days=60)) -> Store:
    store = memory_store()
    async with store.transaction() as transaction:
        for watch in watches:
            await transaction.watches.save(watch)
        held = [a_holding(f"s{n}", dpor=NOBODY, renewal_date=on) for n in range(renewing)]
        await transaction.record.save([*held, a_holding("ours", renewal_date=on)])
    return store


async def test_a_renewal_comes_near_by_the_calendar_alone_and_once() -> None:
    store = await a_store(WATCH)
    await time_passed(store, at=NOON - timedelta(days=1), zone=STOCKHOLM)
    async with store.transaction() as transaction:
        assert await transaction.cases.open() == ()
    for hours in (0, 1, 24, 48):
        await time_passed(store, at=NOON + timedelta(hours=hours), zone=STOCKHOLM)
    async with store.transaction() as transaction:
        (case,) = await transaction.cases.open()
        of_it = await transaction.notices.about(case.key)
    assert (case.finding.kind, case.state, case.version) == (CaseKind.RENEWAL_NEAR, CaseState.OPEN, 1)
    assert case.origin == "calendar 2026-11-22"
    assert told(list(of_it)) == {CardOf: 1, ReminderOf: 2}


async def test_many_renewals_of_one_day_are_one_summary() -> None:
    store = await a_store(WATCH, renewing=700)
    await time_passed(store, at=NOON, zone=STOCKHOLM)
    await time_passed(store, at=NOON, zone=STOCKHOLM)
    assert told(await notices(store)) == {SummaryOf: 1}


def test_a_digest_is_due_on_monday_at_eight_for_the_week_that_ended() -> None:
    watch = replace(WATCH, digest=True)
    for at in ("2026-11-26T05:00", "2026-11-29T22:00", "2026-11-30T06:00"):
        notice = digest(watch, utc(at))
        assert notice is not None
        assert (read(notice.text)[0], notice.due) == (DigestOf(week="2026-W48"), utc("2026-11-30T07:00"))


@pytest.mark.parametrize(
    ("at", "week", "due"),
    [
        ("2026-03-26T05:00", "2026-W13", "2026-03-30T06:00"),  # The clocks have gone forward on Sunday.
        ("2026-10-22T05:00", "2026-W43", "2026-10-26T07:00"),  # They have gone back.
        ("2026-04-03T05:00", "2026-W14", "2026-04-07T06:00"),  # Easter Monday is free.
        ("2026-12-31T05:00", "2026-W53", "2027-01-04T07:00"),  # A year of 53 weeks.
    ],
)
def test_a_digest_over_the_turns_of_the_clock_and_of_the_year(at: str, week: str, due: str) -> None:
    notice = digest(replace(WATCH, digest=True, since=utc("2026-01-01T00:00")), utc(at))
    assert notice is not None
    assert (read(notice.text)[0], notice.due) == (DigestOf(week=week), utc(due))


def test_a_digest_waits_for_the_end_of_quiet_hours_and_comes_late_rather_than_never() -> None:
    quiet = replace(WATCH, digest=True, quiet=QuietHours(begins=time(18), ends=time(10)))
    assert (held := digest(quiet, utc("2026-11-26T05:00")))
    assert held.due == utc("2026-11-30T09:00")
    late = digest(replace(WATCH, digest=True), utc("2026-12-01T05:00"))
    assert late is not None
    assert (read(late.text)[0], late.due) == (DigestOf(week="2026-W48"), utc("2026-11-30T07:00"))


def test_who_subscribed_on_monday_morning_waits_a_week_and_who_wants_none_gets_none() -> None:
    fresh = digest(replace(WATCH, digest=True, since=utc("2026-11-30T08:00")), utc("2026-11-30T09:00"))
    assert fresh is not None
    assert read(fresh.text)[0] == DigestOf(week="2026-W49")
    assert digest(WATCH, NOON) is None
    assert digest(replace(WATCH, digest=True, paused="is_archived"), NOON) is None
    assert digest(replace(WATCH, digest=True, address=replace(ROOM, platform="web")), NOON) is None


async def test_a_digest_is_written_once_however_often_time_is_looked_at() -> None:
    store = await a_store(replace(WATCH, digest=True), renewing=0)
    for hours in range(0, 24 * 7, 6):
        await time_passed(store, at=NOON + timedelta(hours=hours), zone=STOCKHOLM)
    monday = utc("2026-11-23T09:00")
    (first,) = await notices(store, monday)
    assert read(first.text)[0] == DigestOf(week="2026-W47")
    async with store.transaction() as transaction:
        assert len(await transaction.notices.about("digest 2026-W48")) == 1
