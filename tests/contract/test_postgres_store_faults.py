"""What a store in PostgreSQL does when the server goes away, hangs, or is not what it should be."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg_pool import AsyncConnectionPool

from adapters.stores import open_store
from adapters.stores.postgres import postgres_store
from adapters.stores.postgres.address import connection_info
from adapters.stores.postgres.database import Limits, taken_from
from adapters.stores.postgres.link import Link
from bot.errors import SettingsError, StoreError
from bot.ports import Store
from tests.builders import a_holding
from tests.contract.store_steps import ids, save, wishes
from tests.fakes import NOON
from tests.postgres_server import PASSWORD, ROLE, PostgresServer, new_organisation, programs

QUICK = Limits(wait=8, short=0.4, long=0.8, grace=0.3)


@pytest.fixture(scope="module")
def breakable(postgres: PostgresServer) -> Iterator[PostgresServer]:
    """A server of this file's own, that writes to the disk: others would suffer with it."""
    folder = programs()
    assert folder is not None
    server = PostgresServer(folder, settings=())
    yield server
    server.close()


@pytest.fixture
async def store(breakable: PostgresServer) -> AsyncIterator[Store]:
    store = postgres_store(breakable.url, new_organisation(), limits=QUICK)
    yield store
    await store.close()


async def test_what_was_acknowledged_outlasts_a_crash_of_the_server(
    store: Store, breakable: PostgresServer
) -> None:
    await save(store, a_holding("s1"))
    assert await store.first_time("e1", NOON)
    breakable.stop()
    breakable.start()
    assert await ids(store) == ["s1"]
    assert not await store.first_time("e1", NOON)


async def test_a_crash_in_the_middle_of_a_transaction_writes_all_or_nothing(
    store: Store, breakable: PostgresServer
) -> None:
    await save(store, a_holding("s1"))
    async with store.transaction() as transaction:
        await transaction.record.save([a_holding("s2")])
        await transaction.people.save(wishes())
        breakable.stop()
        breakable.start()
    assert await ids(store) == ["s1", "s2"]
    async with store.transaction() as transaction:
        assert await transaction.people.wishes(wishes().person) == wishes()


async def test_without_a_server_a_turn_fails_in_words_and_the_next_one_after_it_is_back_succeeds(
    breakable: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    store = postgres_store(breakable.url, new_organisation(), limits=Limits(wait=0.5, short=0.4, grace=0.3))
    caplog.set_level(logging.DEBUG)
    await save(store, a_holding("s1"))
    breakable.stop()
    with pytest.raises(StoreError, match="PostgreSQL") as refusal:
        await ids(store)
    assert PASSWORD not in f"{refusal.value!r} {refusal.value.__cause__!r} {store!r} {caplog.text}"
    breakable.start()
    for _ in range(50):
        try:
            assert await ids(store) == ["s1"]
            break
        except StoreError:
            await asyncio.sleep(0.1)
    assert await ids(store) == ["s1"]
    await store.close()


@pytest.mark.parametrize("what", ["a read", "a commit"])
async def test_a_server_that_hangs_is_left_alone_in_time(
    store: Store, breakable: PostgresServer, what: str
) -> None:
    await save(store, a_holding("s1"))
    breakable.pause()
    try:
        async with asyncio.timeout(30):
            with pytest.raises(StoreError):
                await (ids(store) if what == "a read" else save(store, a_holding("s2")))
    finally:
        breakable.resume()
    assert (await ids(store))[0] == "s1"


async def test_a_commit_that_is_not_answered_in_time_is_told_as_one_that_may_have_been_written(
    store: Store, breakable: PostgresServer
) -> None:
    await save(store, a_holding("s1"))
    with psycopg.connect(breakable.admin_url, autocommit=True) as admin:
        # A commit waits for a standby that never comes, when it is already written here.
        admin.execute("ALTER SYSTEM SET synchronous_standby_names = 'absent'")
        admin.execute("SELECT pg_reload_conf()")
        try:
            with pytest.raises(StoreError, match="may have been written, or not"):
                await save(store, a_holding("s2"))
        finally:
            admin.execute("ALTER SYSTEM RESET synchronous_standby_names")
            admin.execute("SELECT pg_reload_conf()")
    async with asyncio.timeout(30):
        while True:
            if await ids(store) == ["s1", "s2"]:
                return
            await asyncio.sleep(0.02)


async def test_many_at_once_against_a_hanging_server_all_end_and_the_pool_recovers(
    store: Store, breakable: PostgresServer
) -> None:
    await save(store, a_holding("s1"))
    await asyncio.gather(*(ids(store) for _ in range(20)))
    breakable.pause()
    try:
        async with asyncio.timeout(60):
            ended = await asyncio.gather(*(ids(store) for _ in range(30)), return_exceptions=True)
    finally:
        breakable.resume()
    assert {type(end) for end in ended} == {StoreError}
    assert await asyncio.gather(*(ids(store) for _ in range(30))) == [["s1"]] * 30


async def test_a_cancelled_turn_leaves_nothing_behind(store: Store, breakable: PostgresServer) -> None:
    await save(store, a_holding("s1"))
    turns = [asyncio.create_task(save(store, a_holding("s1"))) for _ in range(5)]
    await asyncio.sleep(0.01)
    for turn in turns:
        turn.cancel()
    await asyncio.gather(*turns, return_exceptions=True)
    assert await ids(store) == ["s1"]


async def test_whoever_is_cancelled_while_a_server_hangs_has_gone_before_it_answers(
    store: Store, breakable: PostgresServer
) -> None:
    await save(store, a_holding("s1"))
    breakable.pause()
    try:
        turns = [asyncio.create_task(save(store, a_holding("s2"))) for _ in range(30)]
        await asyncio.sleep(0.05)
        for turn in turns:
            turn.cancel()
        async with asyncio.timeout(30):
            ended = await asyncio.gather(*turns, return_exceptions=True)
    finally:
        breakable.resume()
    assert {type(end) for end in ended} == {asyncio.CancelledError}
    assert (await ids(store))[0] == "s1"


@pytest.mark.parametrize("turns", range(5))
async def test_whoever_is_cancelled_just_as_a_connection_comes_is_cancelled(
    breakable: PostgresServer, turns: int
) -> None:
    """The pool alone swallows it, in Python 3.11: then whoever writes for ever never ends."""
    info = connection_info(breakable.url)
    async with AsyncConnectionPool(info, connection_class=Link, min_size=1, max_size=1, open=False) as pool:
        held = await pool.getconn()
        waiting = asyncio.create_task(taken_from(pool))
        await asyncio.sleep(0.01)
        back = asyncio.create_task(pool.putconn(held))
        for _ in range(turns):
            await asyncio.sleep(0)
        if waiting.cancel():
            with pytest.raises(asyncio.CancelledError):
                await waiting
        else:
            await pool.putconn(await waiting)
        await back
        assert (await pool.getconn(timeout=30)) is held
        await pool.putconn(held)


async def test_a_server_that_takes_no_writes_is_not_well_until_it_does(
    store: Store, breakable: PostgresServer
) -> None:
    await store.check()
    with psycopg.connect(breakable.admin_url, autocommit=True) as server:
        server.execute("ALTER SYSTEM SET default_transaction_read_only = on")
        try:
            await reloaded(server, "on")
            with pytest.raises(StoreError, match="takes no writes"):
                await store.check()
        finally:
            server.execute("SET default_transaction_read_only = off")
            server.execute("ALTER SYSTEM RESET default_transaction_read_only")
            await reloaded(server, "off")
    await store.check()


async def reloaded(server: psycopg.Connection, wanted: str) -> None:
    """Return when whoever connects, and whoever is connected, gets that."""
    server.execute("SELECT pg_reload_conf()")
    async with asyncio.timeout(30):
        while True:
            with psycopg.connect(server.info.dsn, autocommit=True) as fresh:
                if fresh.execute("SHOW default_transaction_read_only").fetchone() == (wanted,):
                    return
            await asyncio.sleep(0.02)


UNUSABLE = {
    f"postgresql://dpor:{PASSWORD}@127.0.0.1:1/dpor": "nothing listens there",
    f"postgresql://dpor:{PASSWORD}@127.0.0.1:%PORT/absent": "no such database",
    f"postgresql://nobody:{PASSWORD}@127.0.0.1:%PORT/dpor": "no such user",
    f"postgresql://dpor:{PASSWORD}@no-such-host.invalid/dpor": "cannot be used",
}


@pytest.mark.parametrize(("url", "why"), UNUSABLE.items())
def test_a_database_that_cannot_be_used_is_refused_with_the_reason_and_without_the_password(
    url: str, why: str, postgres: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(StoreError, match=why) as refusal:
        open_store(url.replace("%PORT", str(postgres.port)))
    assert PASSWORD not in f"{refusal.value!r} {refusal.value.__cause__!r} {caplog.text}"
    assert "127.0.0.1" in str(refusal.value) or "no-such-host" in str(refusal.value)


def test_a_wrong_password_is_told_as_one_and_neither_is_repeated(
    breakable: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = breakable.url.replace(PASSWORD, "mistyped-canary")
    with psycopg.connect(breakable.admin_url, autocommit=True) as admin, passwords_asked_for(admin, wrong):
        with pytest.raises(StoreError, match="user or password is wrong") as refusal:
            open_store(wrong)
        open_store(breakable.url)
    said = f"{refusal.value!r} {refusal.value.__cause__!r} {caplog.text}"
    assert PASSWORD not in said
    assert "mistyped-canary" not in said


@contextmanager
def passwords_asked_for(admin: psycopg.Connection, wrong: str) -> Generator[None]:
    """From the bot's role; the server of a test trusts everybody else."""
    (file,) = admin.execute("SHOW hba_file").fetchone() or ("",)
    strict = f"host all {ROLE} 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n"
    before = Path(file).read_text()
    Path(file).write_text(strict)
    admin.execute("SELECT pg_reload_conf()")
    try:
        until_refused(wrong)
        yield
    finally:
        Path(file).write_text(before)
        admin.execute("SELECT pg_reload_conf()")


def until_refused(url: str) -> None:
    """A server that was told to look at its rules anew takes a moment."""
    for _ in range(600):
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            return
        time.sleep(0.02)
    raise AssertionError("It lets anybody in.")


@pytest.mark.parametrize(
    "url", [f"postgresql://u:{PASSWORD} x@h:port/d", f"postgres://u:{PASSWORD}@h:5432/d?nonsense=1"]
)
def test_an_address_that_cannot_be_read_is_refused_without_the_password(url: str) -> None:
    with pytest.raises(SettingsError, match="DPOR_STORE") as refusal:
        open_store(url)
    assert PASSWORD not in f"{refusal.value!r} {refusal.value}"


@pytest.mark.parametrize(
    "url", [f"mysql://u:{PASSWORD}@h/d", f"postgresql:u:{PASSWORD}", f"x:y?p={PASSWORD}"]
)
def test_a_password_in_an_address_of_another_kind_is_not_repeated(url: str) -> None:
    with pytest.raises(SettingsError, match="no store I know") as refusal:
        open_store(url)
    assert PASSWORD not in str(refusal.value)


_BEFORE_AND_AFTER = """
import asyncio, sys
import psycopg
from adapters.stores import open_store
from bot.partnership.records import HoldingQuery

async def look(store):
    async with store.transaction() as transaction:
        print(await transaction.record.ids(HoldingQuery()))

async def main():
    store = open_store(sys.argv[1])
    await look(store)
    with psycopg.connect(sys.argv[1]) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    await look(store)
    await store.close()

asyncio.run(main())
"""


def test_what_the_pool_notes_of_a_lost_connection_is_not_written_on_the_screen(
    breakable: PostgresServer,
) -> None:
    command = [sys.executable, "-c", _BEFORE_AND_AFTER, breakable.new_database()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("()\n()\n", "")
