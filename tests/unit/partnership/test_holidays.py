"""Public holidays, reckoned, beside what the almanacs say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.partnership.holidays import COUNTRIES, easter, holidays_in
from bot.partnership.workdays import working_days_after


def free_in(country: str, year: int) -> set[tuple[int, int]]:
    """On which weekdays nobody works, by month and day."""
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    mine = holidays_in(country)
    return {(d.month, d.day) for d in days if d.year == year and d.weekday() < 5 and mine.is_holiday(d)}


@pytest.mark.parametrize(
    ("country", "year", "days"),
    [
        (
            "SE",
            2026,
            {(1, 1), (1, 6), (4, 3), (4, 6), (5, 1), (5, 14), (6, 19), (12, 24), (12, 25), (12, 31)},
        ),
        (
            "SE",
            2024,
            {
                (1, 1),
                (3, 29),
                (4, 1),
                (5, 1),
                (5, 9),
                (6, 6),
                (6, 21),
                (12, 24),
                (12, 25),
                (12, 26),
                (12, 31),
            },
        ),
        ("NO", 2026, {(1, 1), (4, 2), (4, 3), (4, 6), (5, 1), (5, 14), (5, 25), (12, 25)}),
        ("DK", 2026, {(1, 1), (4, 2), (4, 3), (4, 6), (5, 14), (5, 25), (12, 25)}),
        (
            "FI",
            2024,
            {(1, 1), (3, 29), (4, 1), (5, 1), (5, 9), (6, 21), (12, 6), (12, 24), (12, 25), (12, 26)},
        ),
    ],
)
def test_a_year_as_the_almanac_has_it(country: str, year: int, days: set[tuple[int, int]]) -> None:
    assert free_in(country, year) == days


@pytest.mark.parametrize(
    ("year", "day"),
    [(1954, (4, 18)), (2000, (4, 23)), (2008, (3, 23)), (2026, (4, 5)), (2038, (4, 25)), (2285, (3, 22))],
)
def test_easter_from_the_earliest_to_the_latest(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


def test_the_turn_of_the_year_is_counted_past() -> None:
    # Wednesday 23 December; the 24th, 25th and 31st are free, and so are 1 and 6 January.
    assert working_days_after(date(2026, 12, 23), 3, holidays_in("SE")) == date(2026, 12, 30)
    assert working_days_after(date(2026, 12, 30), 3, holidays_in("SE")) == date(2027, 1, 7)


def test_of_a_country_that_is_not_known_only_weekends_are_free() -> None:
    assert {"SE", "NO", "DK", "FI"} == COUNTRIES
    assert not holidays_in("DE").is_holiday(date(2026, 12, 25))
