"""The period a question asks for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.periods import Period, period_in

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("what renews in the next 60 days?", 60),
        ("within the next quarter", 90),
        ("inom ett kvartal", 90),
        ("inom två veckor", 14),
        ("den här veckan", 7),
        ("the next couple of weeks", 14),
        ("inom ett halvår", 182),
        ("de närmaste 45 dagarna", 45),
        ("within six months", 180),
        ("9999 years", 3650),
    ],
)
def test_a_number_of_days_counts_from_today(text: str, days: int) -> None:
    period = period_in(text)
    assert period is not None
    assert period == Period(days=days)
    assert period.dates(TODAY) == (TODAY, TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("this month", TODAY, date(2026, 11, 30)),
        ("den här månaden", TODAY, date(2026, 11, 30)),
        ("this quarter", TODAY, date(2026, 12, 31)),
        ("i år", TODAY, date(2026, 12, 31)),
        ("what renews next month?", date(2026, 12, 1), date(2026, 12, 31)),
        ("nästa kvartal", date(2027, 1, 1), date(2027, 3, 31)),
        ("next quarter's renewals", date(2027, 1, 1), date(2027, 3, 31)),
        ("nästa års förnyelser", date(2027, 1, 1), date(2027, 12, 31)),
        ("before new year", TODAY, date(2026, 12, 31)),
        ("innan årsskiftet", TODAY, date(2026, 12, 31)),
        ("by the end of the year", TODAY, date(2026, 12, 31)),
        ("in December", date(2026, 12, 1), date(2026, 12, 31)),
        ("i november", TODAY, date(2026, 11, 30)),
        ("under februari", date(2027, 2, 1), date(2027, 2, 28)),
        ("until March", TODAY, date(2027, 3, 31)),
        ("by the end of jan", TODAY, date(2027, 1, 31)),
        ("before the end of January", TODAY, date(2027, 1, 31)),
        ("till och med januari", TODAY, date(2027, 1, 31)),
        ("before March 2028", TODAY, date(2028, 2, 29)),
        ("what renews in Q1", date(2027, 1, 1), date(2027, 3, 31)),
        ("Q4 renewals", TODAY, date(2026, 12, 31)),
        ("förnyelser 2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("before 2027", TODAY, date(2026, 12, 31)),
        ("i mars 2028", date(2028, 3, 1), date(2028, 3, 31)),
        ("which come up before 20 January 2027?", TODAY, date(2027, 1, 19)),
        ("renews by January 20", TODAY, date(2027, 1, 20)),
        ("före den 5 december", TODAY, date(2026, 12, 4)),
        ("senast den 15:e mars", TODAY, date(2027, 3, 15)),
        ("until 2027-03-31", TODAY, date(2027, 3, 31)),
        ("what renews on the 3rd of March", date(2027, 3, 3), date(2027, 3, 3)),
        ("between January and March 2027", date(2027, 1, 1), date(2027, 3, 31)),
        ("mellan mars och maj", date(2027, 3, 1), date(2027, 5, 31)),
        ("from November to February", TODAY, date(2027, 2, 28)),
        ("från 15 december till 15 januari", date(2026, 12, 15), date(2027, 1, 15)),
        ("1 Dec – 10 Dec", date(2026, 12, 1), date(2026, 12, 10)),
        ("after March 2027", date(2027, 4, 1), TODAY + timedelta(days=3_650)),
        ("från och med 1 juni", date(2027, 6, 1), TODAY + timedelta(days=3_650)),
        ("before January", TODAY, date(2026, 12, 31)),
        ("före november", TODAY, TODAY),
    ],
)
def test_the_calendar_counts_where_it_is_named(text: str, first: date, last: date) -> None:
    period = period_in(text)
    assert period is not None
    assert period.dates(TODAY) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "what renews?",
        "Office 365",
        "coming weeks",
        "0 days",
        "",
        "many days",
        "E2027",
        "may I ask what renews",
    ],
)
def test_no_period_is_invented(text: str) -> None:
    assert period_in(text) is None


@given(
    st.dates(date(2016, 1, 1), date(2040, 1, 1)),
    st.sampled_from(["this month", "this quarter", "i år", "in May", "till juni", "before July", "3 days"]),
)
def test_a_period_begins_today_or_later_and_does_not_end_before_it_begins(today: date, text: str) -> None:
    period = period_in(text)
    assert period is not None
    first, last = period.dates(today)
    assert today <= first <= last


@given(
    st.lists(
        st.sampled_from(
            ["before", "from", "to", "31", "2027", "2027-02-30", "feb", "may", "mars", "-", "3rd"]
        )
    ),
    st.dates(date(2016, 1, 1), date(2040, 1, 1)),
)
def test_whatever_is_written_is_a_stretch_or_none(words: list[str], today: date) -> None:
    period = period_in(" ".join(words))
    if period is not None:
        first, last = period.dates(today)
        assert today <= first <= last
