"""Is the service alive, and may it be sent work? Two routes without contents, cheap however often asked."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from enum import StrEnum

from aiohttp import web

from bot.errors import StoreError
from bot.ports import Store
from bot.understanding.knowledge import KnowledgeBase

LIVE, READY = "/health/live", "/health/ready"
FRESH = 1.0
"""Seconds for which what the store said holds."""
PATIENCE = 2.0
"""Seconds that the store is given to say it."""


class State(StrEnum):
    """How a part is. Only `FAILED` makes the service unready."""

    WELL = "well"
    DEGRADED = "degraded"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Health:
    """What is known of each part. `clock` is in seconds and never goes back."""

    def __init__(
        self, store: Store, knowledge: KnowledgeBase, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._knowledge = State.WELL if len(knowledge) else State.FAILED
        self._clock = clock
        self._noted: dict[str, State] = {}
        self._said = State.UNKNOWN
        self._said_at = float("-inf")
        self._asking = asyncio.Lock()
        self._stopping = False

    def note(self, part: str, state: State) -> None:
        """A platform or another part outside is so; it makes nothing unready."""
        self._noted[part] = state

    def stop(self) -> None:
        """From now on the service is not ready."""
        self._stopping = True

    async def parts(self) -> dict[str, State]:
        """Every part that is known of."""
        return {"store": await self.store(), "knowledge": self._knowledge, **self._noted}

    async def store(self) -> State:
        """Whether the store still takes writes; it is asked at most once a second, by one at a time."""
        async with self._asking:
            if self._clock() - self._said_at >= FRESH:
                self._said = await _state_of(self._store)
                self._said_at = self._clock()
            return self._said

    def routes(self) -> Sequence[web.RouteDef]:
        """Both routes, also for HEAD."""
        return [web.get(LIVE, self._live), web.get(READY, self._ready)]

    async def _live(self, request: web.Request) -> web.Response:
        return _said(200, {"status": "live"})

    async def _ready(self, request: web.Request) -> web.Response:
        if self._stopping:
            return _said(503, {"status": "stopping"})
        parts = await self.parts()
        failed = State.FAILED in (parts["store"], parts["knowledge"])
        return _said(503 if failed else 200, {"status": "not ready" if failed else "ready", "parts": parts})


async def _state_of(store: Store) -> State:
    try:
        async with asyncio.timeout(PATIENCE):
            await store.check()
    except (StoreError, TimeoutError):
        return State.FAILED
    return State.WELL


def _said(status: int, said: dict[str, object]) -> web.Response:
    return web.json_response(said, status=status, headers={"Cache-Control": "no-store"})
