"""What stands on the disk, read whole; where it is damaged, what there is to go back to."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from adapters.stores.disk import Disk
from adapters.stores.durable_file import journal_of, kept_of
from adapters.stores.reading import REMEDY, StoredTables
from bot.errors import Fault, StoreDamaged, StoreError

_GONE = "goes on from a file that is not there any more."


def stored(path: Path, disk: Disk | None = None) -> StoredTables | None:
    """The store in that file, None where there is none yet. Changes nothing, and needs no lock.

    Raises StoreDamaged with every fault, and StoreError for what cannot be read.
    """
    disk = disk or Disk()
    try:
        # A file that is replaced meanwhile leaves a journal that is too new for it, and then is read again.
        for _ in range(3):
            with suppress(StoreDamaged):
                return _read(path, disk)
        return _read(path, disk)
    except StoreDamaged as damage:
        remedy = _remedy(path, disk)
        raise StoreDamaged(tuple(replace(fault, remedy=remedy) for fault in damage.faults)) from damage


def _read(path: Path, disk: Disk) -> StoredTables | None:
    content, journal = _content(path, disk), _content(journal_of(path), disk)
    if content is not None:
        return StoredTables(path, content, journal or b"")
    if journal:
        raise StoreDamaged((Fault(where=str(journal_of(path)), what=_GONE, remedy=REMEDY),))
    return None


def _content(path: Path, disk: Disk) -> bytes | None:
    try:
        return disk.read(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror}).") from error


def _remedy(path: Path, disk: Disk) -> str:
    """The newest of the earlier days that can be read, and how to go back to it."""
    with suppress(OSError):
        for copy in kept_of(path, disk.names(path.parent)):
            with suppress(StoreError, OSError):
                StoredTables(copy, disk.read(copy))
                day = copy.name[-len("2000-01-01") :]
                return (
                    f"Nothing was changed. {copy} is good: what stood before the first write of {day}."
                    f" To go back to it, stop the bot, move {path.name} and {journal_of(path).name} away, and"
                    f" copy it to {path.name}. Or put a backup in its place."
                )
    return REMEDY
