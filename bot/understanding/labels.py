"""Which of a customer's subscriptions a sentence names by its label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.understanding.vocabulary import ORDINARY
from bot.understanding.words import folded_words

_TELLING = 3
"""Letters of a word that tells one label from another, at the least."""


def labelled(text: str, labels: Sequence[str]) -> int | None:
    """The place of the one label that has a word of the text to itself ("Factory"); else None."""
    words = [set(folded_words(label)) for label in labels]
    often = Counter(word for one in words for word in one)
    said = {word for word in folded_words(text) if _tells(word) and often[word] == 1}
    named = [place for place, one in enumerate(words) if one & said]
    return named[0] if len(named) == 1 else None


def _tells(word: str) -> bool:
    return len(word) >= _TELLING and word not in ORDINARY and not word.isdigit()
