"""Takes notices from the outbox to their rooms: none is lost, none is told twice where that can be seen."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from adapters.courier.deadline import still_in_time, within
from adapters.courier.posting import Poster, Told
from bot.alerts.settling import QUARANTINE, failed, given_up, sent, superseded
from bot.conversation.notices import Notice, NoticeState, Trouble
from bot.errors import DeliveryError, Fate, RoomLost, StoreError, raised_at
from bot.ports import UNOBSERVED, Clock, Observer, Store

_WITHIN = 0.5
"""Of the lease: who comes after it and looks sees also what a platform shows late."""

log = logging.getLogger(__name__)


Render = Callable[[Notice], Awaitable[Told | None]]
"""What a notice says now; None where nothing is left to say. Raises DeliveryError where it may not."""
Lost = Callable[[Notice, str], Awaitable[None]]
"""What is done about a room in which nothing can be told any more, and why; twice is as once."""


async def _nobody_minds(notice: Notice, reason: str) -> None:
    """Nothing is done."""


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
        *,
        lost: Lost = _nobody_minds,
        observer: Observer = UNOBSERVED,
    ) -> None:
        self._store = store
        self._clock = clock
        self._platform = platform
        self._poster = poster
        self._render = render
        self._ways = ways
        self._lost = lost
        self._observer = observer
        self._under_way: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._store_is_well = True
        self._chance = Random()  # noqa: S311 (spreads, hides nothing)

    async def run(self) -> None:
        """Until `stop`: what is under way then is finished; cancelled, it leaves that to its lease."""
        try:
            while not self._stopping.is_set():
                if not await self._take():
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._stopping.wait(), self._ways.look_every)
            if self._under_way:
                await asyncio.wait(self._under_way)
        finally:
            for task in self._under_way:
                task.cancel()

    def stop(self) -> None:
        """Take nothing more."""
        self._stopping.set()

    async def _take(self) -> bool:
        """Whether there was anything to do."""
        free = self._ways.at_once - len(self._under_way)
        if free <= 0:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            return True
        until = asyncio.get_running_loop().time() + self._ways.lease.total_seconds() * _WITHIN
        try:
            notices = await self._store.take(self._clock.now(), self._ways.lease, free, self._platform)
        except StoreError as error:
            if self._store_is_well:
                log.error("no notices can be taken platform=%s: %s", self._platform, error)
            self._store_is_well = False
            return False
        self._store_is_well = True
        for notice in notices:
            task = asyncio.create_task(self._guarded(notice, until))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return bool(notices)

    async def _guarded(self, notice: Notice, until: float) -> None:
        try:
            await self.tell(notice, until)
        except StoreError as error:
            log.error("the end of a notice was not written key=%s: %s", notice.key, error)
        except TimeoutError:
            log.error("a notice took longer than its lease key=%s", notice.key)

    async def tell(self, notice: Notice, until: float = math.inf) -> None:
        """Try one that was taken, and write how that ended.

        Nothing is posted after `until`, by the loop's clock: who comes later than the lease, after a stop
        say, must not post what another has taken. Raises TimeoutError.
        """
        async with asyncio.timeout_at(until if until < math.inf else None):
            with within(until):
                ended = await self._tried(notice)
        posted = ended.state is NoticeState.SENT and not ended.reason
        rests_until = self._clock.now() + self._poster.rest if posted else None
        if not await self._store.settle(ended, rests_until):
            return
        self._observer.told(ended)
        if ended.state is NoticeState.DEAD:
            log.error("a notice was given up key=%s reason=%s", notice.key, ended.reason)

    async def _tried(self, notice: Notice) -> Notice:
        """Where it is there already it is not posted again; where nobody can see that, it says so.

        To edit twice is to edit once: that need not be looked for.
        """
        perhaps = notice.perhaps_sent
        try:
            told = await self._render(notice)
            if perhaps and not (told and told.edits):
                receipt, perhaps = await self._looked(notice, told.thread if told else "")
                if receipt:
                    return sent(notice, receipt, at=self._clock.now())
            if told is None:
                return superseded(notice)
            may_repeat = perhaps and not told.edits
            await self._poster.admit(told)
            still_in_time()
            receipt = await self._poster.post(replace(told, may_repeat=may_repeat))
            return sent(notice, receipt, at=self._clock.now(), perhaps=may_repeat)
        except (StoreError, TimeoutError):
            raise
        except Exception as error:
            return await self._failed(notice, error, perhaps=perhaps)

    async def _looked(self, notice: Notice, thread: str) -> tuple[str, bool]:
        """Its receipt, where it is there; else whether it may be there all the same."""
        try:
            receipt = await self._poster.look(notice, thread)
        except DeliveryError as error:
            if error.fate is not Fate.REFUSED:
                raise
            return "", True
        return receipt or "", False

    async def _failed(self, notice: Notice, error: Exception, *, perhaps: bool) -> Notice:
        if not isinstance(error, DeliveryError):
            # The same would happen again, and its room would wait for it.
            fault = type(error).__name__
            log.error("a notice failed key=%s error=%s at=%s", notice.key, fault, raised_at(error))
            return given_up(notice, f"{Trouble.REFUSED}: {fault}")
        if isinstance(error, RoomLost):
            await self._lost(notice, str(error))
        return failed(
            notice,
            error,
            now=self._clock.now(),
            chance=self._chance.random(),
            perhaps=perhaps,
            quarantine=self._ways.quarantine,
        )
