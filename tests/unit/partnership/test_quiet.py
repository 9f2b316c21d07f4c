"""Quiet hours, with the clocks of Stockholm."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.partnership.quiet import QuietHours, loud_from
from bot.partnership.workdays import NoHolidays, is_working_day, working_days_after

NIGHTS = QuietHours(begins=time(18), ends=time(8))
WORK = QuietHours(begins=time(18), ends=time(8), working_days_only=True)


class Holidays:
    """Some days off."""

    def __init__(self, *days: date) -> None:
        self._days = days

    def is_holiday(self, day: date) -> bool:
        return day in self._days


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Stockholm")).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        (local(2026, 11, 24, 12), local(2026, 11, 24, 12)),
        (local(2026, 11, 24, 18), local(2026, 11, 25, 8)),
        (local(2026, 11, 24, 17, 59), local(2026, 11, 24, 17, 59)),
        (local(2026, 11, 25, 7, 59), local(2026, 11, 25, 8)),
        (local(2026, 11, 25, 8), local(2026, 11, 25, 8)),
        (local(2026, 11, 27, 20), local(2026, 11, 28, 8)),
    ],
)
def test_what_falls_into_the_night_waits_for_the_morning(at: datetime, until: datetime) -> None:
    assert loud_from(at, NIGHTS, NoHolidays()) == until


def test_weekends_and_holidays_are_quiet_where_only_working_days_count() -> None:
    christmas = Holidays(date(2026, 12, 24), date(2026, 12, 25))
    assert loud_from(local(2026, 12, 23, 19), WORK, christmas) == local(2026, 12, 28, 8)


def test_the_morning_after_the_clocks_changed_comes_at_its_local_hour() -> None:
    assert loud_from(local(2026, 3, 28, 22), NIGHTS, NoHolidays()) == datetime(2026, 3, 29, 6, tzinfo=UTC)
    assert loud_from(local(2026, 10, 24, 22), NIGHTS, NoHolidays()) == datetime(2026, 10, 25, 7, tzinfo=UTC)


def test_an_hour_that_the_clocks_leave_out_is_the_one_after() -> None:
    skipped = QuietHours(begins=time(1), ends=time(2, 30))
    assert loud_from(local(2026, 3, 29, 1, 30), skipped, NoHolidays()) == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )


def test_of_an_hour_that_comes_twice_the_later_one_wakes() -> None:
    twice = QuietHours(begins=time(1), ends=time(2, 30))
    assert loud_from(local(2026, 10, 25, 1, 30), twice, NoHolidays()) == datetime(
        2026, 10, 25, 1, 30, tzinfo=UTC
    )


def test_no_quiet_hours_hold_nothing() -> None:
    never = QuietHours(begins=time(8), ends=time(8))
    at = local(2026, 11, 24, 8)
    assert loud_from(at, None, NoHolidays()) == at
    assert loud_from(at, never, NoHolidays()) == at


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Exception, match="Atlantis"):
        QuietHours(begins=time(18), ends=time(8), zone="Europe/Atlantis")


@given(
    at=st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
    begins=st.times(),
    ends=st.times(),
    zone=st.sampled_from(["Europe/Stockholm", "America/New_York", "Asia/Kolkata", "UTC"]),
    work=st.booleans(),
)
def test_nothing_is_woken_early_or_held_for_good(
    at: datetime, begins: time, ends: time, zone: str, work: bool
) -> None:
    quiet = QuietHours(begins=begins, ends=ends, zone=zone, working_days_only=work)
    loud = loud_from(at, quiet, NoHolidays())
    assert at <= loud <= at + timedelta(days=5)
    assert loud_from(loud, quiet, NoHolidays()) == loud


@given(day=st.dates(date(2020, 1, 1), date(2030, 1, 1)), count=st.integers(0, 60))
def test_working_days_are_counted_one_by_one(day: date, count: int) -> None:
    end = working_days_after(day, count, NoHolidays())
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert is_working_day(end, NoHolidays())
    if count:
        assert sum(is_working_day(each, NoHolidays()) for each in between) == count
