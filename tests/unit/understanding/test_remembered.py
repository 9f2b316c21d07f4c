"""What was found out about a word is not found out again, and does not pile up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.remembered import Remembered

MOST = 3


def test_a_word_is_looked_at_once() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    lengths = Remembered(length, most=MOST)
    assert [lengths["one"], lengths["three"], lengths["one"]] == [3, 5, 3]
    assert asked == ["one", "three"]


@given(st.lists(st.text(max_size=2)))
def test_it_says_what_the_function_says_and_never_holds_more(words: list[str]) -> None:
    folded = Remembered(str.casefold, most=MOST)
    for word in words:
        assert folded[word] == word.casefold()
        assert len(folded) <= MOST
