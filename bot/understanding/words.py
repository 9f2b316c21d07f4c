"""Words of a message, made comparable: case, diacritics and punctuation stop mattering."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LONGEST = 2_000
"""Characters of a message that are read. What is longer is pasted, not asked."""

_WORD = re.compile(r"[^\W_]+(?:['’´`+][^\W_]+)*\+?")
_PLAIN = str.maketrans({"ø": "o", "æ": "a", "ß": "ss", "ł": "l", "đ": "d"})
_APOSTROPHES = re.compile(r"['’´`]")


class Word(NamedTuple):
    """One word of a text: `folded` for comparing, `start` and `end` where it stands (end exclusive)."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """Lower case, without diacritics and apostrophes: "Återförsäljning" is "aterforsaljning"."""
    return _folded(word)


@lru_cache(maxsize=32)
def folded_text(text: str) -> str:
    """The text's first LONGEST characters, folded; what is between its words stays."""
    return _folded(text[:LONGEST])


def _folded(text: str) -> str:
    if text.isascii():
        return _APOSTROPHES.sub("", text.lower())
    # Letters can be hidden in compatibility characters, and lowering some of them adds diacritics.
    lowered = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    parts = unicodedata.normalize("NFKD", lowered)
    return _APOSTROPHES.sub("", "".join(c for c in parts if not unicodedata.combining(c)))


@lru_cache(maxsize=32)
def words_in(text: str) -> tuple[Word, ...]:
    """The words of the text, in order, from its first LONGEST characters."""
    return tuple(
        Word(said := found.group(), folded(said), *found.span()) for found in _WORD.finditer(text[:LONGEST])
    )


def folded_words(text: str) -> tuple[str, ...]:
    """Only the folded words of the text, in order."""
    return tuple(map(folded, _WORD.findall(text[:LONGEST])))
