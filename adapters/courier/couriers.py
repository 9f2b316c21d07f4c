"""A courier for each platform that is served, for as long as the service runs."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from adapters.courier.courier import Courier, Lost, Render, Ways
from adapters.platforms import Platform
from bot.ports import Clock, Observer, Store

GRACE = 2.6
"""Seconds that messages under way are given to end. What is cut short then is left to its lease."""


class Couriers:
    """Begin once the platforms have started; the notices of a platform that is not served wait."""

    def __init__(
        self, store: Store, clock: Clock, render: Render, lost: Lost, observer: Observer, ways: Ways = Ways()
    ) -> None:
        self._store = store
        self._clock = clock
        self._render = render
        self._lost = lost
        self._observer = observer
        self._ways = ways
        self._running: dict[Courier, asyncio.Task[None]] = {}

    def begin(self, platforms: Sequence[Platform]) -> None:
        """One for each that delivers: an outage of another is no matter to it."""
        for platform in platforms:
            if poster := platform.poster:
                courier = Courier(
                    self._store,
                    self._clock,
                    platform.name,
                    poster,
                    self._render,
                    self._ways,
                    lost=self._lost,
                    observer=self._observer,
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
