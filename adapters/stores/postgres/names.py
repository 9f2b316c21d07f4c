"""The names in memory, in step with the record of all replicas.

The record has a version that every change of it counts up. A question reads it in one round trip; only where
it has moved are the names fetched that changed since, and the index is made anew in a thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from psycopg import AsyncCursor

from adapters.stores.postgres.database import Database
from adapters.stores.postgres.link import Row
from adapters.stores.postgres.record import VERSION
from adapters.stores.postgres.record_writing import KEPT_FORGOTTEN
from bot.ports import Names
from bot.understanding.names import NameIndex

_AT_ONCE = 1000
_FEW = 500
"""So many names are indexed more quickly than a thread is asked."""

_CHANGED = b"""
    SELECT id, document ->> 'name', document -> 'other_names' FROM dpor.customers
    WHERE organisation = %(organisation)s AND changed > %(since)s
"""
_PARTNERS = b"""
    SELECT DISTINCT jsonb_array_elements_text(partners) FROM dpor.subscriptions
    WHERE organisation = %(organisation)s AND partners <> '[]'::jsonb
"""
_NEVER = -1


class PostgresNames:
    """The same value is given as long as no name changes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._version = _NEVER
        self._known: dict[str, tuple[str, ...]] = {}
        self._partners: frozenset[str] = frozenset()
        self._names = Names(customers=NameIndex(()), partners=NameIndex(()))
        self._one_at_a_time = asyncio.Lock()

    async def now(self) -> Names:
        """As of the newest change that any replica has committed."""
        rows = await self._database.rows(VERSION)
        version: int = rows[0][0] if rows else 0
        if version > self._version:
            async with self._one_at_a_time:
                if version > self._version:
                    await self._catch_up(version)
        return self._names

    async def _catch_up(self, version: int) -> None:
        late = version - self._version >= KEPT_FORGOTTEN
        since = _NEVER if late or self._version == _NEVER else self._version
        cursor = await self._database.send((_CHANGED, {"since": since}), (_PARTNERS, {}))
        known = {} if since == _NEVER else self._known
        moved = await _take_over(known, cursor)
        self._known = known
        if moved or since == _NEVER:
            entries = sorted(known.items())
            self._names = Names(customers=await _indexed(entries), partners=self._names.partners)
        cursor.nextset()
        holders = frozenset(row[0] for row in await cursor.fetchall())
        if holders != self._partners:
            index = await _indexed((name, (name,)) for name in sorted(holders))
            self._names = Names(customers=self._names.customers, partners=index)
            self._partners = holders
        self._version = version


async def _take_over(known: dict[str, tuple[str, ...]], changed: AsyncCursor[Row]) -> int:
    moved = 0
    while rows := await changed.fetchmany(_AT_ONCE):
        for id_, name, others in rows:
            if name is None:
                known.pop(id_, None)
            else:
                known[id_] = (name, *others)
        moved += len(rows)
        await asyncio.sleep(0)
    return moved


async def _indexed(entries: Iterable[tuple[str, tuple[str, ...]]]) -> NameIndex:
    listed = list(entries)
    return NameIndex(listed) if len(listed) < _FEW else await asyncio.to_thread(NameIndex, listed)
