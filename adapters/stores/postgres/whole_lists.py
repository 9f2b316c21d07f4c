"""Imports and ticks, kept like every other small value.

What each method promises stands in bot/ports.py and bot/record_ports.py.
"""

from __future__ import annotations

from adapters.stores.every_kind import CHECKLISTS, IMPORTS
from adapters.stores.kept import KeptBefores
from adapters.stores.postgres.shelves import Shelves
from adapters.stores.postgres.turns import Turns
from bot.partnership.checklist import Tick
from bot.partnership.records import Import

_FEW = 8


class PostgresImports(KeptBefores):
    """Which files came in."""

    def __init__(self, shelves: Shelves) -> None:
        super().__init__(shelves)
        self._shelves = shelves

    async def add(self, entry: Import) -> None:
        self._shelves.put(IMPORTS, entry)

    async def latest(self) -> Import | None:
        most = _FEW
        while True:
            entries = await self._shelves.newest(IMPORTS, most)
            standing = (entry for entry in entries if entry.undone_at is None)
            if (found := next(standing, None)) or len(entries) < most:
                return found
            most *= _FEW

    async def newest(self, most: int) -> tuple[Import, ...]:
        return tuple(await self._shelves.newest(IMPORTS, most))


class PostgresChecklists:
    """Ticks, by list. Whoever looks is most likely about to tick: others of this process wait their turn."""

    def __init__(self, shelves: Shelves, turns: Turns) -> None:
        self._shelves = shelves
        self._turns = turns

    async def ticks(self, list_id: str) -> tuple[Tick, ...]:
        await self._turns.wait(list_id)
        found = await self._shelves.one(CHECKLISTS, (list_id,))
        return found[1] if found else ()

    async def save(self, list_id: str, ticks: tuple[Tick, ...]) -> None:
        self._shelves.put(CHECKLISTS, (list_id, ticks))
