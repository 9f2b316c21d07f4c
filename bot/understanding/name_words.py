"""The words of names, of which abbreviations with dots are one: "S.p.A.", "A/S", "J.P. Langford"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding.vocabulary import CONNECTORS
from bot.understanding.words import Word, words_in

_ABBREVIATED = re.compile(r"(?<![^\W_])[^\W\d_](?:[./][^\W\d_])+(?![^\W_])")


def name_words(text: str) -> Sequence[Word]:
    """The words of the text, in order; single letters between dots or strokes are one word."""
    words = words_in(text)
    if "." not in text and "/" not in text:
        return words
    short = [found.span() for found in _ABBREVIATED.finditer(text)]
    return tuple(_joined(words, short, text)) if short else words


def is_small(words: Sequence[Word], at: int) -> bool:
    """Whether the word is as good as none in a name: "and", but not the initial of Ville O Knudsen."""
    word = words[at]
    if word.folded not in CONNECTORS:
        return False
    return (
        len(word.text) > 1
        or not word.text.isupper()
        or not any(map(_is_a_name, words[max(at - 1, 0) : at + 2]))
    )


def _is_a_name(word: Word) -> bool:
    """Whether it has one capital, where not all is in capitals."""
    return word.capitalised and not word.text.isupper()


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
