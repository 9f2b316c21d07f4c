"""From what arrived to the message that answers it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import TypeVar

from adapters.guard import JsonObject
from adapters.slack.audience import AudienceCheck
from adapters.slack.inbound import Arrival, Identity, Read
from adapters.slack.outgoing import Outgoing, patiently
from bot.conversation.events import Address
from bot.conversation.replies import Reply
from bot.core import Bot
from bot.errors import DeliveryError

GRACE = 3.2
"""Seconds that answers under way are given when the service ends."""
CANCELLING = 0.2
"""Seconds that those given up are then given to end."""

log = logging.getLogger("dpor.slack")
_Result = TypeVar("_Result")


class Answers:
    """Answers arrivals, and knows which answers are under way."""

    def __init__(
        self,
        bot: Bot,
        identity: Callable[[], Awaitable[Identity]],
        audience: AudienceCheck,
        outgoing: Outgoing,
    ) -> None:
        self._bot = bot
        self._identity = identity
        self._audience = audience
        self._outgoing = outgoing
        self._under_way: set[asyncio.Task[object]] = set()

    def start(self, work: Coroutine[object, object, _Result], name: str) -> asyncio.Task[_Result]:
        """Run it as a task that `settle` waits for; `name`, an event's id, is what the log calls it."""
        task = asyncio.create_task(work, name=name)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def settle(self) -> None:
        """Wait for what is under way and for what starts meanwhile, then cancel the rest and see it end."""
        until = time.monotonic() + GRACE
        while self._under_way and (left := until - time.monotonic()) > 0:
            await asyncio.wait(self._under_way, timeout=left)
        late = list(self._under_way)
        if not late:
            return
        names = " ".join(sorted(task.get_name() for task in late))
        log.error("slack answers given up at the end count=%d events=%s", len(late), names)
        for task in late:
            task.cancel()
        await asyncio.wait(late, timeout=CANCELLING)

    async def turn(self, read: Read, body: JsonObject) -> None:
        """One turn, after Slack was told that it arrived. Raises nothing."""
        event_id = "-"
        try:
            me = await self._identity()
            arrival = read(body, me)
            if arrival is None:
                return
            event_id = arrival.event.origin.event_id
            if task := asyncio.current_task():
                task.set_name(event_id)
            reply = await self._bot.handle(await self._audience.settle(arrival, me))
            if reply is not None:
                await self._send(arrival, reply)
        except DeliveryError as error:
            log.error("slack answer not delivered event=%s reason=%s", event_id, error)
        except Exception:
            log.exception("slack turn failed event=%s", event_id)

    async def deliver(self, address: Address, reply: Reply, previous: str | None) -> str:
        """Post or edit once; gives the receipt "channel:ts". Raises DeliveryError."""
        if previous is not None:
            conversation, _, stamp = previous.partition(":")
            if await self._outgoing.edit(conversation, stamp, reply):
                return previous
        return (
            f"{address.conversation}:{await self._outgoing.post(address.conversation, address.thread, reply)}"
        )

    async def _send(self, arrival: Arrival, reply: Reply) -> None:
        place, out = arrival.event.origin.address, self._outgoing
        if reply.only_for_asker and arrival.room:
            person = arrival.event.origin.person.id
            await patiently(lambda: out.whisper(place.conversation, arrival.thread, person, reply))
            return
        if (
            reply.replaces
            and arrival.pressed
            and await patiently(lambda: out.edit(place.conversation, arrival.pressed, reply))
        ):
            return
        await patiently(lambda: out.post(place.conversation, place.thread, reply))
