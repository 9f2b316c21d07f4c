"""The disk is full at any moment of writing: a file may not grow, or there is no room on its file system."""

from __future__ import annotations

import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tinydb import TinyDB

from adapters.stores import open_store
from tests.faults.children import child
from tests.faults.findings import Fault, Findings
from tests.faults.jobs import STOPPED, write_plain_tinydb_until_full, write_until_full
from tests.faults.pairs import commit, judged

_SMALL = "256k"
_SOME = 5


async def run(trials: int, seed: int, folder: Path) -> Findings:
    """Two thirds under a limit for files, one third on a small file system where one may be mounted."""
    found = Findings()
    for trial in range(trials):
        random = Random(f"{seed}/{trial}")
        if trial % 3:
            most = random.randint(8_000, 80_000)
            found.add(await _filled(folder / str(trial), most))
            continue
        with _small_file_system(folder / str(trial)) as mounted:
            if mounted:
                ballast = random.randint(0, 190_000)
                (folder / str(trial) / "ballast").write_bytes(bytes(ballast))
                found.add(await _filled(folder / str(trial), 0))
    return found


async def _filled(place: Path, most: int) -> Findings:
    """A store with some in it, then a child that writes until it is refused."""
    url = f"tinydb:{place / 'store.json'}"
    store = open_store(url)
    for number in range(_SOME):
        await commit(store, number)
    await store.close()
    with child(write_until_full, url, _SOME, most) as writer:
        said = writer.said()
    found, _ = await judged(
        lambda: open_store(url), {*range(_SOME), *(number for number in said if number >= 0)}
    )
    found.unreadable += said[-1:] != [STOPPED]
    return found


async def control(trials: int, seed: int, folder: Path) -> Findings:
    """TinyDB's own storage under the same limit."""
    found = Findings(trials=trials)
    for trial in range(trials):
        path = folder / f"{trial}.json"
        with child(
            write_plain_tinydb_until_full, str(path), 0, Random(f"{seed}/{trial}").randint(8_000, 80_000)
        ) as writer:
            acknowledged = len(writer.said())
        try:
            with TinyDB(path) as database:
                found.lost += acknowledged > len(database)
        except ValueError:
            found.unreadable += 1
    return found


@contextmanager
def _small_file_system(place: Path) -> Generator[bool]:
    """Whether one could be mounted there."""
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_SMALL}", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    try:
        yield made.returncode == 0
    finally:
        if made.returncode == 0:
            subprocess.run(["umount", str(place)], check=True)


FAULT = Fault(name="disk full", run=run, trials=150, quick=9, control=control, control_trials=6)
