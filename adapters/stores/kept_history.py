"""What changed, as a transaction sees it. What each method promises stands in bot/record_ports.py."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from functools import partial

from adapters.stores import arrivals as new_ones
from adapters.stores.chapters import HISTORY, in_chapters, newest_first, size_of
from adapters.stores.kind import Key
from adapters.stores.pace import long_work
from adapters.stores.shelves import Shelves
from bot.partnership.history import Arrivals, Change

_FEW = 2
_SOME = 1000
"""So many changes are put into chapters, or taken out of them, in a few milliseconds."""
_A_PART = 20
"""So many chapters are read in a few milliseconds."""


class KeptHistory:
    """What changed."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def add(self, changes: Sequence[Change]) -> None:
        for start in range(0, len(changes), _SOME):
            for chapter in in_chapters(changes[start : start + _SOME]):
                self._shelves.put(HISTORY, chapter)
            await asyncio.sleep(0)

    async def add_new(self, arrivals: Arrivals) -> None:
        for chapter in new_ones.in_parts(arrivals):
            self._shelves.put(HISTORY, chapter)
            await asyncio.sleep(0)

    async def about(self, customer_id: str) -> tuple[Change, ...]:
        chapters = await self._shelves.naming(HISTORY, customer_id)
        return tuple(newest_first(chapters, customer_id))

    async def since(self, at: datetime, most: int) -> tuple[Change, ...]:
        few = _FEW
        while True:
            chapters = await self._shelves.since(HISTORY, at, few)
            many = sum(map(size_of, chapters)) > _SOME
            work = partial(newest_first, chapters, most=most)
            changes = await asyncio.to_thread(work) if many else work()
            if len(changes) >= most or len(chapters) < few:
                return tuple(changes[:most])
            few *= _FEW

    async def written(self, most: int) -> tuple[Change, ...]:
        changes: list[Change] = []
        with long_work():
            for keys in _in_parts(await self._shelves.alone(HISTORY, most)):
                some = sorted(await self._shelves.several(HISTORY, keys), key=HISTORY.age, reverse=True)
                written = (chapter.changes for chapter in some if not isinstance(chapter, Arrivals))
                changes += (change for told in written for change in reversed(told))
                await asyncio.sleep(0)
                if len(changes) >= most:
                    break
        return tuple(changes[:most])

    async def came(self) -> AsyncIterator[Arrivals]:
        for keys in _in_parts(await self._shelves.in_groups(HISTORY)):
            for chapter in await self._shelves.several(HISTORY, keys):
                if isinstance(chapter, Arrivals):
                    yield chapter
                    await asyncio.sleep(0)


def _in_parts(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    return (keys[start : start + _A_PART] for start in range(0, len(keys), _A_PART))
