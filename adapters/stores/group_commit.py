"""Commits that wait for one disk share the next write."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from adapters.stores.state import Delta

Write = Callable[[tuple[Delta, ...]], None]


@dataclass(slots=True, kw_only=True)
class _Batch:
    done: asyncio.Future[None]
    deltas: list[Delta] = field(default_factory=list[Delta])


class GroupCommit:
    """Writes in a thread, one batch after the other, each holding all that came during the last.

    After a failed write nothing more is written: every batch that waited fails with it.
    """

    def __init__(self, write: Write) -> None:
        self._write = write
        self._next: _Batch | None = None
        self._worker: asyncio.Task[None] | None = None
        self.failure: Exception | None = None

    async def add(self, delta: Delta) -> None:
        """Returns when it is on the disk; raises what the write raised. Cancelling undoes nothing."""
        if self._next is None:
            self._next = _Batch(done=asyncio.get_running_loop().create_future())
        batch = self._next
        batch.deltas.append(delta)
        if self._worker is None:
            self._worker = asyncio.create_task(self._work())
        await asyncio.shield(batch.done)

    async def settled(self) -> None:
        """Returns when nothing is under way any more; `failure` tells whether it went well."""
        if self._worker:
            await asyncio.shield(self._worker)

    async def _work(self) -> None:
        while batch := self._next:
            self._next = None
            try:
                if self.failure is None:
                    await asyncio.to_thread(self._write, tuple(batch.deltas))
            except Exception as error:
                self.failure = error
            _finish(batch.done, self.failure)
        self._worker = None


def _finish(done: asyncio.Future[None], failure: Exception | None) -> None:
    if failure is None:
        done.set_result(None)
        return
    done.set_exception(failure)
    # Whoever waited may have been cancelled; then nobody is left to look at the exception.
    done.exception()
