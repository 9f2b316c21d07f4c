"""Dates as people write them: "before 20 January", "mellan mars och maj", "until 2027-03-31"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.understanding.patterns import Late

MONTH_NAMES = (
    *("jan(?:uary|uari)?", "feb(?:ruary|ruari)?", "mar(?:ch|s)", "apr(?:il)?", "(?:may|maj)", "jun[ei]?"),
    *("jul[yi]", "aug(?:ust|usti)?", "sep(?:t|tember)?", "o[ck]t(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
_MONTH = f"(?:{'|'.join(MONTH_NAMES)})"
_DAY = r"\d{1,2}(?:st|nd|rd|th|:?e|:?a)?\b"
_ISO = r"20\d\d-\d\d-\d\d"
_WHOLE = rf"(?:the |den )?(?:{_ISO}|{_DAY} (?:of )?{_MONTH}\b(?:,? 20\d\d)?|{_MONTH} {_DAY}(?:,? 20\d\d)?)"
_ANY = rf"(?:{_WHOLE}|{_MONTH}\b(?: 20\d\d)?)"
_RANGE = Late(rf"\b({_ANY}) ?(?:and|to|till|until|och|-|–) ?({_ANY})")
_BEFORE = ("before", "fore", "innan")
_UNTIL = ("until", "till och med", "till", "by", "to", "senast")
_AFTER = ("after", "efter")
_FROM = ("from", "since", "fran och med", "fran")
_ON = ("on", "den", "in", "i")
_SIDE = Late(rf"\b({'|'.join((*_BEFORE, *_UNTIL, *_AFTER, *_FROM, *_ON))}) ({_WHOLE})")
_OPEN = Late(rf"\b({'|'.join((*_AFTER, *_FROM))}) ({_ANY})")
_FAR = timedelta(days=3_650)
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a month, or the whole month where `day` is 0; `year` 0 is the next there is."""

    month: int
    day: int = 0
    year: int = 0

    def begins(self, year: int) -> date:
        """Its first day, in its own year or else that one."""
        return date(self.year or year, self.month, min(self.day or 1, self._length(year)))

    def ends(self, year: int) -> date:
        """Its last day, in its own year or else that one."""
        length = self._length(year)
        return date(self.year or year, self.month, min(self.day or length, length))

    def coming(self, today: date) -> int:
        """The year of the next one that is not over."""
        return self.year or today.year + (self.ends(today.year) < today)

    def _length(self, year: int) -> int:
        return calendar.monthrange(self.year or year, self.month)[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """From one day or month to another, both included unless `after` the first or `before` the last."""

    first: Day | None = None
    last: Day | None = None
    after: bool = False
    before: bool = False

    def dates(self, today: date) -> tuple[date, date]:
        """The first and the last day, both included; never before today. An open end is ten years off."""
        end = today + _FAR
        year = self.first.coming(today) if self.first else today.year
        if self.last:
            year = self.last.coming(today)
            end = self.last.begins(year) - _ONE if self.before else self.last.ends(year)
        begin = today
        if self.first:
            # "From November to February" ends in the year after the one that it begins in.
            year -= self.first.begins(year) > end
            begin = self.first.ends(year) + _ONE if self.after else self.first.begins(year)
        return max(today, begin), max(today, begin, end)


def dated_in(plain: str) -> Dated | None:
    """The first stretch between dates in a folded text with single spaces; None where none is."""
    if found := _RANGE.search(plain):
        first, last = _day(found[1]), _day(found[2])
        return Dated(first=first, last=last) if first and last else None
    found = _SIDE.search(plain) or _OPEN.search(plain)
    day = _day(found[2]) if found else None
    if found is None or day is None:
        return None
    word = found[1]
    if word in _BEFORE or word in _UNTIL:
        return Dated(last=day, before=word in _BEFORE)
    return Dated(first=day, last=day if word in _ON else None, after=word in _AFTER)


def _day(written: str) -> Day | None:
    """What is written; None for a day that no such month has."""
    if iso := re.search(_ISO, written):
        year, month, day = (int(part) for part in iso.group().split("-"))
    else:
        month = next(n for n, name in enumerate(MONTH_NAMES, 1) if re.search(rf"\b{name}\b", written))
        years, days = re.findall(r"\b20\d\d\b", written), re.findall(r"\b\d{1,2}(?!\d)", written)
        year, day = int(years[0]) if years else 0, int(days[0]) if days else 0
    longest = calendar.monthrange(year or 2024, month)[1] if 1 <= month <= len(MONTH_NAMES) else -1
    return Day(month=month, day=day, year=year) if 0 <= day <= longest else None
