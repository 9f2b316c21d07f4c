"""The period a question asks for: "within two weeks", "nästa kvartal", "this year", "i december"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.understanding.dates_in import MONTH_NAMES, Dated, dated_in
from bot.understanding.patterns import Late
from bot.understanding.words import folded_text

_DAYS = {
    "day": 1,
    "dag": 1,
    "week": 7,
    "veck": 7,
    "month": 30,
    "manad": 30,
    "quarter": 90,
    "kvartal": 90,
    "halvar": 182,
    "year": 365,
    "ar": 365,
}
_NUMBERS = {
    word: number
    for number, words in {
        1: "a an one en ett next coming nasta kommande narmaste the",
        2: "two tva couple par",
        3: "three tre",
        4: "four fyra",
        5: "five fem",
        6: "six sex",
        7: "seven sju",
        8: "eight atta",
        9: "nine nio",
        10: "ten tio",
        12: "twelve tolv",
        14: "fourteen fjorton",
        30: "thirty trettio",
        60: "sixty sextio",
        90: "ninety nittio",
    }.items()
    for word in words.split()
}
_THIS = frozenset({"this", "har", "det", "detta", "denna", "den", "i"})
_MONTHS_LONG = {"month": 1, "manad": 1, "quarter": 3, "kvartal": 3, "year": 12, "ar": 12}
_UNIT = r"(halvar|day|dag|week|veck|month|manad|quarter|kvartal|year|ar)"
_ENDING = r"(s|a|an|ar|ars|en|et|er|or|orna|arna|erna)?\b"
_SEVERAL = frozenset({"s", "ar", "er", "or", "orna", "arna", "erna"})
_PERIOD = Late(rf"\b(\d{{1,4}}|[a-z]+)(?:\s+of)?[\s-]*{_UNIT}{_ENDING}")
_NEXT = Late(r"\b(?<!the )(?:next|nasta) (month|manad|quarter|kvartal|year|ar)(?: ?s)?\b")
"""The calendar's; "the next month" and "den närmaste månaden" begin today."""
_YEARS_END = Late(
    r"\b(?:new years?|nyar\w*|arsskifte\w*|arsslut\w*|end of (?:the |this )?year|year[\s-]?end)\b"
)
_NAMED = Late(
    r"\b(?:(before|fore|innan)|(until|till|tills|to|by)|in|i|during|under|this)\s+"
    r"(?:och\s+med\s+)?(?:the\s+)?(end\s+of\s+|slutet\s+av\s+)?(?:"
    + "|".join(f"({name})" for name in MONTH_NAMES)
    + r"|q([1-4])|(?=20\d\d))\b(?:\s*(20\d\d))?"
)
_ALONE = Late(r"\b(?:q([1-4])\b\s*(20\d\d)?|(20\d\d)\b)")
_LONGEST = 3_650
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of time: `days` from today; or to the end of the calendar's month, quarter or year
    (`rest_of` is 1, 3 or 12 months); or all of the next one (`next_of`, in months too); or `span` months
    from `month` on (1 to 12, `year` 0 for the next there is): all of them, `up_to` their end, or the time
    `before` them."""

    days: int = 0
    rest_of: int = 0
    next_of: int = 0
    month: int = 0
    span: int = 1
    year: int = 0
    up_to: bool = False
    before: bool = False

    def dates(self, today: date) -> tuple[date, date]:
        """The first and the last day, both included; never before today."""
        if self.rest_of:
            ended = (today.month - 1) // self.rest_of
            return today, _month_start(today.year, (ended + 1) * self.rest_of) - _DAY
        if self.next_of:
            begun = ((today.month - 1) // self.next_of + 1) * self.next_of
            return (
                _month_start(today.year, begun),
                _month_start(today.year, begun + self.next_of) - _DAY,
            )
        if not self.month:
            return today, today + timedelta(days=self.days)
        over = _month_start(today.year, self.month - 1 + self.span) <= today
        year = self.year or today.year + over
        first = _month_start(year, self.month - 1)
        last = _month_start(year, self.month - 1 + self.span) - _DAY
        if self.before:
            return today, max(today, first - _DAY)
        return today if self.up_to else max(today, first), max(today, last)


def period_in(text: str) -> Period | Dated | None:
    """The first period named; None where none is."""
    plain = " ".join(folded_text(text).split())
    if dated := dated_in(plain):
        return dated
    if _YEARS_END.search(plain):
        return Period(rest_of=12)
    if found := _NEXT.search(plain):
        return Period(next_of=_MONTHS_LONG[found[1]])
    for amount, unit, ending in _PERIOD.findall(plain):
        if amount in _THIS and unit in _MONTHS_LONG and ending not in _SEVERAL:
            return Period(rest_of=_MONTHS_LONG[unit])
        number = int(amount) if amount.isdigit() else _NUMBERS.get(amount, int(amount in _THIS))
        how_many_is_open = number == 1 and ending in _SEVERAL
        if number and not how_many_is_open:
            return Period(days=min(number * _DAYS[unit], _LONGEST))
    return _named(plain)


def _named(plain: str) -> Period | None:
    """A month, a quarter or a year by its name."""
    found = _NAMED.search(plain)
    if found is None:
        alone = _ALONE.search(plain)
        return alone and _stretch(0, alone[1], alone[2] or alone[3])
    before, up_to, end_of, *months, quarter, year = found.groups()
    month = next((number for number, name in enumerate(months, 1) if name), 0)
    named = _stretch(month, quarter, year)
    return replace(named, before=bool(before and not end_of), up_to=bool(up_to or end_of))


def _stretch(month: int, quarter: str | None, year: str | None) -> Period:
    if month:
        return Period(month=month, year=int(year or 0))
    if quarter:
        return Period(month=int(quarter) * 3 - 2, span=3, year=int(year or 0))
    return Period(month=1, span=12, year=int(year or 0))


def _month_start(year: int, months: int) -> date:
    """The first day of the month that begins `months` months after the year does."""
    return date(year + months // 12, months % 12 + 1, 1)
