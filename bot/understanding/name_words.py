"""The words of names, of which abbreviations with dots are one: "S.p.A.", "A/S", "J.P. Langford"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding.words import Word, words_in

_ABBREVIATED = re.compile(r"(?<![^\W_])[^\W\d_](?:[./][^\W\d_])+(?![^\W_])")


def name_words(text: str) -> Sequence[Word]:
    """The words of the text, in order; single letters between dots or strokes are one word."""
    words = words_in(text)
    if "." not in text and "/" not in text:
        return words
    short = [found.span() for found in _ABBREVIATED.finditer(text)]
    return tuple(_joined(words, short, text)) if short else words


def _joined(words: Sequence[Word], short: Sequence[tuple[int, int]], text: str) -> Iterator[Word]:
    ends = dict(short)
    end = 0
    for word in words:
        if word.start in ends:
            end = ends[word.start]
            letters = (other.folded for other in words if word.start <= other.start < end)
            yield Word(text[word.start : end], "".join(letters), word.start, end)
        elif word.start >= end:
            yield word
