"""What can be pressed in Slack: rows of buttons, and the rating of an answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from adapters.guard import JsonObject
from adapters.slack.objects import MAX_LABEL, Blocks, and_more, plain_text_object
from adapters.slack.wire import is_time
from bot.conversation.actions import MAX_LENGTH, Action
from bot.conversation.language import Language
from bot.conversation.replies import Reply
from bot.conversation.resuming import SHARE
from bot.conversation.texts import texts_in

BUTTONS = 25
THREAD = "thread"
"""The argument of a button for sharing that names where an answer belongs: what only one person sees stands
in no thread."""


def buttons(labelled: Sequence[tuple[str, Action]], language: Language, belongs: str | None = None) -> Blocks:
    """One row of actions, at most 25; how many more there are is said. What is shared goes to `belongs`."""
    if not labelled:
        return []
    row: JsonObject = {
        "type": "actions",
        "elements": [
            _button(label, action, place, belongs) for place, (label, action) in enumerate(labelled[:BUTTONS])
        ],
    }
    return [row, *and_more(len(labelled) - BUTTONS, language)]


def _button(label: str, action: Action, place: int, belongs: str | None) -> JsonObject:
    # Ids must differ inside a row; the name comes first so that logs stay readable.
    return {
        "type": "button",
        "action_id": f"{action.name}:{place}" if place else action.name,
        "text": plain_text_object(label, MAX_LABEL),
        "value": _shared_in(belongs, action) if belongs and action.name == SHARE else action.encode(),
    }


def _shared_in(thread: str, action: Action) -> str:
    """The encoded action with its thread, where the question leaves room for one in the button."""
    carried = action.encode()
    placed = f"{carried}&{THREAD}={thread}"
    return placed if is_time(thread) and len(placed) <= MAX_LENGTH else carried


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
