"""Slack's JSON to events. Pure: what cannot be told from the JSON alone is left open."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from adapters.guard import JsonObject
from adapters.slack.wire import mapping, text
from bot.conversation.actions import Action
from bot.conversation.events import Address, Audience, Click, Origin, Person, Question
from bot.conversation.language import Language
from bot.errors import UserError

_TIME = re.compile(r"[0-9]{1,11}(\.[0-9]{1,9})?", re.ASCII)
_MARKED = re.compile(r"<([^<>]*)>")
_ASKED_IN = frozenset({"", "file_share", "thread_broadcast"})
"""Subtypes of messages that a person writes; edits, joins and the like are others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the bot is in its workspace, as auth.test says; empty where it has not said."""

    team: str = ""
    user: str = ""
    bot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An event, and where its reply goes.

    `event` is for strangers until the endpoint knows better: `closed` says whether nobody from outside
    reads the place, `member` whether the person is of our workspace; None where the JSON does not say.
    `thread` is where it came from, `pressed` the message whose button was pressed; both are time stamps.
    """

    event: Question | Click
    room: bool
    closed: bool | None
    member: bool | None
    thread: str | None
    pressed: str = ""


Read = Callable[[JsonObject, Identity], Arrival | None]


def asked(body: JsonObject, me: Identity) -> Arrival | None:
    """The question in an Events API body; None for what is not asked of the bot."""
    event = mapping(body.get("event"))
    user, conversation, stamp = text(event.get("user")), text(event.get("channel")), text(event.get("ts"))
    if not (user and conversation and _TIME.fullmatch(stamp) and _is_asked(event, user, me)):
        return None
    direct = _is_direct(event, conversation)
    thread = text(event.get("thread_ts")) or None
    closed = _closed(body, direct=direct)
    origin = Origin(
        event_id=text(body.get("event_id")) or f"{conversation}:{stamp}",
        person=Person(id=user),
        address=Address(
            tenant=me.team or text(body.get("team_id")),
            platform="slack",
            conversation=conversation,
            thread=thread or (None if direct else stamp),
        ),
        audience=Audience.STRANGERS,
        at=_time(stamp),
    )
    question = Question(origin=origin, text=_plain(text(event.get("text")), _own_ids(body, me)))
    teams = [event.get("user_team"), event.get("source_team"), event.get("team")]
    if not any(teams) and body.get("is_ext_shared_channel") is False:
        teams = [body.get("team_id")]  # Who writes in a place that is not shared is of its workspace.
    return Arrival(event=question, room=not direct, closed=closed, member=_member(teams, me), thread=thread)


def pressed(body: JsonObject, me: Identity) -> Arrival | None:
    """The click in a block_actions payload; None where no message or no person stands behind it."""
    action, user, message = (
        _first(body.get("actions")),
        mapping(body.get("user")),
        mapping(body.get("message")),
    )
    conversation = text(mapping(body.get("channel")).get("id"))
    stamp = text(message.get("ts")) or text(mapping(body.get("container")).get("message_ts"))
    person, at = text(user.get("id")), text(action.get("action_ts"))
    if not (action and conversation and person and _TIME.fullmatch(stamp)):
        return None
    direct = _is_direct({}, conversation)
    thread = text(message.get("thread_ts")) or None
    origin = Origin(
        event_id=_press_id(body, action, person, stamp),
        person=Person(id=person, name=text(user.get("name")) or text(user.get("username"))),
        address=Address(
            tenant=me.team or text(mapping(body.get("team")).get("id")),
            platform="slack",
            conversation=conversation,
            thread=thread or (None if direct else stamp),
        ),
        audience=Audience.STRANGERS,
        at=_time(at if _TIME.fullmatch(at) else stamp),
    )
    ephemeral = mapping(body.get("container")).get("is_ephemeral") is True
    return Arrival(
        event=Click(origin=origin, action=_action(action), ticked=_ticked(body, action)),
        room=not direct,
        closed=True if direct else None,
        member=_member([user.get("team_id")], me),
        thread=thread,
        pressed="" if ephemeral else stamp,
    )


def _is_asked(event: JsonObject, user: str, me: Identity) -> bool:
    """In rooms a mention comes as app_mention; the same text as `message` would be a second answer."""
    if event.get("bot_id") or "edited" in event or user in (me.user, "USLACKBOT"):
        return False
    if event.get("type") == "app_mention":
        return True
    return (
        event.get("type") == "message"
        and event.get("channel_type") == "im"
        and text(event.get("subtype")) in _ASKED_IN
    )


def _is_direct(event: JsonObject, conversation: str) -> bool:
    return event.get("channel_type") == "im" or conversation.startswith("D")


def _closed(body: JsonObject, *, direct: bool) -> bool | None:
    shared = body.get("is_ext_shared_channel")
    if isinstance(shared, bool):
        return not shared
    return True if direct else None


def _member(teams: list[object], me: Identity) -> bool | None:
    """Whether the teams that are named are ours; a single other one makes a stranger."""
    named = [team for team in teams if team]
    return all(team == me.team for team in named) if named and me.team else None


def _own_ids(body: JsonObject, me: Identity) -> frozenset[str]:
    granted = text(_first(body.get("authorizations")).get("user_id"))
    return frozenset(user for user in (me.user, granted) if user)


def _first(listed: object) -> JsonObject:
    """The object that a list starts with, an empty one where there is none."""
    return mapping(cast("list[object]", listed)[0]) if isinstance(listed, list) and listed else {}


def _plain(written: str, own: frozenset[str]) -> str:
    """What was written: our mention gone, links and names by their words, entities unescaped."""
    words = _MARKED.sub(lambda marked: _spoken(marked[1], own), written)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def _spoken(marked: str, own: frozenset[str]) -> str:
    target, _, label = marked.partition("|")
    if target.startswith("@") and target[1:] in own:
        return " "
    return label or ("" if target[:1] in "@!#" else target)


def _press_id(body: JsonObject, action: JsonObject, person: str, stamp: str) -> str:
    """The same for a press that comes again, another for every other press."""
    when = text(action.get("action_ts")) or text(body.get("trigger_id"))
    return ":".join(("press", person, stamp, text(action.get("action_id")), when))


def _action(action: JsonObject) -> Action:
    """A button carries its action in its value; a group of boxes, which has none, in its id."""
    carried = text(action.get("value")) or text(action.get("action_id"))
    try:
        return Action.decode(carried)
    except UserError:
        # The bot answers an action that nobody serves with a word to the person.
        return Action(name="unknown", language=Language.ENGLISH)


def _ticked(body: JsonObject, action: JsonObject) -> frozenset[str] | None:
    """Every box that is ticked now, in all groups of the list; the pressed group's state is the newest."""
    if action.get("type") != "checkboxes":
        return None
    groups = {
        block: mapping(elements).get(text(action.get("action_id")))
        for block, elements in mapping(mapping(body.get("state")).get("values")).items()
    }
    groups[text(action.get("block_id"))] = action
    return frozenset(value for group in groups.values() for value in _selected(mapping(group)))


def _selected(group: JsonObject) -> list[str]:
    options = group.get("selected_options")
    if not isinstance(options, list):
        return []
    return [text(mapping(option).get("value")) for option in cast("list[object]", options)]


def _time(stamp: str) -> datetime:
    return datetime.fromtimestamp(float(stamp), UTC)
