"""PostgreSQL is stopped at once, as a crash would, in the middle of many transactions, and started again."""

from __future__ import annotations

import asyncio
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
_FORGETFUL = ("synchronous_commit=off", "wal_writer_delay=10s", "full_page_writes=off")


async def run(trials: int, seed: int, _: Path) -> Findings:
    """A server that writes to the disk before it acknowledges."""
    found = Findings(trials=trials)
    async with server(settings=DURABLE) as running:
        store = open_store(running.url)
        async with writing(store) as written:
            for trial in range(trials):
                await asyncio.sleep(Random(f"{seed}/{trial}").uniform(0, _LONGEST_UP))
                found.lost += not await _crossed(store, running, trial)
                found.unreadable += not await written.goes_on()
        found.add(await written.judged())
        await store.close()
    return found


async def control(trials: int, _seed: int, _: Path) -> Findings:
    """A server that acknowledges first."""
    found = Findings(trials=trials)
    for _trial in range(trials):
        async with server(settings=_FORGETFUL) as running:
            store = open_store(running.url)
            with admin(running) as connection:
                connection.execute("CHECKPOINT")
            async with writing(store, _claim) as written:
                await asyncio.sleep(2 * _LONGEST_UP)
                await _restart(running)
            async with store.transaction() as transaction:
                claims = {claim.id for claim in await transaction.claims.latest(1_000_000)}
            await store.close()
            found.lost += sum(f"k{number}" not in claims for number in written.acknowledged)
    return found


async def _claim(store: Store, number: int) -> None:
    # A transaction that drops a temporary table, as one on the record does, is always written at once.
    async with store.transaction() as transaction:
        await transaction.claims.add(a_claim(f"k{number}"))


async def _restart(running: PostgresServer) -> None:
    await asyncio.to_thread(running.stop)
    await asyncio.to_thread(running.start)


async def _crossed(store: Store, running: PostgresServer, trial: int) -> bool:
    """Whether a transaction that began before a restart is there whole after it."""
    claim, key = a_claim(f"k{trial}", customer_id=f"name:{trial}"), f"installation {trial}"
    async with store.transaction() as transaction:
        known = await transaction.installations.text(key)
        await transaction.claims.add(claim)
        await _restart(running)
        await transaction.installations.save(key, "sealed")
    async with store.transaction() as transaction:
        kept = await transaction.installations.text(key)
        claims = await transaction.claims.about(claim.customer_id)
    return (known, kept, claims) == (None, "sealed", (claim,))


FAULT = Fault(
    name="pg: restarts", run=run, trials=12, quick=1, control=control, control_trials=2, on_postgres=True
)
