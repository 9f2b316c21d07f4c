"""A first import into PostgreSQL stands in its place, for nobody to see, before the last row is read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import psycopg

from adapters.stores import open_store
from bot.importing.bringing_in import brought_in_meanwhile
from bot.importing.planning import Bringing
from bot.partnership.many import Holdings
from bot.partnership.told import Told
from tests.bringing import told
from tests.contract.store_steps import ids
from tests.contract.test_importing_ahead import many
from tests.fakes import NOON
from tests.postgres_server import PostgresServer

_WRITING = b"""
    SELECT count(*) FROM pg_locks JOIN pg_class ON pg_class.oid = pg_locks.relation
    WHERE relname = 'subscriptions' AND mode = 'RowExclusiveLock'
"""


async def test_rows_are_written_while_others_are_read(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    store = open_store(url)
    seen: list[bool] = []

    async def read(rows: Callable[[Holdings], None] | None) -> Told:
        assert rows
        for part in (many()[:50], many()[50:]):
            await asyncio.to_thread(rows, Holdings.of(part))
            seen.append(await _is_written_to(url))
        assert await ids(store) == []
        return told(many())

    await brought_in_meanwhile(store, read, Bringing(by="Kim", at=NOON))
    assert seen == [True, True]
    assert len(await ids(store)) == 150
    assert not await _is_written_to(url)
    await store.close()


async def _is_written_to(url: str) -> bool:
    async with await psycopg.AsyncConnection.connect(url) as connection:
        for _ in range(50):
            found = await (await connection.execute(_WRITING)).fetchone()
            if found and found[0]:
                return True
            await asyncio.sleep(0.02)
    return False
