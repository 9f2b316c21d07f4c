"""Titles to pick from, for articles and for what the bot can do. No internal name reaches a person."""

from __future__ import annotations

from collections.abc import Iterable

from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.replies import Choice
from bot.conversation.texts import texts_in
from bot.understanding.knowledge import ArticleKind, KnowledgeBase

SHOW_ARTICLE = "article.show"
SHOW_LIST = "list.show"
SHOW_CHANGES = "changes.show"
SHOW_CHECKLIST = "checklist.show"
SHOW_PLAN_B = "plan-b.show"
SHOW_HELP = "help.show"
SHOW_STATUS = "status.show"
SHOW_CREDIT = "credit.show"
SHOW_LOOK_BACK = "look-back"
SHOW_COVERAGE = "coverage.show"

DRIVEN = "list-driven"
"""The list of what we drive the usage of without being partner of record, whoever is."""

_ACTIONS: dict[str, tuple[str, dict[str, str]]] = {
    "list-ours": (SHOW_LIST, {"list": "list-ours"}),
    "list-missing": (SHOW_LIST, {"list": "list-missing"}),
    "list-conflicts": (SHOW_LIST, {"list": "list-conflicts"}),
    DRIVEN: (SHOW_LIST, {"list": DRIVEN}),
    "list-renewals": (SHOW_LIST, {"list": "list-renewals"}),
    "list-changes": (SHOW_CHANGES, {"list": "list-changes"}),
    "credit": (SHOW_CREDIT, {}),
    "look-back": (SHOW_LOOK_BACK, {}),
    "coverage": (SHOW_COVERAGE, {}),
    "checklist": (SHOW_CHECKLIST, {}),
    "help": (SHOW_HELP, {}),
}


def choices_of(topics: Iterable[str], knowledge: KnowledgeBase, language: Language) -> tuple[Choice, ...]:
    """The topics that can be shown at a press, by their titles; others are left out."""
    found = (_choice(topic, knowledge, language) for topic in topics)
    return tuple(choice for choice in found if choice is not None)


def _choice(topic: str, knowledge: KnowledgeBase, language: Language) -> Choice | None:
    if topic in _ACTIONS:
        name, arguments = _ACTIONS[topic]
        return Choice(
            title=texts_in(language).lists.short[topic],
            topic=topic,
            action=Action(name=name, language=language, arguments=arguments),
        )
    article = knowledge.article(topic, language)
    if article is None or article.kind is ArticleKind.NOT_COVERED:
        return None
    return Choice(
        title=article.title,
        topic=topic,
        action=Action(name=SHOW_ARTICLE, language=language, arguments={"id": topic}),
    )
