"""kill -9 at a random moment of an import into PostgreSQL, two at a time: all of the file, or nothing."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.faults.children import Job
from tests.faults.findings import Fault, Findings
from tests.faults.kills_in_imports import in_parts, judged, killed, whole
from tests.faults.servers import server

_AT_ONCE = 2


async def run(trials: int, seed: int, folder: Path) -> Findings:
    """Each into a database of its own."""
    return await _killed(*whole(folder), trials, seed)


async def control(trials: int, seed: int, folder: Path) -> Findings:
    """In several transactions."""
    return await _killed(*in_parts(folder), trials, seed)


async def _killed(job: Job, given: object, trials: int, seed: int) -> Findings:
    found = Findings()
    async with server() as running:

        def some(part: int) -> Findings:
            share = len(range(part, trials, _AT_ONCE))
            return asyncio.run(
                killed(job, given, share, seed * _AT_ONCE + part, running.new_database, judged)
            )

        for one in await asyncio.gather(*(asyncio.to_thread(some, part) for part in range(_AT_ONCE))):
            found.add(one)
    return found


FAULT = Fault(
    name="pg: kill in imports",
    run=run,
    trials=60,
    quick=4,
    control=control,
    control_trials=12,
    on_postgres=True,
)
