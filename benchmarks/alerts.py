"""What alerts cost: delivering one, and cases where thousands are open, on each store that lasts."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from statistics import median

from adapters.clock import SystemClock
from adapters.courier.courier import Courier
from adapters.courier.posting import Told
from adapters.stores import open_store
from benchmarks.figures import Bound, Figure
from benchmarks.scale import Scale
from benchmarks.servers import a_server
from bot.conversation.language import Language
from bot.conversation.notices import Notice
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply
from bot.partnership.records import US, Holding, other
from bot.ports import Store
from tests.builders import a_customer, a_holding
from tests.contract.notice_steps import a_notice
from tests.unit.alerts.test_raising import bring_in

PACE = "Teams takes 50 a second in all of a tenant"
PACE_MS = 20.0
FEW = 100
"""Of what is many, so many parts are few."""
_ROOMS = 200
_TAKEN = 20
_ANSWER = Reply(language=Language.ENGLISH, title="An alert", outcome=Outcome(kind=Kind.COMMAND))
_DAY = timedelta(days=1)


class Taking:
    """A platform that takes everything at once."""

    rest = timedelta()

    async def admit(self, told: Told) -> None:
        """Everybody is ours."""

    async def post(self, told: Told) -> str:
        return told.key

    async def look(self, notice: Notice, thread: str) -> str | None:
        return None


@dataclass(slots=True)
class _Rounds:
    """What was measured, in milliseconds, a value a round."""

    delivered: list[float] = field(default_factory=list[float])
    taken: list[float] = field(default_factory=list[float])
    listed: list[float] = field(default_factory=list[float])
    raised: list[float] = field(default_factory=list[float])


async def alerts(scale: Scale, folder: Path) -> list[Figure]:
    """A file, and a PostgreSQL of its own; each with many open cases and waiting alerts, and with few."""
    figures = await _measured("TinyDB", lambda name: f"tinydb:{folder / name}", scale)
    with a_server() as server:
        if server:
            figures += await _measured("PostgreSQL", lambda _: server.new_database(), scale)
    return figures


async def _measured(name: str, url: Callable[[str], str], scale: Scale) -> list[Figure]:
    many, few = _Rounds(), _Rounds()
    stores = [(open_store(url("many")), scale.open_cases, many)]
    stores.append((open_store(url("few")), max(1, scale.open_cases // FEW), few))
    for store, size, _ in stores:
        await _fill(store, size)
    for number in range(scale.rounds):
        for store, _, rounds in stores[:: 1 if number % 2 else -1]:
            await _round(store, rounds, number)
    for store, _, _ in stores:
        await store.close()
    return _figures(f"{name}, {scale.open_cases:,} open cases", many, few, scale.open_cases // FEW)


async def _fill(store: Store, size: int) -> None:
    await bring_in(store, *((_lost(number), US) for number in range(size)))
    now = SystemClock().now()
    async with store.transaction() as transaction:
        for number in range(size):
            notice = a_notice(f"n{number}", conversation=f"C{number % _ROOMS}", due=now, created=now)
            await transaction.notices.add(notice)


def _lost(number: int) -> Holding:
    holding = a_holding(f"s{number}", customer=a_customer(f"Customer {number}"), dpor=other("First Up"))
    subscription = replace(holding.subscription, usage_driven_by_us=True)
    return replace(holding, subscription=subscription)


async def _round(store: Store, rounds: _Rounds, number: int) -> None:
    courier = Courier(store, SystemClock(), "slack", Taking(), _told)

    async def take() -> None:
        for notice in await store.take(SystemClock().now(), _DAY, _TAKEN, "slack"):
            given.append(notice)

    async def deliver() -> None:
        await courier.tell(given.pop())

    async def list_() -> None:
        async with store.transaction() as transaction:
            assert await transaction.cases.open()

    async def raise_() -> None:
        nonlocal raised
        raised += 1
        assert await bring_in(store, (_lost(1_000_000 + number * 1_000 + raised), US), number=raised)

    given: list[Notice] = []
    raised = 0
    took = await _ms(take)
    rounds.taken.append(took)
    rounds.delivered.append(took / max(1, len(given)) + await _p50(deliver, len(given)))
    rounds.listed.append(await _p50(list_, 3))
    rounds.raised.append(await _p50(raise_, 5))
    async with store.transaction() as transaction:
        for which in range(_TAKEN):
            now = SystemClock().now()
            again = a_notice(f"again {number}/{which}", conversation=f"C{which}", due=now, created=now)
            await transaction.notices.add(again)


async def _told(notice: Notice) -> Told:
    return Told(address=notice.address, reply=_ANSWER, key=notice.key)


async def _ms(do: Callable[[], Awaitable[None]]) -> float:
    began = time.perf_counter()
    await do()
    return (time.perf_counter() - began) * 1000


async def _p50(do: Callable[[], Awaitable[None]], times: int) -> float:
    return median([await _ms(do) for _ in range(times)])


def _figures(name: str, many: _Rounds, few: _Rounds, size: int) -> list[Figure]:
    def beside(what: str, measured: list[float], of_few: list[float]) -> Figure:
        yardstick = f"the same with {max(1, size):,}"
        return Figure(
            name=f"{name}: {what}", unit="ms", measured=measured, yardstick=yardstick, of_yardstick=of_few
        )

    return [
        Figure(
            name=f"{name}: an alert taken, posted and written, wall p50",
            unit="ms",
            measured=many.delivered,
            yardstick=PACE,
            of_yardstick=[PACE_MS] * len(many.delivered),
            bound=Bound(at_most=1, of_ratio=True),
        ),
        beside("taking twenty alerts among as many, wall", many.taken, few.taken),
        beside("reading the open cases, wall p50", many.listed, few.listed),
        beside("one more case raised, wall p50", many.raised, few.raised),
    ]
