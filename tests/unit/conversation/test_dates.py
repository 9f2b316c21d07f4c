"""Dates and ages in words."""

from datetime import date, timedelta

import pytest

from bot.conversation.dates import age, in_words, partial_in_words
from bot.conversation.language import Language
from bot.conversation.texts import texts_in

EN, SV = texts_in(Language.ENGLISH), texts_in(Language.SWEDISH)
TODAY = date(2026, 11, 22)


def test_a_date_is_written_out() -> None:
    assert in_words(date(2016, 5, 24), EN) == "24 May 2016"
    assert in_words(date(2016, 5, 24), SV) == "24 maj 2016"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2016", "2016"),
        ("2016-05", "May 2016"),
        ("2016-05-24", "24 May 2016"),
        ("2016-13", "2016-13"),
        ("2016-00", "2016-00"),
        ("2016-02-31", "2016-02-31"),
        ("2016-05-24-01", "2016-05-24-01"),
        ("around 2016", "around 2016"),
    ],
)
def test_a_part_of_a_date_is_said_as_far_as_it_goes(text: str, said: str) -> None:
    assert partial_in_words(text, EN) == said


@pytest.mark.parametrize(
    ("days", "english", "swedish"),
    [
        (-1, "dated in the future", "daterat i framtiden"),
        (0, "today", "i dag"),
        (1, "yesterday", "i går"),
        (59, "59 days ago", "för 59 dagar sedan"),
        (60, "2 months ago", "för 2 månader sedan"),
        (400, "13 months ago", "för 13 månader sedan"),
    ],
)
def test_an_age_is_said_in_days_then_months(days: int, english: str, swedish: str) -> None:
    day = TODAY - timedelta(days=days)
    assert (age(day, TODAY, EN), age(day, TODAY, SV)) == (english, swedish)
