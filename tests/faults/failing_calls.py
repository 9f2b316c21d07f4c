"""Every k-th call to the disk fails: EIO, ENOSPC, or a write that is cut short before it."""

from __future__ import annotations

import errno
import os
from datetime import date, timedelta
from pathlib import Path
from random import Random
from shutil import rmtree

from adapters.stores.disk import Disk
from adapters.stores.tiny import tiny_store
from bot.errors import StoreError
from bot.ports import Store
from tests.faults.findings import Fault, Findings
from tests.faults.pairs import commit, judged

_KINDS = (errno.EIO, errno.ENOSPC, 0)
_SHORT_JOURNAL = 4_000
_MONDAY = date(2026, 11, 23)
_COMMITS = 4


class FailingDisk(Disk):
    """Its `fails_at`-th call fails with that number; 0 means that a write takes half, and the next nothing.

    A `silent` one is the known fault: the call does nothing and reports success.
    """

    def __init__(self, fails_at: int, number: int, *, silent: bool = False) -> None:
        self.calls = 0
        self._fails_at = fails_at
        self._number = number
        self._silent = silent

    def read(self, path: Path) -> bytes:
        return super().read(path) if self._works() else b""

    def make(self, path: Path) -> int:
        self._works(may_lie=False)
        return super().make(path)

    def write(self, file: int, content: bytes) -> int:
        if self.calls + 1 == self._fails_at and not self._number:
            self.calls += 1
            self._fails_at += 1
            return len(content) if self._silent else super().write(file, content[: len(content) // 2 + 1])
        return super().write(file, content) if self._works() else len(content)

    def cut(self, file: int, length: int) -> None:
        if self._works():
            super().cut(file, length)

    def sync(self, file: int) -> None:
        if self._works():
            super().sync(file)

    def sync_file(self, path: Path) -> None:
        if self._works():
            super().sync_file(path)

    def replace(self, old: Path, new: Path) -> None:
        if self._works():
            super().replace(old, new)

    def remove(self, path: Path) -> None:
        if self._works():
            super().remove(path)

    def names(self, folder: Path) -> list[str]:
        return super().names(folder) if self._works() else []

    def _works(self, *, may_lie: bool = True) -> bool:
        self.calls += 1
        if self.calls != self._fails_at:
            return True
        if self._silent and may_lie:
            return False
        number = self._number or errno.ENOSPC
        raise OSError(number, os.strerror(number))


async def run(trials: int, seed: int, folder: Path) -> Findings:
    """Each call in turn, with each kind of failure; what goes on for longer begins anew."""
    return await _all(trials, seed, folder, silent=False)


async def control(trials: int, seed: int, folder: Path) -> Findings:
    """The disk lies instead of failing."""
    return await _all(trials, seed, folder, silent=True)


async def _all(trials: int, seed: int, folder: Path, *, silent: bool) -> Findings:
    found = Findings()
    calls = await _calls(folder)
    for trial in range(trials):
        disk = FailingDisk(1 + (trial // len(_KINDS)) % calls, _KINDS[trial % len(_KINDS)], silent=silent)
        found.add(await _trial(disk, Random(f"{seed}/{trial}"), folder / "store.json"))
        rmtree(folder)
        folder.mkdir()
    return found


async def _calls(folder: Path) -> int:
    """How many there are where none fails."""
    disk = FailingDisk(0, 0)
    await _trial(disk, Random(0), folder / "store.json")
    rmtree(folder)
    folder.mkdir()
    return disk.calls


async def _trial(disk: Disk, random: Random, path: Path) -> Findings:
    acknowledged: set[int] = set()
    day = [_MONDAY]

    def opened() -> Store:
        return tiny_store(path, disk=disk, day=lambda: day[0], longest_journal=_SHORT_JOURNAL)

    silent = 0
    for turn in range(3):
        try:
            store = opened()
        except StoreError:
            continue
        silent += await _written(store, turn, acknowledged, random)
        await store.close()
        day[0] += timedelta(days=1)
    found, _ = await judged(lambda: tiny_store(path), acknowledged)
    found.unreadable += silent
    return found


async def _written(store: Store, turn: int, acknowledged: set[int], random: Random) -> int:
    """Commit some. Gives 1 where the store has refused a write and would take another, or does not say so."""
    refused = False
    for number in range(turn * _COMMITS, (turn + 1) * _COMMITS):
        try:
            await commit(store, number, room=random.randint(1, 12))
        except StoreError:
            refused = True
            continue
        if refused:
            return 1
        acknowledged.add(number)
    try:
        await store.check()
    except StoreError:
        return 0 if refused else 1
    return 1 if refused else 0


FAULT = Fault(name="failing calls", run=run, trials=600, quick=90, control=control, control_trials=300)
