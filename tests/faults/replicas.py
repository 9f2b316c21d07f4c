"""Three replicas of the store layer on one database: events repeated, shuffled, and interrupted by kill -9.

A trial is a delivery. What a killed replica did not say it had taken comes again, five minutes later by its
clock, as from Slack.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from adapters.stores import open_store
from tests.faults.children import Job, child
from tests.faults.deliveries import STARTED, SUBJECT, customer_of, id_of, take, take_carelessly
from tests.faults.findings import Fault, Findings
from tests.faults.servers import left_alone, server

_REPLICAS = 3
_REPEATS = (1, 1, 2, 4)
"""How often each of four events is delivered: twice each, in the mean."""
_LIFE = 500
"""Deliveries that a replica takes, unless it is killed before."""
_KILLED_IN = 2
"""One in so many lives ends early."""
_MINUTES = 5
_ROUNDS = 4


async def run(trials: int, seed: int, _: Path) -> Findings:
    """Each claim is written in one transaction with what it follows from."""
    return await _delivered(take, trials, seed)


async def control(trials: int, seed: int, _: Path) -> Findings:
    """Nothing is locked between the look and the write."""
    return await _delivered(take_carelessly, trials, seed)


async def _delivered(job: Job, trials: int, seed: int) -> Findings:
    random = Random(seed)
    events = range(trials * len(_REPEATS) // sum(_REPEATS))
    deliveries = [event for event in events for _ in range(_REPEATS[event % len(_REPEATS)])]
    random.shuffle(deliveries)
    found = Findings(trials=len(deliveries))
    async with server() as running:
        url = running.new_database()
        for number in range(_ROUNDS):
            fatal = number < _ROUNDS - 1
            deliveries = await _round(job, url, deliveries, number * _MINUTES, random, fatal=fatal)
            # What a killed replica had sent may be written for a moment longer.
            await asyncio.to_thread(left_alone, running, url)
        found.unreadable = len(deliveries)
        found.add(await _judged(url, events))
    return found


async def _round(
    job: Job, url: str, deliveries: Sequence[int], minutes: int, random: Random, *, fatal: bool
) -> list[int]:
    """Deliver all of them. Gives those of which nobody said that they were taken."""
    lives = [list(deliveries[first : first + _LIFE]) for first in range(0, len(deliveries), _LIFE)]
    last = [random.randrange(len(life)) if fatal and number % _KILLED_IN == 0 else None
            for number, life in enumerate(lives)]  # fmt: skip
    to_do, left = list(zip(lives, last, strict=True)), list[int]()

    def replica() -> None:
        while to_do:
            life, end = to_do.pop()
            left.extend(_life(job, url, life, minutes, end))

    await asyncio.gather(*(asyncio.to_thread(replica) for _ in range(_REPLICAS)))
    return left


def _life(job: Job, url: str, life: list[int], minutes: int, last: int | None) -> list[int]:
    """One replica, killed when it has taken so many. Gives the deliveries that it did not say it took."""
    with child(job, url, life, minutes) as replica:
        said = set[int]()
        while last is not None and len(said) <= last:
            said.add(int(replica.says.recv_bytes()))
        if last is not None:
            replica.kill()
        said |= set(replica.said())
    return [event for which, event in enumerate(life) if which not in said - {STARTED}]


async def _judged(url: str, events: Sequence[int]) -> Findings:
    store = open_store(url)
    async with store.transaction() as transaction:
        claims = Counter(claim.id for claim in await transaction.claims.latest(1_000_000))
        notices = await transaction.notices.about(SUBJECT)
    await store.close()
    wanted = Counter(customer_of(event) for event in events)
    told = Counter(notice.address.conversation for notice in notices)
    about = Counter(notice.text for notice in notices)
    found = Findings(acknowledged=claims.total())
    found.lost = len({id_of(event) for event in events} - claims.keys())
    found.lost += sum(max(0, number - 1 - told[customer]) for customer, number in wanted.items())
    found.doubled = about.total() - len(about)
    found.doubled += sum(max(0, number + 1 - wanted[customer]) for customer, number in told.items())
    found.halves = len(about.keys() - claims.keys())
    return found


FAULT = Fault(
    name="pg: replicas",
    run=run,
    trials=24_000,
    quick=400,
    control=control,
    control_trials=400,
    on_postgres=True,
)
