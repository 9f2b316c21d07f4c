"""A courier for each platform that is served, for as long as the service runs."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from adapters.courier.courier import Courier
from adapters.courier.posting import Told
from adapters.platforms import Platform
from bot.alerts.holding import held_until
from bot.alerts.losing import lost_room
from bot.alerts.saying import said
from bot.conversation.notices import Notice, Trouble
from bot.errors import DeliveryError, Fate
from bot.ports import Services

GRACE = 2.6
"""Seconds that messages under way are given to end. What is cut short then is left to its lease."""


class Couriers:
    """Begin once the platforms have started; the notices of a platform that is not served wait."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._running: dict[Courier, asyncio.Task[None]] = {}

    def begin(self, platforms: Sequence[Platform]) -> None:
        """One for each that delivers: an outage of another is no matter to it."""
        services = self._services
        for platform in platforms:
            if poster := platform.poster:
                courier = Courier(
                    services.store,
                    services.clock,
                    platform.name,
                    poster,
                    self._told,
                    lost=self._lose,
                    observer=services.observer,
                )
                self._running[courier] = asyncio.create_task(courier.run(), name=f"{platform.name} courier")

    async def end(self) -> None:
        """Take nothing more, and finish what is under way."""
        if not self._running:
            return
        for courier in self._running:
            courier.stop()
        _, late = await asyncio.wait(self._running.values(), timeout=GRACE)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _told(self, notice: Notice) -> Told | None:
        now = self._services.clock.now()
        async with self._services.store.transaction() as transaction:
            until = await held_until(transaction, notice, now)
        if until is not None:
            raise DeliveryError(Trouble.QUIET, fate=Fate.NOT_TAKEN, retry_after=(until - now).total_seconds())
        told = await said(notice, self._services)
        if told is None:
            return None
        return Told(
            address=notice.address, reply=told.reply, key=notice.key, edits=told.edits, thread=told.thread
        )

    async def _lose(self, notice: Notice, reason: str) -> None:
        async with self._services.store.transaction() as transaction:
            await lost_room(transaction, notice.address, reason, at=self._services.clock.now())
