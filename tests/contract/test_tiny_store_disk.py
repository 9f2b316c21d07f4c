"""What the embedded store does when its disk fails or is slow."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import stat
import threading
from pathlib import Path

import pytest

from adapters.stores.disk import Disk
from adapters.stores.tiny import tiny_store
from bot.errors import StoreError
from bot.partnership.records import NOBODY
from bot.ports import Store
from tests.builders import a_customer, a_holding, a_tick
from tests.contract.store_steps import fill, ids, wishes
from tests.fakes import NOON


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store file that is not there yet."""
    return tmp_path / "store.json"


async def test_half_a_character_fails_its_own_transaction_only(path: Path) -> None:
    store = tiny_store(path)
    with pytest.raises(StoreError, match="half a character"):
        async with store.transaction() as transaction:
            await transaction.checklists.save("general", (a_tick(person="Kim \ud83d"),))
    await fill(store)
    assert await ids(store) == ["s1", "s2"]
    await store.close()


class FailingDisk(Disk):
    """Syncs well so many times, then fails once; then it would work again."""

    def __init__(self, syncs: int) -> None:
        self._left = syncs

    def sync(self, file: int) -> None:
        self._left -= 1
        if self._left == -1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().sync(file)


FIRST_COMMIT = 2
"""It syncs the file, then its folder; so does the second, with the journal."""


async def test_after_a_failed_write_the_store_is_what_the_file_is_and_takes_nothing_more(path: Path) -> None:
    store = tiny_store(path, disk=FailingDisk(FIRST_COMMIT))
    await fill(store)
    content = path.read_bytes()
    for _ in range(2):
        with pytest.raises(StoreError, match="No space left on device"):
            async with store.transaction() as transaction:
                await transaction.record.save([a_holding("s1", dpor=NOBODY), a_holding("s3")])
        assert await ids(store) == ["s1", "s2"]
        async with store.transaction() as transaction:
            assert await transaction.record.subscription("s1") == a_holding("s1")
        assert path.read_bytes() == content
    assert not path.with_name("store.json.new").exists()
    await store.close()
    store = tiny_store(path)
    await fill(store)
    await store.close()


async def test_a_write_that_may_have_reached_the_disk_is_reported_and_stays_visible(path: Path) -> None:
    store = tiny_store(path, disk=FailingDisk(FIRST_COMMIT - 1))
    with pytest.raises(StoreError):
        await fill(store)
    assert await ids(store) == ["s1", "s2"]
    await store.close()
    store = tiny_store(path)
    assert await ids(store) == ["s1", "s2"]
    await store.close()


async def test_after_a_failed_write_the_store_says_so_when_asked_and_once_in_the_log(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = tiny_store(path, disk=FailingDisk(FIRST_COMMIT))
    await fill(store)
    await store.check()
    for n in range(3):
        with pytest.raises(StoreError):
            await save_one(store, f"s{n}")
        with pytest.raises(StoreError, match="Nothing more is written until it is opened again"):
            await store.check()
    await store.close()
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    with pytest.raises(StoreError, match="closed"):
        await store.check()


class DyingDisk(Disk):
    """Takes the file with it when it fails."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def sync(self, file: int) -> None:
        self._path.write_bytes(b"{")
        raise OSError(errno.EIO, os.strerror(errno.EIO))


async def test_a_file_that_can_be_neither_written_nor_read_stops_the_store(path: Path) -> None:
    store = tiny_store(path, disk=DyingDisk(path))
    with pytest.raises(StoreError):
        await fill(store)
    with pytest.raises(StoreError, match="neither written nor read"):
        await ids(store)
    await store.close()


async def test_a_file_that_has_vanished_is_not_read_as_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "store.json"
    store = tiny_store(path)
    await fill(store)
    shutil.rmtree(path.parent)
    with pytest.raises(StoreError):
        await save_one(store, "s3")
    with pytest.raises(StoreError, match="neither written nor read"):
        await ids(store)
    await store.close()


class SlowDisk(Disk):
    """Waits for `go` before it syncs a file, then fails if it is told to; counts those syncs."""

    def __init__(self, *, fails: bool = False) -> None:
        self.go = threading.Event()
        self.syncs = 0
        self._fails = fails

    def sync(self, file: int) -> None:
        self.go.wait(10)
        if not stat.S_ISDIR(os.fstat(file).st_mode):
            self.syncs += 1
            if self._fails:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        super().sync(file)


async def save_one(store: Store, id_: str) -> None:
    async with store.transaction() as transaction:
        await transaction.record.save([a_holding(id_, customer=a_customer(id_))])


async def test_transactions_that_wait_for_the_disk_share_a_write(path: Path) -> None:
    disk = SlowDisk()
    store = tiny_store(path, disk=disk)
    saves = [asyncio.create_task(save_one(store, f"s{n}")) for n in range(50)]
    await asyncio.sleep(0.05)
    assert not any(task.done() for task in saves)
    disk.go.set()
    await asyncio.gather(*saves)
    await store.close()
    assert disk.syncs <= 2
    store = tiny_store(path)
    assert len(await ids(store)) == 50
    await store.close()


async def test_a_failed_write_fails_everybody_who_waited_for_it_or_read_from_it(path: Path) -> None:
    disk = SlowDisk(fails=True)
    store = tiny_store(path, disk=disk)
    tasks = [asyncio.create_task(save_one(store, f"s{n}")) for n in range(3)]
    await asyncio.sleep(0.05)
    tasks += [asyncio.create_task(save_one(store, "late")), asyncio.create_task(_read(store))]
    await asyncio.sleep(0.05)
    disk.go.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(result) for result in results] == [StoreError] * 5
    assert await ids(store) == []
    assert not path.exists()
    await store.close()


async def _read(store: Store) -> None:
    assert len(await ids(store)) == 4


async def test_a_reader_of_other_things_does_not_wait_for_the_disk(path: Path) -> None:
    disk = SlowDisk()
    store = tiny_store(path, disk=disk)
    saving = asyncio.create_task(save_one(store, "s1"))
    await asyncio.sleep(0.05)
    async with asyncio.timeout(30), store.transaction() as transaction:
        assert await transaction.checklists.ticks("general") == ()
    assert not saving.done()
    disk.go.set()
    await saving
    await store.close()


async def test_who_writes_what_is_being_written_waits_for_it_and_hears_how_it_went(path: Path) -> None:
    disk = SlowDisk(fails=True)
    store = tiny_store(path, disk=disk)

    async def choose() -> None:
        async with store.transaction() as transaction:
            await transaction.people.save(wishes())

    first = asyncio.create_task(choose())
    await asyncio.sleep(0.05)
    second = asyncio.create_task(choose())
    await asyncio.sleep(0.05)
    assert not second.done()
    disk.go.set()
    results = await asyncio.gather(first, second, return_exceptions=True)
    assert [type(result) for result in results] == [StoreError, StoreError]
    assert disk.syncs == 1
    await store.close()


async def test_who_reads_a_wish_that_is_being_written_waits_and_others_do_not(path: Path) -> None:
    disk = SlowDisk()
    store = tiny_store(path, disk=disk)

    async def read(person: str) -> object:
        async with store.transaction() as transaction:
            return await transaction.people.wishes(person)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(fill(store))
        await asyncio.sleep(0.05)
        same = tasks.create_task(read("T1/slack/U1"))
        async with asyncio.timeout(30):
            assert await read("T1/slack/U2") is None
            assert await store.first_time("e1", NOON)
        assert not same.done()
        disk.go.set()
    assert same.result() == wishes()
    await store.close()


async def test_a_write_goes_on_when_the_one_who_waits_is_cancelled_and_close_waits_for_it(path: Path) -> None:
    disk = SlowDisk()
    store = tiny_store(path, disk=disk)
    saving = asyncio.create_task(save_one(store, "s1"))
    await asyncio.sleep(0.05)
    saving.cancel()
    await asyncio.gather(saving, return_exceptions=True)
    closing = asyncio.create_task(store.close())
    await asyncio.sleep(0.05)
    assert not closing.done()
    disk.go.set()
    await closing
    store = tiny_store(path)
    assert await ids(store) == ["s1"]
    await store.close()
