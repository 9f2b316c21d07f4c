"""Readiness on PostgreSQL, and the backup and the restore of it that docs/operations.md describes."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest

from adapters.health import Health, State
from adapters.settings import ROOT
from adapters.stores import open_store
from tests.bringing import report
from tests.builders import a_holding
from tests.fakes import NOON
from tests.postgres_server import ABSENT, PostgresServer, programs
from tests.scenario.documented import carried_out
from tests.whole_bot import knowledge


@asynccontextmanager
async def a_server() -> AsyncGenerator[tuple[PostgresServer, Path]]:
    """One of its own, which may be stopped, and where its programs are."""
    found = programs()
    if found is None:
        pytest.fail(ABSENT) if os.environ.get("CI") == "true" else pytest.skip(ABSENT)
    server = await asyncio.to_thread(PostgresServer, found)
    try:
        yield server, found
    finally:
        await asyncio.to_thread(server.close)


async def test_readiness_follows_the_database_down_and_up_again() -> None:
    now = [0.0]
    async with a_server() as (server, _):
        store = open_store(server.url)
        health = Health(store, knowledge(), clock=lambda: now[0])
        assert await health.store() is State.WELL
        await asyncio.to_thread(server.stop)
        now[0] += 2
        assert await health.store() is State.FAILED
        await asyncio.to_thread(server.start)
        now[0] += 2
        assert await health.store() is State.WELL
        await store.close()


async def test_a_dump_brings_everything_back_into_an_empty_database(tmp_path: Path) -> None:
    (tmp_path / "backup").mkdir()
    async with a_server() as (server, found):
        admin = {"ADMIN": server.admin_url}
        await imported(server.url, "s1")
        await asyncio.to_thread(carried_out, "postgres-backup", tmp_path, admin, found)
        await imported(server.url, "s2")
        await asyncio.to_thread(carried_out, "postgres-restore", tmp_path, admin, found)
        store = open_store(server.url)
        async with store.transaction() as transaction:
            assert await transaction.record.subscription("s1") is not None
            assert await transaction.record.subscription("s2") is None
        await store.close()
        await imported(server.url, "s3")


async def imported(url: str, subscription: str) -> None:
    store = open_store(url)
    async with store.transaction() as transaction:
        await report(transaction, [a_holding(subscription)], file=f"{subscription}.csv", at=NOON)
    await store.close()


async def test_the_role_that_compose_gives_the_bot_can_keep_everything_and_is_no_superuser() -> None:
    async with a_server() as (server, found):
        environment = {
            "PATH": f"{found}:{os.environ['PATH']}",
            "PGHOST": "127.0.0.1",
            "PGPORT": str(server.port),
            "POSTGRES_USER": "postgres",
            "DPOR_DATABASE_PASSWORD": "it's a pass:word",
        }
        with psycopg.connect(server.admin_url.replace("/dpor", "/postgres"), autocommit=True) as admin:
            admin.execute("DROP DATABASE dpor")
            admin.execute("DROP ROLE dpor")
            script = ["sh", str(ROOT / "deploy" / "database.sh")]
            await asyncio.to_thread(subprocess.run, script, env=environment, check=True)
            role = admin.execute(
                "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'dpor'"
            ).fetchone()
        assert role == (False, False)
        await imported(f"postgresql://dpor:it's%20a%20pass%3Aword@127.0.0.1:{server.port}/dpor", "s1")
