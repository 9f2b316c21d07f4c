"""What the recogniser learns: the articles' phrasings and the intents' examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.conversation.language import Language
from bot.understanding.knowledge import Article, ArticleKind, KnowledgeBase
from bot.understanding.masks import masked_example
from bot.understanding.topics import Phrasing, Topic, TopicKind

Examples = Mapping[Language, tuple[str, ...]]


def phrasings(knowledge: KnowledgeBase, examples: Mapping[str, Examples]) -> tuple[Phrasing, ...]:
    """Every stored way of asking, names and products masked as they are in a question."""
    return (*_of_articles(knowledge), *_of_intents(examples))


def _of_articles(knowledge: KnowledgeBase) -> Iterator[Phrasing]:
    for article in knowledge:
        topic = Topic(kind=_kind(article), id=article.id)
        for text in (article.title, *article.examples):
            yield Phrasing(topic=topic, language=article.language, text=masked_example(text), said=text)


def _of_intents(examples: Mapping[str, Examples]) -> Iterator[Phrasing]:
    for name, by_language in examples.items():
        topic = Topic(kind=TopicKind.INTENT, id=name)
        for language, texts in by_language.items():
            for text in texts:
                yield Phrasing(topic=topic, language=language, text=masked_example(text), said=text)


def _kind(article: Article) -> TopicKind:
    return TopicKind.NOT_COVERED if article.kind is ArticleKind.NOT_COVERED else TopicKind.ARTICLE
