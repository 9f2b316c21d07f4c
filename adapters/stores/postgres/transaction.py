"""One transaction: it reads as it goes along, holds no connection meanwhile, and writes when it is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any

from psycopg import AsyncCursor

from adapters.stores.every_kind import EVERY_KIND
from adapters.stores.everything import Everything
from adapters.stores.kept import KeptParts
from adapters.stores.kinds import NOTICES, Key, Kind
from adapters.stores.pace import long_work
from adapters.stores.postgres import events, outbox, threads
from adapters.stores.postgres.database import Database, key_text
from adapters.stores.postgres.first_rows import Coming, FirstRows
from adapters.stores.postgres.kept_writing import (
    Making,
    Written,
    put_together,
    writing,
    written_down,
)
from adapters.stores.postgres.link import Row, Session, Statement
from adapters.stores.postgres.record import RECORD, PostgresRecord
from adapters.stores.postgres.record_writing import coming, copy_in, copy_left, put_in
from adapters.stores.postgres.shelves import Look, Shelves
from adapters.stores.postgres.turns import Turns
from adapters.stores.postgres.whole_lists import PostgresChecklists, PostgresImports
from bot.errors import StoreConflict
from bot.partnership.records import HoldingQuery

_LOCK = b"""
    SELECT area, version FROM dpor.areas
    WHERE organisation = %(organisation)s AND area = ANY(%(areas)s) ORDER BY area FOR UPDATE
"""
_STEP = b"""
    UPDATE dpor.areas SET version = version + 1
    WHERE organisation = %(organisation)s AND area = ANY(%(areas)s)
"""
_MANY = 100
"""More are written by an import, or by who copies a whole store."""
_LOOKS_AT_ONCE = 5
"""A look-up may ask for hundreds of keys."""
_AT_ONCE = 100
"""Statements in one message: to fill in their values takes some milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """Small values: those that are copied `beside` the others first, and the `rest`. Where rows stand in the
    record ahead, what is to `come` in all, and what makes the `lines` of those that are copied.
    """

    beside: Sequence[Written] = ()
    rest: Sequence[Written] = ()
    come: Coming | None = None
    lines: Making | None = None


class PostgresTransaction(KeptParts):
    """Collects what is to be written; `commit` writes it, where nobody has changed what was read."""

    def __init__(self, database: Database, turns: Turns) -> None:
        self._database = database
        self._shelves = Shelves(database)
        self._moved: list[Statement] = []
        super().__init__(self._shelves)
        self.record = PostgresRecord(database)
        self.imports = PostgresImports(self._shelves)
        self.checklists = PostgresChecklists(self._shelves, turns)

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
        self._moved = [*events.bringing_in(everything.events), *threads.bringing_in(everything.threads)]

    async def commit(self) -> None:
        """Return when it is written. Raises StoreConflict, StoreError."""
        if not (self.record.changed or self._shelves.written):
            return
        values = list(self._values())
        if self.record.size + len(values) <= _MANY:
            # What stands there ahead would be waited for by its own transaction.
            await self.record.expect_nothing()
            await self._database.run(partial(self._write, _Writing(rest=values)), much=self.record.changed)
            return
        beside = [value for value in values if _can_be_copied(value)]
        writing = _Writing(beside=beside, rest=[value for value in values if not _can_be_copied(value)])
        with long_work():
            if not await self._finish_what_is_ahead(writing):
                await self._database.run(partial(self._write, writing), much=True)

    async def _finish_what_is_ahead(self, writing: _Writing) -> bool:
        """Whether all of it is written, together with what stands there already."""
        ahead = self.record.ahead
        if ahead is None or not ahead.begun:
            return False
        # Made ready while the server is still busy with what it was told of.
        lines = Making(writing.beside)
        try:
            come = await coming(self.record.written)
            return await ahead.finish(partial(self._write, replace(writing, come=come, lines=lines)))
        finally:
            await lines.give_up()

    async def _write(self, writing: _Writing, session: Session, first: FirstRows | None = None) -> None:
        if first and writing.come:
            await copy_left(session, writing.come, self.record.removed, first)
        elif self.record.changed:
            await copy_in(session, self.record.written, self.record.heard, self.record.removed)
        if writing.beside:
            # Where it is done once more, they have to be made once more.
            made = writing.lines if first and writing.lines else Making(writing.beside)
            await self._put_many(session, made, first=first is not None)
        else:
            await self._check(session, first=first is not None)
        statements = (*(one for value in writing.rest for one in _writing(*value)), *self._moved)
        step: Statement = (_STEP, {"areas": self._changed()})
        following = iter((*statements, step))
        while some := tuple(islice(following, _AT_ONCE)):
            await session.send(*some)

    async def _put_many(self, session: Session, made: Making, *, first: bool) -> None:
        """They are written down while the server puts the record in place: it has another core, mostly."""
        try:
            none = await self._check(session, first=first)
            await put_together(session, made, first=none)
        finally:
            await made.give_up()

    async def _check(self, session: Session, *, first: bool) -> bool:
        """Lock what was read and will be written, and see whether it still is as it was read. Whether nothing
        was ever written of the kinds that will be.
        """
        read = {look.area for look in self._shelves.looks}
        read |= {RECORD} if self.record.version is not None else set()
        areas = sorted({*read, *self._changed()})
        looks = iter(self._shelves.looks)
        some = tuple(islice(looks, _LOOKS_AT_ONCE))
        cursor = await session.send((_LOCK, {"areas": areas}), *(look.statement_again for look in some))
        versions: dict[str, int] = dict(await cursor.fetchall())
        version = versions.get(RECORD, 0)
        if self.record.version not in (None, version):
            raise StoreConflict
        if some:
            cursor.nextset()
        while some:
            await _compare(cursor, some)
            if some := tuple(islice(looks, _LOOKS_AT_ONCE)):
                cursor = await session.send(*(look.statement_again for look in some))
        if self.record.changed:
            await put_in(session, version + 1, first=first, heard=sum(map(len, self.record.heard)))
        return not any(versions.get(area, 1) for area in self._shelves.written)

    def _changed(self) -> list[str]:
        return sorted({*self._shelves.written, *([RECORD] if self.record.changed else [])})

    def _values(self) -> Iterator[Written]:
        for table, values in self._shelves.written.items():
            kind = EVERY_KIND[table]
            yield from ((kind, key, value) for key, value in values.items())


async def _compare(cursor: AsyncCursor[Row], looks: tuple[Look, ...]) -> None:
    """What these gave, and what they give now; the cursor stands at the first one's. Raises StoreConflict."""
    for number, look in enumerate(looks):
        if number:
            cursor.nextset()
        if await cursor.fetchall() != look.rows:
            raise StoreConflict


def _can_be_copied(written: Written) -> bool:
    kind, _, value = written
    return kind is not NOTICES and value is not None


def _writing(kind: Kind[Any], key: Key, value: Any) -> tuple[Statement, ...]:
    if kind is NOTICES:
        return outbox.adding(value, key_text(key), written_down(kind, value).decode())
    return writing(kind, key, value)
