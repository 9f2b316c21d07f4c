"""What Teams waits for an answer to, other than a press on a card: dialogs, searches, thumbs. Pure.

https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/what-are-messaging-extensions
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast

from adapters.teams.inbound import LONGEST, click, language_of_client, origin
from adapters.teams.wire import Json, object_at, objects_at, text_at
from bot.conversation.actions import Action
from bot.conversation.events import Click, Question, Search


class Invoke(StrEnum):
    """What is asked, by the activity's name."""

    CARD = "adaptiveCard/action"
    OPEN_DIALOG = "task/fetch"
    SEND_DIALOG = "task/submit"
    OPEN_ON_MESSAGE = "composeExtension/fetchTask"
    SEND_ON_MESSAGE = "composeExtension/submitAction"
    SEARCH = "composeExtension/query"
    PICK = "composeExtension/selectItem"
    FEEDBACK = "message/submitAction"
    FILE = "fileConsent/invoke"


DIALOGS = frozenset({Invoke.OPEN_DIALOG, Invoke.SEND_DIALOG, Invoke.OPEN_ON_MESSAGE, Invoke.SEND_ON_MESSAGE})

ASK_ABOUT_THIS, REPORT_CONFLICT = "askAboutThis", "reportConflict"
"""The ids of the commands on a message, as the app package names them."""

_FIRST_TIME = "initialRun"
_NOTE = 1000
_HTML = 4 * LONGEST
# No part of it can match a "<" twice, so reading takes time in proportion to the text.
_TAG = re.compile(r"</?([A-Za-z0-9!]*)[^<>]*>")
_LINES = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3"})


def in_dialog(activity: Json, now: datetime) -> Question | Click:
    """What a dialog is opened for or sends: a press, or a question about a message."""
    if text_at(activity, "name") == Invoke.OPEN_ON_MESSAGE:
        return _on_message(activity, now)
    return click(activity, object_at(activity, "value", "data"), now=now)


def is_about_no_text(activity: Json) -> bool:
    """Whether "Ask about this" was chosen on a message of pictures or files alone."""
    opened = text_at(activity, "name") == Invoke.OPEN_ON_MESSAGE
    return opened and text_at(activity, "value", "commandId") == ASK_ABOUT_THIS and not _said(activity)


def search(activity: Json, now: datetime) -> Search:
    """What is looked for; empty where nothing was typed yet."""
    parameters = objects_at(activity, "value", "parameters")
    typed = (text_at(one, "value") for one in parameters if text_at(one, "name") != _FIRST_TIME)
    return Search(origin=origin(activity, now), text=next(typed, "")[:LONGEST])


def picked(activity: Json, now: datetime) -> Click:
    """The result that was picked."""
    return click(activity, object_at(activity, "value"), now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumb:
    """What somebody thinks of a message, by Teams' own buttons. `verdict` is "good" or "bad"."""

    verdict: str
    note: str


def thumb(activity: Json) -> Thumb | None:
    """Teams' own thumbs, None for anything else. What was written with one is plain, or JSON in a text."""
    given = object_at(activity, "value", "actionValue")
    verdict = {"like": "good", "dislike": "bad"}.get(text_at(given, "reaction"))
    if text_at(activity, "value", "actionName") != "feedback" or verdict is None:
        return None
    return Thumb(verdict=verdict, note=_note(text_at(given, "feedback"))[:LONGEST].strip())


def _note(written: str) -> str:
    try:
        read = cast("object", json.loads(written))
    except (ValueError, RecursionError):
        return written
    return text_at(cast("Json", read), "feedbackText") if isinstance(read, dict) else written


def _on_message(activity: Json, now: datetime) -> Question | Click:
    said = _said(activity)
    if text_at(activity, "value", "commandId") == ASK_ABOUT_THIS:
        return Question(origin=origin(activity, now), text=said)
    language = language_of_client(activity)
    action = Action(name="claim.open", language=language, arguments={"text": said[:_NOTE]})
    return Click(origin=origin(activity, now), action=action)


def _said(activity: Json) -> str:
    return text_of(text_at(activity, "value", "messagePayload", "body", "content"))


def text_of(markup: str) -> str:
    """The text of a message in HTML, a paragraph a line."""
    text = html.unescape(_TAG.sub(_in_place_of, markup[:_HTML]))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)[:LONGEST]


def _in_place_of(tag: re.Match[str]) -> str:
    return "\n" if tag[1].casefold() in _LINES else ""
