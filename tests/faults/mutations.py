"""Files that were torn, cut or changed by something else: read right, cut at their end, or refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import orjson

from adapters.stores.disk import Disk
from adapters.stores.durable_file import journal_of
from adapters.stores.opening import stored
from adapters.stores.state import State
from adapters.stores.tiny import tiny_store
from bot.errors import StoreError
from tests.faults.findings import Fault, Findings
from tests.faults.pairs import commit, holding_of, notice_of

_COMMITS = 8


class _Files(Disk):
    """Files in memory, to be read."""

    def __init__(self, files: dict[Path, bytes]) -> None:
        self.files = files

    def read(self, path: Path) -> bytes:
        if path not in self.files:
            raise FileNotFoundError(path)
        return self.files[path]

    def names(self, folder: Path) -> list[str]:
        return [path.name for path in self.files]


async def run(trials: int, seed: int, folder: Path) -> Findings:
    """The file with its journal, one or both of them changed."""
    path = folder / "store.json"
    store = tiny_store(path)
    for number in range(_COMMITS):
        await commit(store, number)
    files = {one: one.read_bytes() for one in (path, journal_of(path))}
    await store.close()
    return _mutated(files, path, trials, seed)


async def control(trials: int, seed: int, folder: Path) -> Findings:
    """A file without its checksum, as the first version wrote it."""
    path = folder / "store.json"
    store = tiny_store(path)
    for number in range(_COMMITS):
        await commit(store, number)
    await store.close()
    tables = orjson.loads(path.read_bytes())
    tables["about"] = {"1": {"format": "dpor-bot", "version": 1}}
    return _mutated({path: orjson.dumps(tables)}, path, trials, seed)


def _mutated(files: dict[Path, bytes], path: Path, trials: int, seed: int) -> Findings:
    found = Findings(trials=trials)
    for trial in range(trials):
        random = Random(f"{seed}/{trial}")
        chosen = random.sample(sorted(files), random.choice((1, 1, len(files))))
        changed = {**files, **{one: _changed(files[one], random) for one in chosen}}
        try:
            read = stored(path, _Files(changed))
        except StoreError:
            continue
        except Exception:
            found.unreadable += 1
            continue
        found.halves += read is not None and not _is_a_beginning(read.state)
    return found


def _is_a_beginning(state: State) -> bool:
    """Whether it is what was written, or what had been written at some moment before."""
    holdings, notices = state.record.holdings, state.shelves["notices"].values
    numbers = range(len(holdings))
    return (
        len(notices) == len(holdings)
        and all(holdings.get(f"s{number}") == holding_of(number) for number in numbers)
        and all(notices.get((f"n{number}",)) == notice_of(number) for number in numbers)
    )


def _changed(content: bytes, random: Random) -> bytes:
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        content = random.choice(_CHANGES)(content, random)
    return content


def _flip(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    return (
        content[:at]
        + bytes(one ^ (1 << random.randrange(8)) for one in content[at : at + 1])
        + content[at + 1 :]
    )


def _letter(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    return (
        content[:at]
        + bytes(random.choice(b"0123456789abcxyz") for _ in content[at : at + 1])
        + content[at + 1 :]
    )


def _cut(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _out(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    return content[:at] + content[at + random.randint(1, 200) :]


def _twice(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    end = at + random.randint(1, 2_000)
    return content[:end] + content[at:end] + content[end:]


def _zeros(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    length = min(random.randint(1, 600), len(content) - at)
    return content[:at] + bytes(length) + content[at + length :]


def _more(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    return content[:at] + random.randbytes(random.randint(1, 40)) + content[at:]


_CHANGES: tuple[Callable[[bytes, Random], bytes], ...] = (_flip, _letter, _cut, _out, _twice, _zeros, _more)

FAULT = Fault(name="changed files", run=run, trials=10_000, quick=1_000, control=control, control_trials=500)
