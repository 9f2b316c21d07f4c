"""A TinyDB storage that loses nothing: a file replaced whole, and a journal of what came since."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import orjson
from tinydb.storages import Storage

from adapters.stores.disk import Disk
from adapters.stores.fields import Document
from adapters.stores.journal import frame
from adapters.stores.whole_file import ABOUT, whole

log = logging.getLogger("dpor.store")

Tables = dict[str, dict[str, Document]]
Today = Callable[[], date]

LONGEST_JOURNAL = 4 * 1024 * 1024
"""A longer one is given up for a new file: it is what opening has to read twice."""
KEPT = 7
"""So many earlier days of the store stay beside it."""


def today() -> date:
    """In UTC."""
    return datetime.now(UTC).date()


def journal_of(path: Path) -> Path:
    """The journal beside a store file."""
    return path.with_name(f"{path.name}.journal")


def kept_of(path: Path, names: list[str]) -> list[Path]:
    """The earlier days kept beside a store file, the newest first."""
    beginning = f"{path.name}.kept-"
    return [path.with_name(name) for name in sorted(names, reverse=True) if name.startswith(beginning)]


class DurableFile(Storage):
    """TinyDB reads and writes in memory; `flush` makes what was put last. Not for two threads at once.

    A commit is appended to the journal, unless it is large, or the first after opening, or the journal has
    grown long: then the file is replaced whole. After an error none of it is to be used any more.
    """

    def __init__(
        self,
        path: Path,
        tables: Mapping[str, Mapping[str, Document]],
        *,
        generation: int = 0,
        behind: bool = False,
        disk: Disk | None = None,
        day: Today = today,
        longest_journal: int = LONGEST_JOURNAL,
    ) -> None:
        """`tables` is what the file and its journal hold; `behind` says whether there is more in the journal
        than in the file."""
        self._path = path
        self._disk = disk or Disk()
        self._day = day
        self._longest = longest_journal
        self._generation = generation
        self._behind = behind
        self._tables = {name: _encoded(documents) for name, documents in tables.items() if name != ABOUT}
        self._changed: dict[str, dict[str, bytes | None]] = {}
        self._kept: date | None = None
        self._journal: int | None = None
        self._frames = 0
        self._length = self._longest

    def read(self) -> Tables:
        """The tables, for TinyDB's own queries: all of them, so never on a way that somebody waits for."""
        return {
            name: {number: orjson.loads(document) for number, document in documents.items()}
            for name, documents in self._tables.items()
        }

    def write(self, data: Tables) -> None:
        """Take over all tables, as TinyDB's own writes do."""
        self._tables = {name: _encoded(documents) for name, documents in data.items() if name != ABOUT}
        self._length = self._longest

    def put(self, name: str, documents: Mapping[int, Document | None]) -> None:
        """Write each document under its number in that table; None removes it."""
        table, changed = self._tables.setdefault(name, {}), self._changed.setdefault(name, {})
        for number, document in documents.items():
            encoded = None if document is None else _json(document)
            changed[str(number)] = encoded
            if encoded is None:
                table.pop(str(number), None)
            else:
                table[str(number)] = encoded

    def keep_yesterday(self) -> None:
        """Before the first commit of a day: keep a copy of the store as it stands. Raises nothing."""
        day = self._day()
        before, self._kept = self._kept, day
        if day == before or not self._tables:
            return
        copy = self._path.with_name(f"{self._path.name}.kept-{day.isoformat()}")
        try:
            there = kept_of(self._path, self._disk.names(self._path.parent))
            if copy in there:
                return
            # Of no generation, so that no journal is taken for its own.
            self._write_whole(copy, 0)
            for old in there[KEPT - 1 :]:
                self._disk.remove(old)
        except OSError as error:
            log.warning("the store of the day before could not be kept: %s (%s)", copy, error.strerror)

    def flush(self) -> None:
        """Return when everything that was put is on the disk. Raises OSError.

        Whatever happens, the file with its journal then holds all of it or nothing of it.
        """
        # No room means that there is no journal of ours to append to.
        if _size(self._changed) >= self._longest - self._length:
            self._replace()
        else:
            self._append(frame(self._generation, self._frames + 1, self._changed))
        self._changed = {}

    def close(self) -> None:
        """Leave one plain file behind, and no journal. Raises OSError; nothing is lost then either."""
        try:
            if self._behind:
                self._replace()
        finally:
            self._let_go()

    def _replace(self) -> None:
        self._write_whole(self._path, self._generation + 1)
        self._generation += 1
        self._behind = False
        self._let_go()
        self._frames = self._length = 0
        # A journal of an earlier generation is not looked at, so one that stays does no harm.
        with suppress(OSError):
            self._disk.remove(journal_of(self._path))

    def _append(self, added: bytes) -> None:
        first = self._journal is None
        if self._journal is None:
            self._disk.remove(journal_of(self._path))
            self._journal = self._disk.make(journal_of(self._path))
        try:
            self._write(self._journal, added)
            self._disk.sync(self._journal)
            if first:
                self._disk.sync_file(self._path.parent)
        except OSError:
            # What is refused should not come back; where this fails too, it may.
            with suppress(OSError):
                self._disk.cut(self._journal, self._length)
            raise
        self._behind = True
        self._frames += 1
        self._length += len(added)

    def _write_whole(self, path: Path, generation: int) -> None:
        fresh = self._path.with_name(f"{self._path.name}.new")
        self._disk.remove(fresh)
        file = self._disk.make(fresh)
        try:
            for piece in whole(self._tables, generation):
                self._write(file, piece)
            self._disk.sync(file)
            self._disk.replace(fresh, path)
        except OSError:
            with suppress(OSError):
                self._disk.remove(fresh)
            raise
        finally:
            self._disk.close(file)
        self._disk.sync_file(self._path.parent)

    def _write(self, file: int, content: bytes) -> None:
        while content:
            content = content[self._disk.write(file, content) :]

    def _let_go(self) -> None:
        if self._journal is not None:
            self._disk.close(self._journal)
            self._journal = None


def _size(changed: Mapping[str, Mapping[str, bytes | None]]) -> int:
    return sum(len(document or b"") for documents in changed.values() for document in documents.values())


def _encoded(documents: Mapping[str, Document]) -> dict[str, bytes]:
    return {number: _json(document) for number, document in documents.items()}


def _json(document: Document) -> bytes:
    # What orjson gives holds on to several times its size; a copy does not.
    return bytes(memoryview(orjson.dumps(document)))
