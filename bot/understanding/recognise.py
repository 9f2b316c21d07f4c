"""From a question to a topic, by likeness to stored phrasings; able to say which phrasings decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache

import numpy as np

from bot.conversation.language import Language
from bot.understanding.block import Block, Matrix, Vector
from bot.understanding.features import Features, Keys, keys_of, learned
from bot.understanding.fitting import fitted
from bot.understanding.spelling import Spelling

_QUANTILE = 0.2
_REASONS = 3
_NEAREST = 5
_PLAIN_ENOUGH = 0.5
"""From this score on a text is understood as a whole, and its clauses are not looked at."""


class TopicKind(StrEnum):
    """What a phrasing leads to."""

    ARTICLE = "article"
    NOT_COVERED = "not-covered"
    INTENT = "intent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """An article, a reason for not answering, or an intent, by its id."""

    kind: TopicKind
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """One stored way of asking for a topic. `text` is masked; `said` is what its author wrote."""

    topic: Topic
    language: Language
    text: str
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A topic that may be meant. `score` is about 1 for a sure hit and about 0 for none."""

    topic: Topic
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """The nearest topics, likeliest first, and for the first the phrasings that carried its score.

    `exact` tells that the text is a stored phrasing.
    """

    guesses: tuple[Guess, ...] = ()
    because: tuple[str, ...] = ()
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Learned:
    """What training gives: enough to recognise with, and to keep for the next start.

    `weights[p, t]` is what likeness to phrasing p says for topic t; a phrasing's `text` is its folded
    words. `threshold`: sure from this score.
    """

    phrasings: tuple[Phrasing, ...]
    topics: tuple[Topic, ...]
    block: Block
    weights: Matrix
    threshold: float

    @classmethod
    def train(cls, phrasings: Sequence[Phrasing]) -> Learned:
        """Learn the phrasings. The threshold is what most of them would reach, had they been left out.

        Most of all, or of the articles' alone: a small folder may not fail for the intents' many phrasings.
        """
        topics = tuple(dict.fromkeys(phrasing.topic for phrasing in phrasings))
        keys = [keys_of(phrasing.text) for phrasing in phrasings]
        block = learned(keys)
        weights = np.zeros((len(phrasings), len(topics)), dtype=np.float32)
        sureness: Vector = np.zeros(len(phrasings), dtype=np.float32)
        for language in Language:
            chosen = np.array([phrasing.language is language for phrasing in phrasings], dtype=bool)
            if chosen.any():
                truth = _truth([p.topic for p in phrasings if p.language is language], topics)
                weights[chosen], sureness[chosen] = fitted(Features(block).among(chosen), truth)
        return cls(
            phrasings=tuple(
                replace(phrasing, text=" ".join(words), said=phrasing.said or phrasing.text)
                for phrasing, words in zip(phrasings, keys, strict=True)
            ),
            topics=topics,
            block=block,
            weights=weights,
            threshold=_threshold(phrasings, sureness),
        )


class Recogniser:
    """Kernel ridge over the stored phrasings, fitted for each language."""

    def __init__(self, learned: Learned) -> None:
        self._phrasings = learned.phrasings
        self._topics = learned.topics
        self._features = Features(learned.block)
        self._weights = learned.weights
        self._corrected = lru_cache(maxsize=2048)(self._correct)
        self._stored = {phrasing.text: phrasing for phrasing in reversed(learned.phrasings)}
        self._about: dict[Topic, list[int]] = defaultdict(list)
        for number, phrasing in enumerate(learned.phrasings):
            self._about[phrasing.topic].append(number)
        # Names and products are masked, so that different questions come down to the same one.
        self._kept = lru_cache(maxsize=2048)(self._guessed)
        self.threshold = learned.threshold

    @classmethod
    def train(cls, phrasings: Sequence[Phrasing]) -> Recogniser:
        """Learn the phrasings and recognise by them."""
        return cls(Learned.train(phrasings))

    def knows(self, word: str) -> bool:
        """Whether the folded word, or one a letter away, stands in a stored phrasing."""
        return self._features.knows(word) or self._corrected(word) != word

    def stored(self, text: str) -> Recognition | None:
        """What a masked text means that is a stored phrasing, whatever its case and spelling; else None."""
        keys = self._keys(text)
        phrasing = self._stored.get(" ".join(keys)) if keys else None
        if phrasing is None:
            return None
        certain = (Guess(topic=phrasing.topic, score=1.0),)
        return Recognition(guesses=certain, because=(phrasing.said,), exact=True)

    def recognise(self, text: str, clauses: Sequence[str] = ()) -> Recognition:
        """The topics that the text, or half of it one of its clauses, is about. Expects masked texts."""
        keys = self._keys(text)
        if not self._topics or not keys:
            return Recognition()
        return self.stored(text) or self._kept(keys, tuple(map(self._keys, clauses)))

    def _guessed(self, keys: Keys, clauses: tuple[Keys, ...]) -> Recognition:
        likeness = self._features.likeness(keys)
        scores = likeness @ self._weights
        if clauses and float(scores.max()) < _PLAIN_ENOUGH:
            parts = np.stack([self._features.likeness(clause) for clause in clauses])
            likeness = np.maximum(likeness, parts.max(axis=0))
            scores = np.maximum(scores, (scores + (parts @ self._weights).max(axis=0)) / 2)
        order = [int(i) for i in np.argsort(-scores, kind="stable")[:_NEAREST]]
        guesses = tuple(Guess(topic=self._topics[i], score=float(scores[i])) for i in order)
        return Recognition(guesses=guesses, because=self._because(likeness, order[0]))

    def _keys(self, text: str) -> Keys:
        return tuple(word if self._features.knows(word) else self._corrected(word) for word in keys_of(text))

    def _because(self, likeness: Vector, topic: int) -> tuple[str, ...]:
        about = self._about[self._topics[topic]]
        shares = likeness[about] * self._weights[about, topic]
        best: list[int] = np.argsort(-shares, kind="stable")[:_REASONS].tolist()
        return tuple(self._phrasings[about[i]].said for i in best)

    def _correct(self, word: str) -> str:
        return self._spelling.corrected(word)

    @cached_property
    def _spelling(self) -> Spelling:
        """Made when the first unknown word comes: most questions have none."""
        often = Counter(word for phrasing in self._phrasings for word in set(phrasing.text.split()))
        return Spelling(word for word, times in often.items() if times > 1)


def _threshold(phrasings: Sequence[Phrasing], sureness: Vector) -> float:
    articles = np.array([phrasing.topic.kind is not TopicKind.INTENT for phrasing in phrasings], dtype=bool)
    parts = (sureness, sureness[articles]) if articles.any() else (sureness,)
    return min((float(np.quantile(part, _QUANTILE)) for part in parts if len(part)), default=1.0)


def _truth(said: Sequence[Topic], topics: Sequence[Topic]) -> Matrix:
    number = {topic: i for i, topic in enumerate(topics)}
    truth = np.zeros((len(said), len(topics)), dtype=np.float32)
    truth[np.arange(len(said)), [number[topic] for topic in said]] = 1.0
    return truth
