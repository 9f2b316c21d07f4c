"""The names of a store in a file: from a certain number on they stand in a file of their own beside it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from pathlib import Path

import orjson

from bot.understanding.name_tables import Entry
from bot.understanding.names import NameFinder, NameIndex

log = logging.getLogger("dpor.store")

MANY = 20_000
"""So many customers' names are found in a file; fewer in dictionaries, which are quicker."""

Finding = Callable[[list[Entry]], NameFinder]
"""How names are found; may take long."""


def in_memory(entries: list[Entry]) -> NameFinder:
    """However many."""
    return NameIndex(entries)


def file_beside(path: Path) -> Path:
    """Where the names of that store stand."""
    return path.with_name(f"{path.name}.names")


def beside(path: Path) -> Finding:
    """In a file beside that one where they are many, written anew where it is of other names or damaged."""
    file = file_beside(path)

    def found(entries: list[Entry]) -> NameFinder:
        if len(entries) < MANY:
            return NameIndex(entries)
        # Not before they are needed: a small store is spared the memory.
        from adapters.stores.names.filed import opened
        from adapters.stores.names.worker import written

        entries.sort()
        of = {"digest": _digest(entries)}
        names = opened(file)
        if names is None or names.of != of:
            names = opened(file) if written(file, entries, of) else None
        if names is None or names.of != of:
            log.warning("%s: could not be written, so names take more memory", file)
            return NameIndex(entries)
        return names

    return found


def _digest(entries: Iterable[Entry]) -> str:
    summed = hashlib.blake2b(digest_size=16)
    for entry in entries:
        summed.update(orjson.dumps(entry))
    return summed.hexdigest()
