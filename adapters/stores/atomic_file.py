"""A TinyDB storage that replaces its file whole, or not at all, and knows that it reached the disk."""

from __future__ import annotations

import os
from pathlib import Path

import orjson
from tinydb.storages import Storage

Table = dict[str, dict[str, object]]
Tables = dict[str, Table]


class AtomicFile(Storage):
    """The tables as one JSON file. TinyDB's writes wait in memory until `flush`."""

    def __init__(self, path: Path, tables: Tables) -> None:
        self._path = path
        self._tables = tables
        self._encoded: dict[str, tuple[Table, bytes]] = {}

    def read(self) -> Tables:
        """The tables. TinyDB replaces entries of the mapping it is given, so it gets a copy."""
        return dict(self._tables)

    def write(self, data: Tables) -> None:
        """Take the tables over, without touching the file."""
        self._tables = data

    def flush(self) -> None:
        """Replace the file. Raises OSError; the file is then the old one or the new one, never a mixture."""
        fresh = self._path.with_name(f"{self._path.name}.new")
        try:
            self._write_synced(fresh)
            fresh.replace(self._path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        self._sync_folder()

    def _write_synced(self, fresh: Path) -> None:
        file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            with open(file, "wb", closefd=False) as stream:
                stream.write(self._json())
            self._sync(file)
        finally:
            os.close(file)

    def _sync_folder(self) -> None:
        folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            self._sync(folder)
        finally:
            os.close(folder)

    def _sync(self, file: int) -> None:
        os.fsync(file)

    def _json(self) -> bytes:
        return orjson.dumps({name: orjson.Fragment(self._table(name)) for name in self._tables})

    def _table(self, name: str) -> bytes:
        # A table that was not written is the very object of last time: encoding it again is what costs.
        table = self._tables[name]
        known = self._encoded.get(name)
        if known is None or known[0] is not table:
            known = (table, orjson.dumps(table))
            self._encoded[name] = known
        return known[1]
