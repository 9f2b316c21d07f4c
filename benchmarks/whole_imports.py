"""A file of our own format brought in whole, into an empty store; pandas reads the same file as text."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from benchmarks.figures import Figure
from benchmarks.processes import Run, run
from benchmarks.scale import Scale
from benchmarks.servers import a_server
from bot.partnership.records import Product

_OURS = """
import asyncio, sys, time
from datetime import UTC, datetime
from pathlib import Path
from adapters.bringing import bring_in
from adapters.imports import reader
from adapters.stores import open_store

async def main():
    store = open_store(sys.argv[2])
    await store.names()
    began = time.perf_counter()
    entry = await bring_in(store, Path(sys.argv[1]), datetime(2026, 11, 22, 12, tzinfo=UTC), lambda _: None)
    took = time.perf_counter() - began
    await store.close()
    return entry.new / took

print(asyncio.run(main()))
"""
_THEIRS = """
import sys, time
import pandas
began = time.perf_counter()
rows = len(pandas.read_csv(sys.argv[1], dtype=str))
print(rows / (time.perf_counter() - began))
"""
_COLUMNS = (
    "customer",
    "tenant_id",
    "domain",
    "subscription_id",
    "product",
    "label",
    "dpor",
    "association",
    "renewal_date",
    "usage_driven_by_us",
    "own_tenant",
)
_HOLDERS = ("us", "us", "nobody", "", "Relecloud", "First Up Consultants")
_BESIDE = ("", "delegated-administrator", "transacting-partner", "none")


def whole_imports(scale: Scale, folder: Path) -> list[Figure]:
    """Rows a second as somebody waits for them, and memory at most; the store is empty each round."""
    numbers = iter(range(scale.rounds))
    figures = _figures(
        "TinyDB", scale.in_file, scale, folder, lambda: f"tinydb:{folder / f'{next(numbers)}.json'}"
    )
    with a_server() as server:
        if server:
            figures += _figures("PostgreSQL", scale.rows, scale, folder, server.new_database)
    return figures


def _figures(name: str, rows: int, scale: Scale, folder: Path, new_store: Callable[[], str]) -> list[Figure]:
    file = folder / f"{name}.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(_rows(rows))
    ours: list[Run] = []
    theirs: list[Run] = []
    for _ in range(scale.rounds):
        ours.append(run(("-c", _OURS, str(file), new_store()), folder))
        theirs.append(run(("-c", _THEIRS, str(file)), folder))

    def figure(kind: str, unit: str, value: Callable[[Run], float]) -> Figure:
        return Figure(
            name=f"importing {rows:,} rows of our own CSV into {name}, {kind}",
            unit=unit,
            measured=[value(one) for one in ours],
            yardstick="pandas.read_csv, as text, kept nowhere",
            of_yardstick=[value(one) for one in theirs],
        )

    return [
        figure("rows a second", "/s", lambda one: float(one.output)),
        figure("memory at most", "MB", lambda one: one.peak),
    ]


def _rows(count: int) -> Iterator[tuple[str, ...]]:
    """Every customer has four subscriptions."""
    random = Random(3)
    yield _COLUMNS
    for number in range(count):
        customer = number // 4
        yield (
            f"Customer {customer} AB",
            str(UUID(int=customer + 1)),
            f"customer{customer}.example",
            str(UUID(int=random.getrandbits(128))),
            random.choice(list(Product)).value,
            f"label {number % 9}",
            random.choice(_HOLDERS),
            random.choice(_BESIDE),
            (date(2027, 1, 1) + timedelta(random.randrange(365))).isoformat(),
            random.choice(("yes", "no")),
            "no",
        )
