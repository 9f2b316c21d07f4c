"""Articles, as values: what the bot may say, in which language, and which time it speaks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.conversation.language import Language
from bot.conversation.replies import Bullets, Paragraph, Source


class ArticleKind(StrEnum):
    """An answer, or a reason why there is none."""

    ANSWER = "answer"
    NOT_COVERED = "not-covered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article in one language.

    `answer` speaks for `valid_from` to `valid_until` (None: open); `since_then` is the correction.
    `file` and `line` (of the header's first line, from 1) are for messages to the author.
    """

    id: str
    language: Language
    title: str
    kind: ArticleKind = ArticleKind.ANSWER
    examples: tuple[str, ...] = ()
    answer: tuple[Paragraph | Bullets, ...] = ()
    since_then: tuple[Paragraph | Bullets, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    reviewed_on: date | None = None
    owner: str = ""
    sources: tuple[Source, ...] = ()
    related: tuple[str, ...] = ()
    file: str = ""
    line: int = 1


class KnowledgeBase:
    """All articles. An article missing in a language is read in the other."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {(article.id, article.language): article for article in articles}

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles.values())

    def __len__(self) -> int:
        return len(self._articles)

    def article(self, article_id: str, language: Language) -> Article | None:
        """The article in that language, else in another, else None."""
        exact = self._articles.get((article_id, language))
        return exact or next((a for a in self if a.id == article_id), None)
