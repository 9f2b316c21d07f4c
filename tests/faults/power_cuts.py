"""The power goes at any moment of writing, three times in a row, over a simulated disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from adapters.stores.tiny import tiny_store
from bot.errors import StoreError
from bot.ports import Store
from tests.faults.findings import Fault, Findings
from tests.faults.pairs import commit, judged
from tests.faults.simulated_disk import SimulatedDisk, WithoutFolderSync, WithoutSync

_CUTS_IN_A_ROW = 3
_SHORT_JOURNAL = 4_000
_MONDAY = date(2026, 11, 23)


async def run(trials: int, seed: int, folder: Path) -> Findings:
    """As it is."""
    return await _cut(SimulatedDisk, trials, seed, folder)


async def control(trials: int, seed: int, folder: Path) -> Findings:
    """Without a sync of the file, then without one of the folder: both must be found."""
    files = await _cut(WithoutSync, trials // 2, seed, folder)
    folders = await _cut(WithoutFolderSync, trials // 2, seed, folder)
    if not (files.total and folders.total):
        return Findings(trials=files.trials + folders.trials)
    files.add(folders)
    return files


async def _cut(kind: type[SimulatedDisk], trials: int, seed: int, folder: Path) -> Findings:
    found = Findings()
    for trial in range(trials // _CUTS_IN_A_ROW):
        found.add(await _trial(kind, Random(f"{seed}/{trial}"), folder / "store.json"))
    return found


async def _trial(kind: type[SimulatedDisk], random: Random, path: Path) -> Findings:
    disk, found = kind(random), Findings()
    acknowledged: set[int] = set()
    day = [_MONDAY]

    def opened() -> Store:
        return tiny_store(path, disk=disk, day=lambda: day[0], longest_journal=_SHORT_JOURNAL)

    for _ in range(_CUTS_IN_A_ROW):
        disk.dies_at = disk.calls + random.randint(1, 60)
        acknowledged |= await _write_until_the_cut(opened, len(acknowledged) + 100 * found.trials, random)
        disk.power_comes_back()
        one, there = await judged(opened, acknowledged)
        found.add(one)
        if one.unreadable:
            break
        acknowledged = there
        day[0] += timedelta(days=random.randint(0, 1))
    return found


async def _write_until_the_cut(opened: Callable[[], Store], first: int, random: Random) -> set[int]:
    acknowledged: set[int] = set()

    async def one(number: int) -> bool:
        try:
            await commit(store, number)
        except StoreError:
            return False
        acknowledged.add(number)
        return True

    try:
        store = opened()
    except (StoreError, OSError):
        return acknowledged
    number = first
    for _ in range(30):
        together = random.choice((1, 1, 2, 5))
        if not all(await asyncio.gather(*(one(number + more) for more in range(together)))):
            break
        number += together
    await store.close()
    return acknowledged


FAULT = Fault(name="power cuts", run=run, trials=9_000, quick=300, control=control, control_trials=600)
