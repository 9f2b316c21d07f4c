"""Sparse vectors of stored texts over their features, weighted by rarity and of length one."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]
Numbers = NDArray[np.int64]

PIECE = "~"
"""What the features begin with that are only pieces of a word, and count for less."""

MASKS = frozenset({"xcustomer", "xpartner", "xproduct"})
"""What stands in a text for any customer, partner or product."""

_WORD, _MASK = 2.0, 3.0
_COMMON = 64
"""A feature of so many texts is multiplied as a dense column; a rarer one pair by pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Features by number (below 0 where no stored text has them) and the weight of each."""

    numbers: Numbers
    weights: NDArray[np.float64]


def length(parts: Sequence[Weighed]) -> float:
    """The length of the vector of all these features, before it is brought to one."""
    numbers = np.concatenate([part.numbers for part in parts])
    if not len(numbers):
        return 1.0
    order = np.argsort(numbers)
    numbers, weights = numbers[order], np.concatenate([part.weights for part in parts])[order]
    begins = np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1])))
    # The same feature twice in a text counts twice.
    totals = np.add.reduceat(weights, begins)
    return math.sqrt(float(totals @ totals))


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """`texts` and `values` are sorted by feature; those of feature f begin at `starts[f]`.

    `rarity[f]` weights a feature; `strange` would weight a piece that no stored text has.
    """

    size: int
    numbers: dict[str, int]
    rarity: Vector
    strange: float
    starts: Numbers
    texts: NDArray[np.int32]
    values: Vector

    @classmethod
    def learn(cls, rows: Sequence[Sequence[str]]) -> Block:
        """Learn the features of these texts; the same feature twice in a text counts twice."""
        numbers: dict[str, int] = {}
        found = [numbers.setdefault(feature, len(numbers)) for row in rows for feature in row]
        size, width = len(rows), len(numbers)
        text_of = np.repeat(np.arange(size, dtype=np.int64), [len(row) for row in rows])
        keys, times = np.unique(np.array(found, dtype=np.int64) * size + text_of, return_counts=True)
        features, texts = np.divmod(keys, max(size, 1))
        seen = np.bincount(features, minlength=width)
        emphasis = np.array([_emphasis(feature) for feature in numbers], dtype=np.float32)
        rarity = (emphasis * (np.log((1 + size) / (1 + seen)) + 1)).astype(np.float32)
        values = times.astype(np.float32) * rarity[features]
        lengths = np.sqrt(np.bincount(texts, weights=values**2, minlength=size))
        return cls(
            size=size,
            numbers=numbers,
            rarity=rarity,
            strange=math.log((1 + size) / 2) + 1,
            starts=np.concatenate(([0], np.cumsum(seen))),
            texts=texts.astype(np.int32),
            values=(values / lengths[texts]).astype(np.float32),
        )

    def texts_with(self, feature: str) -> int:
        """How many stored texts have it."""
        number = self.numbers.get(feature)
        return 0 if number is None else int(self.starts[number + 1] - self.starts[number])

    def known(self, features: Sequence[str]) -> Numbers:
        """The numbers of those features that a stored text has."""
        found = [number for number in map(self.numbers.get, features) if number is not None]
        return np.array(found, dtype=np.int64)

    def weighed(self, features: Sequence[str]) -> Weighed:
        """Each feature with its weight, unknown ones too."""
        numbers = np.array([self._number(feature) for feature in features], dtype=np.int64)
        strangers = np.array([_emphasis(feature) * self.strange for feature in features])
        known = numbers >= 0
        strangers[known] = self.rarity[numbers[known]]
        return Weighed(numbers=numbers, weights=strangers)

    def _number(self, feature: str) -> int:
        number = self.numbers.get(feature)
        return -1 - zlib.crc32(feature.encode()) if number is None else number

    def products(self, known: Numbers) -> Vector:
        """Of these features' weights with each stored text; to be divided by the vector's length."""
        if not len(known):
            return np.zeros(self.size, dtype=np.float32)
        begins = self.starts[known]
        counts = self.starts[known + 1] - begins
        offsets = np.repeat(begins - np.cumsum(counts) + counts, counts)
        places: Numbers = np.add(offsets, np.arange(len(offsets), dtype=np.int64), dtype=np.int64)
        weights = np.repeat(self.rarity[known], counts) * self.values[places]
        summed = np.bincount(self.texts[places], weights=weights, minlength=self.size)
        return summed.astype(np.float32)

    def among(self, chosen: NDArray[np.bool_]) -> Matrix:
        """Of each chosen stored text with each, as a square matrix."""
        inside = chosen[self.texts]
        renumbered = np.cumsum(chosen) - 1
        texts, values = renumbered[self.texts[inside]], self.values[inside]
        features = np.repeat(np.arange(len(self.rarity)), np.diff(self.starts))[inside]
        counts = np.bincount(features, minlength=len(self.rarity))
        starts = np.cumsum(counts) - counts
        square = self._common(counts, features, texts, values, int(chosen.sum()))
        for rows, weights in _rare(counts, starts, texts, values):
            np.add.at(
                square.reshape(-1),
                (rows[:, :, None] * len(square) + rows[:, None, :]).reshape(-1),
                (weights[:, :, None] * weights[:, None, :]).reshape(-1),
            )
        return square

    def _common(
        self, counts: Numbers, features: Numbers, texts: Numbers, values: Vector, size: int
    ) -> Matrix:
        common = counts >= _COMMON
        column = np.cumsum(common) - 1
        inside = common[features]
        dense = np.zeros((size, int(common.sum())), dtype=np.float32)
        dense[texts[inside], column[features[inside]]] = values[inside]
        return dense @ dense.T


def _emphasis(feature: str) -> float:
    if feature.startswith(PIECE):
        return 1.0
    return _MASK if feature in MASKS else _WORD


def _rare(
    counts: Numbers, starts: Numbers, texts: Numbers, values: Vector
) -> Iterator[tuple[Numbers, Vector]]:
    """Texts and values of the rarer features, as tables of features that equally many texts have."""
    for count in range(1, _COMMON):
        places: Numbers = starts[counts == count][:, None] + np.arange(count, dtype=np.int64)
        if len(places):
            yield texts[places], values[places]
