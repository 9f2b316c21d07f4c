"""What the recogniser learns: the articles' phrasings and the intents' examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.conversation.language import Language
from bot.understanding.knowledge import Article, ArticleKind, KnowledgeBase
from bot.understanding.masks import masked_example
from bot.understanding.topics import Phrasing, Topic, TopicKind

Examples = Mapping[Language, tuple[str, ...]]


Said = tuple[Topic, Language, str]
"""What somebody may be asking for, in which language, and how its author wrote it."""


def phrasings(knowledge: KnowledgeBase, examples: Mapping[str, Examples]) -> tuple[Phrasing, ...]:
    """Every stored way of asking, names and products masked as they are in a question."""
    return tuple(
        Phrasing(topic=topic, language=language, text=masked_example(text), said=text)
        for topic, language, text in ways_of_asking(knowledge, examples)
    )


def ways_of_asking(knowledge: KnowledgeBase, examples: Mapping[str, Examples]) -> Iterator[Said]:
    """Every stored way of asking, as it was written: the articles', then the intents'."""
    for article in knowledge:
        topic = Topic(kind=_kind(article), id=article.id)
        for text in (article.title, *article.examples):
            yield topic, article.language, text
    for name, by_language in examples.items():
        topic = Topic(kind=TopicKind.INTENT, id=name)
        for language, texts in by_language.items():
            for text in texts:
                yield topic, language, text


def _kind(article: Article) -> TopicKind:
    return TopicKind.NOT_COVERED if article.kind is ArticleKind.NOT_COVERED else TopicKind.ARTICLE
