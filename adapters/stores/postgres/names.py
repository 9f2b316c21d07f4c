"""The names in memory, in step with the record of all replicas.

The record has a version that every change of it counts up. A question reads it in one round trip; only where
it has moved are the names fetched that changed since, and put into the index one by one. It is made whole, in
a thread, when there is none yet. Of very many customers it is a file of an earlier version, under what has
changed since.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from itertools import islice
from typing import TypeVar

from psycopg import AsyncCursor

from adapters.stores.names.beside import MANY
from adapters.stores.names.filed import MOST_CHANGED, FiledNames
from adapters.stores.pace import long_work
from adapters.stores.postgres.database import Database
from adapters.stores.postgres.link import Row
from adapters.stores.postgres.many_names import NamesFile
from adapters.stores.postgres.record import VERSION
from adapters.stores.postgres.record_writing import KEPT_FORGOTTEN
from bot.errors import StoreError
from bot.ports import Names
from bot.understanding.names import NameIndex

log = logging.getLogger("dpor.store")

_ROWS = 1000
_CHANGES = 50
"""So many names at once are changed within a few milliseconds."""
MOST_HELD = 200_000
"""Customers that are held for as long as a file of them is being written; of more only the file is."""
_FEW = 500
"""So many names are indexed more quickly than a thread is asked."""
_MOSTLY = 4
"""So many times as many new names as known ones make a new index; an old one that is large is kept."""

_CHANGED = b"""
    SELECT id, document ->> 'name', document -> 'other_names' FROM dpor.customers
    WHERE organisation = %(organisation)s AND changed > %(since)s LIMIT %(most)s
"""
_PARTNERS = b"""
    SELECT DISTINCT said ->> 'partner'
    FROM dpor.told t CROSS JOIN LATERAL jsonb_array_elements(t.document) AS said
    WHERE t.organisation = %(organisation)s AND said ->> 'partner' <> '' AND t.id IN (
        SELECT told FROM dpor.subscriptions WHERE organisation = %(organisation)s
    )
"""
_NEVER = -1

Given = TypeVar("Given")
Result = TypeVar("Result")
_Changes = dict[str, tuple[str, ...] | None]
"""By id, the names as they are now; None where there are none any more."""


class PostgresNames:
    """The same value is given as long as no index is made anew."""

    def __init__(self, database: Database, file: NamesFile) -> None:
        self._database = database
        self._file = file
        self._filed: FiledNames | None = None
        self._writing: asyncio.Task[None] | None = None
        self._most_held: int | None = MOST_HELD
        self._version = _NEVER
        self._customers = _Indexed()
        self._partners = _Indexed()
        self._names = Names(customers=self._customers.index, partners=self._partners.index)
        self._one_at_a_time = asyncio.Lock()

    async def now(self) -> Names:
        """As of the newest change that any replica has committed; while a file is written, as of before."""
        rows = await self._database.rows(VERSION)
        version: int = rows[0][0] if rows else 0
        if version > self._version and not self._is_writing():
            async with self._one_at_a_time:
                while version > self._version and not self._is_writing():
                    with long_work():
                        await self._catch_up(version)
        return self._names

    async def close(self) -> None:
        """A file that is half written is given up."""
        if self._writing:
            self._writing.cancel()
            await asyncio.wait([self._writing])

    def _is_writing(self) -> bool:
        return self._writing is not None and not self._writing.done()

    async def _catch_up(self, version: int) -> None:
        if self._version == _NEVER and self._most_held is not None:
            await self._begin_with_file(version)
        late = self._version == _NEVER or version - self._version >= KEPT_FORGOTTEN
        most = MOST_CHANGED if self._filed else self._most_held
        changed = {"since": _NEVER if late else self._version, "most": most and most + 1}
        cursor = await self._database.send((_CHANGED, changed), (_PARTNERS, {}))
        if most is not None and cursor.rowcount > most:
            await self._write_file()
        elif await self._take_over(cursor, late=late):
            self._version = version
        cursor.nextset()
        holders: _Changes = {name: (name,) for (name,) in await cursor.fetchall()}
        await self._partners.change({**dict.fromkeys(self._partners.known), **holders})
        self._renew()

    async def _begin_with_file(self, version: int) -> None:
        filed = await self._file.read()
        if filed and 0 <= version - int(filed.of["version"]) < KEPT_FORGOTTEN:
            self._take_file(filed)

    async def _take_over(self, cursor: AsyncCursor[Row], *, late: bool) -> bool:
        """Whether what has changed is found from now on."""
        # Who was away too long is told of all that there are, and of none that are gone.
        changes: _Changes = dict.fromkeys(self._customers.known) if late else {}
        await _read(changes, cursor)
        if self._filed is None:
            await self._customers.change(changes)
            if len(self._customers.known) >= MANY and self._most_held is not None:
                self._writing = asyncio.create_task(self._write_beside())
            return True
        after = self._filed.after(changes) if changes else self._filed
        if after is None or late:
            await self._write_file()
            return False
        self._filed = after
        return True

    async def _write_file(self) -> None:
        """Beside the loop; the first time whoever asks has to wait, for there is nothing to answer from."""
        if self._version == _NEVER:
            await self._write()
        else:
            self._writing = asyncio.create_task(self._write_beside())

    async def _write_beside(self) -> None:
        try:
            await self._write()
        except StoreError as error:
            log.warning("names could not be read, and will be when they are asked for next (%s)", error)

    async def _write(self) -> None:
        filed = await self._file.write()
        if filed is None:
            # They are held after all, however many they are.
            self._most_held, self._filed, self._version = None, None, _NEVER
        else:
            self._take_file(filed)
            self._renew()

    def _take_file(self, filed: FiledNames) -> None:
        self._filed, self._customers, self._version = filed, _Indexed(), int(filed.of["version"])

    def _renew(self) -> None:
        customers, partners = self._filed or self._customers.index, self._partners.index
        if (customers, partners) != (self._names.customers, self._names.partners):
            self._names = Names(customers=customers, partners=partners)


class _Indexed:
    """An index, and the names that are `known` to it."""

    def __init__(self) -> None:
        self.index = NameIndex(())
        self.known: dict[str, tuple[str, ...]] = {}

    async def change(self, changes: Mapping[str, tuple[str, ...] | None]) -> None:
        """Bring it to there; what is so already costs nothing."""
        new = await _beside(len(changes), self._new, changes)
        if len(new) > _MOSTLY * len(self.known):
            self.index, self.known = await _beside(len(new), _made, {**self.known, **new})
            return
        left = iter(new.items())
        while some := tuple(islice(left, _CHANGES)):
            self._change(some)
            await asyncio.sleep(0)

    def _new(self, changes: Mapping[str, tuple[str, ...] | None]) -> _Changes:
        return {id_: names for id_, names in changes.items() if self.known.get(id_) != names}

    def _change(self, some: tuple[tuple[str, tuple[str, ...] | None], ...]) -> None:
        before = [(id_, self.known.pop(id_)) for id_, _ in some if id_ in self.known]
        now = [(id_, names) for id_, names in some if names is not None]
        self.index.change(before, now)
        self.known.update(now)


async def _read(changes: _Changes, cursor: AsyncCursor[Row]) -> None:
    while rows := await cursor.fetchmany(_ROWS):
        changes.update((id_, None if name is None else (name, *others)) for id_, name, others in rows)
        await asyncio.sleep(0)


def _made(every: _Changes) -> tuple[NameIndex, dict[str, tuple[str, ...]]]:
    known = {id_: names for id_, names in every.items() if names is not None}
    return NameIndex(sorted(known.items())), known


async def _beside(many: int, work: Callable[[Given], Result], given: Given) -> Result:
    """In a thread, where that pays."""
    return work(given) if many < _FEW else await asyncio.to_thread(work, given)
