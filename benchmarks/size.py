"""`python -m benchmarks.size`: what the TinyDB file costs with thousands of subscriptions, and prints it."""

from __future__ import annotations

import asyncio
import csv
import gc
import tempfile
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from uuid import UUID

import click

from adapters.bringing import bring_in
from adapters.imports.own_csv import COLUMNS
from adapters.stores.tiny import tiny_store
from benchmarks.names import stored_names
from bot.conversation.events import Address
from bot.conversation.watches import Watch
from bot.partnership.records import HolderKind, HoldingQuery, Product
from bot.ports import Store

_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
_HOLDERS = (
    "us",
    "us",
    "nobody",
    "",
    "Relecloud",
    "First Up Consultants",
    "Trey Research",
    "Lamna Healthcare",
)
_LABELS = ("Production", "Test", "Backup", "Ekonomi", "Utveckling", "", "")
_ONES, _WRITERS, _EACH = 300, 50, 40


@click.command()
@click.argument("subscriptions", type=click.IntRange(100), default=20_000)
def main(subscriptions: int) -> None:
    """Measure a file of SUBSCRIPTIONS, a third as many customers.

    "held up" is the CPU that this process took between two beats of its event loop, a millisecond apart: for
    so long nobody else was served.
    """
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measured(Path(folder), subscriptions))


async def _measured(folder: Path, subscriptions: int) -> None:
    file, path = folder / "rows.csv", folder / "store.json"
    ids = _rows(file, subscriptions)
    store = tiny_store(path)

    async def imported() -> None:
        await bring_in(store, file, _AT, lambda _: None)

    await _once("import from CSV", imported)
    await _once("the same file again", imported)
    for name, query in (("all", HoldingQuery()), ("what is ours", HoldingQuery(holder=HolderKind.US))):
        await _once(f"a list of {name}", lambda query=query: _listed(store, query))
    await _often("look-up by key", lambda n: _looked_up(store, ids[n]))
    await _often("durable write: a room", lambda n: _subscribed(store, f"C{n}"))
    await _often("durable write: a changed subscription", lambda n: _changed(store, ids[n]))
    await _once(f"{_WRITERS * _EACH} durable writes by {_WRITERS} at once", lambda: _all_at_once(store))
    await _once("close", store.close)
    del store
    gc.unfreeze()
    gc.collect()
    began = time.perf_counter()
    store = tiny_store(path)
    print(f"{'open':<42} {time.perf_counter() - began:9.2f} s      {path.stat().st_size / 1e6:.1f} MB")
    await _once("all names, for the first question", store.names)
    await _once("the first write after opening", lambda: _subscribed(store, "first"))
    await store.close()


@dataclass(slots=True)
class _Beats:
    worst: float = 0.0


@asynccontextmanager
async def _beating() -> AsyncGenerator[_Beats]:
    beats = _Beats()

    async def beat() -> None:
        last = time.process_time()
        while True:
            await asyncio.sleep(0.001)
            now = time.process_time()
            beats.worst, last = max(beats.worst, now - last), now

    task = asyncio.create_task(beat())
    await asyncio.sleep(0.05)
    beats.worst = 0.0
    yield beats
    await asyncio.sleep(0.01)
    task.cancel()


async def _once(name: str, work: Callable[[], Awaitable[object]]) -> None:
    async with _beating() as beats:
        began = time.perf_counter()
        await work()
        took = time.perf_counter() - began
    print(f"{name:<42} {took:9.3f} s      held up {beats.worst * 1000:.1f} ms")


async def _often(name: str, work: Callable[[int], Awaitable[object]]) -> None:
    took: list[float] = []
    async with _beating() as beats:
        for number in range(_ONES):
            began = time.perf_counter()
            await work(number)
            took.append((time.perf_counter() - began) * 1000)
    rare = quantiles(took, n=100)[-1]
    print(f"{name:<42} {median(took):9.3f} ms     p99 {rare:.2f} ms, held up {beats.worst * 1000:.1f} ms")


async def _listed(store: Store, query: HoldingQuery) -> None:
    async with store.transaction() as transaction:
        await transaction.record.holdings(query)


async def _looked_up(store: Store, id_: str) -> None:
    async with store.transaction() as transaction:
        await transaction.record.subscription(id_)


async def _subscribed(store: Store, room: str) -> None:
    async with store.transaction() as transaction:
        address = Address(tenant="T1", platform="slack", conversation=room)
        await transaction.watches.save(Watch(address=address, since=_AT))


async def _changed(store: Store, id_: str) -> None:
    async with store.transaction() as transaction:
        stored = await transaction.record.subscription(id_)
        if stored is not None:
            renamed = replace(stored.subscription, label=f"{stored.subscription.label} anew")
            await transaction.record.save([replace(stored, subscription=renamed)])


async def _all_at_once(store: Store) -> None:
    async def write(writer: int) -> None:
        for number in range(_EACH):
            await _subscribed(store, f"W{writer}-{number}")

    await asyncio.gather(*(write(writer) for writer in range(_WRITERS)))


def _rows(file: Path, subscriptions: int) -> list[str]:
    """A file of our own format. Gives the subscriptions' ids."""
    random = Random(4)
    customers = [
        (name, str(UUID(int=random.getrandbits(128))))
        for name in islice(stored_names(), max(subscriptions // 3, 1))
    ]
    ids = [str(UUID(int=random.getrandbits(128))) for _ in range(subscriptions)]
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.DictWriter(stream, COLUMNS)
        rows.writeheader()
        for number, id_ in enumerate(ids):
            name, tenant = customers[number % len(customers)]
            rows.writerow(
                {
                    "customer": name,
                    "tenant_id": tenant,
                    "domain": f"{tenant[:8]}.onmicrosoft.com",
                    "subscription_id": id_,
                    "product": random.choice(list(Product)).value,
                    "label": random.choice(_LABELS),
                    "dpor": random.choice(_HOLDERS),
                    "association": random.choice(("", "delegated-administrator", "transacting-partner")),
                    "renewal_date": (date(2027, 1, 1) + timedelta(random.randrange(365))).isoformat(),
                    "usage_driven_by_us": random.choice(("yes", "no")),
                }
            )
    return ids


if __name__ == "__main__":
    main()
