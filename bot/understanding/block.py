"""Sparse vectors of stored texts over their features, weighted by rarity and of length one."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]
Numbers = NDArray[np.int64]
Places = NDArray[np.integer[Any]]

PIECE = "~"
"""What the features begin with that are only pieces of a word, and count for less."""

MASKS = frozenset({"xcustomer", "xpartner", "xproduct"})
"""What stands in a text for any customer, partner or product."""

_WORD, _MASK = 2.0, 3.0
_COMMON = 64
"""A feature of so many texts is multiplied as a dense column; a rarer one pair by pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Features that differ from each other: `known` are the numbers of those that a stored text has.

    `squared` is the sum of the squares of all their weights.
    """

    known: tuple[int, ...]
    squared: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """`texts` and `values` are sorted by feature; those of feature f begin at `starts[f]`.

    A feature's number is the place of its checksum in `features`: the texts of tens of thousands would
    take more memory than everything else. `rarity[f]` weights it; `strange` would weight a piece that no
    stored text has. A value has that weight in it twice: for the stored text, whose length is one, and
    for the text that is asked about.
    """

    size: int
    features: NDArray[np.uint32]
    rarity: Vector
    strange: float
    starts: Places
    texts: Places
    values: NDArray[np.float16]

    @classmethod
    def learn(cls, rows: Sequence[Sequence[str]]) -> Block:
        """Learn the features of these texts; the same feature twice in a text counts twice."""
        emphases = {feature: _emphasis(feature) for row in rows for feature in row}
        sums = dict(zip(emphases, _checksums(emphases), strict=True))
        size = len(rows)
        found = np.array([sums[feature] for row in rows for feature in row], dtype=np.uint32)
        features, numbers = np.unique(found, return_inverse=True)
        text_of = np.repeat(np.arange(size, dtype=np.int64), [len(row) for row in rows])
        keys, times = np.unique(numbers * size + text_of, return_counts=True)
        having, texts = np.divmod(keys, max(size, 1))
        seen = np.bincount(having, minlength=len(features))
        emphasis = np.zeros(len(features), dtype=np.float32)
        places = np.searchsorted(features, np.array(list(sums.values()), dtype=np.uint32))
        emphasis[places] = list(emphases.values())
        rarity = (emphasis * (np.log((1 + size) / (1 + seen)) + 1)).astype(np.float32)
        values = times.astype(np.float32) * rarity[having]
        # A feature that stands in a text twice weighs twice, and lengthens it as two others would.
        lengths = np.sqrt(np.bincount(texts, weights=values * rarity[having], minlength=size))
        return cls(
            size=size,
            features=features,
            rarity=rarity,
            strange=math.log((1 + size) / 2) + 1,
            starts=np.concatenate(([0], np.cumsum(seen))).astype(np.int32),
            texts=texts.astype(number_type(size)),
            values=(values / lengths[texts] * rarity[having]).astype(np.float16),
        )

    def weighed(self, features: Sequence[str]) -> Weighed:
        """These features, which differ from each other, by their numbers; unknown ones weigh too."""
        numbers: list[int] = self.numbers(features).tolist()
        known = [number for number in numbers if number >= 0]
        # Seen through a view, a few numbers come sooner than from the library.
        squared = sum([weight * weight for weight in map(self.rarity.data.__getitem__, known)])
        if len(known) < len(numbers):
            strange = [feature for feature, at in zip(features, numbers, strict=True) if at < 0]
            squared += sum([(_emphasis(feature) * self.strange) ** 2 for feature in strange])
        return Weighed(known=tuple(known), squared=squared)

    def numbers(self, features: Sequence[str]) -> Numbers:
        """The number of each feature, -1 where no stored text has it."""
        sums = np.array(_checksums(features), dtype=np.uint32)
        places = self.features.searchsorted(sums)
        return np.where(self.features.take(places, mode="clip") == sums, places, -1)

    def add_products(self, known: Sequence[int], total: Vector) -> None:
        """Of these features' weights with each stored text; to be divided by the vector's length."""
        if not known:
            return
        starts = self.starts.data
        spans = list(map(slice, map(starts.__getitem__, known), map(starts[1:].__getitem__, known)))
        # Made as wide as they are needed: on the way it would take three times as long.
        texts = _joined(self.texts, spans).astype(np.intp)
        np.add.at(total, texts, _joined(self.values, spans).astype(np.float32))

    def among(self) -> Matrix:
        """Of each stored text with each, as a square matrix."""
        counts = np.diff(self.starts)
        values = self.values / np.repeat(self.rarity, counts)
        square = self._common(counts, values)
        for rows, weights in _rare(counts, self.starts[:-1], self.texts, values):
            np.add.at(
                square.reshape(-1),
                (rows[:, :, None] * len(square) + rows[:, None, :]).reshape(-1),
                (weights[:, :, None] * weights[:, None, :]).reshape(-1),
            )
        return square

    def _common(self, counts: Numbers, values: Vector) -> Matrix:
        common = counts >= _COMMON
        column = np.cumsum(common) - 1
        features = np.repeat(np.arange(len(self.rarity)), counts)
        inside = common[features]
        dense = np.zeros((self.size, int(common.sum())), dtype=np.float32)
        dense[self.texts[inside], column[features[inside]]] = values[inside]
        return dense @ dense.T


def number_type(count: int) -> type[np.integer[Any]]:
    """The smallest that numbers so many things."""
    return np.uint16 if count <= np.iinfo(np.uint16).max else np.int32


def _joined(table: NDArray[Any], spans: Iterable[slice]) -> NDArray[Any]:
    """These stretches of it in a row: as bytes, for the library takes three times as long."""
    return np.frombuffer(b"".join(map(table.data.__getitem__, spans)), dtype=table.dtype)


def _checksums(features: Iterable[str]) -> list[int]:
    return list(map(zlib.crc32, map(str.encode, features)))


def _emphasis(feature: str) -> float:
    if feature.startswith(PIECE):
        return 1.0
    return _MASK if feature in MASKS else _WORD


def _rare(counts: Numbers, starts: Places, texts: Places, values: Vector) -> Iterator[tuple[Numbers, Vector]]:
    """Texts and values of the rarer features, as tables of features that equally many texts have."""
    for count in range(1, _COMMON):
        places: Numbers = starts[counts == count][:, None] + np.arange(count, dtype=np.int64)
        if len(places):
            yield texts[places].astype(np.int64), values[places]
