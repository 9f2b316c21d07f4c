"""kill -9 at a random moment of many writes, again and again on the same store."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random

from adapters.stores import open_store
from tests.faults.children import Job, child
from tests.faults.findings import Fault, Findings
from tests.faults.jobs import write_carelessly, write_pairs
from tests.faults.pairs import judged

_LONGEST_LIFE = 0.06
_LIVES = 20
"""Kills after which a store is begun anew."""


async def run(trials: int, seed: int, folder: Path) -> Findings:
    """On a TinyDB file."""
    return await killed(write_pairs, trials, seed, folder)


async def control(trials: int, seed: int, folder: Path) -> Findings:
    """By a writer that acknowledges too early, and writes in halves."""
    return await killed(write_carelessly, trials, seed, folder)


async def killed(job: Job, trials: int, seed: int, folder: Path) -> Findings:
    """What is wrong after so many kills."""
    found, acknowledged = Findings(), set[int]()
    for trial in range(trials):
        url = f"tinydb:{folder / str(trial // _LIVES) / 'store.json'}"
        acknowledged = acknowledged if trial % _LIVES else set()
        random = Random(f"{seed}/{trial}")
        with child(job, url, 100_000 * (trial + 1)) as writer:
            writer.says.recv_bytes()
            await asyncio.sleep(random.uniform(0, _LONGEST_LIFE))
            writer.kill()
            acknowledged |= set(writer.said())
        one, acknowledged = await judged(lambda url=url: open_store(url), acknowledged)
        found.add(one)
    return found


FAULT = Fault(name="kill -9 in writes", run=run, trials=300, quick=15, control=control, control_trials=20)
