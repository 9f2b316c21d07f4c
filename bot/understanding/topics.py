"""What a question may be about, and what is stored and found for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.conversation.language import Language


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


class Guess(NamedTuple):
    """A topic that may be meant. `score` is about 1 for a sure hit and about 0 for none."""

    topic: Topic
    score: float


class Recognition(NamedTuple):
    """The nearest topics, likeliest first, and for the first the phrasings that carried its score.

    `of_the_field` tells whether those that carried most speak of the field, `exact` that the text is a
    stored phrasing.
    """

    guesses: tuple[Guess, ...] = ()
    because: tuple[str, ...] = ()
    of_the_field: bool = False
    exact: bool = False
