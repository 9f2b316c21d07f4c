"""Case, diacritics and apostrophes stop mattering; the words keep their places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.words import LONGEST, folded, folded_words, words_in


def test_swedish_letters_and_apostrophes_are_folded() -> None:
    assert folded("Återförsäljning") == "aterforsaljning"
    assert folded("Margie's") == folded("MARGIE’S") == "margies"
    assert folded("Øresund") == "oresund"


def test_words_know_where_they_stand() -> None:
    text = "är vi DPOR, på Coho Vineyard & Winery?"
    found = words_in(text)
    assert [word.folded for word in found] == ["ar", "vi", "dpor", "pa", "coho", "vineyard", "winery"]
    assert all(text[word.start : word.end] == word.text for word in found)
    assert [word.text for word in found if word.capitalised] == ["DPOR", "Coho", "Vineyard", "Winery"]


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=200))
def test_both_ways_of_splitting_agree(text: str) -> None:
    assert folded_words(text) == tuple(word.folded for word in words_in(text))


def test_what_is_pasted_is_not_read_to_its_end() -> None:
    assert max(word.end for word in words_in("ord " * 10_000)) <= LONGEST
