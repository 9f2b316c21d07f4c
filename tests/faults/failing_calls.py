"""Every k-th call to the disk fails: EIO, ENOSPC, or a write that is cut short before it."""

from __future__ import annotations

import errno
import os
from datetime import date, timedelta
from pathlib import Path
from random import Random

from adapters.stores.disk import Disk
from adapters.stores.tiny import tiny_store
from bot.errors import StoreError
from bot.ports import Store
from tests.faults.findings import Fault, Findings
from tests.faults.pairs import commit, judged
from tests.faults.simulated_disk import SimulatedDisk

_KINDS = (errno.EIO, errno.ENOSPC, 0)
_SHORT_JOURNAL = 4_000
_MONDAY = date(2026, 11, 23)
_COMMITS = 4


class FailingDisk(Disk):
    """Its `fails_at`-th call fails with that number; 0 means that a write takes half, and the next nothing.

    A `silent` one is the known fault: the call does nothing and reports success.
    """

    def __init__(self, behind: Disk, fails_at: int, number: int, *, silent: bool = False) -> None:
        self.calls = 0
        self._behind = behind
        self._fails_at = fails_at
        self._number = number
        self._silent = silent

    def read(self, path: Path) -> bytes:
        return self._behind.read(path) if self._works() else b""

    def make(self, path: Path) -> int:
        self._works(may_lie=False)
        return self._behind.make(path)

    def write(self, file: int, content: bytes) -> int:
        if self.calls + 1 == self._fails_at and not self._number:
            self.calls += 1
            self._fails_at += 1
            half = content[: len(content) // 2 + 1]
            return len(content) if self._silent else self._behind.write(file, half)
        return self._behind.write(file, content) if self._works() else len(content)

    def cut(self, file: int, length: int) -> None:
        if self._works():
            self._behind.cut(file, length)

    def sync(self, file: int) -> None:
        if self._works():
            self._behind.sync(file)

    def sync_file(self, path: Path) -> None:
        if self._works():
            self._behind.sync_file(path)

    def close(self, file: int) -> None:
        self._behind.close(file)

    def replace(self, old: Path, new: Path) -> None:
        if self._works():
            self._behind.replace(old, new)

    def remove(self, path: Path) -> None:
        if self._works():
            self._behind.remove(path)

    def names(self, folder: Path) -> list[str]:
        return self._behind.names(folder) if self._works() else []

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
    found, path = Findings(), folder / "store.json"
    calls = await _calls(path)
    for trial in range(trials):
        random = Random(f"{seed}/{trial}")
        behind = SimulatedDisk(random)
        fails_at, number = 1 + (trial // len(_KINDS)) % calls, _KINDS[trial % len(_KINDS)]
        disk = FailingDisk(behind, fails_at, number, silent=silent)
        found.add(await _trial(disk, behind, random, path))
    return found


async def _calls(path: Path) -> int:
    """How many there are where none fails."""
    behind = SimulatedDisk(Random(0))
    disk = FailingDisk(behind, 0, 0)
    await _trial(disk, behind, Random(0), path)
    return disk.calls


async def _trial(disk: Disk, behind: Disk, random: Random, path: Path) -> Findings:
    acknowledged: set[int] = set()
    day = [_MONDAY]
    unsaid = 0
    for turn in range(3):
        try:
            store = tiny_store(path, disk=disk, day=lambda: day[0], longest_journal=_SHORT_JOURNAL)
        except StoreError:
            continue
        unsaid += await _written(store, turn, acknowledged, random)
        await store.close()
        day[0] += timedelta(days=1)
    found, _ = await judged(lambda: tiny_store(path, disk=behind), acknowledged)
    found.unreadable += unsaid
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


FAULT = Fault(name="failing calls", run=run, trials=600, quick=90, control=control, control_trials=150)
