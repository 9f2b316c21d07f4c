"""What is being done right now, so that closing can wait for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Generator
from contextlib import contextmanager

log = logging.getLogger("dpor.teams")


class UnderWay:
    """Counts requests and tasks, and waits for them to end. Make it inside or outside a running loop."""

    def __init__(self) -> None:
        self._count = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    @contextmanager
    def counted(self) -> Generator[None]:
        """Closing waits for this block."""
        self._count += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._count -= 1
            self._mark()

    def start(self, work: Coroutine[object, object, None]) -> None:
        """Do this beside everything else; what it raises is logged."""
        task = asyncio.create_task(_logged(work))
        self._tasks.add(task)
        self._idle.clear()
        task.add_done_callback(self._ended)

    async def finish(self, seconds: float) -> None:
        """Return when nothing is left, or cancel what still is after that many seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._idle.wait()
        except TimeoutError:
            log.warning("teams answers given up at closing count=%d", len(self._tasks))
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._mark()

    def _mark(self) -> None:
        if not self._count and not self._tasks:
            self._idle.set()


async def _logged(work: Coroutine[object, object, None]) -> None:
    try:
        await work
    except Exception:
        log.exception("teams task failed")
