"""Many rows at once into a table: COPY, its lines made in a thread while the server takes the ones before."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import islice

from adapters.stores.postgres.link import Session

_BLOCK = 500
NULL = b"\\N"


async def copied(session: Session, statement: bytes, lines: Iterator[bytes] | Iterator[str]) -> None:
    """All of the lines are with the server."""
    async with session.link.cursor() as cursor, cursor.copy(statement) as copy:
        # Made in a thread: it is the making that takes long.
        while block := await asyncio.to_thread(_block, lines):
            await copy.write(block)


def line(*columns: bytes) -> bytes:
    """One row."""
    return b"\t".join(columns) + b"\n"


def cell(value: str) -> bytes:
    """Any text."""
    return escaped(value).encode()


def escaped(value: str) -> str:
    """The same of a line that is put together as text."""
    if value.isprintable() and "\\" not in value:
        return value
    value = value.replace("\\", "\\\\").replace("\t", "\\t")
    return value.replace("\n", "\\n").replace("\r", "\\r")


def escaped_json(value: bytes) -> bytes:
    """A document, in which no tab or line end stands as such."""
    return value.replace(b"\\", b"\\\\")


def _block(lines: Iterator[bytes] | Iterator[str]) -> bytes:
    return b"".join([one if isinstance(one, bytes) else one.encode() for one in islice(lines, _BLOCK)])
