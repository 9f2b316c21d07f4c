"""The time that a question about what has been asks for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.past import Past, past_in

TODAY = date(2026, 11, 25)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("what changed for Contoso since June?", date(2026, 6, 1)),
        ("vad har hänt sedan 1 juni?", date(2026, 6, 1)),
        ("vad har hänt sedan den 1:a juni", date(2026, 6, 1)),
        ("vad är nytt sedan i mars", date(2026, 3, 1)),
        ("sedan december", date(2025, 12, 1)),
        ("since November", date(2026, 11, 1)),
        ("since 26 November", date(2025, 11, 26)),
        ("since 25 November", TODAY),
        ("what is new since the 3rd of March 2025", date(2025, 3, 3)),
        ("since March 3", date(2026, 3, 3)),
        ("changes since 2026-02-14", date(2026, 2, 14)),
        ("from January on", date(2026, 1, 1)),
        ("efter 10 november", date(2026, 11, 11)),
        ("what happened after October?", date(2026, 11, 1)),
        ("since last week", date(2026, 11, 16)),
        ("sedan förra månaden", date(2026, 10, 1)),
        ("what changed since the first of May", date(2026, 5, 1)),
        ("since the second of May", date(2026, 5, 1)),
        ("sedan den första maj", date(2026, 5, 1)),
        ("since early May", date(2026, 5, 1)),
        ("since the end of June", date(2026, 6, 1)),
        ("sedan slutet av juni", date(2026, 6, 1)),
        ("since last Monday", date(2026, 11, 23)),
        ("since jun", date(2026, 6, 1)),
        ("what have we lost since the summer", date(2026, 6, 1)),
        ("vad har upphört sedan i somras", date(2026, 6, 1)),
        ("since Monday", date(2026, 11, 23)),
        ("sen i fredags", date(2026, 11, 20)),
        ("since yesterday", date(2026, 11, 24)),
        ("sedan igår", date(2026, 11, 24)),
        ("de senaste 30 dagarna", date(2026, 10, 26)),
        ("the last two weeks", date(2026, 11, 11)),
        ("in the last month", date(2026, 10, 26)),
        ("last 90 days", date(2026, 8, 27)),
        ("senaste veckan", date(2026, 11, 18)),
        ("de senaste dagarna", date(2026, 11, 18)),
        ("the past few... the past year", date(2025, 11, 25)),
        ("two weeks ago", date(2026, 11, 11)),
        ("för tre månader sedan", date(2026, 8, 27)),
        ("sedan en vecka", date(2026, 11, 18)),
        ("since Q3", date(2026, 7, 1)),
        ("since Q4 2025", date(2025, 10, 1)),
        ("since 2025", date(2025, 1, 1)),
        ("sedan årsskiftet", date(2026, 1, 1)),
        ("since the beginning of the year", date(2026, 1, 1)),
        ("since the beginning of May", date(2026, 5, 1)),
        ("hittills i år", date(2026, 1, 1)),
        ("this month", date(2026, 11, 1)),
        ("den här veckan", date(2026, 11, 23)),
        ("i veckan", date(2026, 11, 23)),
        ("i år", date(2026, 1, 1)),
        ("this quarter", date(2026, 10, 1)),
        ("idag", TODAY),
    ],
)
def test_from_then_until_today(text: str, first: date) -> None:
    past = past_in(text)
    assert past is not None
    assert past.dates(TODAY) == (first, TODAY)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("what changed in October?", date(2026, 10, 1), date(2026, 10, 31)),
        ("vad hände i december", date(2025, 12, 1), date(2025, 12, 31)),
        ("under maj 2025", date(2025, 5, 1), date(2025, 5, 31)),
        ("on 3 March", date(2026, 3, 3), date(2026, 3, 3)),
        ("den 3 mars", date(2026, 3, 3), date(2026, 3, 3)),
        ("between March and May", date(2026, 3, 1), date(2026, 5, 31)),
        ("mellan november och februari", date(2025, 11, 1), date(2026, 2, 28)),
        ("från 1 juni till 15 juni", date(2026, 6, 1), date(2026, 6, 15)),
        ("1 Oct – 10 Oct", date(2026, 10, 1), date(2026, 10, 10)),
        ("last week", date(2026, 11, 16), date(2026, 11, 22)),
        ("förra månaden", date(2026, 10, 1), date(2026, 10, 31)),
        ("last quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ("i fjol", date(2025, 1, 1), date(2025, 12, 31)),
        ("in 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("in Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("yesterday", date(2026, 11, 24), date(2026, 11, 24)),
        ("i måndags", date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_a_stretch_that_is_over(text: str, first: date, last: date) -> None:
    past = past_in(text)
    assert past is not None
    assert past.dates(TODAY) == (first, last)


def test_an_end_alone_reaches_far_back() -> None:
    until, before = past_in("until June"), past_in("before June")
    assert until is not None
    assert until.dates(TODAY)[1] == date(2026, 6, 30)
    assert before is not None
    assert before.dates(TODAY)[1] == date(2026, 5, 31)


@pytest.mark.parametrize(
    "text",
    [
        "what is new since the last import",
        "vad är nytt sedan senaste importen?",
        "since the latest report came in",
        "efter förra filen",
    ],
)
def test_the_last_import_is_a_moment_of_its_own(text: str) -> None:
    assert past_in(text) == Past(last_import=True)


@pytest.mark.parametrize(
    "text",
    [
        "what changed?",
        "Office 365",
        "",
        "may I ask what changed",
        "E2027",
        "since 30 February",
        "Jan",
        "vad är nytt",
    ],
)
def test_no_time_is_invented(text: str) -> None:
    assert past_in(text) is None


_WORDS = (
    *(
        "since",
        "between",
        "and",
        "in",
        "before",
        "after",
        "last",
        "this",
        "the",
        "two",
        "31",
        "2027",
        "2026-02-30",
    ),
    *(
        "feb",
        "may",
        "mars",
        "week",
        "months",
        "ago",
        "sedan",
        "i",
        "monday",
        "fjol",
        "q4",
        "-",
        "29 february",
    ),
)


@given(st.lists(st.sampled_from(_WORDS), max_size=8), st.dates(date(2016, 1, 1), date(2040, 1, 1)))
def test_whatever_is_written_ends_today_at_the_latest(words: list[str], today: date) -> None:
    past = past_in(" ".join(words))
    if past is not None:
        first, last = past.dates(today)
        assert first <= last <= today
