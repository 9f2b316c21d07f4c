"""Dates and ages in words."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.conversation.texts import Texts
from bot.partnership.quiet import STOCKHOLM

_DAYS_UNTIL_MONTHS = 60


def in_words(day: date, texts: Texts) -> str:
    """A date as people write it: 22 November 2026."""
    return f"{day.day} {texts.dates.months[day.month - 1]} {day.year}"


def partial_in_words(text: str, texts: Texts) -> str:
    """YYYY, YYYY-MM or YYYY-MM-DD as people write it; anything else as it stands."""
    parts = text.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return text
    try:
        if len(parts) == 3:
            return in_words(date.fromisoformat(text), texts)
        if len(parts) == 2:
            first = date.fromisoformat(f"{text}-01")
            return f"{texts.dates.months[first.month - 1]} {first.year}"
    except ValueError:
        return text
    return text


def age(day: date, today: date, texts: Texts) -> str:
    """How long ago a day was: today, yesterday, 12 days ago, 3 months ago."""
    days = (today - day).days
    if days < 0:
        return texts.dates.in_future
    if days == 0:
        return texts.dates.today
    if days == 1:
        return texts.dates.yesterday
    if days < _DAYS_UNTIL_MONTHS:
        return texts.dates.days_ago.format(n=days)
    return texts.dates.months_ago.of(days // 30)


def moment_in_words(at: datetime, texts: Texts) -> str:
    """A moment (UTC) by Swedish clocks: 22 November 2026 at 14:02."""
    local = at.astimezone(ZoneInfo(STOCKHOLM))
    return texts.dates.moment.format(
        date=in_words(local.date(), texts), time=texts.dates.clock.format(at=local)
    )
