"""The small parts that Block Kit is made of. Pure."""

from __future__ import annotations

from adapters.guard import JsonObject
from adapters.slack import mrkdwn as mk
from bot.conversation.language import Language
from bot.conversation.texts import texts_in

MAX_TEXT = 3000
MAX_LABEL = 75

Blocks = list[JsonObject]


def section(text: str) -> JsonObject:
    """A section of mrkdwn; what is data in it is escaped before."""
    return {"type": "section", "text": mrkdwn_object(text, MAX_TEXT)}


def mrkdwn_object(text: str, limit: int) -> JsonObject:
    """Text with mark-up; what is data in it is escaped before."""
    # Verbatim: Slack makes no links of its own from names that look like them.
    return {"type": "mrkdwn", "text": mk.clip(text, limit) if text.strip() else "–", "verbatim": True}


def plain_text_object(text: str, limit: int) -> JsonObject:
    """One line of text without mark-up; a dash where there is none."""
    return {"type": "plain_text", "text": mk.shorten(" ".join(text.split()) or "–", limit), "emoji": False}


def and_more(number: int, language: Language) -> Blocks:
    """How many more there are; nothing where there are none."""
    if number <= 0:
        return []
    words = texts_in(language).and_more.of(number)
    return [{"type": "context", "elements": [mrkdwn_object(mk.escape(words), MAX_TEXT)]}]
