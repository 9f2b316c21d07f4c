"""The shape of what Slack posts, checked before slack-bolt takes it apart. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import cast
from urllib.parse import parse_qs

from adapters.guard import FORM, JSON, Guard, JsonObject, Refused

MAX_FIELDS = 100
"""More form fields than Slack sends."""

_TIME = re.compile(r"[0-9]{1,11}(\.[0-9]{1,9})?", re.ASCII)


def payload(body: bytes, content_type: str, guard: Guard) -> JsonObject:
    """What the body says. Raises Refused: 415 for another type, 400 for what Slack would not send."""
    if content_type == JSON:
        return _event(guard.json_object(body))
    if content_type == FORM:
        return _form(body, guard)
    raise Refused(415, "the content type is not served here")


def mapping(value: object) -> JsonObject:
    """The value where it is an object, else an empty one."""
    return cast("JsonObject", value) if isinstance(value, dict) else {}


def text(value: object) -> str:
    """The value where it is text, else an empty one."""
    return value if isinstance(value, str) else ""


def listed(value: object) -> list[object]:
    """The value where it is a list, else an empty one."""
    return cast("list[object]", value) if isinstance(value, list) else []


def first(several: object) -> JsonObject:
    """The object that a list starts with, an empty one where there is none."""
    return mapping(next(iter(listed(several)), None))


def is_time(stamp: str) -> bool:
    """Whether it is one of Slack's time stamps, "1466071200.000100"."""
    return _TIME.fullmatch(stamp) is not None


def moment(stamp: str, now: float) -> datetime:
    """The time that a stamp stands for; `now`, in seconds since 1970, where it is none."""
    return datetime.fromtimestamp(float(stamp) if is_time(stamp) else now, UTC)


def _event(body: JsonObject) -> JsonObject:
    kind = body.get("type")
    if not isinstance(kind, str):
        raise Refused(400, "the body has no type")
    if kind == "event_callback" and not text(mapping(body.get("event")).get("type")):
        raise Refused(400, "the event is not an object with a type")
    granted = body.get("authorizations")
    if granted is not None and not _are_objects(granted):
        raise Refused(400, "the authorizations are not a list of objects")
    return body


def _are_objects(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in listed(cast("object", value)))


def _form(body: bytes, guard: Guard) -> JsonObject:
    try:
        fields = parse_qs(
            body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS
        )
    except ValueError:
        raise Refused(400, "the body is not a form in UTF-8") from None
    if "payload" not in fields:
        if "command" in fields or "ssl_check" in fields:
            return {name: values[-1] for name, values in fields.items()}
        raise Refused(400, "the form has no payload")
    return _interaction(guard.json_object(fields["payload"][-1]))


def _interaction(body: JsonObject) -> JsonObject:
    if not text(body.get("type")):
        raise Refused(400, "the payload has no type")
    if body["type"] == "block_actions" and not _are_actions(body.get("actions")):
        raise Refused(400, "the payload's actions are not a list of objects with ids")
    return body


def _are_actions(value: object) -> bool:
    actions = listed(value)
    return bool(actions) and all(text(mapping(action).get("action_id")) for action in actions)
