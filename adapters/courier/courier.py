"""Takes notices from the outbox to their rooms: none is lost, none is told twice where that can be seen."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Protocol

from bot.alerts.settling import QUARANTINE, failed, sent, superseded
from bot.conversation.events import Address
from bot.conversation.notices import Notice, NoticeState
from bot.conversation.replies import Reply
from bot.errors import DeliveryError, Fate, StoreError, raised_at
from bot.ports import Clock, Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A message as it goes out now. `edits` is the receipt of the message that it takes the place of.

    `key` tells it from all others, so that it can be looked for. `may_repeat`: it may have got through
    before, and nobody could see whether it did.
    """

    address: Address
    reply: Reply
    key: str
    edits: str = ""
    may_repeat: bool = False


class Poster(Protocol):
    """A platform, as the courier sees it."""

    rest: timedelta
    """How long a conversation rests after a message, to keep the platform's pace."""

    async def post(self, told: Told) -> str:
        """Post it once, or edit; gives the receipt. Raises DeliveryError with its fate."""
        ...

    async def look(self, notice: Notice) -> str | None:
        """The receipt of what was posted under the notice's key, None where it is surely not there.

        Raises DeliveryError where that cannot be seen; with Fate.REFUSED where it never can be.
        """
        ...


Render = Callable[[Notice], Awaitable[Told | None]]
"""What a notice says now; None where nothing is left to say. Raises DeliveryError where it may not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How the courier goes about it."""

    lease: timedelta = timedelta(seconds=60)
    quarantine: timedelta = QUARANTINE
    at_once: int = 20
    look_every: float = 0.5


class Courier:
    """Serves one platform in one process; an outage of another is no matter. Processes share an outbox."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        platform: str,
        poster: Poster,
        render: Render,
        ways: Ways = Ways(),
    ) -> None:
        self._store = store
        self._clock = clock
        self._platform = platform
        self._poster = poster
        self._render = render
        self._ways = ways
        self._under_way: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._chance = Random()  # noqa: S311 (spreads, hides nothing)

    async def run(self) -> None:
        """Until `stop`: what is under way then is finished."""
        while not self._stopping.is_set():
            took = await self._take()
            if not took:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), self._ways.look_every)
        if self._under_way:
            await asyncio.wait(self._under_way)

    def stop(self) -> None:
        """Take nothing more."""
        self._stopping.set()

    async def _take(self) -> bool:
        """Whether there was anything to do."""
        free = self._ways.at_once - len(self._under_way)
        if free <= 0:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            return True
        try:
            notices = await self._store.take(self._clock.now(), self._ways.lease, free, self._platform)
        except StoreError as error:
            log.error("no notices could be taken platform=%s: %s", self._platform, error)
            return False
        for notice in notices:
            task = asyncio.create_task(self._guarded(notice))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return bool(notices)

    async def _guarded(self, notice: Notice) -> None:
        try:
            await self.tell(notice)
        except StoreError as error:
            log.error("the end of a notice was not written key=%s: %s", notice.key, error)
        except Exception as error:
            log.error(
                "a notice failed key=%s error=%s at=%s", notice.key, type(error).__name__, raised_at(error)
            )

    async def tell(self, notice: Notice) -> None:
        """Try one that was taken, and write how that ended."""
        ended = await self._seen(notice) if notice.perhaps_sent else await self._posted(notice)
        now = self._clock.now()
        settled = await self._store.settle(ended, now + self._poster.rest if ended.receipt else None)
        if settled and ended.state is NoticeState.DEAD:
            log.error("a notice was given up key=%s reason=%s", notice.key, ended.reason)

    async def _seen(self, notice: Notice) -> Notice:
        """Where it is there already it is not posted again; where nobody can see that, it says so."""
        try:
            receipt = await self._poster.look(notice)
        except DeliveryError as error:
            if error.fate is not Fate.REFUSED:
                return self._failed(notice, error, looking=True)
            return await self._posted(notice, may_repeat=True)
        return await self._posted(notice) if receipt is None else sent(notice, receipt)

    async def _posted(self, notice: Notice, *, may_repeat: bool = False) -> Notice:
        try:
            told = await self._render(notice)
            if told is None:
                return superseded(notice)
            return sent(notice, await self._poster.post(replace(told, may_repeat=may_repeat)))
        except DeliveryError as error:
            return self._failed(notice, error)

    def _failed(self, notice: Notice, error: DeliveryError, *, looking: bool = False) -> Notice:
        return failed(
            notice,
            error,
            now=self._clock.now(),
            chance=self._chance.random(),
            looking=looking,
            quarantine=self._ways.quarantine,
        )
