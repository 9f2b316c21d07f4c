"""Small values into the database: a few by a statement each, very many copied beside and put in together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from typing import Any

import orjson

from adapters.stores.kinds import Key, Kind
from adapters.stores.postgres.copying import NULL, cell, copied, copied_as_made, escaped_json, in_blocks, line
from adapters.stores.postgres.database import key_text
from adapters.stores.postgres.link import Session, Statement
from bot.errors import StoreError

Written = tuple[Kind[Any], Key, Any]
"""A value by its kind and key; None where it is gone."""

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
_BESIDE: tuple[Statement, ...] = (
    (
        b"""
        CREATE TEMPORARY TABLE came_kept (
            kind text COLLATE "C", key text COLLATE "C", grouped text COLLATE "C", at timestamptz,
            document jsonb
        ) ON COMMIT DROP
        """,
        {},
    ),
    # As in the table they are put into: it takes long to find out that little can be compressed.
    (b"ALTER TABLE pg_temp.came_kept ALTER COLUMN document SET STORAGE EXTERNAL", {}),
    (
        b"""
        CREATE TEMPORARY TABLE came_named (
            kind text COLLATE "C", name text COLLATE "C", key text COLLATE "C"
        ) ON COMMIT DROP
        """,
        {},
    ),
)
_COPY = b"COPY pg_temp.came_kept FROM STDIN"
_COPY_NAMED = b"COPY pg_temp.came_named FROM STDIN"
_FIRST = b"""
    INSERT INTO dpor.kept AS k (organisation, kind, key, grouped, at, document)
    SELECT %(organisation)s, kind, key, grouped, at, document FROM pg_temp.came_kept
"""
_FIRST_NAMED = b"""
    INSERT INTO dpor.named (organisation, kind, name, key)
    SELECT %(organisation)s, kind, name, key FROM pg_temp.came_named
"""
_FIRST_TOGETHER: tuple[Statement, ...] = ((_FIRST, {}), (_FIRST_NAMED, {}))
_TOGETHER: tuple[Statement, ...] = (
    (
        _FIRST
        + b"""
        ON CONFLICT (organisation, kind, key) DO UPDATE SET
            grouped = excluded.grouped, at = excluded.at, document = excluded.document
        WHERE k.document IS DISTINCT FROM excluded.document
        """,
        {},
    ),
    (_FIRST_NAMED + b"ON CONFLICT DO NOTHING", {}),
)


class Making:
    """Small values as they are copied, made in a thread from now on; none of them is gone.

    They are in order of their keys: so they are put under their indices in two thirds of the time.
    """

    def __init__(self, values: Sequence[Written]) -> None:
        self._loop = asyncio.get_running_loop()
        self._names: list[bytes] = []
        self._blocks: asyncio.Queue[bytes] = asyncio.Queue()
        self._given_up = False
        self._task = asyncio.create_task(asyncio.to_thread(self._make, values))

    async def blocks(self) -> AsyncIterator[bytes]:
        """Those that are made already, and the others as they come. Raises StoreError."""
        while block := await self._blocks.get():
            yield block
        await self._task

    def names(self) -> Iterator[bytes]:
        """After that: what they name."""
        return in_blocks(sorted(self._names))

    async def give_up(self) -> None:
        """Nobody wants the rest."""
        self._given_up = True
        await asyncio.gather(self._task, return_exceptions=True)

    def _make(self, values: Sequence[Written]) -> None:
        try:
            ordered = sorted(values, key=lambda one: (one[0].table, key_text(one[1])))
            for block in in_blocks(_lines(ordered, self._names)):
                if self._given_up:
                    return
                self._loop.call_soon_threadsafe(self._blocks.put_nowait, block)
        finally:
            self._loop.call_soon_threadsafe(self._blocks.put_nowait, b"")


async def put_together(session: Session, made: Making, *, first: bool) -> None:
    """All of them: beside the others first, then to them. `first`: of these kinds there are no others."""
    await session.send(*_BESIDE)
    await copied_as_made(session, _COPY, made.blocks())
    await copied(session, _COPY_NAMED, made.names())
    await session.send(*_FIRST_TOGETHER if first else _TOGETHER)


def writing(kind: Kind[Any], key: Key, value: Any) -> tuple[Statement, ...]:
    """What writes one."""
    values: dict[str, Any] = {"kind": kind.table, "key": key_text(key)}
    if value is None:
        return ((_FORGET, values),)
    group = kind.group(value)
    grouped, document = key_text(group) if group else None, written_down(kind, value).decode()
    values |= {"at": kind.age(value)[0], "grouped": grouped, "document": document}
    names = sorted(kind.names(value))
    return ((_PUT, values), *([(_NAME, {**values, "names": names})] if names else []))


def written_down(kind: Kind[Any], value: Any) -> bytes:
    """Its document. Raises StoreError."""
    if not kind.survives(value):
        raise StoreError(f"A value cannot be stored in {kind.table}: it would not be read as it was.")
    try:
        return orjson.dumps(kind.document(value))
    except orjson.JSONEncodeError as error:
        raise StoreError("A text holds half a character and cannot be stored.") from error


def _lines(values: Iterable[Written], names: list[bytes]) -> Iterator[bytes]:
    """A line of each; what it names is left in `names`."""
    for kind, key, value in values:
        table, own, group = cell(kind.table), cell(key_text(key)), kind.group(value)
        at = kind.age(value)[0].isoformat().encode()
        grouped = cell(key_text(group)) if group else NULL
        names += (line(table, cell(name), own) for name in kind.names(value))
        yield line(table, own, grouped, at, escaped_json(written_down(kind, value)))
