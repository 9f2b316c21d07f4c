"""One transaction: it reads as it goes along, holds no connection meanwhile, and writes when it is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from adapters.stores.every_kind import EVERY_KIND
from adapters.stores.everything import Everything
from adapters.stores.kept import KeptParts
from adapters.stores.kinds import NOTICES, Key, Kind
from adapters.stores.postgres import outbox
from adapters.stores.postgres.database import Connection, Database, key_text
from adapters.stores.postgres.record import RECORD, PostgresRecord
from adapters.stores.postgres.record_writing import copy_in, put_in
from adapters.stores.postgres.shelves import Shelves
from adapters.stores.postgres.turns import Turns
from adapters.stores.postgres.whole_lists import PostgresChecklists, PostgresImports, PostgresRooms
from bot.errors import StoreConflict, StoreError
from bot.partnership.records import HoldingQuery

_LOCK = b"""
    SELECT area, version FROM dpor.areas
    WHERE organisation = %(organisation)s AND area = ANY(%(areas)s) ORDER BY area FOR UPDATE
"""
_STEP = b"""
    UPDATE dpor.areas SET version = version + 1
    WHERE organisation = %(organisation)s AND area = ANY(%(areas)s)
"""
_PUT = b"""
    INSERT INTO dpor.kept AS k (organisation, kind, key, grouped, at, document)
    VALUES (%(organisation)s, %(kind)s, %(key)s, %(grouped)s, %(at)s, %(document)s)
    ON CONFLICT (organisation, kind, key) DO UPDATE SET
        grouped = excluded.grouped, at = excluded.at, document = excluded.document
    WHERE k.document IS DISTINCT FROM excluded.document
"""
_NAME = b"""
    INSERT INTO dpor.named (organisation, kind, name, key)
    SELECT %(organisation)s, %(kind)s, name, %(key)s FROM unnest(%(names)s::text[]) AS name
    ON CONFLICT DO NOTHING
"""
_FORGET = b"""
    DELETE FROM dpor.kept WHERE organisation = %(organisation)s AND kind = %(kind)s AND key = %(key)s
"""
_MANY = 100
"""So many small values are written by who copies a whole store."""

_Document = tuple[Kind[Any], Key, Any, str]


class PostgresTransaction(KeptParts):
    """Collects what is to be written; `commit` writes it, where nobody has changed what was read."""

    def __init__(self, database: Database, turns: Turns) -> None:
        self._database = database
        self._shelves = Shelves(database)
        super().__init__(self._shelves)
        self.record = PostgresRecord(database)
        self.imports = PostgresImports(self._shelves)
        self.checklists = PostgresChecklists(self._shelves, turns)
        self.rooms = PostgresRooms(self._shelves)

    async def everything(self) -> Everything:
        """All that is committed, but events and threads."""
        holdings = await self.record.holdings(HoldingQuery())
        values = {table: tuple(await self._shelves.every(kind)) for table, kind in EVERY_KIND.items()}
        return Everything(holdings=holdings, values=values)

    async def put(self, everything: Everything) -> None:
        """Write all of it at the commit."""
        await self.record.save(everything.holdings)
        for table, kind in EVERY_KIND.items():
            for value in everything.values.get(table, ()):
                self._shelves.put(kind, value)

    async def commit(self) -> None:
        """Return when it is written. Raises StoreConflict, StoreError."""
        if not (self.record.changed or self._shelves.written):
            return
        documents = list(self._documents())

        async def work(connection: Connection) -> None:
            if self.record.changed:
                await copy_in(connection, self.record.written, self.record.removed)
            await self._check(connection)
            async with connection.pipeline():
                for document in documents:
                    await self._write(connection, document)
                await self._database.execute(connection, _STEP, {"areas": self._changed()})

        await self._database.run(work, much=self.record.changed or len(documents) > _MANY)

    async def _check(self, connection: Connection) -> None:
        """Lock what was read and will be written, and see whether it still is as it was read."""
        read = {look.area for look in self._shelves.looks}
        read |= {RECORD} if self.record.version is not None else set()
        areas = sorted({*read, *self._changed()})
        rows = await (await self._database.execute(connection, _LOCK, {"areas": areas})).fetchall()
        version = dict(rows).get(RECORD, 0)
        if self.record.version not in (None, version):
            raise StoreConflict
        for look in self._shelves.looks:
            cursor = await self._database.execute(connection, look.statement, look.values)
            if await cursor.fetchall() != look.rows:
                raise StoreConflict
        if self.record.changed:
            await put_in(self._database, connection, version + 1)

    async def _write(self, connection: Connection, document: _Document) -> None:
        kind, key, value, text = document
        if kind is NOTICES:
            await outbox.add(self._database, connection, value, key_text(key), text)
            return
        values: dict[str, Any] = {"kind": kind.table, "key": key_text(key)}
        if value is not None:
            group = kind.group(value)
            values |= {"at": kind.age(value)[0], "grouped": key_text(group) if group else None}
            values |= {"document": text}
        await self._database.execute(connection, _FORGET if value is None else _PUT, values)
        if value is not None and (names := sorted(kind.names(value))):
            await self._database.execute(connection, _NAME, {**values, "names": names})

    def _changed(self) -> list[str]:
        return sorted({*self._shelves.written, *([RECORD] if self.record.changed else [])})

    def _documents(self) -> Iterator[_Document]:
        for table, values in self._shelves.written.items():
            kind = EVERY_KIND[table]
            for key, value in values.items():
                yield kind, key, value, "" if value is None else _json(kind, value)


def _json(kind: Kind[Any], value: Any) -> str:
    if not kind.survives(value):
        raise StoreError(f"A value cannot be stored in {kind.table}: it would not be read as it was.")
    try:
        return orjson.dumps(kind.document(value)).decode()
    except orjson.JSONEncodeError as error:
        raise StoreError("A text holds half a character and cannot be stored.") from error
