"""What can be pressed in Slack: rows of buttons, and the rating of an answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from adapters.guard import JsonObject
from adapters.slack.objects import MAX_LABEL, Blocks, and_more, plain_text_object
from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.replies import Reply
from bot.conversation.resuming import SHARE
from bot.conversation.texts import texts_in

BUTTONS = 25
THREAD = "thread"
"""The argument of a button for sharing that names where an answer belongs."""


def buttons(labelled: Sequence[tuple[str, Action]], language: Language) -> Blocks:
    """One row of actions, at most 25; how many more there are is said."""
    if not labelled:
        return []
    row: JsonObject = {
        "type": "actions",
        "elements": [
            _button(label, action, place) for place, (label, action) in enumerate(labelled[:BUTTONS])
        ],
    }
    return [row, *and_more(len(labelled) - BUTTONS, language)]


def _button(label: str, action: Action, place: int) -> JsonObject:
    # Ids must differ inside a row; the name comes first so that logs stay readable.
    return {
        "type": "button",
        "action_id": f"{action.name}:{place}" if place else action.name,
        "text": plain_text_object(label, MAX_LABEL),
        "value": action.encode(),
    }


def shared_in(thread: str | None, reply: Reply) -> Reply:
    """The reply, whose button for sharing knows that thread: what only one person sees stands in none."""
    if not thread or all(button.action.name != SHARE for button in reply.buttons):
        return reply
    placed = (
        replace(button, action=_in_thread(button.action, thread)) if button.action.name == SHARE else button
        for button in reply.buttons
    )
    return replace(reply, buttons=tuple(placed))


def _in_thread(action: Action, thread: str) -> Action:
    placed = replace(action, arguments={**action.arguments, THREAD: thread})
    try:
        placed.encode()
    except ValueError:  # The question fills the button.
        return action
    return placed


def rating(reply: Reply, *, thumbs: bool) -> Blocks:
    """Did it help? Slack's own buttons stand in messages only."""
    return _rating(reply.feedback, reply.language, thumbs=thumbs) if reply.feedback is not None else []


@lru_cache(maxsize=512)
def _rating(asked: Action, language: Language, *, thumbs: bool) -> Blocks:
    words = texts_in(language).feedback
    good, bad = (
        replace(asked, arguments={**asked.arguments, "verdict": verdict}) for verdict in ("good", "bad")
    )
    if not thumbs:
        return buttons([(words.good, good), (words.bad, bad)], language)
    element: JsonObject = {
        "type": "feedback_buttons",
        "action_id": asked.name,
        "positive_button": {"text": plain_text_object(words.good, MAX_LABEL), "value": good.encode()},
        "negative_button": {"text": plain_text_object(words.bad, MAX_LABEL), "value": bad.encode()},
    }
    return [{"type": "context_actions", "elements": [element]}]
