"""What a turn, a look-up and a durable write cost on each store, and how long each stops the event loop."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from uuid import uuid4

from adapters.clock import DayClock
from adapters.service import settle
from adapters.stores import open_store
from benchmarks.figures import Bound, Figure
from benchmarks.names import companies
from benchmarks.scale import Scale
from benchmarks.servers import a_server
from bot.core import build_bot
from bot.partnership.claims import Claim
from bot.partnership.records import US, Holding, other
from bot.ports import Services, Store
from tests.builders import a_customer, a_holding, a_question, an_origin
from tests.whole_bot import knowledge, recogniser

YARDSTICK = "the same on the store in memory"
OF_EACH = 4
"""Subscriptions of one customer."""

Opener = Callable[[], Store]


async def stores(scale: Scale, folder: Path) -> list[Figure]:
    """A file with some thousand subscriptions, a PostgreSQL of its own with ten times as many."""
    figures = await _measured(
        "TinyDB", lambda: open_store(f"tinydb:{folder / 'store.json'}"), scale.in_file, scale
    )
    with a_server() as server:
        if server:
            figures += await _measured("PostgreSQL", lambda: open_store(server.url), scale.in_database, scale)
    return figures


@dataclass(slots=True)
class _Rounds:
    """What was measured, in milliseconds, a value a round."""

    turn: list[float] = field(default_factory=list[float])
    turn_cpu: list[float] = field(default_factory=list[float])
    look_up: list[float] = field(default_factory=list[float])
    write: list[float] = field(default_factory=list[float])
    stopped: list[float] = field(default_factory=list[float])


async def _measured(name: str, opener: Opener, size: int, scale: Scale) -> list[Figure]:
    holdings = _holdings(size)
    ours, memory = _Rounds(), _Rounds()
    filling = await _filled(opener, holdings)
    in_memory = open_store("memory:")
    async with in_memory.transaction() as transaction:
        await transaction.record.save(holdings)
    began = time.perf_counter()
    store = opener()
    opening = time.perf_counter() - began
    began = time.perf_counter()
    await store.names()
    naming = time.perf_counter() - began
    await in_memory.names()
    settle()
    for number in range(scale.rounds):
        for where, rounds in ((store, ours), (in_memory, memory))[:: 1 if number % 2 else -1]:
            await _round(where, rounds, holdings, scale)
    await store.close()
    await in_memory.close()
    return _figures(f"{name}, {size:,} subscriptions", ours, memory, (filling, opening, naming))


async def _filled(opener: Opener, holdings: Sequence[Holding]) -> float:
    store = opener()
    began = time.perf_counter()
    async with store.transaction() as transaction:
        await transaction.record.save(holdings)
    took = time.perf_counter() - began
    await store.close()
    return took


async def _round(store: Store, rounds: _Rounds, holdings: Sequence[Holding], scale: Scale) -> None:
    clock = DayClock(date(2026, 11, 22))
    bot = build_bot(Services(store=store, clock=clock, knowledge=knowledge()), recogniser())
    asked = [holdings[n * 7919 % len(holdings)] for n in range(scale.turns)]

    async def turn(holding: Holding) -> None:
        question = a_question(f"are we DPOR for {holding.customer.name}?", origin=an_origin(uuid4().hex))
        await bot.handle(question)

    async def look_up(holding: Holding) -> None:
        async with store.transaction() as transaction:
            assert await transaction.record.subscription(holding.subscription.id) == holding

    async def write(holding: Holding) -> None:
        async with store.transaction() as transaction:
            await transaction.claims.add(_claim(holding))

    await turn(asked[0])
    async with _watched(rounds.stopped):
        began = time.process_time()
        rounds.turn.append(await _p50(turn, asked))
        rounds.turn_cpu.append((time.process_time() - began) / len(asked) * 1000)
        rounds.look_up.append(await _p50(look_up, asked))
        rounds.write.append(await _p50(write, asked[: max(5, len(asked) // 5)]))


async def _p50(do: Callable[[Holding], Awaitable[None]], holdings: Sequence[Holding]) -> float:
    took: list[float] = []
    for holding in holdings:
        began = time.perf_counter()
        await do(holding)
        took.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(0)
    return median(took)


@asynccontextmanager
async def _watched(stopped: list[float]) -> AsyncGenerator[None]:
    """Notes by how much a sleep of a millisecond came too late at most."""
    worst = 0.0

    async def watch() -> None:
        nonlocal worst
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            worst = max(worst, (time.perf_counter() - began - 0.001) * 1000)

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    try:
        yield
    finally:
        watching.cancel()
        stopped.append(worst)


def _figures(name: str, ours: _Rounds, memory: _Rounds, at_first: tuple[float, float, float]) -> list[Figure]:
    filling, opening, naming = at_first
    in_memory = not name.startswith("PostgreSQL")

    def beside(what: str, measured: list[float], yardstick: list[float], at_most: float | None) -> Figure:
        bound = Bound(at_most=at_most) if at_most else None
        return Figure(
            name=f"{name}: {what}",
            unit="ms",
            measured=measured,
            yardstick=YARDSTICK,
            of_yardstick=yardstick,
            bound=bound,
        )

    def alone(what: str, seconds: float, at_most: float | None) -> Figure:
        bound = Bound(at_most=at_most) if at_most else None
        return Figure(name=f"{name}: {what}", unit="ms", measured=[seconds * 1000], bound=bound)

    return [
        beside("a turn, wall p50", ours.turn, memory.turn, None),
        beside("a turn, CPU", ours.turn_cpu, memory.turn_cpu, None),
        beside("look-up by key, wall p50", ours.look_up, memory.look_up, 0.05 if in_memory else 5),
        beside("durable write, wall p50", ours.write, memory.write, 30),
        beside("event loop stopped at most", ours.stopped, memory.stopped, 20),
        alone("writing them all, wall", filling, None),
        alone("opening, wall", opening, 1000),
        alone("the names for the first time, wall", naming, None),
    ]


def _holdings(count: int) -> list[Holding]:
    names = itertools.cycle(companies())
    customers = [
        a_customer(next(names), id_=f"tenant-{number}") for number in range((count + OF_EACH - 1) // OF_EACH)
    ]
    return [
        a_holding(
            f"subscription-{number}",
            customer=customers[number // OF_EACH],
            dpor=other(f"Rival {number % 50}") if number % 3 else US,
            label=f"Label {number}",
        )
        for number in range(count)
    ]


def _claim(holding: Holding) -> Claim:
    return Claim(
        id=uuid4().hex,
        customer=holding.customer.name,
        partner="Relecloud",
        reporter="T1/slack/U1",
        at=an_origin().at,
        customer_id=holding.customer.id,
    )
