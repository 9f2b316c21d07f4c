"""The stored phrasings of one language, and how well a text of that language fits their topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.understanding.block import Matrix, Numbers, Vector
from bot.understanding.features import Features, Keys, LearnedFeatures, keys_of, learned
from bot.understanding.fitting import fitted
from bot.understanding.topics import Phrasing, Topic

_REASONS = 3
_PLAIN_ENOUGH = 0.5
"""From this score on a text is understood as a whole, and its clauses are not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LearnedSpeech:
    """What training gives for one language: enough to recognise with, and to keep for the next start.

    `weights[p, t]` is what likeness to phrasing p says for topic t; a phrasing's `text` is its folded
    words.
    """

    phrasings: tuple[Phrasing, ...]
    features: LearnedFeatures
    weights: Matrix

    @classmethod
    def train(cls, phrasings: Sequence[Phrasing], topics: Sequence[Topic]) -> tuple[LearnedSpeech, Vector]:
        """Learn phrasings of one language; also gives each one's best score, had it been left out."""
        keys = [keys_of(phrasing.text) for phrasing in phrasings]
        features = learned(keys)
        truth = _truth([phrasing.topic for phrasing in phrasings], topics)
        weights, sureness = fitted(Features(features).among(), truth)
        kept = tuple(
            replace(phrasing, text=" ".join(words), said=phrasing.said or phrasing.text)
            for phrasing, words in zip(phrasings, keys, strict=True)
        )
        return cls(phrasings=kept, features=features, weights=weights), sureness


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heard:
    """`scores` by topic, and the likeness to each phrasing that they come from."""

    scores: Vector
    likeness: Vector


class Speech:
    """Kernel ridge over the phrasings of one language."""

    def __init__(self, learned: LearnedSpeech, topics: Sequence[Topic]) -> None:
        self._features = Features(learned.features)
        self._weights = learned.weights
        self._said = [phrasing.said for phrasing in learned.phrasings]
        about: dict[Topic, list[int]] = defaultdict(list)
        for number, phrasing in enumerate(learned.phrasings):
            about[phrasing.topic].append(number)
        self._about: list[Numbers] = [np.array(about[topic], dtype=np.int64) for topic in topics]
        self._carried = [learned.weights[numbers, topic] for topic, numbers in enumerate(self._about)]

    def has(self, word: str) -> bool:
        """Whether the folded word stands in a phrasing."""
        return self._features.has(word)

    def hear(self, text: Keys, clauses: Sequence[Keys]) -> Heard:
        """How well the text, or half of it one of its clauses, fits each topic."""
        likeness = self._features.likeness(text)
        scores = likeness @ self._weights
        if clauses and float(scores.max()) < _PLAIN_ENOUGH:
            parts = np.stack([self._features.likeness(clause) for clause in clauses])
            likeness = np.maximum(likeness, parts.max(axis=0))
            scores = np.maximum(scores, (scores + (parts @ self._weights).max(axis=0)) / 2)
        return Heard(scores=scores, likeness=likeness)

    def because(self, heard: Heard, topic: int) -> tuple[str, ...]:
        """The phrasings that carried that topic's score, the strongest first."""
        about = self._about[topic]
        shares = heard.likeness[about] * self._carried[topic]
        best: list[int] = about[(-shares).argsort(kind="stable")[:_REASONS]].tolist()
        return tuple(self._said[number] for number in best)


def _truth(said: Sequence[Topic], topics: Sequence[Topic]) -> Matrix:
    number = {topic: i for i, topic in enumerate(topics)}
    truth = np.zeros((len(said), len(topics)), dtype=np.float32)
    truth[np.arange(len(said)), [number[topic] for topic in said]] = 1.0
    return truth
