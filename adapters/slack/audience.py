"""Who can read along. What nobody could tell counts as strangers.

Ours is a place where nobody from outside and no guest reads along, and only for who is a full member.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from adapters.guard import JsonObject
from adapters.slack.arrival import Arrival, Identity
from adapters.slack.directory import Directory
from adapters.slack.directs import Directs
from adapters.slack.lookups import Lookups
from adapters.slack.paced import Ask, Paced
from adapters.slack.wire import listed, mapping, text
from bot.conversation.events import Audience, Click, Event, Person, Question
from bot.conversation.language import Language
from bot.errors import DeliveryError

FRESH = 60.0
"""Seconds for which a room, and whoever asks, is taken to be as Slack said."""
READING = 300.0
"""Seconds for which somebody who reads along is."""
MOST_READERS = 300
"""Members of a room that are looked at; a larger room is for strangers."""
ONE_BY_ONE = 50
"""Members that are asked about one by one; more are looked for in the workspace's directory."""
PAGE, PAGES = 200, 10
"""Members on a page, which Slack may make shorter, and the most pages that are read."""
AT_ONCE = 10
"""People asked about at the same time."""

_SHARING = (
    "is_shared",
    "is_pending_ext_shared",
    "is_org_shared",
    "pending_shared",
    "pending_connected_team_ids",
)
_TEAMS = ("connected_team_ids", "shared_team_ids")


class AudienceCheck:
    """Asks Slack what an event leaves open: who asks, is the room shared, who reads along."""

    def __init__(self, ask: Ask, directs: Directs, clock: Callable[[], float] = time.monotonic) -> None:
        self._ask = Paced(ask, clock).ask
        self._directory = Directory(self._ask, lambda user: _may_read_along(user, self._own), clock)
        self._directs = directs
        self._people = Lookups(self._find_person, clock)
        self._rooms = Lookups(self._find_room, clock)
        self._readers = Lookups(lambda room: self._find_readers(room, READING), clock)
        self._readers_now = Lookups(lambda room: self._find_readers(room, 0.0), clock)
        self._own = Identity()

    async def settle(self, arrival: Arrival, me: Identity) -> Arrival:
        """The arrival with what is known of its person and place."""
        self._own = me
        origin = arrival.event.origin
        conversation = origin.address.conversation
        user = await self._asker(arrival, me)
        direct = await self._direct(arrival, origin.person.id)
        private = bool(direct or arrival.home) and not arrival.shared
        ours = user is not None and not arrival.shared
        if private:
            conversation = conversation or direct
        elif ours:
            # What everybody is about to read is worth another look at who that is.
            ours = await self._is_closed(conversation, now=arrival.shares)
        address = origin.address
        if conversation != address.conversation:
            address = replace(address, conversation=conversation)
        origin = replace(
            origin,
            address=address,
            person=_known(origin.person, user),
            audience=Audience.OURS if ours else Audience.STRANGERS,
            private=private,
        )
        return replace(arrival, event=_spoken(replace(arrival.event, origin=origin), arrival, user))

    async def admits(self, conversation: str, me: Identity) -> bool:
        """Whether none but full members read it. Raises DeliveryError where nobody can tell."""
        self._own = me
        room = await self._rooms.surely(conversation, FRESH)
        if room.get("is_im") is True:
            return _is_member(await self._people.surely(text(room.get("user")), FRESH), me)
        return not _is_shared(room, me) and await self._readers.surely(conversation, FRESH)

    def forget(self, conversation: str) -> None:
        """Something happened to that room: what was known of it is asked again."""
        self._rooms.forget(conversation)
        self._readers.forget(conversation)
        self._readers_now.forget(conversation)

    async def _asker(self, arrival: Arrival, me: Identity) -> JsonObject | None:
        """What Slack says of who asks, None for anybody but a full member of our own workspace.

        A press asks anew: it may come long after the question.
        """
        origin = arrival.event.origin
        if not me.team or origin.address.tenant != me.team or arrival.foreign:
            return None
        fresh = 0.0 if isinstance(arrival.event, Click) else FRESH
        user = await self._people.of(origin.person.id, fresh)
        return user if user is not None and _is_member(user, me) else None

    async def _direct(self, arrival: Arrival, person: str) -> str:
        """The person's own conversation with the bot where the place is that; else an empty text."""
        conversation = arrival.event.origin.address.conversation
        if arrival.direct is False:
            return ""
        if arrival.direct and conversation:
            self._directs.note(person, conversation)
            return conversation
        try:
            own = await self._directs.of(person)
        except DeliveryError:
            return ""
        return own if conversation in ("", own) else ""

    async def _is_closed(self, conversation: str, *, now: bool) -> bool:
        """Whether only members read; `now`: whatever was believed of the room and its people so far."""
        if not conversation:
            return False
        room = await self._rooms.of(conversation, 0.0 if now else FRESH)
        if room is None or _is_shared(room, self._own):
            return False
        readers, fresh = (self._readers_now, 0.0) if now else (self._readers, FRESH)
        return await readers.of(conversation, fresh) is True

    async def _find_room(self, conversation: str) -> JsonObject:
        return mapping((await self._ask("conversations.info", {"channel": conversation})).get("channel"))

    async def _find_person(self, person: str) -> JsonObject:
        asked = {"user": person, "include_locale": "true"}
        return mapping((await self._ask("users.info", asked)).get("user"))

    async def _find_readers(self, conversation: str, fresh: float) -> bool | None:
        """Whether all who read along are members; None where that cannot be told.

        A room that is too large to look through is as one of strangers.
        """
        people = await self._members(conversation)
        if not people:
            return None
        if len(people) > MOST_READERS:
            return False
        if len(people) > ONE_BY_ONE and (insiders := await self._directory.insiders(fresh)) is not None:
            return insiders.issuperset(people)
        for start in range(0, len(people), AT_ONCE):
            some = people[start : start + AT_ONCE]
            users = await asyncio.gather(*(self._people.of(person, fresh) for person in some))
            if any(user is None for user in users):
                return None
            if not all(_may_read_along(user or {}, self._own) for user in users):
                return False
        return True

    async def _members(self, conversation: str) -> list[str] | None:
        """Everybody in the room but the bot, as far as they are looked at, None where Slack does not say."""
        found: list[str] = []
        asked = {"channel": conversation, "limit": str(PAGE)}
        for _ in range(PAGES):
            page = await self._ask("conversations.members", asked)
            if not isinstance(page.get("members"), list):
                return None
            people = [text(person) for person in listed(page.get("members"))]
            found += [person for person in people if person != self._own.user]
            asked["cursor"] = text(mapping(page.get("response_metadata")).get("next_cursor"))
            if not asked["cursor"] or len(found) > MOST_READERS:
                return found
        return None


def _is_shared(room: JsonObject, me: Identity) -> bool:
    """Whether others than our workspace may read it, now or once somebody has accepted."""
    if room.get("is_ext_shared") is not False or any(room.get(flag) for flag in _SHARING):
        return True
    return any(room.get(teams) not in (None, [], [me.team]) for teams in _TEAMS)


def _is_member(user: JsonObject, me: Identity) -> bool:
    """Surely a full member; Slack leaves the flags out of accounts that are switched off."""
    guest = (user.get("is_restricted"), user.get("is_ultra_restricted"))
    if guest != (False, False) or text(user.get("team_id")) != me.team:
        return False
    return not any(user.get(flag) for flag in ("deleted", "is_bot", "is_stranger", "is_invited_user"))


def _may_read_along(user: JsonObject, me: Identity) -> bool:
    """A member, an account that is switched off, or an app that this workspace has installed."""
    if text(user.get("team_id")) != me.team:
        return False
    restricted = user.get("is_restricted") or user.get("is_ultra_restricted")
    app = user.get("is_bot") is True and not restricted
    return app or user.get("deleted") is True or _is_member(user, me)


def _known(person: Person, user: JsonObject | None) -> Person:
    name = text((user or {}).get("real_name")) or person.name
    return _person(person.id, name, person.language, member=user is not None)


@lru_cache(maxsize=512)
def _person(id_: str, name: str, language: Language | None, *, member: bool) -> Person:
    """Kept, for who asks once asks again."""
    return Person(id=id_, name=name, language=language, member=member)


def _spoken(event: Event, arrival: Arrival, user: JsonObject | None) -> Event:
    """A press that tells no language speaks that of the person's Slack, and so does a bare file."""
    swedish = text((user or {}).get("locale")).startswith("sv")
    if swedish and arrival.files and isinstance(event, Question) and not event.text:
        person = replace(event.origin.person, language=Language.SWEDISH)
        return replace(event, origin=replace(event.origin, person=person))
    if arrival.spoken or not swedish or not isinstance(event, Click):
        return event
    return replace(event, action=replace(event.action, language=Language.SWEDISH))
