"""kill -9 at a random moment of an import: all of the file is there, or nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random

from adapters.stores import open_store
from bot.errors import StoreError
from bot.partnership.records import HoldingQuery
from bot.ports import Store
from tests.faults.children import Job, child
from tests.faults.findings import Fault, Findings
from tests.faults.jobs import import_file, import_in_parts

_ROWS = 8_000
"""So many that a store may make ready for the first ones while the last are still being read."""
_PARTS = 10
HEADER = "customer,subscription_id,product,label,dpor\n"


async def run(trials: int, seed: int, folder: Path) -> Findings:
    """Into a TinyDB file."""
    return await killed(*whole(folder), trials, seed, _empty_file(folder), judged)


async def control(trials: int, seed: int, folder: Path) -> Findings:
    """In several transactions."""
    return await killed(*in_parts(folder), trials, seed, _empty_file(folder), judged)


def whole(folder: Path) -> tuple[Job, object]:
    """A child's job, and what it is given: one file."""
    return import_file, _file(folder / "all.csv", range(_ROWS))


def in_parts(folder: Path) -> tuple[Job, object]:
    """The same in several transactions."""
    step = _ROWS // _PARTS
    parts = (range(part * step, (part + 1) * step) for part in range(_PARTS))
    return import_in_parts, tuple(_file(folder / f"{part.start}.csv", part) for part in parts)


def _empty_file(folder: Path) -> Callable[[], str]:
    numbers = count()
    return lambda: f"tinydb:{folder / str(next(numbers)) / 'store.json'}"


def _file(path: Path, numbers: range) -> Path:
    rows = (f"Customer {n % 600},s{n},microsoft-azure,Production {n},us\n" for n in numbers)
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


async def killed(
    job: Job,
    given: object,
    trials: int,
    seed: int,
    empty: Callable[[], str],
    judged: Callable[[str, bool], Awaitable[Findings]],
) -> Findings:
    """What is wrong after so many kills; `empty` gives the address of a store that is as it was before, and
    `judged` looks at one, of which it was said or not that all is done.
    """
    began = time.perf_counter()
    with child(job, empty(), given, 0) as undisturbed:
        undisturbed.said()
    longest = time.perf_counter() - began
    found = Findings()
    for trial in range(trials):
        url = empty()
        with child(job, url, given, trial) as importer:
            importer.says.recv_bytes()
            await asyncio.sleep(Random(f"{seed}/{trial}").uniform(0, longest))
            importer.kill()
            done = importer.said() == [trial]
        # About as many are to be done as are not, however busy the machine is.
        longest *= 0.8 if done else 1.2
        found.add(await judged(url, done))
    return found


def opened(url: str, found: Findings) -> Store | None:
    """What the kill left behind; None, and noted, where it cannot be read."""
    try:
        return open_store(url)
    except StoreError:
        found.unreadable = 1
        return None


async def judged(url: str, done: bool) -> Findings:
    """Whether all of the file is there, or nothing."""
    found = Findings(trials=1, acknowledged=done)
    store = opened(url, found)
    if store is None:
        return found
    async with store.transaction() as transaction:
        rows = len(await transaction.record.holdings(HoldingQuery()))
        entry = await transaction.imports.latest()
        noted = entry is not None and await transaction.imports.can_be_taken_back(entry.id)
        changes = len(await transaction.history.since(datetime.min.replace(tzinfo=UTC), 3 * _ROWS))
    await store.close()
    found.lost = done and rows < _ROWS
    found.halves = (rows, noted, changes) not in ((0, False, 0), (_ROWS, True, 2 * _ROWS))
    return found


FAULT = Fault(name="kill -9 in imports", run=run, trials=60, quick=6, control=control, control_trials=12)
