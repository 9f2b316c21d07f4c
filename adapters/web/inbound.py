"""From what the page sends, JSON or a form, to events. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast
from urllib.parse import parse_qs

import orjson

from adapters.web.uploads import Uploaded
from bot.conversation.actions import Action
from bot.conversation.events import Click, FileGiven, FileTurnedAway, Origin, Question
from bot.conversation.language import Language
from bot.errors import UserError

MAX_FIELDS = 100
"""More fields than any form of ours has."""

FIELD = "field."
"""What the name of a form's field begins with; its id follows."""

Sent = Mapping[str, object]


class Unreadable(ValueError):
    """What came is not what the page sends. The message is short and repeats nothing of it."""


def from_json(body: bytes) -> Sent:
    """The object in a JSON body. Raises Unreadable for anything else, however deep or badly encoded."""
    try:
        sent: object = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Unreadable("The body is not JSON in UTF-8.") from error
    if not isinstance(sent, dict):
        raise Unreadable("The body is not a JSON object.")
    return cast("dict[str, object]", sent)


def from_form(body: bytes) -> Sent:
    """The fields of a URL-encoded form, in the shape of the JSON. Raises Unreadable."""
    try:
        fields = parse_qs(
            body.decode("utf-8"),
            keep_blank_values=True,
            strict_parsing=bool(body),
            errors="strict",
            max_num_fields=MAX_FIELDS,
        )
    except ValueError as error:
        raise Unreadable("The body is not a form in UTF-8.") from error
    return {name: values if name == "ticked" else values[-1] for name, values in fields.items()}


def event_of(sent: Sent, origin: Origin) -> Question | Click:
    """A click where an action was sent, else a question. Raises Unreadable."""
    return click(sent, origin) if "action" in sent else question(sent, origin)


def question(sent: Sent, origin: Origin) -> Question:
    """The question in `text`. Raises Unreadable where there is no text, or a number, say."""
    text = sent.get("text")
    if not isinstance(text, str):
        raise Unreadable("text is not a string.")
    return Question(origin=origin, text=text)


def click(sent: Sent, origin: Origin) -> Click:
    """The press in `action`, with the boxes in `ticked`. Raises Unreadable."""
    encoded = sent.get("action")
    if not isinstance(encoded, str):
        raise Unreadable("action is not a string.")
    try:
        action = Action.decode(encoded)
    except UserError as error:
        raise Unreadable("action is not one of ours.") from error
    return Click(origin=origin, action=action, ticked=_ticked(sent.get("ticked")), filled=_filled(sent))


def given(file: Uploaded, origin: Origin) -> FileGiven | FileTurnedAway:
    """A file that was sent, whether or not it is taken."""
    if file.why is not None:
        return FileTurnedAway(origin=origin, name=file.name, why=file.why)
    return FileGiven(origin=origin, name=file.name, content=file.content)


def _filled(sent: Sent) -> dict[str, str] | None:
    """What was filled in, by the fields' ids; None where nothing came from a form."""
    fields = {name.removeprefix(FIELD): value for name, value in sent.items() if name.startswith(FIELD)}
    if any(not isinstance(value, str) for value in fields.values()):
        raise Unreadable("A field holds something that is not a string.")
    return cast("dict[str, str]", fields) or None


def _ticked(sent: object) -> frozenset[str] | None:
    """The ids of the ticked boxes. A form sends an empty one along, so that none ticked is not absent."""
    if sent is None:
        return None
    if not isinstance(sent, list):
        raise Unreadable("ticked is not a list.")
    ids: set[str] = set()
    for each in cast("list[object]", sent):
        if not isinstance(each, str):
            raise Unreadable("ticked holds something that is not a string.")
        ids.add(each)
    return frozenset(ids - {""})


def page_language(chosen: str | None, accept: str) -> Language:
    """The language of the page: the one chosen, else the best of Accept-Language, else English."""
    if chosen in tuple(Language):
        return Language(chosen)
    wanted = sorted(map(_preference, accept.split(",")), key=lambda each: -each[0])
    spoken = (Language(code) for quality, code in wanted if quality > 0 and code in tuple(Language))
    return next(spoken, Language.ENGLISH)


def _preference(item: str) -> tuple[float, str]:
    """A weight of 0 to 1 and a two-letter code, of a piece like "sv-SE;q=0.8"."""
    tag, _, weight = item.strip().partition(";")
    try:
        quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
    except ValueError:
        quality = 0.0
    return quality, tag.strip().partition("-")[0].lower()
