"""Once a day what the calendar alone brings is written down. Every replica may do it: twice does nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from adapters.beside import beside
from bot.alerts.passing_time import time_passed
from bot.errors import StoreError, raised_at
from bot.partnership.workdays import moment_of
from bot.ports import Clock, Store

log = logging.getLogger("dpor.sweeping")

EARLY = time(5)
"""In the zone of the organisation: before anybody works, and before Monday's digests are due."""
_AFTER_START, _AGAIN_AFTER, _NONE = timedelta(seconds=20), timedelta(minutes=30), timedelta()

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweeping:
    """When it is done: soon after the start, then early every day, and again soon where it failed."""

    store: Store
    clock: Clock
    zone: str
    sleep: Sleep = asyncio.sleep

    async def run(self) -> None:
        """Until it is cancelled."""
        wait = _AFTER_START
        while True:
            await self.sleep(wait.total_seconds())
            wait = self.until_early() if await self.once() else _AGAIN_AFTER

    async def once(self) -> bool:
        """Whether it could be done."""
        try:
            await time_passed(self.store, at=self.clock.now(), zone=self.zone)
        except StoreError as error:
            log.warning("what the calendar brings was not written, and is tried again: %s", error)
            return False
        except Exception as error:
            log.error(
                "what the calendar brings failed error=%s at=%s", type(error).__name__, raised_at(error)
            )
            return False
        return True

    def until_early(self) -> timedelta:
        """From now on, by the local clock, changed or not."""
        now = self.clock.now()
        day = now.astimezone(ZoneInfo(self.zone)).date()
        return next(wait for add in (0, 1) if (wait := self._early(day + timedelta(days=add)) - now) > _NONE)

    def _early(self, day: date) -> datetime:
        return moment_of(day, EARLY, self.zone)


def swept(store: Store, clock: Clock, zone: str) -> AbstractAsyncContextManager[None]:
    """Within the block it is done every day."""
    return beside(Sweeping(store=store, clock=clock, zone=zone).run())
