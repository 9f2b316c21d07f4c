"""Likeness of texts: their words, pairs of words, concepts, and pieces of three or four letters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from bot.understanding.block import MASKS, PIECE, Block, Matrix, Vector, Weighed
from bot.understanding.concepts import concepts_of
from bot.understanding.words import folded_words

Keys = tuple[str, ...]

_OFTEN = 8
"""A word that so many stored texts have, and that comes again, is multiplied with all of them for good."""


_NO_WORD = "?"
"""Stands in no text: punctuation is no part of a word."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LearnedFeatures:
    """What training gives. `pairs` are the neighbouring words that more than one stored text has."""

    block: Block
    pairs: tuple[str, ...]


@dataclass(slots=True, kw_only=True, eq=False)
class _Word:
    """A word's features; `products` with each stored text once it was met again."""

    weighed: Weighed
    often: bool
    met: bool = False
    products: Vector | None = None


def keys_of(text: str) -> Keys:
    """The folded words of a text, masks included: what decides whether two texts are the same."""
    return folded_words(text)


class Features:
    """Gives the likeness (0 to 1) of any text to each of the stored ones."""

    def __init__(self, learned: LearnedFeatures) -> None:
        block = self._block = learned.block
        self._pairs = dict(zip(learned.pairs, block.numbers(learned.pairs).tolist(), strict=True))
        no_pair = [f"{_NO_WORD} {_NO_WORD}"]
        self._strange_pair = block.weighed(no_pair, block.numbers(no_pair)).squared
        self._word = lru_cache(maxsize=4096)(self._read)

    def among(self) -> Matrix:
        """Of each stored text to each."""
        return _sharpened(self._block.among())

    def likeness(self, text: Keys) -> Vector:
        """Of one text to each stored one. Words that no stored text has make it less like all."""
        pairs = self._known_pairs(text)
        words = [self._word(word) for word in text]
        kept = [self._kept(word) for word in words]
        rest = [word.weighed.known for word, products in zip(words, kept, strict=True) if products is None]
        total = self._block.products(np.concatenate((pairs.known, *rest)))
        for products in kept:
            if products is not None:
                total += products
        total /= math.sqrt(pairs.squared + sum(word.weighed.squared for word in words)) or 1.0
        return _sharpened(total)

    def _known_pairs(self, text: Keys) -> Weighed:
        """As the block would weigh them, in a third of the time: there are few, and most are strange."""
        pairs = pairs_of(text)
        known = np.array([self._pairs[pair] for pair in pairs if pair in self._pairs], dtype=np.int64)
        rarities = self._block.rarity[known]
        strange = (len(pairs) - len(known)) * self._strange_pair
        return Weighed(known=known, squared=float(rarities @ rarities) + strange)

    def _read(self, word: str) -> _Word:
        features = features_of(word)
        numbers = self._block.numbers(features)
        often = self._block.texts_with(int(numbers[0])) >= _OFTEN
        return _Word(weighed=self._block.weighed(features, numbers), often=often)

    def _kept(self, word: _Word) -> Vector | None:
        if word.products is None and word.often and word.met:
            word.products = self._block.products(word.weighed.known)
        word.met = True
        return word.products


def learned(texts: Sequence[Keys]) -> LearnedFeatures:
    """The features of these texts, weighted by how rare they are among them."""
    often = Counter(pair for text in texts for pair in pairs_of(text))
    pairs = tuple(pair for pair, times in often.items() if times > 1)
    kept = frozenset(pairs)
    rows = [
        [*(p for p in pairs_of(text) if p in kept), *(f for word in text for f in features_of(word))]
        for text in texts
    ]
    return LearnedFeatures(block=Block.learn(rows), pairs=pairs)


@lru_cache(maxsize=8192)
def features_of(word: str) -> tuple[str, ...]:
    """The word, its concepts, and its pieces with its ends marked, each once; a mask has no pieces."""
    if word in MASKS:
        return (word,)
    marked = f"<{word}>"
    pieces = (PIECE + marked[i : i + n] for n in (3, 4) for i in range(len(marked) - n + 1))
    return tuple(dict.fromkeys((word, *(f"={concept}" for concept in concepts_of(word)), *pieces)))


def pairs_of(text: Keys) -> list[str]:
    """Each pair of neighbours once."""
    return list(dict.fromkeys(f"{one} {other}" for one, other in pairwise(text)))


def _sharpened(likeness: Vector) -> Vector:
    """To the power of 1.5: much alike counts for more."""
    likeness *= np.sqrt(likeness)
    return likeness
