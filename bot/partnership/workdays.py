"""Working days, as deadlines count them, and when it is a certain time somewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

_SATURDAY = 5


class Holidays(Protocol):
    """The public holidays of one country."""

    def is_holiday(self, day: date) -> bool:
        """Whether nobody is expected to work on that day. Weekends need not be counted."""
        ...


class NoHolidays:
    """A country without any."""

    def is_holiday(self, day: date) -> bool:
        """It never is."""
        return False


def is_working_day(day: date, holidays: Holidays) -> bool:
    """Whether it is neither Saturday, Sunday nor a public holiday."""
    return day.weekday() < _SATURDAY and not holidays.is_holiday(day)


def working_days_after(day: date, count: int, holidays: Holidays) -> date:
    """The working day that is so many after that day; with 0 the first one from that day on."""
    left = count
    while left > 0 or not is_working_day(day, holidays):
        day += timedelta(days=1)
        left -= is_working_day(day, holidays)
    return day


def working_days_until(day: date, today: date, holidays: Holidays) -> int:
    """How many working days are left after today, that day included; negative where it is over."""
    first, last = sorted((day, today))
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    count = sum(is_working_day(each, holidays) for each in days)
    return count if day >= today else -count


def moment_of(day: date, clock: time, zone: str) -> datetime:
    """When it is that local time on that day, in UTC. `zone` is an IANA name."""
    local = datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
    return datetime.fromtimestamp(local.timestamp(), tz=UTC)
