"""The embedded store's earlier days: kept beside it, and gone back to by a copy."""

from __future__ import annotations

import errno
import os
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from adapters.stores.disk import Disk
from adapters.stores.tiny import tiny_store
from bot.errors import StoreDamaged
from tests.builders import a_holding
from tests.contract.store_steps import ids, save

MONDAY = date(2026, 11, 23)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store file that is not there yet."""
    return tmp_path / "store.json"


async def wrote(path: Path, *holdings: str, day: date = MONDAY) -> None:
    """Open, save each in a transaction of its own on that day, close."""
    store = tiny_store(path, day=lambda: day)
    for id_ in holdings:
        await save(store, a_holding(id_))
    await store.close()


def kept(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.glob("store.json.kept-*"))


def copy_of(path: Path, day: date) -> Path:
    return path.with_name(f"{path.name}.kept-{day}")


async def test_a_day_keeps_what_stood_before_its_first_write(path: Path) -> None:
    await wrote(path, "s1", "s2")
    assert kept(path) == []
    await wrote(path, "s3", "s4", day=MONDAY + timedelta(days=1))
    await wrote(path, "s5", day=MONDAY + timedelta(days=1))
    assert kept(path) == ["store.json.kept-2026-11-24"]
    with TinyDB(copy_of(path, MONDAY + timedelta(days=1)), access_mode="r") as database:
        assert len(database.table("subscriptions")) == 2


async def test_a_service_that_runs_for_days_keeps_each(path: Path) -> None:
    today = [MONDAY]
    store = tiny_store(path, day=lambda: today[0])
    for number in range(4):
        await save(store, a_holding(f"s{number}"))
        await save(store, a_holding(f"t{number}"))
        today[0] += timedelta(days=1)
    await store.close()
    assert kept(path) == [f"store.json.kept-2026-11-{day}" for day in (24, 25, 26)]
    copy = tiny_store(copy_of(path, MONDAY + timedelta(days=3)))
    assert await ids(copy) == ["s0", "s1", "s2", "t0", "t1", "t2"]
    await copy.close()


async def test_seven_days_are_kept_and_a_day_without_writes_keeps_nothing(path: Path) -> None:
    for day in range(10):
        await wrote(path, f"s{day}", day=MONDAY + timedelta(days=day))
    await wrote(path, day=MONDAY + timedelta(days=20))
    assert [name[-2:] for name in kept(path)] == ["26", "27", "28", "29", "30", "01", "02"]


async def test_only_the_owner_may_read_a_copy_and_it_shares_nothing_with_the_file(path: Path) -> None:
    await wrote(path, "s1")
    await wrote(path, "s2", day=MONDAY + timedelta(days=1))
    copy = copy_of(path, MONDAY + timedelta(days=1))
    assert copy.stat().st_mode & 0o777 == 0o600
    assert (copy.stat().st_nlink, path.stat().st_nlink) == (1, 1)


async def test_a_damaged_file_is_refused_with_the_newest_copy_that_is_good(path: Path) -> None:
    for day in range(3):
        await wrote(path, f"s{day}", day=MONDAY + timedelta(days=day))
    newest, older = (copy_of(path, MONDAY + timedelta(days=day)) for day in (2, 1))
    path.write_bytes(path.read_bytes().replace(b"s1", b"s9"))
    with pytest.raises(StoreDamaged, match=rf"checksum.*{newest.name} is good"):
        tiny_store(path)
    newest.write_bytes(b"{")
    with pytest.raises(StoreDamaged, match=rf"{older.name} is good"):
        tiny_store(path)
    older.unlink()
    with pytest.raises(StoreDamaged, match="Put a backup in its place"):
        tiny_store(path)


async def test_going_back_is_a_copy(path: Path) -> None:
    for day in range(3):
        await wrote(path, f"s{day}", day=MONDAY + timedelta(days=day))
    path.write_bytes(b"{")
    path.rename(path.with_name("damaged.json"))
    shutil.copy(copy_of(path, MONDAY + timedelta(days=2)), path)
    store = tiny_store(path)
    assert await ids(store) == ["s0", "s1"]
    await save(store, a_holding("s8"))
    await store.close()
    store = tiny_store(path)
    assert await ids(store) == ["s0", "s1", "s8"]
    await store.close()


async def test_a_copy_is_not_mixed_with_a_journal_that_goes_on_from_another_file(path: Path) -> None:
    await wrote(path, "s1")
    store = tiny_store(path, day=lambda: MONDAY + timedelta(days=1))
    await save(store, a_holding("s2"))
    await save(store, a_holding("s3"))
    journal = path.with_name("store.json.journal").read_bytes()
    await store.close()
    shutil.copy(copy_of(path, MONDAY + timedelta(days=1)), path)
    path.with_name("store.json.journal").write_bytes(journal)
    with pytest.raises(StoreDamaged, match=r"store\.json\.journal: goes on from another file"):
        tiny_store(path)
    path.with_name("store.json.journal").unlink()
    store = tiny_store(path)
    assert await ids(store) == ["s1"]
    await store.close()


class NoRoomForCopies(Disk):
    """Takes everything but a copy of an earlier day."""

    def replace(self, old: Path, new: Path) -> None:
        if ".kept-" in new.name:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().replace(old, new)


async def test_where_a_copy_cannot_be_made_the_store_goes_on_and_says_so(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await wrote(path, "s1")
    store = tiny_store(path, disk=NoRoomForCopies(), day=lambda: MONDAY + timedelta(days=1))
    await save(store, a_holding("s2"))
    await save(store, a_holding("s3"))
    await store.check()
    await store.close()
    assert ["No space left on device" in record.getMessage() for record in caplog.records] == [True]
    store = tiny_store(path)
    assert await ids(store) == ["s1", "s2", "s3"]
    await store.close()
    assert kept(path) == []
