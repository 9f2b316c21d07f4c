"""One process at a time writes a store file."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from bot.errors import StoreError


class StoreInUse(StoreError):
    """Another process has the store."""


class FileLock:
    """Holds the lock file beside a store. The system lets go of it when the process dies."""

    def __init__(self, store: Path) -> None:
        """Raises StoreInUse naming the process that holds it, StoreError saying why it cannot be had."""
        self.path = store.with_name(f"{store.name}.lock")
        try:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(
                f"{self.path}: cannot be made ({error.strerror}). Give the store a folder it can write to."
            ) from error
        self._take(store)

    def release(self) -> None:
        """Let go. The lock file stays: removing it would let two processes lock two files of one name."""
        os.close(self._file)

    def _take(self, store: Path) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(self._file, 100).decode(errors="replace").strip() or "another process"
            os.close(self._file)
            raise StoreInUse(
                f"{store}: in use by {holder}. Stop that one first, or give this one another store."
                " Only one process at a time has a TinyDB file; several can share a PostgreSQL database,"
                " if DPOR_STORE names that."
            ) from None
        # Only who it is that has it: on a full disk the lock holds all the same.
        with suppress(OSError):
            os.ftruncate(self._file, os.write(self._file, f"process {os.getpid()}\n".encode()))
