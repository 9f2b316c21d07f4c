"""The time that a question about what has been asks for: "since June", "förra veckan", "the last 30 days"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import assert_never

from bot.understanding.dates_in import MONTH_NAMES
from bot.understanding.patterns import Late
from bot.understanding.words import folded_text

_ONE = timedelta(days=1)
_WEEK = 7
_LONGEST = 3_650


class Unit(StrEnum):
    """A stretch of the calendar."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """The day, week, month, quarter or year so many before the one that it is now."""

    unit: Unit
    by: int = 0

    def begins(self, now: date) -> date:
        """Its first day."""
        match self.unit:
            case Unit.DAY:
                return now - timedelta(days=self.by)
            case Unit.WEEK:
                return now - timedelta(days=now.weekday() + _WEEK * self.by)
            case Unit.MONTH:
                return _month(now.year, now.month - self.by)
            case Unit.QUARTER:
                return _month(now.year, (now.month - 1) // 3 * 3 + 1 - 3 * self.by)
            case Unit.YEAR:
                return date(now.year - self.by, 1, 1)
            case _:
                assert_never(self.unit)

    def ends(self, now: date) -> date:
        """Its last day."""
        return Back(unit=self.unit, by=self.by - 1).begins(now) - _ONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """The latest Monday there was (0), or Tuesday, and so on; today counts."""

    number: int

    def begins(self, now: date) -> date:
        """That day."""
        return now - timedelta(days=(now.weekday() - self.number) % _WEEK)

    ends = begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A day of a month, or `span` months from `month` on where `day` is 0; `year` 0 is the latest begun."""

    month: int
    day: int = 0
    span: int = 1
    year: int = 0

    def begins(self, now: date) -> date:
        """Its first day."""
        if self.year:
            return self._first(self.year)
        return self._first(now.year - (self._first(now.year) > now))

    def ends(self, now: date) -> date:
        """Its last day."""
        first = self.begins(now)
        return first if self.day else _month(first.year, first.month + self.span) - _ONE

    def _first(self, year: int) -> date:
        longest = calendar.monthrange(year, self.month)[1]
        return date(year, self.month, min(self.day or 1, longest))


Moment = Back | Weekday | Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """From one moment to another, both included unless `after` the first or `before` the last.

    Until now where there is no last. `last_import`: since the newest file came in, whenever that was.
    """

    first: Moment | None = None
    last: Moment | None = None
    after: bool = False
    before: bool = False
    last_import: bool = False

    def dates(self, today: date) -> tuple[date, date]:
        """The first and the last day, both included; never after today. Ten years back without a first."""
        last = min(today, self._ends(today))
        if self.first is None:
            return last - timedelta(days=_LONGEST), last
        # "From November to February" ends in the year after the one that it begins in.
        now = last if isinstance(self.first, Named) else today
        first = self.first.ends(now) + _ONE if self.after else self.first.begins(now)
        return min(first, last), last

    def _ends(self, today: date) -> date:
        if self.last is None:
            return today
        return self.last.begins(today) - _ONE if self.before else self.last.ends(today)


_NUMBERS = {
    **dict.fromkeys(("a", "an", "one", "en", "ett"), 1),
    **dict.fromkeys(("two", "tva", "couple of", "par"), 2),
    "three": 3,
    "tre": 3,
    "four": 4,
    "fyra": 4,
    "five": 5,
    "fem": 5,
    "six": 6,
    "sex": 6,
    "ten": 10,
    "tio": 10,
    "fourteen": 14,
    "fjorton": 14,
    "thirty": 30,
    "trettio": 30,
    "sixty": 60,
    "sextio": 60,
    "ninety": 90,
    "nittio": 90,
}
_UNITS = {
    **dict.fromkeys(("day", "dag", "dygn"), Unit.DAY),
    **dict.fromkeys(("week", "veck"), Unit.WEEK),
    **dict.fromkeys(("month", "manad"), Unit.MONTH),
    **dict.fromkeys(("quarter", "kvartal"), Unit.QUARTER),
    **dict.fromkeys(("year", "ar"), Unit.YEAR),
}
_LENGTHS = {Unit.DAY: 1, Unit.WEEK: _WEEK, Unit.MONTH: 30, Unit.QUARTER: 90, Unit.YEAR: 365}
_SEVERAL = frozenset({"s", "arna", "orna", "erna"})
_WEEKDAYS = (
    *("monday|mandag", "tuesday|tisdag", "wednesday|onsdag", "thursday|torsdag"),
    *("friday|fredag", "saturday|lordag", "sunday|sondag"),
)
_NUMBER = rf"(?P<number>\d{{1,4}}|{'|'.join(_NUMBERS)})"
_UNIT = rf"(?P<unit>{'|'.join(_UNITS)})(?P<ending>s|a|an|ar|en|et|er|or|orna|arna|erna)?\b"
_MONTH = f"(?P<month>{'|'.join(MONTH_NAMES)})"
_DAY = r"\b(?P<day>\d{1,2})(?:st|nd|rd|th|:?e|:?a)?"
_IN_YEAR = r"(?:,? (?P<year>20\d\d))?\b"
_SEASONS = ("spring|varen|varas", "summer|sommaren|somras", "autumn|hosten|hostas", "winter|vintern|vintras")

_AFTER = ("after", "efter")
_BEFORE = ("before", "fore", "innan")
_SINCE = ("since", "from", "sedan", "sen", "fran och med", "fran", *_AFTER)
_UNTIL = ("until", "till", "till och med", "up to", *_BEFORE)
_WITHIN = ("in", "on", "during", "of", "i", "under", "av", "between", "mellan")
_LEAD = Late(
    rf"\b(?P<lead>{'|'.join((*_SINCE, *_UNTIL, *_WITHIN))})"
    r" (?:in |on |i |om |the |den |last |early |late |forra "
    r"|[a-z]+ of |(?:borjan|mitten|slutet) (?:av|pa|i) )*$"
)
_AND = Late(r"\W*(?:and|to|till|until|och|-|–|fram till)(?: den| the)? ")
_LAST_IMPORT = Late(
    r"\b(?:last|latest|newest|previous|recent|senaste|forra|sista|nyaste)\w* (?:\w+ )?"
    r"(?:import\w*|upload\w*|files?|report\w*|rapport\w*|fil|filen|inlasning\w*)\b"
)
_LATELY = (
    Late(
        r"\b(?:the last|past|recent|senaste|sista|within|inom|since|sedan|sen)"
        rf" (?:the last |the past |de senaste )?(?:{_NUMBER} )?{_UNIT}"
    ),
    Late(rf"\blast {_NUMBER} {_UNIT}"),
)
_AGO = Late(rf"\b{_NUMBER} {_UNIT} (?:ago|sedan|sen)\b")
_YEARS_BEGINNING = Late(
    r"\b(?:(?:beginning|start) of (?:the |this )?year|new years?|year to date|nyar\w*|arsskiftet"
    r"|arets borjan|borjan (?:av|pa) aret|hittills i ar)\b"
)
_SIMPLE = Late(
    r"\b(?:(?P<today>today|idag|i dag)|(?P<yesterday>yesterday|igar|i gar)|(?P<this_week>i veckan)"
    r"|(?P<this_year>i ar)|(?P<last_year>i fjol))\b"
)
_SAID = {
    "today": Back(unit=Unit.DAY),
    "yesterday": Back(unit=Unit.DAY, by=1),
    "this_week": Back(unit=Unit.WEEK),
    "this_year": Back(unit=Unit.YEAR),
    "last_year": Back(unit=Unit.YEAR, by=1),
}
_DATED = (
    Late(r"\b(?P<year>20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    Late(rf"{_DAY} (?:of )?{_MONTH}\b{_IN_YEAR}"),
    Late(rf"\b{_MONTH} {_DAY}\b{_IN_YEAR}"),
    Late(rf"\b(?:first|forsta) (?:of )?{_MONTH}\b{_IN_YEAR}"),
)
_QUARTER = Late(rf"\bq(?P<quarter>[1-4])\b{_IN_YEAR}")
_OF_THE_CALENDAR = Late(
    rf"\b(?:(?P<now>this|current|den har|denna|detta|det har)|last|previous|forra|foregaende) {_UNIT}"
)
_ON_A_WEEKDAY = Late(rf"\b(?:{'|'.join(f'({names})' for names in _WEEKDAYS)})(?:s|en)?\b")
_IN_A_MONTH = Late(rf"\b{_MONTH}\b{_IN_YEAR}")
_IN_A_SEASON = Late(rf"\b(?:{'|'.join(f'({names})' for names in _SEASONS)})\b{_IN_YEAR}")
_IN_A_YEAR = Late(r"\b(?P<year>20\d\d)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A moment and where it stands; `lead` is the word of place or time before it."""

    start: int
    end: int
    moment: Moment
    lead: str


def past_in(text: str) -> Past | None:
    """The first time that is named; None where none is."""
    plain = " ".join(folded_text(text).split())
    if _LAST_IMPORT.search(plain):
        return Past(last_import=True)
    if _YEARS_BEGINNING.search(plain):
        return Past(first=Back(unit=Unit.YEAR))
    if found := _AGO.search(plain):
        return Past(first=_days(found))
    if found := next(filter(None, (pattern.search(plain) for pattern in _LATELY)), None):
        return Past(first=_days(found))
    return _between(plain, sorted(_moments(plain), key=lambda each: (each.start, -each.end)))


def _days(found: re.Match[str]) -> Back:
    """So many days back as the units are long; a few where it does not say how many."""
    unit, number = _UNITS[found["unit"]], found["number"]
    if number is None:
        few = _WEEK if unit is Unit.DAY else 3
        many = few if found["ending"] in _SEVERAL else 1
    else:
        many = int(number) if number.isdigit() else _NUMBERS[number]
    return Back(unit=Unit.DAY, by=min(many * _LENGTHS[unit], _LONGEST))


def _between(plain: str, moments: list[_Found]) -> Past | None:
    if not moments:
        return None
    first = moments[0]
    second = next((each for each in moments if each.start >= first.end), None)
    if second and _AND.fullmatch(plain[first.end : second.start]):
        return Past(first=first.moment, last=second.moment)
    if first.lead in _SINCE:
        return Past(first=first.moment, after=first.lead in _AFTER)
    if first.lead in _UNTIL:
        return Past(last=first.moment, before=first.lead in _BEFORE)
    return Past(first=first.moment, last=first.moment)


def _moments(plain: str) -> Iterator[_Found]:
    for pattern in _DATED:
        for found in pattern.finditer(plain):
            if day := _day_of(found):
                yield _found(found, day, plain)
    for found in _QUARTER.finditer(plain):
        month = int(found["quarter"]) * 3 - 2
        yield _found(found, Named(month=month, span=3, year=int(found["year"] or 0)), plain)
    for found in _SIMPLE.finditer(plain):
        yield _found(found, _SAID[found.lastgroup or "today"], plain)
    for found in _OF_THE_CALENDAR.finditer(plain):
        yield _found(found, Back(unit=_UNITS[found["unit"]], by=0 if found["now"] else 1), plain)
    for found in _ON_A_WEEKDAY.finditer(plain):
        yield _found(found, Weekday(number=(found.lastindex or 1) - 1), plain)
    yield from _after_a_preposition(plain)


def _after_a_preposition(plain: str) -> Iterator[_Found]:
    """Months and years, which may be something else where none stands before them, or before a range."""
    follows = False
    for found in _IN_A_MONTH.finditer(plain):
        named = _found(found, Named(month=_month_of(found), year=int(found["year"] or 0)), plain)
        if named.lead or follows:
            yield named
        follows = bool(named.lead)
    for found in _IN_A_SEASON.finditer(plain):
        place = next(n for n, name in enumerate(found.groups(), 1) if name)
        named = _found(found, Named(month=place * 3, span=3, year=int(found["year"] or 0)), plain)
        if named.lead:
            yield named
    for found in _IN_A_YEAR.finditer(plain):
        named = _found(found, Named(month=1, span=12, year=int(found["year"])), plain)
        if named.lead:
            yield named


def _found(found: re.Match[str], moment: Moment, plain: str) -> _Found:
    lead = _LEAD.search(plain[: found.start()])
    return _Found(start=found.start(), end=found.end(), moment=moment, lead=lead["lead"] if lead else "")


def _day_of(found: re.Match[str]) -> Named | None:
    """The day that is written; None for one that no such month has."""
    groups = found.groupdict()
    month = int(groups["number"]) if "number" in groups else _month_of(found)
    year, day = int(found["year"] or 0), int(groups.get("day") or 1)
    if not 1 <= month <= len(MONTH_NAMES) or not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
        return None
    return Named(month=month, day=day, year=year)


def _month_of(found: re.Match[str]) -> int:
    return next(n for n, name in enumerate(MONTH_NAMES, 1) if re.fullmatch(name, found["month"]))


def _month(year: int, month: int) -> date:
    """The first day of that month; months before January and after December are another year's."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
