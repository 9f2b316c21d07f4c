"""Three served bots on one database, and a Slack that repeats and shuffles; replicas are killed.

A trial is a delivery: a signed request to any replica. The Slack counts answers by event, and is the judge.
What a killed replica had under way is answered when it comes again after its lease, perhaps a second time.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import aiohttp

from tests.faults.findings import Fault, Findings
from tests.faults.servers import admin, server
from tests.faults.slack_storm import Replica, Storm
from tests.postgres_server import PostgresServer
from tests.scenario.fake_slack import fake_slack
from tests.scenario.slack_values import BOT_TOKEN, SIGNING_SECRET

_REPLICAS = 3
_REPEATS = (1, 1, 2, 4)
_KILL_EVERY = 300
"""Deliveries, in the mean."""
_UNDER_WAY = "SELECT id FROM dpor.events WHERE until IS NOT NULL"
_END_LEASES = "UPDATE dpor.events SET until = now() - interval '1 second' WHERE until IS NOT NULL"


async def run(trials: int, seed: int, folder: Path) -> Findings:
    """On one database."""
    random, kills = Random(seed), max(1, trials // _KILL_EVERY)
    async with server() as running:
        url = running.new_database()
        async with _storm(url, folder, random, lambda: _under_way(running, url)) as storm:
            events, deliveries = _shuffled(trials, random)
            storm.kills.extend(sorted(random.sample(range(len(deliveries)), kills), reverse=True))
            found = await _delivered(storm, events, deliveries)
            await asyncio.to_thread(_let_leases_end, running, url)
            # What Slack sends for the last time comes after that.
            await storm.deliver(sorted(events))
            await storm.settled(events)
            answers = storm.answers()
    sure = events - storm.unsure
    found.acknowledged = len(answers)
    found.lost += len(events - answers.keys())
    found.doubled = sum(answers[event] > 1 for event in sure)
    found.doubled += sum(answers[event] > 1 + kills for event in storm.unsure)
    return found


async def control(trials: int, seed: int, folder: Path) -> Findings:
    """Each for itself: no replica knows what another has answered."""
    random = Random(seed)
    async with _storm("memory:", folder, random, set) as storm:
        events, deliveries = _shuffled(trials, random)
        found = await _delivered(storm, events, deliveries)
        found.doubled = sum(number > 1 for number in storm.answers().values())
    return found


def _shuffled(trials: int, random: Random) -> tuple[set[int], list[int]]:
    events = range(trials * len(_REPEATS) // sum(_REPEATS))
    deliveries = [event for event in events for _ in range(_REPEATS[event % len(_REPEATS)])]
    random.shuffle(deliveries)
    return set(events), deliveries


async def _delivered(storm: Storm, events: set[int], deliveries: Sequence[int]) -> Findings:
    """Lost so far is what has no answer, though no replica to which it went was killed before."""
    await storm.deliver(deliveries)
    lived = events - storm.unsure - storm.interrupted
    await storm.settled(lived)
    return Findings(trials=len(deliveries), lost=len(lived - storm.answers().keys()))


@asynccontextmanager
async def _storm(
    url: str, folder: Path, random: Random, under_way: Callable[[], set[int]]
) -> AsyncGenerator[Storm]:
    async with fake_slack() as slack, aiohttp.ClientSession() as session:
        settings = {
            "PORT": "0",
            "DPOR_STORE": url,
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": slack.url,
        }
        replicas = [
            Replica(log=folder / f"replica{number}", settings=settings) for number in range(_REPLICAS)
        ]
        try:
            await asyncio.gather(*(replica.start() for replica in replicas))
            yield Storm(slack=slack, replicas=replicas, session=session, random=random, under_way=under_way)
        finally:
            await asyncio.gather(*(replica.kill() for replica in replicas))


def _under_way(running: PostgresServer, url: str) -> set[int]:
    with admin(running, url) as connection:
        rows = connection.execute(_UNDER_WAY).fetchall()
    return {int(json.loads(id_)[0].removeprefix("Ev")) for (id_,) in rows}


def _let_leases_end(running: PostgresServer, url: str) -> None:
    with admin(running, url) as connection:
        connection.execute(_END_LEASES)


FAULT = Fault(
    name="pg: served replicas",
    run=run,
    trials=1_600,
    quick=48,
    control=control,
    control_trials=40,
    on_postgres=True,
)
