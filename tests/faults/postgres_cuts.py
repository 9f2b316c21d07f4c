"""Connections to PostgreSQL are cut at random moments of many writes, each by pg_terminate_backend."""

from __future__ import annotations

import asyncio
from itertools import count
from pathlib import Path
from random import Random

import psycopg
from psycopg import AsyncConnection, OperationalError

from adapters.stores import open_store
from tests.faults.findings import Fault, Findings
from tests.faults.going_on import writing
from tests.faults.servers import admin, clients, server
from tests.postgres_server import PostgresServer

_LONGEST_PAUSE = 0.05
_UNTIL_LOOKED_AT = 50
"""Cuts after which the client has to have gone on."""
_WRITERS = 8
_HALVES = "SELECT count(*) FROM (SELECT number FROM halves GROUP BY number HAVING count(*) = 1) AS half"


async def run(trials: int, seed: int, _: Path) -> Findings:
    """The store, of which a pool of connections is cut one by one."""
    found, random = Findings(trials=trials), Random(seed)
    async with server() as running:
        store = open_store(running.url)
        async with writing(store) as written:
            for trial in range(trials):
                await _cut_one(running, random)
                if trial % _UNTIL_LOOKED_AT == 0:
                    found.unreadable += not await written.goes_on()
            found.unreadable += not await written.goes_on()
        found.add(await written.judged())
        await store.close()
    return found


async def control(trials: int, seed: int, _: Path) -> Findings:
    """Clients without transactions, that connect anew and go on with what is next."""
    found, random, stopped = Findings(trials=trials), Random(seed), asyncio.Event()
    async with server() as running:
        with psycopg.connect(running.url) as connection:
            connection.execute("CREATE TABLE halves (number integer)")
        numbers = count()
        careless = [
            asyncio.create_task(_in_halves(running.url, numbers, stopped)) for _writer in range(_WRITERS)
        ]
        for _trial in range(trials):
            await _cut_one(running, random)
        stopped.set()
        await asyncio.gather(*careless)
        with admin(running) as connection:
            found.halves = (connection.execute(_HALVES).fetchone() or (0,))[0]
    return found


async def _cut_one(running: PostgresServer, random: Random) -> None:
    await asyncio.sleep(random.uniform(0, _LONGEST_PAUSE))
    with admin(running) as connection:
        if serving := clients(connection, running.url):
            connection.execute("SELECT pg_terminate_backend(%s)", (random.choice(serving),))


async def _in_halves(url: str, numbers: count[int], stopped: asyncio.Event) -> None:
    while not stopped.is_set():
        try:
            async with await AsyncConnection.connect(url, autocommit=True) as connection:
                while not stopped.is_set():
                    number = next(numbers)
                    for _ in range(2):
                        await connection.execute("INSERT INTO halves VALUES (%s)", (number,))
        except OperationalError:
            continue


FAULT = Fault(
    name="pg: cuts", run=run, trials=1_000, quick=50, control=control, control_trials=60, on_postgres=True
)
