"""The same alerts on PostgreSQL, by three couriers that share an outbox; the server is restarted, too."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random

from tests.faults.alerts import Delivery, begun, judged, written
from tests.faults.findings import Fault, Findings
from tests.faults.flaky_services import flaky_services
from tests.faults.servers import DURABLE, server
from tests.postgres_server import PostgresServer

_COURIERS = 3
_UP = (1.0, 4.0)
"""Seconds until the server is stopped, as by a crash."""
_ALERTS_A_RESTART = 500


async def run(trials: int, seed: int, _: Path) -> Findings:
    """With a look, and with a mark where nobody can look."""
    return await _carried(trials, seed)


async def control(trials: int, seed: int, _: Path) -> Findings:
    """By couriers that do not look, and mark nothing."""
    return await _carried(trials, seed, careless=True)


async def _carried(trials: int, seed: int, *, careless: bool = False) -> Findings:
    async with server(settings=DURABLE) as running, flaky_services(Random(seed)) as services:
        await written(running.url, trials, services)
        delivery = begun(running.url, trials, seed, services, careless=careless)
        restarting = asyncio.create_task(_restarted(running, delivery, trials // _ALERTS_A_RESTART, seed))
        done = await asyncio.gather(*(asyncio.to_thread(delivery.work) for _ in range(_COURIERS)))
        await restarting
        return judged(delivery, trials, done=all(done))


async def _restarted(running: PostgresServer, delivery: Delivery, times: int, seed: int) -> None:
    for trial in range(times):
        await asyncio.sleep(Random(f"{seed}/{trial}").uniform(*_UP))
        await asyncio.to_thread(running.stop)
        await asyncio.to_thread(delivery.interrupt)
        await asyncio.to_thread(running.start)


FAULT = Fault(
    name="pg: alerts",
    run=run,
    trials=4_000,
    quick=200,
    control=control,
    control_trials=200,
    on_postgres=True,
)
