"""kill -9 of clients of PostgreSQL, several at a time, at random moments of many writes."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from random import Random

from adapters.stores import open_store
from tests.faults.children import Job, child
from tests.faults.findings import Fault, Findings
from tests.faults.jobs import write_carelessly, write_pairs
from tests.faults.pairs import judged
from tests.faults.servers import left_alone, server

_AT_ONCE = 4
_LONGEST_LIFE = 0.6
_LIVES = 20
"""Kills after which a database is begun anew."""


async def run(trials: int, seed: int, _: Path) -> Findings:
    """Clients that write on the same few rows."""
    return await _killed(write_pairs, trials, seed)


async def control(trials: int, seed: int, _: Path) -> Findings:
    """Clients that acknowledge too early, and write in halves."""
    return await _killed(write_carelessly, trials, seed)


async def _killed(job: Job, trials: int, seed: int) -> Findings:
    found, acknowledged, url = Findings(), set[int](), ""
    async with server() as running:
        for first in range(0, trials, _AT_ONCE):
            if first % _LIVES == 0:
                url, acknowledged = running.new_database(), set()
            numbers = range(first, min(first + _AT_ONCE, trials))
            lives = (asyncio.to_thread(_life, job, url, trial, seed) for trial in numbers)
            acknowledged |= set[int]().union(*await asyncio.gather(*lives))
            # What a client had sent before it died may be written for a moment longer.
            await asyncio.to_thread(left_alone, running, url)
            one, acknowledged = await judged(lambda url=url: open_store(url), acknowledged)
            one.trials = len(numbers)
            found.add(one)
    return found


def _life(job: Job, url: str, trial: int, seed: int) -> set[int]:
    """What one client has acknowledged."""
    with child(job, url, 100_000 * (trial + 1)) as writer:
        writer.says.recv_bytes()
        time.sleep(Random(f"{seed}/{trial}").uniform(0, _LONGEST_LIFE))
        writer.kill()
        return set(writer.said())


FAULT = Fault(
    name="pg: kill in writes",
    run=run,
    trials=240,
    quick=12,
    control=control,
    control_trials=20,
    on_postgres=True,
)
