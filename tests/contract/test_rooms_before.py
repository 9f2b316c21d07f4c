"""Rooms that asked for alerts before a room could say for which: every lasting store carries them over."""

from __future__ import annotations

from pathlib import Path

import orjson
import psycopg

from adapters.stores import open_store
from adapters.stores.documents import room_document
from adapters.stores.postgres.database import key_text
from adapters.stores.postgres.migrate import migrate, migrations
from adapters.stores.rooms_before import as_watches
from adapters.stores.tiny import tiny_store
from bot.conversation.watches import Topic
from bot.ports import Store
from tests.builders import ROOM
from tests.postgres_server import PostgresServer

THREADS = [{**room_document(ROOM), "thread": thread} for thread in ("17.1", "18.1")]


async def carried_over(store: Store) -> None:
    """One watch for the conversation, in the conversation itself; then it is forgotten."""
    async with store.transaction() as transaction:
        (watch,) = await transaction.watches.every()
        assert (watch.address, watch.topics) == (ROOM, {Topic.CONFLICTS})
        assert await transaction.watches.of(ROOM) == watch
        assert await transaction.watches.forget(ROOM)
    await store.close()


async def nothing_is_told(store: Store) -> None:
    async with store.transaction() as transaction:
        assert await transaction.watches.every() == ()
    await store.close()


async def test_a_file_of_before(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    rooms = {str(number): room for number, room in enumerate(THREADS, 1)}
    path.write_bytes(orjson.dumps({"about": {"1": {"format": "dpor-bot", "version": 1}}, "rooms": rooms}))
    await carried_over(tiny_store(path))
    assert b'"rooms"' not in path.read_bytes()
    await nothing_is_told(tiny_store(path))


def test_a_journal_of_before() -> None:
    frame = {"rooms": {"1": THREADS[0], "2": None}, "customers": {"1": None}}
    now = as_watches(frame)
    assert now["customers"] == {"1": None}
    assert "rooms" not in now
    assert now["watches"]["1"]["address"] == {**THREADS[0], "thread": None}
    assert now["watches"]["2"] is None


async def test_a_database_of_before(postgres: PostgresServer) -> None:
    url, steps = postgres.new_database(), migrations()
    number = next(number for number, step in enumerate(steps) if b"'watches'" in step)
    with psycopg.connect(url, autocommit=True) as connection:
        migrate(connection, steps[:number])
        for organisation in ("ours", "theirs"):
            _fill(connection, organisation)
    for organisation in ("ours", "theirs"):
        await carried_over(open_store(url, organisation=organisation))
        await nothing_is_told(open_store(url, organisation=organisation))


def _fill(connection: psycopg.Connection, organisation: str) -> None:
    with connection.transaction():
        connection.execute("SELECT set_config('dpor.organisation', %s, true)", (organisation,))
        for room in THREADS:
            key = key_text(("T1", "slack", "C1", "", str(room["thread"])))
            connection.execute(
                "INSERT INTO dpor.kept (organisation, kind, key, at, document)"
                " VALUES (%s, 'rooms', %s, now(), %s)",
                (organisation, key, orjson.dumps(room).decode()),
            )
