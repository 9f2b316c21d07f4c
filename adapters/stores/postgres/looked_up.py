"""What is stored of rows that are still being read, looked up meanwhile: the server would wait otherwise."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from bot.partnership.many import Holdings

LookUp = Callable[[Sequence[str]], Awaitable[Holdings]]


class LookedUp:
    """Made in the loop's thread. One part after another, in the order in which they are read."""

    def __init__(self, look_up: LookUp) -> None:
        self._look_up = look_up
        self._loop = asyncio.get_running_loop()
        self._one_at_a_time = asyncio.Lock()
        self._parts: deque[tuple[Sequence[str], asyncio.Task[Holdings]]] = deque()

    def take(self, holdings: Holdings) -> None:
        """These will most likely be looked up, after those before. In any thread."""
        self._loop.call_soon_threadsafe(self._taken, holdings.ids)

    async def stored(self, ids: Sequence[str]) -> Holdings | None:
        """What is stored of these, where they are the next part. None where they are not."""
        if not self._parts or self._parts[0][0] != ids:
            return None
        return await self._parts.popleft()[1]

    async def give_up(self) -> None:
        """Nobody wants the rest."""
        tasks = [task for _, task in self._parts]
        self._parts.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _taken(self, ids: Sequence[str]) -> None:
        self._parts.append((ids, asyncio.create_task(self._looked_up(ids))))

    async def _looked_up(self, ids: Sequence[str]) -> Holdings:
        async with self._one_at_a_time:
            return await self._look_up(ids)
