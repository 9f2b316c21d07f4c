"""The period a question asks for."""

from __future__ import annotations

import pytest

from bot.understanding.periods import days_in


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("what renews in the next 60 days?", 60),
        ("nästa kvartal", 90),
        ("inom två veckor", 14),
        ("this year?", 365),
        ("i år", 365),
        ("den här månaden", 30),
        ("the next couple of weeks", 14),
        ("inom ett halvår", 182),
        ("de närmaste 45 dagarna", 45),
        ("within six months", 180),
        ("9999 years", 3650),
    ],
)
def test_a_period_is_read(text: str, days: int) -> None:
    assert days_in(text) == days


@pytest.mark.parametrize(
    "text", ["what renews?", "Office 365", "coming weeks", "i januari", "0 days", "", "many days"]
)
def test_no_period_is_invented(text: str) -> None:
    assert days_in(text) is None
