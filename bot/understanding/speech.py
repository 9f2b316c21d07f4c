"""The stored phrasings of one language, and how well a text of that language fits their topics."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.understanding.block import Matrix, Numbers, Vector, number_type
from bot.understanding.features import Features, Keys, LearnedFeatures, keys_of, learned
from bot.understanding.fitting import fitted
from bot.understanding.saying import speaks_of_the_field
from bot.understanding.topics import Phrasing, Topic

Sums = NDArray[np.uint64]

_REASONS, _MOST = 3, 2
_LEAST = 0.01
"""Likeness below it says nothing, and most phrasings are so: their weights need not be read at all."""
_PLAIN_ENOUGH = 0.5
"""From this score on a text is understood as a whole, and its clauses are not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LearnedSpeech:
    """What training gives for one language: enough to recognise with, and to keep for the next start.

    Phrasing p is about `topics[p]`, its author wrote `said[p]`, and `sums[p]` is the checksum of its folded
    words, which as text would take most of the memory. `fielded[p]` tells whether it speaks of the field,
    and `weights[p, t]` is what likeness to it says for topic t.
    """

    topics: tuple[Topic, ...]
    said: tuple[str, ...]
    sums: Sums
    fielded: NDArray[np.bool_]
    features: LearnedFeatures
    weights: Matrix

    @classmethod
    def train(cls, phrasings: Sequence[Phrasing], topics: Sequence[Topic]) -> tuple[LearnedSpeech, Vector]:
        """Learn phrasings of one language; also gives each one's best score, had it been left out."""
        keys = [keys_of(phrasing.text) for phrasing in phrasings]
        features = learned(keys)
        truth = _truth([phrasing.topic for phrasing in phrasings], topics)
        weights, sureness = fitted(Features(features).among(), truth)
        made = cls(
            topics=tuple(phrasing.topic for phrasing in phrasings),
            said=tuple(phrasing.said or phrasing.text for phrasing in phrasings),
            sums=np.array([checksum(words) for words in keys], dtype=np.uint64),
            fielded=np.array([speaks_of_the_field(phrasing.text) for phrasing in phrasings], dtype=bool),
            features=features,
            weights=weights,
        )
        return made, sureness


class Heard(NamedTuple):
    """`scores` by topic, and what they come from: the likeness of the text, then of its clauses, to each
    phrasing.
    """

    scores: Vector
    likeness: tuple[Vector, ...]


class Stored:
    """Every phrasing of these languages, found by its folded words."""

    def __init__(self, speeches: Iterable[LearnedSpeech]) -> None:
        self._speeches = tuple(speeches)
        sums = np.concatenate([np.zeros(0, dtype=np.uint64), *(speech.sums for speech in self._speeches)])
        # Stable: of phrasings that are the same, the first counts.
        by_sum = sums.argsort(kind="stable")
        self._by_sum = by_sum.astype(number_type(len(sums)))
        # Seen through a view, a search among plain numbers costs a third of the library's own.
        self._sums = sums[by_sum].data

    def exactly(self, words: Keys) -> tuple[Topic, str] | None:
        """What the phrasing of these words is about, and how its author wrote it; None where none is."""
        wanted = checksum(words)
        place = bisect_left(self._sums, wanted)
        if place == len(self._sums) or self._sums[place] != wanted:
            return None
        number = int(self._by_sum[place])
        for speech in self._speeches:
            if number < len(speech.said):
                return speech.topics[number], speech.said[number]
            number -= len(speech.said)
        return None


class Speech:
    """Kernel ridge over the phrasings of one language."""

    def __init__(self, learned: LearnedSpeech, topics: Sequence[Topic]) -> None:
        self._features = Features(learned.features)
        self._weights = learned.weights
        self._said = learned.said
        self._fielded = learned.fielded.data
        about: dict[Topic, list[int]] = defaultdict(list)
        for number, topic in enumerate(learned.topics):
            about[topic].append(number)
        self._about: list[Numbers] = [np.array(about[topic], dtype=np.int64) for topic in topics]
        self._against: dict[int, Vector] = {}

    @property
    def words(self) -> Container[str]:
        """The folded words of the phrasings."""
        return self._features.numbers

    def hear(self, text: Keys, clauses: Sequence[Keys]) -> Heard:
        """How well the text, or half of it one of its clauses, fits each topic."""
        likeness = self._features.likeness(text)
        scores = self._scores(likeness)
        if not clauses or scores.item(scores.argmax()) >= _PLAIN_ENOUGH:
            return Heard(scores=scores, likeness=(likeness,))
        parts = tuple(map(self._features.likeness, clauses))
        best = reduce(np.maximum, [self._scores(part) for part in parts])
        return Heard(scores=np.maximum(scores, (scores + best) / 2), likeness=(likeness, *parts))

    def _scores(self, likeness: Vector) -> Vector:
        near = (likeness > _LEAST).nonzero()[0]
        return likeness.take(near) @ self._weights.take(near, axis=0)

    def carriers(self, heard: Heard, topic: int) -> list[int]:
        """The numbers of the phrasings that carried that topic's score, the strongest first."""
        about = self._about[topic]
        if topic not in self._against:
            # The strongest is the least, for that comes first in order.
            self._against[topic] = -self._weights[about, topic]
        likeness = reduce(np.maximum, [each.take(about) for each in heard.likeness])
        likeness *= self._against[topic]
        best: list[int] = about[likeness.argsort(kind="stable")[:_REASONS]].tolist()
        return best

    def because(self, carriers: Sequence[int]) -> tuple[str, ...]:
        """How the authors of these phrasings wrote them."""
        return tuple(map(self._said.__getitem__, carriers))

    def of_the_field(self, carriers: Sequence[int]) -> bool:
        """Whether those that carried most speak of the field."""
        return all(map(self._fielded.__getitem__, carriers[:_MOST]))


def checksum(words: Keys) -> int:
    """Of the folded words of a text, in order."""
    said = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "little")


def _truth(said: Sequence[Topic], topics: Sequence[Topic]) -> Matrix:
    number = {topic: i for i, topic in enumerate(topics)}
    truth = np.zeros((len(said), len(topics)), dtype=np.float32)
    truth[np.arange(len(said)), [number[topic] for topic in said]] = 1.0
    return truth
