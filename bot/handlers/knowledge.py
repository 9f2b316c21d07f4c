"""Answers from the knowledge base: the rule, the time it speaks for, what has changed, and its sources."""

from __future__ import annotations

from bot.conversation.actions import Action
from bot.conversation.dates import in_words
from bot.conversation.events import Click
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import (
    Block,
    Button,
    Choices,
    Heading,
    Paragraph,
    Reply,
    Sources,
    Tone,
)
from bot.conversation.richtext import Span
from bot.conversation.sourcing import source_note
from bot.conversation.texts import Texts, texts_in
from bot.errors import Problem, UserError
from bot.handlers.choosing import SHOW_ARTICLE, choices_of
from bot.ports import Services
from bot.router import Asked, Intent, routes
from bot.understanding.knowledge import Article, ArticleKind, KnowledgeBase

_MOST_RELATED = 3
_LEAD_ON = {
    "competencies-vs-incentives": "credit",
    "incentives-today": "credit",
    "designations": "credit",
    "retroactive-credit": "look-back",
}
"""Articles that tell in words a part of what something else shows whole, or shows of our customers."""


async def answer(asked: Asked, services: Services) -> Reply:
    """The article that was asked for, or the reason why there is none."""
    meaning = asked.meaning
    article = services.knowledge.article(meaning.article or "", meaning.language)
    if article is None:
        raise UserError(Problem.GONE)
    return tell(article, services.knowledge, meaning.language)


async def show_article(click: Click, services: Services) -> Reply:
    """The article whose title was pressed."""
    language = click.action.language
    article = services.knowledge.article(click.action.arguments.get("id", ""), language)
    if article is None:
        raise UserError(Problem.GONE)
    return tell(article, services.knowledge, language)


def tell(article: Article, knowledge: KnowledgeBase, language: Language) -> Reply:
    """An article as a reply. The rule as it was comes before its correction."""
    if article.kind is ArticleKind.NOT_COVERED:
        return _not_covered(article, knowledge, language)
    texts = texts_in(language)
    overturned = article.valid_until is not None
    return Reply(
        language=language,
        title=article.title,
        outcome=Outcome(kind=Kind.KNOWLEDGE, topic=article.id, confidence=1.0),
        blocks=(*_rule(article, texts), *_since_then(article, texts), *_sources(article, texts)),
        buttons=_related(article, knowledge, language),
        tone=Tone.ATTENTION if overturned else Tone.NEUTRAL,
        tone_word=texts.tones.changed if overturned else "",
        names_customers=False,
    )


def _rule(article: Article, texts: Texts) -> tuple[Block, ...]:
    return (Paragraph(text=(Span(text=_time(article, texts), emphasis=True),)), *article.answer)


def _time(article: Article, texts: Texts) -> str:
    if article.valid_from is None:
        return texts.knowledge.no_date
    valid_from = in_words(article.valid_from, texts)
    if article.valid_until is not None:
        until = in_words(article.valid_until, texts)
        return texts.knowledge.rule_as_it_was.format(valid_from=valid_from, valid_until=until)
    reviewed = in_words(article.reviewed_on or article.valid_from, texts)
    return texts.knowledge.speaks_for.format(valid_from=valid_from, reviewed_on=reviewed)


def _since_then(article: Article, texts: Texts) -> tuple[Block, ...]:
    if not article.since_then:
        return ()
    return (Heading(text=texts.knowledge.since_then), *article.since_then)


def _sources(article: Article, texts: Texts) -> tuple[Block, ...]:
    if not article.sources:
        return ()
    notes = tuple(source_note(source, texts) for source in article.sources)
    return (Sources(label=texts.knowledge.sources, sources=article.sources, notes=notes),)


def _related(article: Article, knowledge: KnowledgeBase, language: Language) -> tuple[Button, ...]:
    found = (knowledge.article(other, language) for other in article.related[:_MOST_RELATED])
    titles = tuple(
        Button(
            label=other.title,
            action=Action(name=SHOW_ARTICLE, language=language, arguments={"id": other.id}),
        )
        for other in found
        if other
    )
    further = choices_of((_LEAD_ON.get(article.id, ""),), knowledge, language)
    return (*(Button(label=choice.title, action=choice.action) for choice in further), *titles)


def _not_covered(article: Article, knowledge: KnowledgeBase, language: Language) -> Reply:
    texts = texts_in(language)
    nearest = choices_of(article.related[:_MOST_RELATED], knowledge, language)
    blocks: tuple[Block, ...] = article.answer
    if nearest:
        blocks += (Choices(prompt=texts.knowledge.not_covered_nearest, choices=nearest),)
    return Reply(
        language=language,
        title=texts.unclear.title,
        outcome=Outcome(kind=Kind.ABSTAIN, confidence=1.0),
        blocks=blocks,
        names_customers=False,
    )


ROUTER = routes(
    Intent(name="knowledge", handler=answer, help=lambda texts: texts.help.knowledge),
    Intent(name="not-covered", handler=answer),
    actions={SHOW_ARTICLE: show_article},
)
