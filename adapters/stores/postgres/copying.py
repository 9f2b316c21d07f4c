"""Many rows at once into a table: COPY, its lines made in a thread while the server takes the ones before."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import islice

from adapters.stores.postgres.link import Session

_BLOCK = 500
NULL = b"\\N"


async def copied(session: Session, statement: bytes, lines: Iterator[bytes]) -> None:
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
    escaped = escaped_json(value.encode())
    return escaped.replace(b"\t", b"\\t").replace(b"\n", b"\\n").replace(b"\r", b"\\r")


def escaped_json(value: bytes) -> bytes:
    """A document, in which no tab or line end stands as such."""
    return value.replace(b"\\", b"\\\\")


def _block(lines: Iterator[bytes]) -> bytes:
    return b"".join(islice(lines, _BLOCK))
