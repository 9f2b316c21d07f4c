"""PostgreSQL is stopped at once, as a crash would, in the middle of many transactions, and started again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from random import Random

from adapters.stores import open_store
from bot.ports import Store
from tests.contract.store_steps import a_claim
from tests.faults.findings import Fault, Findings
from tests.faults.going_on import writing
from tests.faults.servers import DURABLE, admin, server
from tests.postgres_server import PostgresServer

_LONGEST_UP = 0.5
_FORGETFUL = ("synchronous_commit=off", "wal_writer_delay=10s")


async def run(trials: int, seed: int, _: Path) -> Findings:
    """A server that writes to the disk before it acknowledges."""
    return await _restarted(DURABLE, trials, seed)


async def control(trials: int, seed: int, _: Path) -> Findings:
    """A server that acknowledges first."""
    return await _restarted(_FORGETFUL, trials, seed)


async def _restarted(settings: Sequence[str], trials: int, seed: int) -> Findings:
    found = Findings(trials=trials)
    async with server(settings=settings) as running:
        store = open_store(running.url)
        with admin(running) as connection:
            connection.execute("CHECKPOINT")
        async with writing(store) as written:
            for trial in range(trials):
                await asyncio.sleep(Random(f"{seed}/{trial}").uniform(0, _LONGEST_UP))
                found.lost += not await _crossed(store, running, trial)
                found.unreadable += not await written.goes_on()
        found.add(await written.judged())
        await store.close()
    return found


async def _crossed(store: Store, running: PostgresServer, trial: int) -> bool:
    """Whether a transaction that began before a restart is there whole after it."""
    claim, key = a_claim(f"k{trial}", customer_id=f"name:{trial}"), f"installation {trial}"
    async with store.transaction() as transaction:
        known = await transaction.installations.text(key)
        await transaction.claims.add(claim)
        await asyncio.to_thread(running.stop)
        await asyncio.to_thread(running.start)
        await transaction.installations.save(key, "sealed")
    async with store.transaction() as transaction:
        kept = await transaction.installations.text(key)
        claims = await transaction.claims.about(claim.customer_id)
    return (known, kept, claims) == (None, "sealed", (claim,))


FAULT = Fault(
    name="pg: restarts", run=run, trials=12, quick=1, control=control, control_trials=2, on_postgres=True
)
