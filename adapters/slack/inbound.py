"""The Events API's JSON to events. Pure: what cannot be told from the JSON alone is left open."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from adapters.guard import JsonObject
from adapters.slack.arrival import Arrival, Identity, Read
from adapters.slack.offered import are_for_us, offered
from adapters.slack.spoken import spoken_text
from adapters.slack.wire import first, is_time, mapping, moment, text
from bot.conversation.actions import Action
from bot.conversation.events import Address, Audience, Click, Joined, Left, Origin, Person, Question
from bot.conversation.language import Language

_ASKED_IN = frozenset({"", "file_share", "me_message", "thread_broadcast"})
"""Subtypes of messages that a person writes; edits, joins and the like are others."""


def read(body: JsonObject, me: Identity, now: float = 0.0) -> Arrival | None:
    """What an Events API body means to the bot; None for what is not for it."""
    reader = _READERS.get(text(mapping(body.get("event")).get("type")))
    return reader(body, me, now) if reader else None


def asked(body: JsonObject, me: Identity, now: float = 0.0) -> Arrival | None:
    """The question in a mention or a direct message, or the files that it brings."""
    event = mapping(body.get("event"))
    user, conversation, stamp = text(event.get("user")), text(event.get("channel")), text(event.get("ts"))
    if not (user and conversation and is_time(stamp) and _is_asked(event, user, me)):
        return None
    direct = event.get("channel_type") == "im" or conversation.startswith("D")
    thread = text(event.get("thread_ts")) or None
    words = spoken_text(text(event.get("text")), _own_ids(body, me))
    origin = _origin(body, me, user, conversation, now, thread or (None if direct else stamp))
    question = Question(origin=origin, text=words)
    files = offered(event, me.team)
    return Arrival(
        event=question,
        direct=direct,
        shared=body.get("is_ext_shared_channel") is True,
        foreign=_is_foreign([event.get(key) for key in ("user_team", "source_team", "team")], me),
        thread=thread,
        files=files if are_for_us(files, words) else (),
    )


def home_opened(body: JsonObject, me: Identity, now: float) -> Arrival | None:
    """Somebody looks at the App Home: its page is asked for. Its other tabs ask for nothing."""
    event = mapping(body.get("event"))
    user, conversation = text(event.get("user")), text(event.get("channel"))
    if event.get("tab") != "home" or not user:
        return None
    origin = _origin(body, me, user, conversation, now)
    action = Action(name="home.show", language=Language.ENGLISH)
    return Arrival(event=Click(origin=origin, action=action), direct=True, home=True, spoken=False)


def joined(body: JsonObject, me: Identity, now: float) -> Arrival | None:
    """The bot was added to a room, by whom the event names."""
    event = mapping(body.get("event"))
    if not me.user or text(event.get("user")) != me.user:
        return None
    by = text(event.get("inviter")) or me.user
    return _about_the_room(body, me, by, now, Joined)


def left(body: JsonObject, me: Identity, now: float) -> Arrival | None:
    """The bot was removed from a room, or the room is gone."""
    event = mapping(body.get("event"))
    if event.get("type") == "member_left_channel" and text(event.get("user")) != me.user:
        return None
    return _about_the_room(body, me, me.user, now, Left)


def changed_room(body: JsonObject) -> str:
    """The room whose readers may be others now; empty where the event says nothing of that."""
    event = mapping(body.get("event"))
    changes = text(event.get("type")) in _READERS_CHANGE or body.get("is_ext_shared_channel") is True
    return text(event.get("channel")) if changes else ""


def is_farewell(body: JsonObject) -> bool:
    """Whether the workspace has thrown the bot out."""
    event = mapping(body.get("event"))
    if event.get("type") == "tokens_revoked":
        return bool(mapping(event.get("tokens")).get("bot"))
    return event.get("type") == "app_uninstalled"


def team_of(body: JsonObject) -> str:
    """The workspace whose installation of the bot a body is for; empty where it does not say."""
    granted = text(first(body.get("authorizations")).get("team_id"))
    installed = text(mapping(body.get("view")).get("app_installed_team_id"))
    return granted or installed or text(mapping(body.get("team")).get("id")) or text(body.get("team_id"))


_READERS: Mapping[str, Read] = MappingProxyType(
    {
        "app_mention": asked,
        "message": asked,
        "app_home_opened": home_opened,
        "member_joined_channel": joined,
        "member_left_channel": left,
        "channel_left": left,
        "group_left": left,
        "channel_archive": left,
        "group_archive": left,
        "channel_deleted": left,
        "group_deleted": left,
    }
)
_READERS_CHANGE = frozenset({"member_joined_channel", "channel_shared", "channel_unshared"})
EVENTS = frozenset(
    {*_READERS, *_READERS_CHANGE, "app_uninstalled", "tokens_revoked", "message.im"} - {"message"}
)
"""The events to subscribe to, by the names that an app's manifest has for them."""


def _about_the_room(
    body: JsonObject, me: Identity, user: str, now: float, kind: type[Joined] | type[Left]
) -> Arrival | None:
    conversation = text(mapping(body.get("event")).get("channel"))
    if not conversation or conversation.startswith("D"):
        return None
    origin = _origin(body, me, user, conversation, now)
    return Arrival(event=kind(origin=origin), direct=False)


def _origin(
    body: JsonObject, me: Identity, user: str, conversation: str, now: float, thread: str | None = None
) -> Origin:
    event = mapping(body.get("event"))
    when = text(event.get("ts")) or text(event.get("event_ts"))
    return Origin(
        event_id=text(body.get("event_id")) or f"{conversation}:{when or now}",
        person=Person(id=user),
        address=Address(
            tenant=me.team or text(body.get("team_id")),
            platform="slack",
            conversation=conversation,
            thread=thread,
        ),
        audience=Audience.STRANGERS,
        at=moment(when, now),
    )


def _is_asked(event: JsonObject, user: str, me: Identity) -> bool:
    """In rooms a mention comes as app_mention; the same text as `message` would be a second answer."""
    if event.get("bot_id") or "edited" in event or user in (me.user, "USLACKBOT"):
        return False
    if event.get("type") == "app_mention":
        return True
    return event.get("channel_type") == "im" and text(event.get("subtype")) in _ASKED_IN


def _is_foreign(teams: list[object], me: Identity) -> bool:
    """Whether a team is named that is not ours; a single one makes a stranger."""
    return any(team != me.team for team in teams if team)


def _own_ids(body: JsonObject, me: Identity) -> frozenset[str]:
    granted = text(first(body.get("authorizations")).get("user_id"))
    return frozenset(user for user in (me.user, granted) if user)
