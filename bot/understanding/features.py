"""Likeness of texts: their words, pairs of words, concepts, and pieces of three or four letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.understanding.block import MASKS, PIECE, Block, Matrix, Vector, Weighed, length
from bot.understanding.concepts import concepts_of
from bot.understanding.words import folded_words

Keys = tuple[str, ...]

_OFTEN = 16
"""A word that so many stored texts have is multiplied with all of them once, and that is kept."""


def keys_of(text: str) -> Keys:
    """The folded words of a text, masks included: what decides whether two texts are the same."""
    return folded_words(text)


class Features:
    """Gives the likeness (0 to 1) of any text to each of the stored ones."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._products: dict[str, Vector] = {}
        self._weighed = lru_cache(maxsize=4096)(self._weighed_word)

    def knows(self, word: str) -> bool:
        """Whether a stored text has this folded word."""
        return word in self._block.numbers

    def among(self, chosen: NDArray[np.bool_]) -> Matrix:
        """Of each chosen stored text to each."""
        return _sharpened(self._block.among(chosen))

    def likeness(self, text: Keys) -> Vector:
        """Of one text to each stored one. Words that no stored text has make it less like all."""
        pairs = _pairs(text)
        often = [word for word in text if self._block.texts_with(word) >= _OFTEN]
        seldom = [word for word in text if self._block.texts_with(word) < _OFTEN]
        features = [*pairs, *(feature for word in seldom for feature in features_of(word))]
        total = self._block.products(self._block.known(features))
        for word in often:
            total += self._kept_products(word)
        total /= length([self._block.weighed(pairs), *map(self._weighed, text)])
        return _sharpened(total)

    def _weighed_word(self, word: str) -> Weighed:
        return self._block.weighed(features_of(word))

    def _kept_products(self, word: str) -> Vector:
        kept = self._products.get(word)
        if kept is None:
            kept = self._products[word] = self._block.products(self._block.known(features_of(word)))
        return kept


def learned(texts: Sequence[Keys]) -> Block:
    """The features of these texts, weighted by how rare they are among them."""
    return Block.learn([[*_pairs(text), *(f for word in text for f in features_of(word))] for text in texts])


@lru_cache(maxsize=8192)
def features_of(word: str) -> tuple[str, ...]:
    """The word, its concepts, and its pieces with its ends marked; a mask has no pieces."""
    if word in MASKS:
        return (word,)
    marked = f"<{word}>"
    pieces = (PIECE + marked[i : i + n] for n in (3, 4) for i in range(len(marked) - n + 1))
    return (word, *(f"={concept}" for concept in concepts_of(word)), *pieces)


def _pairs(text: Keys) -> list[str]:
    return [f"{one} {other}" for one, other in pairwise(text)]


def _sharpened(likeness: Vector) -> Vector:
    """To the power of 1.5: much alike counts for more."""
    likeness *= np.sqrt(likeness)
    return likeness
