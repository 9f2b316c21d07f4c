"""Reply to Adaptive Card, as plain JSON: version 1.5, what Teams draws everywhere."""

from __future__ import annotations

from typing import assert_never

from adapters.teams import card
from adapters.teams.card import Element
from adapters.teams.inbound import TICK
from adapters.teams.markdown import escaped
from adapters.teams.sizing import fitting
from bot.conversation.plaintext import notification, plain_text
from bot.conversation.replies import (
    Block,
    Bullets,
    Button,
    Checklist,
    Choices,
    Facts,
    Heading,
    Paragraph,
    Reply,
    Sources,
    Table,
    Tone,
)
from bot.conversation.richtext import Span, plain

CARD = "application/vnd.microsoft.card.adaptive"

_STYLES = {Tone.NEUTRAL: "default", Tone.GOOD: "good", Tone.ATTENTION: "attention"}
_FALLBACK_LENGTH = 1000
_SUMMARY_LENGTH = 200


def message(reply: Reply) -> Element:
    """The message activity that shows a reply; the summary is what a notification reads out."""
    return {
        "type": "message",
        "locale": reply.language.value,
        "summary": notification(reply, _SUMMARY_LENGTH),
        "attachments": [{"contentType": CARD, "content": adaptive_card(reply)}],
    }


def adaptive_card(reply: Reply) -> Element:
    """The card of a reply; what would make it too large for Teams is left out, and said to be."""
    return fitting(reply, _whole_card)


def _whole_card(reply: Reply) -> Element:
    body = [_title(reply)]
    for block in reply.blocks:
        body += _block(block)
    body += card.actions((button.label, button.action) for button in reply.buttons)
    return {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": reply.language.value,
        "fallbackText": plain_text(reply)[:_FALLBACK_LENGTH],
        "body": body,
    }


def _title(reply: Reply) -> Element:
    text = f"{reply.tone_word}: {reply.title}" if reply.tone_word else reply.title
    title = card.heading(text, size="Large")
    if reply.tone is Tone.NEUTRAL:
        return title
    return {"type": "Container", "style": _STYLES[reply.tone], "items": [title]}


def _block(block: Block) -> list[Element]:
    match block:
        case Heading() | Paragraph() | Bullets():
            return _prose(block)
        case Facts():
            facts = [{"title": escaped(fact.name), "value": escaped(fact.value)} for fact in block.facts]
            return [{"type": "FactSet", "facts": facts}]
        case Table():
            return _table(block)
        case Checklist():
            return _checklist(block)
        case Choices():
            choices = ((choice.title, choice.action) for choice in block.choices)
            return [*card.paragraphs(plain(block.prompt)), *card.actions(choices)]
        case Sources():
            return _sources(block)
        case _:
            assert_never(block)


def _prose(block: Heading | Paragraph | Bullets) -> list[Element]:
    match block:
        case Heading():
            return [card.heading(block.text)]
        case Paragraph():
            return card.paragraphs(block.text)
        case Bullets():
            return [part for item in block.items for part in card.paragraphs(item, prefix="• ")]
        case _:
            assert_never(block)


def _table(table: Table) -> list[Element]:
    return [
        *card.paragraphs((Span(text=table.caption, strong=True),)),
        card.row(table.headers, strong=True),
        *({**card.row(cells), "separator": True} for cells in table.rows),
    ]


def _checklist(checklist: Checklist) -> list[Element]:
    drawn = card.paragraphs((Span(text=checklist.label, strong=True),))
    for item in checklist.items:
        drawn.append(
            {
                "type": "Input.Toggle",
                "id": f"{TICK}{item.id}",
                "title": escaped(f"{item.label} ({item.note})" if item.note else item.label),
                "value": "true" if item.ticked else "false",
                "wrap": True,
            }
        )
    save = Button(label=checklist.save_label, action=checklist.action)
    return [*drawn, *card.actions([(save.label, save.action)], with_inputs=True)]


def _sources(sources: Sources) -> list[Element]:
    drawn = card.paragraphs((Span(text=sources.label, strong=True),), small=True)
    for source, note in zip(sources.sources, sources.notes, strict=True):
        link = source.address if source.address.startswith("https://") else None
        drawn += card.paragraphs((Span(text=note, link=link),), small=True)
    return drawn
