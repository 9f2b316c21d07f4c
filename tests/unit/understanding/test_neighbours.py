"""Where names stand, and what stands beside them."""

from __future__ import annotations

import pytest

from bot.understanding.neighbours import has_initial, is_everyday, is_foreign, names_somebody, shouted
from bot.understanding.words import words_in


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("are we dpor for status", 4, 4),
        ("do we hold Status today", 3, 3),
        ("New Start renews", 0, 1),
        ("new start azure", 0, 1),
    ],
)
def test_everyday_words_in_the_place_of_a_name_are_one(text: str, first: int, last: int) -> None:
    assert names_somebody(words_in(text), first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("status azure", 0, 0),
        ("Status of dpor", 0, 0),
        ("what renews in December", 3, 3),
        ("do we have Azure now", 3, 3),
        ("WHAT IS THE STATUS", 3, 3),
        ("a new start now", 1, 2),
    ],
)
def test_elsewhere_they_are_none(text: str, first: int, last: int) -> None:
    assert not names_somebody(words_in(text), first, last)


def test_a_word_of_another_company_is_foreign() -> None:
    assert [is_foreign(word) for word in words_in("pharma och azur 365 AB kunden")] == [
        True,
        False,
        False,
        False,
        False,
        False,
    ]


def test_everyday_words_and_shouting() -> None:
    assert is_everyday("december")
    assert is_everyday("azzure")
    assert not is_everyday("contoso")
    assert shouted(words_in("ARE WE dpor"))
    assert not shouted(words_in("Are We Dpor"))


def test_an_initial_has_a_full_stop() -> None:
    assert has_initial(words_in("a. datum"), 0)
    assert not has_initial(words_in("a datum"), 0)
    assert not has_initial(words_in("ab datum"), 0)
    assert not has_initial(words_in("a"), 0)
