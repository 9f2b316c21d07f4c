"""A process that writes a file of names: entries come in at its standard input, a line of JSON each.

`python -m adapters.stores.names.worker FILE`. The first line says what the names are of; an empty line says
that all have come, so that a parent that dies half-way leaves no file.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import IO, cast

import orjson

from adapters.stores.names.builder import NamesBuilder
from adapters.stores.names.file import write
from bot.understanding.name_tables import Entry

END = b"\n"
AT_ONCE = 500
_POLITE = 10


def command(path: Path) -> tuple[str, ...]:
    """What to run."""
    return sys.executable, "-m", "adapters.stores.names.worker", str(path)


def lines(entries: Iterable[Entry]) -> bytes:
    """Entries as the worker reads them."""
    return b"".join(orjson.dumps(entry, option=orjson.OPT_APPEND_NEWLINE) for entry in entries)


def first_line(of: Mapping[str, str | int]) -> bytes:
    """What the names are of."""
    return orjson.dumps(of, option=orjson.OPT_APPEND_NEWLINE)


def written(path: Path, entries: Iterable[Entry], of: Mapping[str, str | int]) -> bool:
    """Have it written, and wait. False where that could not be. For a thread."""
    try:
        with subprocess.Popen(command(path), stdin=subprocess.PIPE) as worker:  # noqa: S603
            with cast("IO[bytes]", worker.stdin) as given:
                given.writelines(pieces(entries, of))
            return worker.wait() == 0
    except OSError:
        return False


def pieces(entries: Iterable[Entry], of: Mapping[str, str | int]) -> Iterator[bytes]:
    """All that the worker is to be told, in parts that take a few milliseconds to make."""
    yield first_line(of)
    left = iter(entries)
    while some := list(islice(left, AT_ONCE)):
        yield lines(some)
    yield END


def main() -> None:
    """Read, build, write."""
    os.nice(_POLITE)
    of, builder = orjson.loads(sys.stdin.buffer.readline()), NamesBuilder()
    for line in sys.stdin.buffer:
        if line == END:
            write(Path(sys.argv[1]), builder.arrays(), {"of": of, "legal": builder.legal()})
            return
        id_, names = orjson.loads(line)
        builder.add((id_, tuple(names)))
    sys.exit("not all names have come")


if __name__ == "__main__":
    main()
