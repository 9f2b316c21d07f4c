"""The embedded store's file: where it is, what it looks like, when it is written."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import orjson
import pytest
from tinydb import TinyDB, where

from adapters.handover.wire import socket_of
from adapters.stores import open_to_read, tiny
from adapters.stores.durable_file import DurableFile, journal_of
from adapters.stores.file_lock import FileLock, StoreInUse
from adapters.stores.opening import stored
from adapters.stores.tables import Database
from adapters.stores.tiny import tiny_store
from bot.conversation.language import Language
from bot.conversation.watches import Topic
from bot.errors import StoreError
from bot.partnership.checklist import Point
from tests.builders import ROOM
from tests.contract.store_steps import (
    NONE_OF_THEM,
    ONE_OF_EACH,
    a_place,
    contents,
    fill,
    filled,
    ids,
    keep_one_of_each,
    kept,
    tables_in,
    wishes,
)
from tests.fakes import NOON


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store file that is not there yet."""
    return tmp_path / "store.json"


async def test_missing_folders_are_made_and_only_the_owner_may_read(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "store.json"
    await filled(path)
    assert path.stat().st_mode & 0o777 == 0o600


async def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be made"):
        tiny_store(tmp_path / "file" / "store.json")


async def test_a_lock_file_that_cannot_be_had_is_said(path: Path) -> None:
    path.with_name("store.json.lock").mkdir()
    with pytest.raises(StoreError, match="Give the store a folder it can write to"):
        tiny_store(path)


async def test_links_that_lead_in_a_circle_are_said(path: Path) -> None:
    path.symlink_to(path)
    for opens in (tiny_store, lambda found: open_to_read(str(found)), socket_of):
        with pytest.raises(StoreError, match="in a circle"):
            opens(path)


async def test_a_full_disk_does_not_keep_the_lock_from_being_had(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: int, content: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "write", full)
        lock = FileLock(path)
    with pytest.raises(StoreInUse):
        FileLock(path)
    lock.release()


async def test_a_folder_that_takes_no_files_is_said_at_once_and_still_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await filled(path)
    monkeypatch.setattr(tiny, "may_write", lambda _: False)
    store = tiny_store(path)
    assert "could not be written" in caplog.text
    assert await ids(store) == ["s1", "s2"]
    with pytest.raises(StoreError, match="Permission denied"):
        await store.check()
    with pytest.raises(StoreError, match="Permission denied"):
        await fill(store)
    await store.close()


async def test_a_folder_in_the_files_place_is_said(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StoreError, match="cannot be read"):
        tiny_store(path)


async def test_the_file_is_plain_tinydb(path: Path) -> None:
    await filled(path)
    with TinyDB(path, access_mode="r") as database:
        found = database.table("subscriptions").search(where("id") == "s2")
    assert [document["product"] for document in found] == ["microsoft-azure"]


async def test_reading_writes_nothing(path: Path) -> None:
    await filled(path)
    before = path.stat()
    store = tiny_store(path)
    assert await ids(store) == ["s1", "s2"]
    await store.close()
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


async def test_what_a_crash_left_behind_is_no_obstacle(path: Path) -> None:
    content = await filled(path)
    before = contents(path)
    path.with_name("store.json.new").write_bytes(content[:50])
    store = tiny_store(path)
    await fill(store)
    await store.close()
    assert contents(path) == before
    assert not path.with_name("store.json.new").exists()


async def test_first_time_is_remembered_without_touching_the_file(path: Path) -> None:
    store = tiny_store(path)
    assert await store.first_time("e1", NOON)
    assert not await store.first_time("e1", NOON)
    assert not path.exists()
    await store.close()


SMALL_VALUES = ("places", "people", "opinions", "claims", "installations")


async def test_a_file_from_before_there_were_small_values_opens_and_takes_them(path: Path) -> None:
    await filled(path)
    tables = contents(path)
    path.write_bytes(before_checksums({n: table for n, table in tables.items() if n not in SMALL_VALUES}))
    store = tiny_store(path)
    assert await ids(store) == ["s1", "s2"]
    async with store.transaction() as transaction:
        assert await kept(transaction) == NONE_OF_THEM
        await keep_one_of_each(transaction)
    await store.close()
    assert contents(path) == tables


def before_checksums(tables: dict[str, Any]) -> bytes:
    """A file as the first version wrote it."""
    return orjson.dumps({"about": {"1": {"format": "dpor-bot", "version": 1}}, **tables})


FIRST_FORMAT = Path(__file__).parents[1] / "payloads" / "store" / "format-1.json"
"""As the first version of the program wrote it."""


async def test_what_the_first_version_kept_is_all_there_and_outlasts_the_first_write(path: Path) -> None:
    path.write_bytes(FIRST_FORMAT.read_bytes())
    for number in range(3):
        store = tiny_store(path)
        assert await ids(store) == ["s1"]
        async with store.transaction() as transaction:
            ticks = await transaction.checklists.ticks("checklist:C1")
            assert [tick.point for tick in ticks] == list(Point)[:3]
            assert {tick.person for tick in ticks} == {"U1"}
            (watch,) = await transaction.watches.every()
            assert (watch.address.conversation, watch.topics) == ("C1", {Topic.CONFLICTS})
            latest = await transaction.imports.latest()
            assert latest is not None
            assert latest.file == "å.csv"
            await transaction.checklists.save(f"another {number}", ticks)
        await store.close()


async def test_a_table_that_is_not_known_stays_as_it_is(path: Path) -> None:
    await filled(path)
    unknown = {"1": {"what": "nobody knows"}, "seven": {}}
    path.write_bytes(orjson.dumps({**tables_in(path), "riddles": unknown}))
    store = tiny_store(path)
    async with store.transaction() as transaction:
        await transaction.people.save(wishes(Language.ENGLISH))
    await store.close()
    assert contents(path)["riddles"] == unknown


async def test_keeping_what_is_kept_already_and_forgetting_what_never_was_write_nothing(path: Path) -> None:
    content, before = await filled(path), path.stat()
    store = tiny_store(path)
    async with store.transaction() as transaction:
        await keep_one_of_each(transaction)
        await transaction.places.forget(a_place("never").address)
        await transaction.installations.save("never", None)
        assert await kept(transaction) == ONE_OF_EACH
    await store.close()
    assert (path.stat().st_ino, path.read_bytes()) == (before.st_ino, content)


async def test_what_is_forgotten_stays_forgotten_after_a_kill(path: Path) -> None:
    store = tiny_store(path)
    await fill(store)
    async with store.transaction() as transaction:
        await transaction.places.forget(a_place().address)
        await transaction.watches.forget(ROOM)
    left = {one: one.read_bytes() for one in (path, journal_of(path))}
    await store.close()
    for one, content in left.items():
        one.write_bytes(content)
    store = tiny_store(path)
    async with store.transaction() as transaction:
        assert await transaction.places.every() == ()
        assert await transaction.watches.every() == ()
    await store.close()


async def test_tinydbs_own_queries_and_writes_work_on_the_storage(path: Path) -> None:
    await filled(path)
    found = stored(path)
    assert found is not None
    file = DurableFile(path, found.tables, generation=found.generation)
    database = Database(file, found.numbers)
    assert len(database.table("subscriptions").search(where("product") == "microsoft-azure")) == 2
    database.table("subscriptions").update({"label": "Ours"}, where("id") == "s2")
    file.flush()
    file.close()
    store = tiny_store(path)
    async with store.transaction() as transaction:
        changed = await transaction.record.subscription("s2")
    assert changed is not None
    assert changed.subscription.label == "Ours"
    await store.close()
