"""kill -9 at a random moment of a second import into PostgreSQL: all of the file came in, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path

import psycopg

from bot.partnership.records import HoldingQuery
from tests.faults.children import Job, child
from tests.faults.findings import Fault, Findings
from tests.faults.jobs import import_file, import_in_parts
from tests.faults.kills_in_imports import HEADER, killed, opened
from tests.faults.servers import server
from tests.postgres_server import ROLE, PostgresServer

_ROWS, _TOLD, _PARTS = 8_000, 7_500, 10
"""Those that nobody speaks of in the second month stay as they were."""


async def run(trials: int, seed: int, folder: Path) -> Findings:
    """Each upon a copy of a database in which the first month is."""
    return await _killed(import_file, _month(folder, "1", range(_TOLD)), trials, seed, folder)


async def control(trials: int, seed: int, folder: Path) -> Findings:
    """In several transactions."""
    step = _TOLD // _PARTS
    parts = [range(start, start + step) for start in range(0, _TOLD, step)]
    files = tuple(_month(folder, f"1-{part.start}", part) for part in parts)
    return await _killed(import_in_parts, files, trials, seed, folder)


async def _killed(job: Job, given: object, trials: int, seed: int, folder: Path) -> Findings:
    async with server() as running:
        # A day before the others: what our own CSV says again on the same day is no news.
        with child(import_file, first := running.new_database(), _first(folder), -1) as importer:
            importer.said()
        return await killed(job, given, trials, seed, _copies(running, first), _judged)


def _copies(running: PostgresServer, first: str) -> Callable[[], str]:
    numbers, template = count(), first.rpartition("/")[2]

    def copy() -> str:
        name = f"copy_{next(numbers)}"
        with psycopg.connect(running.admin_url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {ROLE}".encode())
        return first.removesuffix(template) + name

    return copy


def _first(folder: Path) -> Path:
    return _file(folder / "0.csv", range(_ROWS), lambda _: "us")


def _month(folder: Path, name: str, numbers: range) -> Path:
    """Of eight one is another's by now."""
    return _file(folder / f"{name}.csv", numbers, lambda n: "us" if n % 8 else "Relecloud")


def _file(path: Path, numbers: range, dpor: Callable[[int], str]) -> Path:
    rows = (f"Customer {n % 600},s{n},microsoft-azure,Production {n},{dpor(n)}\n" for n in numbers)
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


async def _judged(url: str, done: bool) -> Findings:
    found = Findings(trials=1, acknowledged=done)
    store = opened(url, found)
    if store is None:
        return found
    async with store.transaction() as transaction:
        holdings = await transaction.record.holdings(HoldingQuery())
        entries = await transaction.imports.newest(_PARTS + 1)
        noted = sum([await transaction.imports.can_be_taken_back(entry.id) for entry in entries])
    await store.close()
    told = Counter((dpor.holder.partner, dpor.source[0]) for one in holdings if (dpor := one.dpor))
    changed = len(range(0, _TOLD, 8))
    before = {("", "0"): _ROWS}, 1, 1
    after = {("", "0"): _ROWS - _TOLD, ("", "1"): _TOLD - changed, ("Relecloud", "1"): changed}, 2, 2
    state = dict(told), len(entries), noted
    found.lost = done and state == before
    found.halves = state not in (before, after)
    return found


FAULT = Fault(
    name="pg: kill in months",
    run=run,
    trials=40,
    quick=4,
    control=control,
    control_trials=12,
    on_postgres=True,
)
