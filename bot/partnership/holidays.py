"""Public holidays of the Nordic countries, reckoned; with the eves on which nobody is expected to work.

Sources: Sweden, lag (1989:253) om allmänna helgdagar, and semesterlagen, which counts three eves as Sundays;
Norway, helligdagsfredloven and lov om 1. og 17. mai; Denmark, lukkeloven, without Great Prayer Day, which
ended with 2023; Finland, the almanac's holidays with the eves of Midsummer and Christmas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.partnership.workdays import Holidays, NoHolidays

SWEDEN = "SE"
_FRIDAY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Country:
    """`fixed` are months and days, `from_easter` days after Easter Sunday.

    `midsummer`: the Friday from 19 to 25 June is free. (All Saints' Day is a Saturday everywhere.)
    """

    fixed: frozenset[tuple[int, int]]
    from_easter: frozenset[int]
    midsummer: bool = False

    def is_holiday(self, day: date) -> bool:
        """Whether nobody is expected to work on that day."""
        return (
            (day.month, day.day) in self.fixed
            or (day - easter(day.year)).days in self.from_easter
            or (self.midsummer and day.weekday() == _FRIDAY and day.month == 6 and 19 <= day.day <= 25)
        )


_MAUNDY_THURSDAY, _GOOD_FRIDAY, _EASTER_MONDAY, _ASCENSION, _WHIT_MONDAY = -3, -2, 1, 39, 50
_COUNTRIES: Mapping[str, _Country] = {
    SWEDEN: _Country(
        fixed=frozenset({(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}),
        from_easter=frozenset({_GOOD_FRIDAY, _EASTER_MONDAY, _ASCENSION}),
        midsummer=True,
    ),
    "NO": _Country(
        fixed=frozenset({(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)}),
        from_easter=frozenset({_MAUNDY_THURSDAY, _GOOD_FRIDAY, _EASTER_MONDAY, _ASCENSION, _WHIT_MONDAY}),
    ),
    "DK": _Country(
        fixed=frozenset({(1, 1), (12, 25), (12, 26)}),
        from_easter=frozenset({_MAUNDY_THURSDAY, _GOOD_FRIDAY, _EASTER_MONDAY, _ASCENSION, _WHIT_MONDAY}),
    ),
    "FI": _Country(
        fixed=frozenset({(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)}),
        from_easter=frozenset({_GOOD_FRIDAY, _EASTER_MONDAY, _ASCENSION}),
        midsummer=True,
    ),
}
COUNTRIES = frozenset(_COUNTRIES)
"""Those whose holidays are known, by ISO code."""


def holidays_in(country: str) -> Holidays:
    """Those of that country (ISO code); of one that is not known only weekends are free."""
    return _COUNTRIES.get(country, NoHolidays())


@lru_cache(maxsize=8)
def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian rule (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * ell) // 433
    month = (h + ell - 7 * m + 90) // 25
    day = (h + ell - 7 * m + 33 * month + 19) % 32
    return date(year, month, day)
