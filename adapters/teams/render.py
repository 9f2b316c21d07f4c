"""Reply to Adaptive Card, as plain JSON: version 1.5, what Teams draws everywhere."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import assert_never, cast

from adapters.teams import card
from adapters.teams.card import Element
from adapters.teams.chart import chart as drawn_chart
from adapters.teams.form import form
from adapters.teams.inbound import ASKER, TICK
from adapters.teams.markdown import escaped
from adapters.teams.sizing import fitting
from adapters.teams.wire import object_at, text_at
from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.plaintext import notification, plain_text
from bot.conversation.replies import (
    Block,
    Bullets,
    Button,
    Chart,
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
from bot.conversation.texts import texts_in

CARD = "application/vnd.microsoft.card.adaptive"

_STYLES = {Tone.NEUTRAL: "default", Tone.GOOD: "good", Tone.ATTENTION: "attention"}
_FALLBACK_LENGTH = 1000
_SUMMARY_LENGTH = 200
_SUGGESTIONS = 3


def message(reply: Reply) -> Element:
    """The message activity that shows a reply; the summary is what a notification reads out."""
    return _message(adaptive_card(reply), reply.language, notification(reply, _SUMMARY_LENGTH))


def with_suggestions(sent: Element, language: Language, person: str) -> Element:
    """The message with questions to press under it, for one person's chat. `person` is a Teams id."""
    examples = texts_in(language).page.examples[:_SUGGESTIONS]
    actions = [{"type": "imBack", "title": question, "value": question} for question in examples]
    return {**sent, "suggestedActions": {"to": [person], "actions": actions}}


def message_for_asker(action: Action, asker: str) -> Element:
    """A message that says nothing, and shows the asker alone what the action gives. `asker` is a Teams id."""
    texts = texts_in(action.language).teams
    return _message(card_for_asker(action, asker), action.language, texts.for_asker_title)


def adaptive_card(reply: Reply) -> Element:
    """The card of a reply; what would make it too large for Teams is left out, and said to be."""
    return fitting(reply, _whole_card)


def card_for_asker(action: Action, asker: str) -> Element:
    """What everybody but the asker sees; the asker's client asks for the answer by itself, by the action."""
    texts = texts_in(action.language).teams
    shared: Element = {
        "title": texts.show_answer,
        "data": {"action": action.encode(), ASKER: asker},
        "associatedInputs": "none",
    }
    show: Element = {"type": "Action.Execute", "verb": action.name, **shared}
    by_hand: Element = {**show, "fallback": {"type": "Action.Submit", **shared}}
    body: list[Element] = [
        card.heading(texts.for_asker_title, size="Large"),
        *card.paragraphs(plain(texts.for_asker)),
        {"type": "ActionSet", "actions": [by_hand]},
    ]
    aloud = f"{texts.for_asker_title}. {texts.for_asker}"
    return {**_card(body, action.language, aloud), "refresh": {"action": show, "userIds": [asker]}}


def own_card(reply: Reply, asker: str) -> Element:
    """The card of a reply that one person alone is shown in a room: its buttons say so. A Teams id."""
    return cast("Element", _in_own_view(adaptive_card(reply), asker))


def _in_own_view(part: object, asker: str) -> object:
    if isinstance(part, list):
        return [_in_own_view(one, asker) for one in cast("list[object]", part)]
    if not isinstance(part, dict):
        return part
    element = {key: _in_own_view(value, asker) for key, value in cast("Element", part).items()}
    if element.get("type") in ("Action.Execute", "Action.Submit"):
        element["data"] = {**object_at(element, "data"), ASKER: asker}
    return element


def dialog_card(reply: Reply) -> Element:
    """The card of a reply in a dialog, where every button sends what is filled in back to the dialog."""
    return cast("Element", _in_dialog(adaptive_card(reply)))


def _in_dialog(part: object) -> object:
    if isinstance(part, list):
        return [_in_dialog(one) for one in cast("list[object]", part)]
    if not isinstance(part, dict):
        return part
    element = cast("Element", part)
    if element.get("type") == "Action.Execute":
        return element["fallback"]
    if element.get("type") == "Action.Submit":
        return {**element, "data": {"action": text_at(element, "data", "action")}}
    return {key: _in_dialog(value) for key, value in element.items()}


def _message(content: Element, language: Language, summary: str) -> Element:
    return {
        "type": "message",
        "locale": language.value,
        "summary": summary,
        "attachments": [{"contentType": CARD, "content": content}],
    }


def _whole_card(reply: Reply) -> Element:
    body = [_title(reply)]
    for block in reply.blocks:
        body += _drawn(block)
    if reply.form is not None:
        body += form(reply.form, reply.language)
    body += _buttons(reply.buttons)
    if reply.feedback is not None:
        body += _feedback(reply.feedback)
    drawn = _card(body, reply.language, plain_text(reply))
    if any(isinstance(block, Table | Chart) for block in reply.blocks):
        drawn["msteams"] = {"width": "Full"}
    return drawn


def _card(body: list[Element], language: Language, aloud: str) -> Element:
    return {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": language.value,
        "fallbackText": aloud[:_FALLBACK_LENGTH],
        "body": body,
    }


@lru_cache(maxsize=256)
def _feedback(action: Action) -> list[Element]:
    texts = texts_in(action.language).feedback
    good, bad = rated(action, "good"), rated(action, "bad")
    buttons = [card.button(texts.good, good, with_inputs=False), card.dialog_button(texts.bad, bad)]
    return [
        *card.paragraphs(plain(texts.question), small=True),
        {"type": "ActionSet", "actions": buttons},
    ]


@lru_cache(maxsize=512)
def rated(action: Action, verdict: str) -> Action:
    """The click on a reply's feedback, with "good" or "bad"."""
    return replace(action, arguments={**action.arguments, "verdict": verdict})


@lru_cache(maxsize=256)
def _buttons(buttons: tuple[Button, ...]) -> list[Element]:
    return card.actions((button.label, button.action) for button in buttons)


def _title(reply: Reply) -> Element:
    text = f"{reply.tone_word}: {reply.title}" if reply.tone_word else reply.title
    title = card.heading(text, size="Large")
    if reply.tone is Tone.NEUTRAL:
        return title
    return {"type": "Container", "style": _STYLES[reply.tone], "items": [title]}


@lru_cache(maxsize=256)
def _drawn(block: Block) -> list[Element]:
    """Kept, for most blocks are in many replies. Nobody changes what is drawn: it is copied or sent."""
    return _block(block)


def _block(block: Block) -> list[Element]:
    match block:
        case Heading() | Paragraph() | Bullets():
            return _prose(block)
        case Facts():
            facts = [{"title": escaped(fact.name), "value": escaped(fact.value)} for fact in block.facts]
            return [{"type": "FactSet", "facts": facts}]
        case Table():
            return _table(block)
        case Chart():
            summary = card.paragraphs(plain(block.summary))
            return [drawn_chart(block), *summary, *_table(block.table)]
        case Checklist():
            return _checklist(block)
        case Choices():
            choices = [(choice.title, choice.action) for choice in block.choices]
            return [*card.paragraphs(plain(block.prompt)), *card.choices(choices)]
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
