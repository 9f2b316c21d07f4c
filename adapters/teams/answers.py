"""The answers that Teams waits for, as plain JSON. Shaped wrong, one is "Something went wrong"."""

from __future__ import annotations

from dataclasses import replace

from adapters.teams.card import Element
from adapters.teams.render import CARD, adaptive_card, dialog_card
from bot.conversation.outcomes import Kind
from bot.conversation.plaintext import notification
from bot.conversation.replies import Checklist, Choice, Choices, Reply

PREVIEW = "application/vnd.microsoft.card.thumbnail"
TICK_MARK = "\N{CHECK MARK}"
"""To what was answered before, or is answered in a message: it needs no language."""


def as_card(content: Element) -> Element:
    """A card in place of the one that was pressed, for who pressed it."""
    return {"statusCode": 200, "type": CARD, "value": content}


def as_notice(text: str) -> Element:
    """A short notice to who pressed; the card stays as it is."""
    return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": text}


def as_dialog(reply: Reply) -> Element:
    """The dialog with this in it."""
    content = {"contentType": CARD, "content": dialog_card(reply)}
    shown: Element = {"title": reply.title[:80], "height": "medium", "width": "medium", "card": content}
    return {"task": {"type": "continue", "value": shown}}


def as_closing(text: str) -> Element:
    """The dialog's last words."""
    return {"task": {"type": "message", "value": text}}


def as_results(reply: Reply) -> Element:
    """What a search found, each with a preview; picking one asks for its card."""
    found = [one for block in reply.blocks if isinstance(block, Choices) for one in block.choices]
    if not found:
        return _extension("message", text=notification(reply))
    attachments = [_result(reply, choice) for choice in found]
    return _extension("result", attachmentLayout="list", attachments=attachments)


def as_picked(reply: Reply) -> Element:
    """The card to insert into a message, without buttons: the bot need not be where it is sent."""
    if reply.outcome.kind is Kind.ABSTAIN:
        return _extension("message", text=notification(reply))
    blocks = tuple(block for block in reply.blocks if not isinstance(block, Choices | Checklist))
    shown = replace(reply, blocks=blocks, buttons=(), feedback=None, form=None)
    content = adaptive_card(shown)
    preview = {"contentType": PREVIEW, "content": {"title": reply.title, "text": notification(shown)}}
    attachment = {"contentType": CARD, "content": content, "preview": preview}
    return _extension("result", attachmentLayout="list", attachments=[attachment])


def _result(reply: Reply, choice: Choice) -> Element:
    pick: Element = {"type": "invoke", "value": {"action": choice.action.encode()}}
    preview: Element = {"title": choice.title, "text": choice.summary, "tap": pick}
    shown = replace(reply, title=choice.title, blocks=(), buttons=())
    return {
        "contentType": CARD,
        "content": adaptive_card(shown),
        "preview": {"contentType": PREVIEW, "content": preview},
    }


def _extension(kind: str, **parts: object) -> Element:
    return {"composeExtension": {"type": kind, **parts}}
