"""From a question to a topic, by likeness to stored phrasings; able to say which phrasings decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from bot.conversation.language import Language
from bot.understanding.block import Vector
from bot.understanding.features import Keys, keys_of
from bot.understanding.remembered import Remembered
from bot.understanding.speech import Heard, LearnedSpeech, Speech, Stored
from bot.understanding.spelling import Spelling
from bot.understanding.topics import Guess, Phrasing, Recognition, Topic, TopicKind

_QUANTILE = 0.1
_LEAST = 0.15
"""However little a few phrasings would have reached: below it likeness is chance."""
_NEAREST = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Learned:
    """What training gives, language by language. `threshold`: sure from this score."""

    topics: tuple[Topic, ...]
    speeches: Mapping[Language, LearnedSpeech]
    threshold: float

    @classmethod
    def train(cls, phrasings: Sequence[Phrasing]) -> Learned:
        """Learn the phrasings. The threshold is what most of them would reach, had they been left out.

        Most of all, or of the articles' alone: a small folder may not fail for the intents' many phrasings.
        """
        topics = tuple(dict.fromkeys(phrasing.topic for phrasing in phrasings))
        speeches: dict[Language, LearnedSpeech] = {}
        sureness: list[Vector] = []
        in_order: list[Phrasing] = []
        for language in Language:
            spoken = [phrasing for phrasing in phrasings if phrasing.language is language]
            if any(keys_of(phrasing.text) for phrasing in spoken):
                speeches[language], sure = LearnedSpeech.train(spoken, topics)
                sureness.append(sure)
                in_order += spoken
        every = np.concatenate(sureness) if sureness else np.zeros(0, dtype=np.float32)
        return cls(topics=topics, speeches=speeches, threshold=_threshold(in_order, every))


class Recogniser:
    """Recognises what a text is about by the stored phrasings of its language."""

    def __init__(self, learned: Learned) -> None:
        self._topics = learned.topics
        self._speeches = {
            language: Speech(speech, learned.topics) for language, speech in learned.speeches.items()
        }
        self._stored = Stored(learned.speeches.values())
        self._features = [speech.features for speech in learned.speeches.values()]
        self._keys = lru_cache(maxsize=32)(self._spelt)
        # A text is looked up before and after its names are masked, and often is the same.
        self._exactly = lru_cache(maxsize=32)(self._looked_up)
        self._corrected = Remembered(self._correct, most=8192)
        # Names and products are masked, so that different questions come down to the same one.
        self._kept = lru_cache(maxsize=2048)(self._guessed)
        self.threshold = learned.threshold

    @classmethod
    def train(cls, phrasings: Sequence[Phrasing]) -> Recogniser:
        """Learn the phrasings and recognise by them."""
        return cls(Learned.train(phrasings))

    def knows(self, word: str, /, *, misspelt: bool = True) -> bool:
        """Whether the folded word stands in a stored phrasing; `misspelt`: or one a letter away."""
        return self._has(word) or (misspelt and self._corrected[word] != word)

    def stored(self, text: str, *, misspelt: bool = True) -> Recognition | None:
        """What a masked text means that is a stored phrasing, whatever its case; else None.

        `misspelt`: also with a letter wrong in a word.
        """
        return self._exactly(self._keys(text) if misspelt else keys_of(text))

    def recognise(
        self, text: str, clauses: Sequence[str] = (), language: Language | None = None
    ) -> Recognition:
        """The topics that the text, or half of it one of its clauses, is about. Expects masked texts.

        Without a language it may be in any.
        """
        keys = self._keys(text)
        if not self._topics or not keys:
            return Recognition()
        return self._exactly(keys) or self._kept(keys, tuple(map(self._keys, clauses)), language)

    def _looked_up(self, keys: Keys) -> Recognition | None:
        found = self._stored.exactly(keys) if keys else None
        if found is None:
            return None
        topic, said = found
        return Recognition(guesses=(Guess(topic=topic, score=1.0),), because=(said,), exact=True)

    def _guessed(self, keys: Keys, clauses: tuple[Keys, ...], language: Language | None) -> Recognition:
        spoken = self._speeches.get(language) if language else None
        heard = [(s, s.hear(keys, clauses)) for s in ([spoken] if spoken else self._speeches.values())]
        speech, best = max(heard, key=_best_score) if len(heard) > 1 else heard[0]
        scores = best.scores if len(heard) == 1 else np.max([each.scores for _, each in heard], axis=0)
        order: list[int] = (-scores).argsort(kind="stable")[:_NEAREST].tolist()
        carriers = speech.carriers(best, order[0])
        return Recognition(
            guesses=tuple(map(Guess, map(self._topics.__getitem__, order), map(scores.item, order))),
            because=speech.because(carriers),
            of_the_field=speech.of_the_field(carriers),
        )

    def _spelt(self, text: str) -> Keys:
        return tuple(map(self._corrected.__getitem__, keys_of(text)))

    def _has(self, word: str) -> bool:
        return any(word in words for words in self._words)

    def _correct(self, word: str) -> str:
        return word if self._has(word) else self._spelling.corrected(word)

    @cached_property
    def _words(self) -> tuple[Container[str], ...]:
        """Those of each language; made when they are first asked for, as each of them is."""
        return tuple(speech.words for speech in self._speeches.values())

    @cached_property
    def _spelling(self) -> Spelling:
        """Made when the first unknown word comes: most questions have none."""
        languages = Counter(word for features in self._features for word in features.words)
        in_several = (word for word, times in languages.items() if times > 1)
        return Spelling(dict.fromkeys((*(w for f in self._features for w in f.frequent), *in_several)))


def _best_score(heard: tuple[Speech, Heard]) -> float:
    return float(heard[1].scores.max())


def _threshold(phrasings: Sequence[Phrasing], sureness: Vector) -> float:
    articles = np.array([phrasing.topic.kind is not TopicKind.INTENT for phrasing in phrasings], dtype=bool)
    parts = (sureness, sureness[articles]) if articles.any() else (sureness,)
    reached = min((float(np.quantile(part, _QUANTILE)) for part in parts if len(part)), default=1.0)
    return max(_LEAST, reached)
