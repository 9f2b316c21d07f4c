"""A line of text to a question, and a reply to a line of JSON. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.conversation.events import Address, Audience, Origin, Person, Question
from bot.conversation.outcomes import Outcome
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Choices, Reply, Sources
from bot.conversation.texts import texts_in

_DIGITS = 4


def origin(event_id: str, at: datetime, name: str = "") -> Origin:
    """Where the terminal's events come from. Whoever sits at it can read the store anyway."""
    return Origin(
        event_id=event_id,
        person=Person(id="terminal", name=name, member=True),
        address=Address(tenant="local", platform="terminal", conversation="terminal"),
        audience=Audience.OURS,
        at=at,
        private=True,
    )


def question(text: str, *, event_id: str, at: datetime, name: str = "") -> Question:
    """What was typed, by whoever is of that name."""
    return Question(origin=origin(event_id, at, name), text=text)


def said(reply: Reply) -> str:
    """The reply as plain text; a terminal is given no files, and says where they can be had."""
    if reply.attachment is None:
        return plain_text(reply)
    return f"{plain_text(reply)}\n\n{texts_in(reply.language).exports.not_in_a_terminal}"


def as_json(reply: Reply, question_id: Any) -> dict[str, Any]:
    """A reply as one JSON object, in the shape that `dpor-bot ask --help` describes."""
    outcome = reply.outcome
    return {
        "id": question_id,
        "language": reply.language.value,
        **_found(outcome),
        "choices": [
            {"title": choice.title, "topic": choice.topic}
            for block in reply.blocks
            if isinstance(block, Choices)
            for choice in block.choices
        ],
        "sources": [
            {"title": source.title, "address": source.address, "speaks_for": source.speaks_for}
            for block in reply.blocks
            if isinstance(block, Sources)
            for source in block.sources
        ],
        "reasons": list(outcome.reasons),
        "text": said(reply),
    }


def _found(outcome: Outcome) -> dict[str, Any]:
    return {
        "kind": outcome.kind.value,
        "topic": outcome.topic,
        "confidence": round(outcome.confidence, _DIGITS),
        "customer": outcome.customer,
        "product": outcome.product,
        "verdict": outcome.verdict.value if outcome.verdict else None,
        "partner": outcome.partner,
        "subscriptions": list(outcome.subscriptions),
    }
