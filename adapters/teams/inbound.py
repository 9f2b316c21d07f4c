"""Wire JSON to event. The raw activity is the truth: the SDK's models lose the tenant."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from types import MappingProxyType
from typing import cast

import orjson

from adapters.teams.audience import is_personal, tenant_of, told_of_channel
from adapters.teams.wire import Json, object_at, objects_at, text_at
from bot.conversation.actions import Action
from bot.conversation.events import (
    Address,
    Audience,
    Click,
    Event,
    Joined,
    Left,
    Origin,
    Person,
    Question,
)
from bot.conversation.language import Language
from bot.errors import UserError

CARD_ACTION = "adaptiveCard/action"
TICK = "tick."
"""What the id of a checklist's toggle starts with; the point's id follows."""

ASKER = "asker"
"""The key in a button's data that names who alone is shown the answer, by Teams' id."""
FIELD = "field."
"""What the id of a form's input starts with; the field's id follows."""
FORM = "form"
"""The key in a button's data that says: this sends a form."""

LONGEST = 8_000
"""Characters of a message that are read."""
MOST_MENTIONS = 20
"""Mentions of a message that are looked at."""
_LONGEST_NAME = 200
_LONGEST_ID = 500
"""Characters of an id that is remembered as it is."""
_TEAM_GONE = frozenset({"teamDeleted", "teamHardDeleted"})
# No part of it can match a "<" twice, so reading takes time in proportion to the text.
_AT = re.compile(r"<at\b[^<>]*>([^<]*)</at>", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_UNKNOWN = "unknown-button"


def is_activity(activity: Json) -> bool:
    """Whether all is there that an answer needs: a type, a conversation, a service, and who spoke."""
    kind = text_at(activity, "type")
    spoken = kind not in ("message", "invoke") or text_at(activity, "from", "id") != ""
    return bool(
        kind and spoken and text_at(activity, "conversation", "id") and text_at(activity, "serviceUrl")
    )


def event(activity: Json, *, now: datetime) -> Event | None:
    """What an activity means; None where it is not for us. `now` is when it arrived, in UTC.

    Of who asks and who reads along nothing is known yet: `adapters.teams.members` finds that out.
    """
    match text_at(activity, "type"):
        case "message" if not _from_a_bot(activity):
            data = object_at(activity, "value")
            if data and (_is_button(data) or not text_at(activity, "text").strip()):
                return click(activity, data, now=now)
            return Question(origin=origin(activity, now), text=_words(activity))
        case "invoke" if text_at(activity, "name") == CARD_ACTION:
            action = object_at(activity, "value", "action")
            data, verb = object_at(action, "data"), text_at(action, "verb")
            return click(activity, data, verb=verb, now=now)
        case "conversationUpdate" | "installationUpdate":
            return _arrival(activity, now)
        case _:
            return None


def _arrival(activity: Json, now: datetime) -> Event | None:
    selected = text_at(activity, "channelData", "settings", "selectedChannel", "id")
    if _bot_is_among(activity, "membersAdded", "add"):
        # Who adds the bot to a team chooses the channel that it is to speak in.
        return Joined(origin=origin(_in_room(activity, selected), now))
    if _bot_is_among(activity, "membersRemoved", "remove") or _event_type(activity) in _TEAM_GONE:
        return Left(origin=origin(activity, now))
    if _event_type(activity) == "channelDeleted":
        deleted = text_at(activity, "channelData", "channel", "id")
        return Left(origin=origin(_in_room(activity, deleted), now))
    return None


def _in_room(activity: Json, room: str) -> Json:
    """The activity, as if it came from that room, where one is named."""
    if not room:
        return activity
    return {**activity, "conversation": {**object_at(activity, "conversation"), "id": room}}


def whole_team(activity: Json) -> str:
    """The id of the team that the bot comes to or leaves, empty for a chat and for one channel alone."""
    kind = text_at(activity, "channelData", "channel", "type").casefold()
    if kind in ("private", "shared") or _event_type(activity) == "channelDeleted":
        return ""
    return text_at(activity, "channelData", "team", "id")


def is_of_team(address: Address, tenant: str, team: str) -> bool:
    """Whether a place is a channel of that team."""
    if (address.platform, address.tenant) != ("teams", tenant):
        return False
    try:
        reference = object_at(cast("object", orjson.loads(address.reference)))
    except ValueError:
        return False
    return text_at(reference, "team", "id") == team or address.conversation == team


def _event_type(activity: Json) -> str:
    return text_at(activity, "channelData", "eventType")


def somebody_came_or_went(activity: Json) -> bool:
    """Whether who is in a conversation may have changed."""
    return text_at(activity, "type") in ("conversationUpdate", "installationUpdate")


def _is_button(data: Json) -> bool:
    """Whether it is what one of our buttons carries: other apps' messages bring values of their own."""
    return "action" in data


def _from_a_bot(activity: Json) -> bool:
    sender = text_at(activity, "from", "id")
    return (
        sender.startswith("28:")
        or sender == text_at(activity, "recipient", "id")
        or text_at(activity, "from", "role") == "bot"
    )


def _bot_is_among(activity: Json, members: str, action: str) -> bool:
    if text_at(activity, "type") == "installationUpdate":
        return text_at(activity, "action") == action
    bot = text_at(activity, "recipient", "id")
    return bot != "" and any(text_at(member, "id") == bot for member in objects_at(activity, members))


def click(activity: Json, data: Json, *, now: datetime, verb: str = "") -> Click:
    """A press whose button, or form, carries that data."""
    ticks = {key.removeprefix(TICK): value for key, value in data.items() if key.startswith(TICK)}
    return Click(
        origin=origin(activity, now),
        action=_action(activity, text_at(data, "action"), verb),
        ticked=frozenset(point for point, value in ticks.items() if value is True or value == "true")
        if ticks
        else None,
        filled=_filled(data),
    )


def _filled(data: Json) -> Mapping[str, str] | None:
    """What was filled into a form, None where it is no form's; clients leave out what is empty."""
    fields = {
        key.removeprefix(FIELD): value[:LONGEST]
        for key, value in data.items()
        if key.startswith(FIELD) and isinstance(value, str)
    }
    return MappingProxyType(fields) if fields or data.get(FORM) is True else None


def _action(activity: Json, encoded: str, verb: str) -> Action:
    try:
        action = Action.decode(encoded)
    except UserError:
        action = None
    if action is None or (verb and verb != action.name):
        # No handler serves this name, so the person is told in words.
        return Action(name=_UNKNOWN, language=language_of_client(activity))
    return action


def language_of_client(activity: Json) -> Language:
    """The language that the person's Teams is set to, English where it is neither."""
    swedish = text_at(activity, "locale").casefold().startswith("sv")
    return Language.SWEDISH if swedish else Language.ENGLISH


def origin(activity: Json, now: datetime) -> Origin:
    """Where an activity comes from, before anything is known of who reads along."""
    conversation = text_at(activity, "conversation", "id")
    own_id = text_at(activity, "id") or _fingerprint(activity)
    known_as = f"{conversation}:{own_id}"
    return Origin(
        event_id=f"teams:{known_as if len(known_as) <= _LONGEST_ID else _fingerprint(known_as)}",
        person=Person(
            id=text_at(activity, "from", "aadObjectId") or text_at(activity, "from", "id"),
            name=text_at(activity, "from", "name"),
        ),
        address=_address(activity),
        audience=Audience.STRANGERS,
        at=now,
    )


def _address(activity: Json) -> Address:
    conversation, _, thread = text_at(activity, "conversation", "id").partition(";messageid=")
    kind = text_at(activity, "conversation", "conversationType")
    # Only what posting needs, and nothing that differs from one activity to the next: one room, one address.
    reference: dict[str, object] = {
        "bot": {"id": text_at(activity, "recipient", "id")},
        "channelId": text_at(activity, "channelId"),
        "conversation": {"conversationType": kind, "id": conversation, "tenantId": tenant_of(activity)},
        "serviceUrl": text_at(activity, "serviceUrl"),
    }
    if team := text_at(activity, "channelData", "team", "id"):
        reference["team"] = {"id": team}
    if channel := told_of_channel(activity):
        reference["channel"] = channel
    if is_personal(activity):
        reference["user"] = {"id": text_at(activity, "from", "id")}
    return Address(
        tenant=tenant_of(activity),
        platform="teams",
        conversation=conversation,
        thread=thread or None,
        reference=orjson.dumps(reference, option=orjson.OPT_SORT_KEYS).decode(),
    )


def _fingerprint(value: object) -> str:
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _words(activity: Json) -> str:
    """The text without the mention of the bot, wherever it stands; other people's names stay."""
    bot = object_at(activity, "recipient")
    text = _named(text_at(activity, "text")[:LONGEST], _mentions(activity))
    text = _AT.sub(lambda tag: " " if tag[1] == text_at(bot, "name") else tag[1], text)
    lines = (_SPACES.sub(" ", line).strip() for line in html.unescape(text).splitlines())
    return "\n".join(lines).strip()


def _mentions(activity: Json) -> dict[str, str]:
    """What to write in place of what a mention shows: a person's name, a space for the bot."""
    bot = text_at(activity, "recipient", "id")
    found: dict[str, str] = {}
    entities = (one for one in objects_at(activity, "entities") if text_at(one, "type") == "mention")
    for entity in islice(entities, MOST_MENTIONS):
        mentioned, shown = object_at(entity, "mentioned"), text_at(entity, "text")
        if 0 < len(shown) <= _LONGEST_NAME:
            ours = text_at(mentioned, "id") == bot
            found.setdefault(shown, " " if ours else text_at(mentioned, "name")[:_LONGEST_NAME])
    return found


def _named(text: str, mentions: dict[str, str]) -> str:
    """The text with every mention replaced, in one pass: what was put in is not looked at again."""
    if not mentions:
        return text
    longest_first = sorted(mentions, key=len, reverse=True)
    shown = re.compile("|".join(map(re.escape, longest_first)))
    return shown.sub(lambda found: mentions[found[0]], text)[:LONGEST]
