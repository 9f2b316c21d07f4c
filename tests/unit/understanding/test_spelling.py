"""A letter wrong is forgiven, in long words two; short words and numbers are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.spelling import Spelling

KNOWN = Spelling(["fabrikam", "litware", "northwind", "woodgrove", "coho", "2016"])


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("fabrikm", "fabrikam"),
        ("fabrkiam", "fabrikam"),
        ("litwares", "litware"),
        ("nortwnd", "northwind"),
        ("wodgrov", "woodgrove"),
        ("woadgrive", "woodgrove"),
    ],
)
def test_a_misspelt_word_is_understood(misspelt: str, meant: str) -> None:
    assert [word for word, _ in KNOWN.meant_by(misspelt)] == [meant]


@pytest.mark.parametrize("word", ["tailwind", "coha", "lotwera", "2017", "kam", "xyzxyzxyz"])
def test_another_word_is_left_alone(word: str) -> None:
    assert KNOWN.meant_by(word) == ()
    assert KNOWN.corrected(word) == word


def test_correcting_goes_one_letter_far() -> None:
    assert KNOWN.corrected("fabrikm") == "fabrikam"
    assert KNOWN.corrected("wodgrov") == "wodgrov"


@given(st.sampled_from(["fabrikam", "northwind", "woodgrove"]), st.integers(0, 8), st.sampled_from("qxz"))
def test_any_one_letter_may_be_wrong(word: str, at: int, letter: str) -> None:
    at = min(at, len(word) - 1)
    assert KNOWN.corrected(word[:at] + letter + word[at + 1 :]) == word
