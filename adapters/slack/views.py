"""Forms as modals: drawn for Slack, and read back. Pure.

https://docs.slack.dev/reference/views/modal-views
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

import orjson

from adapters.guard import JsonObject
from adapters.slack import render
from adapters.slack.mrkdwn import bold
from adapters.slack.objects import MAX_LABEL, plain_text_object, section
from adapters.slack.wire import mapping, text
from bot.conversation.actions import Action
from bot.conversation.replies import Field, Form, OptionField, Reply, TextField
from bot.errors import UserError

MAX_TITLE = 24
MAX_ENTRY = 3000
OPTIONS = 100
MAX_HINT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFrom:
    """Where a form was opened and what sending it does. Who may read there is never taken from this."""

    action: Action
    conversation: str
    thread: str | None


def modal(reply: Reply, form: Form, conversation: str, thread: str | None) -> JsonObject:
    """The view of a form; title and blocks of its reply stand over the fields."""
    heading = [section(bold(reply.title))] if len(reply.title) > MAX_TITLE else []
    said = [block for block in render.body(reply) if block["type"] in ("section", "context", "header")]
    entries = [_entry(field, form) for field in form.fields]
    return {
        "type": "modal",
        "callback_id": form.action.name,
        "title": plain_text_object(reply.title, MAX_TITLE),
        "submit": plain_text_object(form.send_label, MAX_TITLE),
        "close": plain_text_object(form.cancel_label, MAX_TITLE),
        "private_metadata": _metadata(form.action, conversation, thread),
        "blocks": [*[*heading, *said][: render.MAX_VIEW - len(entries)], *entries],
    }


def place_of(metadata: str) -> OpenedFrom | None:
    """What `modal` wrote; None for anything else."""
    try:
        said = mapping(orjson.loads(metadata))
        return OpenedFrom(
            action=Action.decode(text(said.get("action"))),
            conversation=text(said.get("conversation")),
            thread=text(said.get("thread")) or None,
        )
    except (orjson.JSONDecodeError, UserError):
        return None


def errors(form: Form) -> JsonObject:
    """What Slack is answered so that it shows what is wrong beside each field."""
    return {"response_action": "errors", "errors": dict(form.faults)}


def _metadata(action: Action, conversation: str, thread: str | None) -> str:
    return orjson.dumps(
        {"action": action.encode(), "conversation": conversation, "thread": thread or ""}
    ).decode()


def _entry(field: Field, form: Form) -> JsonObject:
    block: JsonObject = {
        "type": "input",
        "block_id": field.id,
        "label": plain_text_object(field.label, MAX_HINT),
        "optional": not field.required,
        "element": _element(field),
    }
    hint = form.faults.get(field.id) or (field.hint if isinstance(field, TextField) else "")
    return {**block, "hint": plain_text_object(hint, MAX_HINT)} if hint else block


def _element(field: Field) -> JsonObject:
    match field:
        case TextField():
            limit = max(1, min(field.limit, MAX_ENTRY))
            line: JsonObject = {
                "type": "plain_text_input",
                "action_id": "entry",
                "multiline": field.long,
                "max_length": limit,
            }
            return {**line, "initial_value": field.value[:limit]} if field.value else line
        case OptionField():
            options: list[JsonObject] = [
                {"text": plain_text_object(option.label, MAX_LABEL), "value": option.value}
                for option in field.options[:OPTIONS]
            ]
            menu: JsonObject = {"type": "static_select", "action_id": "entry", "options": options}
            chosen = [option for option in options if option["value"] == field.value]
            return {**menu, "initial_option": chosen[0]} if field.value and chosen else menu
        case _:
            assert_never(field)
