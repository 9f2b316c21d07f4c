"""Likeness of texts: their words, pairs of words, concepts, and pieces of three or four letters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np

from bot.understanding.block import MASKS, PIECE, Block, Matrix, Places, Vector, number_type
from bot.understanding.concepts import concepts_of
from bot.understanding.words import folded_words

Keys = tuple[str, ...]

_OFTEN = 2
"""A word that so many stored texts have is multiplied with all of them when it is learned."""

_ROWS_HELD = 512
"""So many words are used again and again; a row is twelve kilobytes."""

_NO_WORD = "?"
"""Stands in no text: punctuation is no part of a word."""


class Rows(Protocol):
    """A vector a word, by number; they may lie in a file."""

    def __len__(self) -> int: ...
    def __getitem__(self, number: int, /) -> Vector: ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LearnedFeatures:
    """What training gives.

    `words` are those of the stored texts, the frequent first: `rows[w]` are the products of such a word
    with each stored text, and no other word has a row. The features of any of them are
    `numbers[begins[w]:begins[w + 1]]`, and `squares[w]` is the square of their weights. `pairs` are the
    neighbours that more than one stored text has: two words and the number of the feature.
    """

    block: Block
    words: tuple[str, ...]
    rows: Rows
    begins: Places
    numbers: Places
    squares: Vector
    pairs: Places

    @property
    def frequent(self) -> tuple[str, ...]:
        """The words that more than one stored text has."""
        return self.words[: len(self.rows)]


class _Word(NamedTuple):
    """`number` is -1 for a word that no stored text has; `known` are the features of one without a row."""

    number: int
    has_row: bool
    known: tuple[int, ...]
    squared: float


def keys_of(text: str) -> Keys:
    """The folded words of a text, masks included: what decides whether two texts are the same."""
    return folded_words(text)


class Features:
    """Gives the likeness (0 to 1) of any text to each of the stored ones."""

    def __init__(self, learned: LearnedFeatures) -> None:
        block = self._block = learned.block
        self._strange_pair = block.weighed([_pair(_NO_WORD, _NO_WORD)]).squared
        self._rarity = block.rarity.data.__getitem__
        self._learned = learned
        self._row = lru_cache(maxsize=_ROWS_HELD)(learned.rows.__getitem__)
        self._word = lru_cache(maxsize=4096)(self._read)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Of the stored words; made when the first text comes that is no stored one, as the pairs are."""
        return {word: number for number, word in enumerate(self._learned.words)}

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], int]:
        words = self._learned.words
        return {(words[one], words[other]): pair for one, other, pair in self._learned.pairs.tolist()}

    def among(self) -> Matrix:
        """Of each stored text to each."""
        return _sharpened(self._block.among())

    def likeness(self, text: Keys) -> Vector:
        """Of one text to each stored one. Words that no stored text has make it less like all."""
        known, squared = self._known_pairs(text)
        rows: list[int] = []
        for number, has_row, features, squares in map(self._word, text):
            squared += squares
            if has_row:
                rows.append(number)
            else:
                known += features
        total = self._block.products(known)
        for row in map(self._row, rows):
            total += row
        total /= math.sqrt(squared) or 1.0
        return _sharpened(total)

    def _known_pairs(self, text: Keys) -> tuple[list[int], float]:
        """The numbers of the text's pairs, as far as they are known, and the square of all their weights."""
        pairs = dict.fromkeys(pairwise(text))
        known = [number for number in map(self._pairs.get, pairs) if number is not None]
        strange = (len(pairs) - len(known)) * self._strange_pair
        return known, sum([weight * weight for weight in map(self._rarity, known)], strange)

    def _read(self, word: str) -> _Word:
        number = self.numbers.get(word, -1)
        if number < 0:
            strange = self._block.weighed(features_of(word))
            return _Word(number=-1, has_row=False, known=strange.known, squared=strange.squared)
        learned = self._learned
        squared = learned.squares.item(number)
        if number < len(learned.rows):
            return _Word(number=number, has_row=True, known=(), squared=squared)
        known = learned.numbers[learned.begins[number] : learned.begins[number + 1]]
        return _Word(number=number, has_row=False, known=tuple(known.tolist()), squared=squared)


def learned(texts: Sequence[Keys]) -> LearnedFeatures:
    """The features of these texts, weighted by how rare they are among them."""
    often = Counter(pair for text in texts for pair in dict.fromkeys(pairwise(text)))
    pairs = {pair for pair, times in often.items() if times > 1}
    block = Block.learn([_features_in(text, pairs) for text in texts])
    having = Counter(word for text in texts for word in dict.fromkeys(text))
    words = tuple(word for word, _ in having.most_common())
    weighed = [block.weighed(features_of(word)) for word in words]
    rows = np.zeros((sum(times >= _OFTEN for times in having.values()), block.size), dtype=np.float32)
    for row, word in zip(rows, weighed, strict=False):
        row[:] = block.products(word.known)
    return LearnedFeatures(
        block=block,
        words=words,
        rows=rows,
        begins=np.cumsum([0, *(len(word.known) for word in weighed)], dtype=np.int32),
        numbers=np.array([n for word in weighed for n in word.known], dtype=number_type(len(block.features))),
        squares=np.array([word.squared for word in weighed], dtype=np.float32),
        pairs=_numbered(sorted(pairs), words, block),
    )


def _features_in(text: Keys, pairs: Set[tuple[str, str]]) -> list[str]:
    """Of a stored text: each of these pairs once, and its words' features as often as they come."""
    kept = (_pair(*pair) for pair in dict.fromkeys(pairwise(text)) if pair in pairs)
    return [*kept, *(feature for word in text for feature in features_of(word))]


def _numbered(pairs: Sequence[tuple[str, str]], words: Sequence[str], block: Block) -> Places:
    number = {word: number for number, word in enumerate(words)}
    features = block.numbers([_pair(*pair) for pair in pairs])
    of_words = np.array([[number[one], number[other]] for one, other in pairs], dtype=np.int32).reshape(-1, 2)
    return np.column_stack((of_words, features.astype(np.int32)))


@lru_cache(maxsize=8192)
def features_of(word: str) -> tuple[str, ...]:
    """The word, its concepts, and its pieces with its ends marked, each once; a mask has no pieces."""
    if word in MASKS:
        return (word,)
    marked = f"<{word}>"
    pieces = (PIECE + marked[i : i + n] for n in (3, 4) for i in range(len(marked) - n + 1))
    return tuple(dict.fromkeys((word, *(f"={concept}" for concept in concepts_of(word)), *pieces)))


def _pair(one: str, other: str) -> str:
    return f"{one} {other}"


def _sharpened(likeness: Vector) -> Vector:
    """To the power of 1.5: much alike counts for more."""
    likeness *= np.sqrt(likeness)
    return likeness
