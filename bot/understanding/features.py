"""Likeness of texts: their words, pairs of words, concepts, and pieces of three or four letters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.understanding.block import MASKS, PIECE, Block, Matrix, Places, Vector, Weighed
from bot.understanding.concepts import concepts_of
from bot.understanding.words import folded_words

Keys = tuple[str, ...]

_ROWS_HELD = 1024
"""So many words are used again and again; a row is six kilobytes."""

_STEPS = 8191
"""No product of a word with a text is more. Four of that kind can be added in two bytes."""
_MOST = np.iinfo(np.int16).max

_NO_WORD = "?"
"""Stands in no text: punctuation is no part of a word."""


Steps = NDArray[np.int16]
"""Products of a word with each stored text, in steps."""


class Rows(Protocol):
    """A vector a word, by number; they may lie in a file."""

    def __len__(self) -> int: ...
    def __getitem__(self, number: int, /) -> Steps: ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LearnedFeatures:
    """What training gives.

    `words` are those of the stored texts; more than one text has the first `shared` of them. `rows[w]` are
    the products of such a word with each stored text, in steps of `step`, and `peaks[w]` is the greatest of
    them; `squares[w]` is the square of its features' weights. `pairs` are the neighbours that more than
    one stored text has: two words and the number of the feature.
    """

    block: Block
    words: tuple[str, ...]
    shared: int
    step: float
    rows: Rows
    peaks: Steps
    squares: Vector
    pairs: Places

    @property
    def frequent(self) -> tuple[str, ...]:
        """The words that more than one stored text has."""
        return self.words[: self.shared]


def keys_of(text: str) -> Keys:
    """The folded words of a text, masks included: what decides whether two texts are the same."""
    return folded_words(text)


class Features:
    """Gives the likeness (0 to 1) of any text to each of the stored ones."""

    def __init__(self, learned: LearnedFeatures) -> None:
        block = self._block = learned.block
        self._strange_pair = block.weighed([_pair(_NO_WORD, _NO_WORD)]).squared
        # Seen through views, numbers come plain, and in a third of the time.
        self._rarity = block.rarity.data.__getitem__
        self._square = learned.squares.data.__getitem__
        self._peak = learned.peaks.data.__getitem__
        self._learned = learned
        self._row = lru_cache(maxsize=_ROWS_HELD)(learned.rows.__getitem__)
        self._strange = lru_cache(maxsize=1024)(self._weighed)

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
        numbers = self.numbers
        words = [number for number in map(numbers.get, text) if number is not None]
        squared += sum(map(self._square, words))
        if len(words) < len(text):
            for strange in [self._strange(word) for word in text if word not in numbers]:
                known += strange.known
                squared += strange.squared
        total = self._products(words)
        if known:
            self._block.add_products(known, total)
        total /= math.sqrt(squared) or 1.0
        return _sharpened(total)

    def _products(self, words: Sequence[int]) -> Vector:
        """Of these stored words with each stored text."""
        peaks = sum(map(self._peak, words))
        total = np.zeros(self._block.size, dtype=np.int16 if peaks <= _MOST else np.int32)
        for row in map(self._row, words):
            total += row
        return np.multiply(total, self._learned.step, dtype=np.float32)

    def _known_pairs(self, text: Keys) -> tuple[list[int], float]:
        """The numbers of the text's pairs, as far as they are known, and the square of all their weights."""
        pairs = dict.fromkeys(pairwise(text))
        known = [number for number in map(self._pairs.get, pairs) if number is not None]
        strange = (len(pairs) - len(known)) * self._strange_pair
        return known, sum([weight * weight for weight in map(self._rarity, known)], strange)

    def _weighed(self, word: str) -> Weighed:
        return self._block.weighed(features_of(word))


def learned(texts: Sequence[Keys]) -> LearnedFeatures:
    """The features of these texts, weighted by how rare they are among them."""
    often = Counter(pair for text in texts for pair in dict.fromkeys(pairwise(text)))
    pairs = {pair for pair, times in often.items() if times > 1}
    block = Block.learn([_features_in(text, pairs) for text in texts])
    having = Counter(word for text in texts for word in dict.fromkeys(text))
    words = tuple(word for word, _ in having.most_common())
    weighed = [block.weighed(features_of(word)) for word in words]
    # Stored texts have the length one.
    step = math.sqrt(max((word.squared for word in weighed), default=1.0)) / _STEPS
    rows = np.empty((len(words), block.size), dtype=np.int16)
    for row, word in zip(rows, weighed, strict=True):
        products = np.zeros(block.size, dtype=np.float32)
        block.add_products(word.known, products)
        np.rint(products / step, out=row, casting="unsafe")
    return LearnedFeatures(
        block=block,
        words=words,
        shared=sum(times > 1 for times in having.values()),
        step=step,
        rows=rows,
        peaks=rows.max(axis=1, initial=0),
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
