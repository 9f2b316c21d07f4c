"""Many rows at once into a table: COPY, its lines made in a thread while the server takes the ones before."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence

from adapters.stores.postgres.link import Session

_BLOCK = 500_000
NULL = b"\\N"


async def copied(session: Session, statement: bytes, blocks: Iterator[bytes]) -> None:
    """All of the lines are with the server; none of the blocks is empty."""
    async with session.link.cursor() as cursor, cursor.copy(statement) as copy:
        # Made in a thread: it is the making that takes long.
        while block := await asyncio.to_thread(next, blocks, b""):
            await copy.write(block)


async def copied_as_made(session: Session, statement: bytes, blocks: AsyncIterator[bytes]) -> None:
    """The same of lines that are made elsewhere."""
    async with session.link.cursor() as cursor, cursor.copy(statement) as copy:
        async for block in blocks:
            await copy.write(block)


async def copied_at_once(session: Session, statement: bytes, lines: bytes) -> None:
    """The same of lines that are made already."""
    async with session.link.cursor() as cursor, cursor.copy(statement) as copy:
        await copy.write(lines)


def in_blocks(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Some hundred kilobytes each, or one long line."""
    block: list[bytes] = []
    size = 0
    for one in lines:
        block.append(one)
        size += len(one)
        if size >= _BLOCK:
            yield b"".join(block)
            block, size = [], 0
    if block:
        yield b"".join(block)


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


def all_escaped(values: Sequence[str]) -> Sequence[str]:
    """Of many at once, in which there is mostly nothing to escape."""
    together = "".join(values)
    return values if together.isprintable() and "\\" not in together else list(map(escaped, values))


def escaped_json(value: bytes) -> bytes:
    """A document, in which no tab or line end stands as such."""
    return value.replace(b"\\", b"\\\\")
