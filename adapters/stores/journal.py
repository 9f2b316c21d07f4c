"""What was committed since the file was last replaced: one frame for each sync. Pure.

A frame is a line, then the changed documents as one line of JSON. Since a frame is written and synced alone,
a power cut can damage only the last one: damage before another frame is damage done by something else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import orjson

from adapters.stores.fields import Document
from adapters.stores.whole_file import entries, quoted

Changed = Mapping[str, Mapping[str, bytes | None]]
"""Table by table, number by number: the document as JSON, None where it is gone."""

_LINE = re.compile(rb"dpor-bot journal (\d{1,18}) (\d{1,18}) (\d{1,18}) ([0-9a-f]{8})\n")


class JournalDamaged(Exception):
    """Its message says what is wrong, as the end of a sentence about the journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The frames that could be read. `generation` is that of the file they go on from, `cut` the bytes of a
    last one that was never finished."""

    generation: int
    frames: tuple[bytes, ...]
    cut: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    generation: int
    number: int
    content: bytes
    end: int


def frame(generation: int, number: int, changed: Changed) -> bytes:
    """The `number`-th since that generation of the file, from 1."""
    tables = (b"%s:{%s}" % (quoted(name), b",".join(_entries(some))) for name, some in changed.items())
    content = b"{%s}\n" % b",".join(tables)
    head = b"%d %d %d" % (generation, number, len(content))
    return b"dpor-bot journal %s %08x\n%s" % (head, _checksum(head, content), content)


def read_journal(content: bytes) -> Journal:
    """Raises JournalDamaged."""
    found: list[_Frame] = []
    at = 0
    while one := _frame_at(content, at):
        found.append(one)
        at = one.end
    if any(_frame_at(content, match.start()) for match in _LINE.finditer(content, at)):
        raise JournalDamaged(f"is damaged at byte {at}, and goes on after it.")
    if [(one.generation, one.number) for one in found] != [
        (found[0].generation, number) for number in range(1, len(found) + 1)
    ]:
        raise JournalDamaged("lacks a part of what was written.")
    generation = found[0].generation if found else 0
    return Journal(generation=generation, frames=tuple(one.content for one in found), cut=len(content) - at)


def _frame_at(content: bytes, at: int) -> _Frame | None:
    line = _LINE.match(content, at)
    if line is None:
        return None
    generation, number, length = (int(line[group]) for group in (1, 2, 3))
    inside = content[line.end() : line.end() + length]
    head = b"%d %d %d" % (generation, number, length)
    if len(inside) < length or _checksum(head, inside) != int(line[4], 16):
        return None
    return _Frame(generation=generation, number=number, content=inside, end=line.end() + length)


def _checksum(head: bytes, content: bytes) -> int:
    return crc32(content, crc32(head))


def _entries(changed: Mapping[str, bytes | None]) -> list[bytes]:
    return [*entries({number: document or b"null" for number, document in changed.items()})]


def documents_in(content: bytes) -> dict[str, dict[str, Document | None]]:
    """A frame's changed documents."""
    return orjson.loads(content)
