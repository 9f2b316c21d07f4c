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

FRESH = 600.0
"""Seconds for which an answer of Slack's is believed."""
RETRY = 30.0
"""Seconds after which a question that failed is put again."""
MOST = 10_000
"""Answers that are kept."""

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
        if not me.team or event.origin.address.tenant != me.team:
            return event
        closed, member = arrival.closed, arrival.member
        if member is None:
            member = await self._is_member(event.origin.person.id, me)
        if closed is None and member:
            closed = await self._is_closed(event.origin.address.conversation)
        if not (closed and member):
            return event
        return replace(event, origin=replace(event.origin, audience=Audience.OURS))

    async def _is_closed(self, conversation: str) -> bool:
        room = await self._answer("conversations.info", "channel", conversation)
        if room is None or room.get("is_ext_shared") is not False:
            return False
        return not (room.get("is_pending_ext_shared") or room.get("is_org_shared"))

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
