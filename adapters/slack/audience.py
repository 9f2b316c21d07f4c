"""Who can read along. What nobody could tell counts as strangers."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from adapters.guard import JsonObject
from adapters.slack.inbound import Arrival, Identity
from adapters.slack.wire import mapping, text
from bot.conversation.events import Audience, Click, Question
from bot.errors import DeliveryError

FRESH = 60.0
"""Seconds for which an answer of Slack's is believed."""
RETRY = 30.0
"""Seconds after which a question that failed is put again."""
MOST = 10_000
"""Answers that are kept."""

ROOM = "conversations.info"

log = logging.getLogger("dpor.slack")

Ask = Callable[[str, Mapping[str, str]], Awaitable[JsonObject]]


class AudienceCheck:
    """Asks Slack what an event leaves open: is the room shared, is the person of our workspace."""

    def __init__(self, ask: Ask, clock: Callable[[], float] = time.monotonic) -> None:
        self._ask = ask
        self._clock = clock
        self._known: dict[tuple[str, str], tuple[float, JsonObject | None]] = {}

    async def settle(self, arrival: Arrival, me: Identity) -> Question | Click:
        """The arrival's event, with the audience of its place and person."""
        event = arrival.event
        conversation = event.origin.address.conversation
        if arrival.closed is False:
            self._known.pop((ROOM, conversation), None)
        if not me.team or event.origin.address.tenant != me.team:
            return event
        closed, member = arrival.closed, arrival.member
        if member is None:
            member = await self._is_member(event.origin.person.id, me)
        if member and (closed is None or (closed and self._was_shared(conversation))):
            closed = await self._is_closed(conversation)
        if not (closed and member):
            return event
        return replace(event, origin=replace(event.origin, audience=Audience.OURS))

    async def _is_closed(self, conversation: str) -> bool:
        room = await self._answer(ROOM, "channel", conversation)
        return room is not None and not _is_shared(room)

    def _was_shared(self, conversation: str) -> bool:
        """Whether Slack said so when it was asked. An event's flag knows nothing of pending invitations."""
        _, room = self._known.get((ROOM, conversation), (0.0, None))
        return room is not None and _is_shared(room)

    async def _is_member(self, person: str, me: Identity) -> bool:
        user = await self._answer("users.info", "user", person)
        return user is not None and text(user.get("team_id")) == me.team

    async def _answer(self, method: str, kind: str, asked: str) -> JsonObject | None:
        """What Slack says of a room or person, None where it does not say; asked once in a while."""
        now = self._clock()
        until, answer = self._known.get((method, asked), (0.0, None))
        if now < until:
            return answer
        try:
            answer = mapping((await self._ask(method, {kind: asked})).get(kind))
        except DeliveryError as error:
            log.warning("slack lookup failed id=%s reason=%s", asked, error)
            answer = None
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[method, asked] = (now + (FRESH if answer is not None else RETRY), answer)
        return answer


def _is_shared(room: JsonObject) -> bool:
    if room.get("is_ext_shared") is not False:
        return True
    return bool(room.get("is_pending_ext_shared") or room.get("is_org_shared"))
