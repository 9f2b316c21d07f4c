"""A private PostgreSQL for one fault, and what is done to its clients' connections."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import psycopg

from tests.postgres_server import ABSENT, FAST, PostgresServer, programs

DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
"""As it comes, and said aloud: what is acknowledged is on the disk."""

_CLIENTS = """
    SELECT pid FROM pg_stat_activity
    WHERE datname = %s AND backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY pid
"""
_PATIENCE = 30.0


@asynccontextmanager
async def server(*, settings: Sequence[str] = FAST) -> AsyncGenerator[PostgresServer]:
    """One that is gone when the block is left."""
    found = programs()
    if found is None:
        raise RuntimeError(ABSENT)
    running = await asyncio.to_thread(PostgresServer, found, settings=settings)
    try:
        yield running
    finally:
        await asyncio.to_thread(running.close)


def admin(running: PostgresServer, url: str = "") -> psycopg.Connection:
    """A connection as a superuser, each statement for itself; to the database at `url` where one is given."""
    name = _database(url or running.url)
    return psycopg.connect(running.admin_url, dbname=name, autocommit=True)


def clients(connection: psycopg.Connection, url: str) -> list[int]:
    """The server's processes that serve somebody in the database at that address."""
    rows = connection.execute(_CLIENTS, (_database(url),)).fetchall()
    return [pid for (pid,) in rows]


def left_alone(running: PostgresServer, url: str) -> None:
    """Return when the server has done with every client that was killed."""
    until = time.monotonic() + _PATIENCE
    with admin(running) as connection:
        while clients(connection, url):
            if time.monotonic() > until:
                raise RuntimeError("A client that is gone is still served.")
            time.sleep(0.005)


def _database(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")
