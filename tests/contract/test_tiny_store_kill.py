"""A kill -9 at any moment leaves a readable file with all that was acknowledged."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.stores import open_store
from tests.contract.store_steps import ids


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store file that is not there yet."""
    return tmp_path / "store.json"


TICKER = """
import asyncio, sys
from adapters.stores import open_store
from tests.builders import a_tick

async def main():
    store = open_store(sys.argv[1])
    for number in range(100_000):
        async with store.transaction() as transaction:
            await transaction.checklists.save(f"list {number % 7}", (a_tick(person=str(number)),))
        print(number, flush=True)

asyncio.run(main())
"""


async def test_ticks_outlast_a_kill(path: Path) -> None:
    for kill in range(5):
        acknowledged = [int(line) for line in _write_until_killed(path, lines=10 + kill, program=TICKER)]
        store = open_store(f"tinydb:{path}")
        async with store.transaction() as transaction:
            for number in acknowledged[-7:]:
                (tick,) = await transaction.checklists.ticks(f"list {number % 7}")
                # The next one on this list may be there too: it was written and not yet acknowledged.
                assert int(tick.person) in (number, number + 7)
        await store.close()
        path.unlink()


WRITER = """
import asyncio, sys
from adapters.stores import open_store
from tests.builders import a_customer, a_holding

async def write(store, worker):
    n = 0
    while True:
        async with store.transaction() as transaction:
            both = [a_holding(f"{worker}-{n}-{half}", customer=a_customer(f"C{worker}")) for half in "ab"]
            await transaction.record.save(both)
        print(f"{worker}-{n}", flush=True)
        n += 1

async def main():
    store = open_store(sys.argv[1])
    await asyncio.gather(*(write(store, worker) for worker in range(4)))

asyncio.run(main())
"""


async def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged_and_halves_nothing(
    path: Path,
) -> None:
    for kill in range(30):
        acknowledged = _write_until_killed(path, lines=kill * 3 + 1)
        assert len(acknowledged) > kill * 3
        store = open_store(f"tinydb:{path}")
        stored = set(await ids(store))
        await store.close()
        assert {f"{one}-{half}" for one in acknowledged for half in "ab"} <= stored
        assert all(f"{id_[:-1]}{'ba'[id_[-1] == 'b']}" in stored for id_ in stored)
        path.unlink(missing_ok=True)


def _write_until_killed(path: Path, *, lines: int, program: str = WRITER) -> list[str]:
    command = [sys.executable, "-c", program, str(path)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        acknowledged = [process.stdout.readline().strip() for _ in range(lines)]
        process.send_signal(signal.SIGKILL)
        acknowledged += process.stdout.read().split()
    return [line for line in acknowledged if line]
