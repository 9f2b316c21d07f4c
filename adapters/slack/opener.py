"""A button that opens a form, for where there is nothing at hand that opens a modal. Pure.

A modal needs a press not older than 3 seconds; a plain message has none. So the button carries the form.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from dataclasses import replace
from typing import cast

import orjson

from adapters.guard import JsonObject
from adapters.slack.wire import mapping, text
from bot.conversation.actions import Action
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Field, Form, Option, OptionField, Paragraph, Reply, TextField
from bot.conversation.richtext import plain, read_aloud
from bot.errors import Problem, UserError

OPEN = "form.open"
"""The button's action: it never reaches the bot."""
LARGEST = 20_000
"""Bytes that a button may unfold to."""
LONGEST = 300
"""Characters of what stands over the fields."""


def opener(reply: Reply, form: Form) -> Action:
    """The action that opens this form; without what was filled in where that has no room."""
    action = Action(name=OPEN, language=reply.language, arguments={"form": _packed(reply, form)})
    try:
        action.encode()
    except ValueError:
        empty = replace(form, fields=tuple(replace(field, value="") for field in form.fields))
        short = replace(reply, blocks=())
        return Action(name=OPEN, language=reply.language, arguments={"form": _packed(short, empty)})
    return action


def opened(action: Action) -> Reply:
    """The reply whose form such a button carries. Raises UserError for anything else."""
    try:
        packed = base64.urlsafe_b64decode(action.arguments.get("form", ""))
        said = mapping(orjson.loads(zlib.decompressobj().decompress(packed, LARGEST)))
        fields = [_field(mapping(field)) for field in cast("list[object]", said["fields"])]
        words = text(said["words"])
        return Reply(
            language=action.language,
            title=text(said["title"]),
            outcome=Outcome(kind=Kind.COMMAND),
            blocks=(Paragraph(text=plain(words)),) if words else (),
            form=Form(
                fields=tuple(fields),
                action=Action.decode(text(said["action"])),
                send_label=text(said["send"]),
                cancel_label=text(said["cancel"]),
            ),
            only_for_asker=True,
        )
    except (binascii.Error, zlib.error, orjson.JSONDecodeError, ValueError, KeyError, TypeError) as error:
        raise UserError(Problem.UNKNOWN_BUTTON) from error


def _packed(reply: Reply, form: Form) -> str:
    words = [block for block in reply.blocks if isinstance(block, Paragraph)]
    said: JsonObject = {
        "title": reply.title,
        "words": read_aloud(words[0].text)[:LONGEST] if words else "",
        "send": form.send_label,
        "cancel": form.cancel_label,
        "action": form.action.encode(),
        "fields": [_fields_of(field) for field in form.fields],
    }
    return base64.urlsafe_b64encode(zlib.compress(orjson.dumps(said), 9)).decode()


def _fields_of(field: Field) -> JsonObject:
    shared: JsonObject = {"id": field.id, "label": field.label, "value": field.value, "need": field.required}
    if isinstance(field, OptionField):
        return {**shared, "options": [[option.value, option.label] for option in field.options]}
    return {**shared, "hint": field.hint, "long": field.long, "limit": field.limit}


def _field(said: JsonObject) -> Field:
    identity, label, value = text(said["id"]), text(said["label"]), text(said["value"])
    required = said["need"] is True
    if "options" in said:
        pairs = cast("list[list[object]]", said["options"])
        options = tuple(Option(value=text(of), label=text(name)) for of, name in pairs)
        return OptionField(id=identity, label=label, options=options, value=value, required=required)
    return TextField(
        id=identity,
        label=label,
        value=value,
        hint=text(said["hint"]),
        required=required,
        long=said["long"] is True,
        limit=int(cast("int", said["limit"])),
    )
