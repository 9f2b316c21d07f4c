"""The embedded default: one TinyDB file with a journal, held in memory; one process has it."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from adapters.stores.disk import Disk
from adapters.stores.durable_file import LONGEST_JOURNAL, DurableFile, Today, journal_of, today
from adapters.stores.event_journal import EventJournal
from adapters.stores.file_lock import FileLock
from adapters.stores.group_commit import GroupCommit
from adapters.stores.names.beside import beside
from adapters.stores.opening import stored
from adapters.stores.pace import long_work
from adapters.stores.place import may_write, real_place, refuse_a_far_place, warn_of_readers
from adapters.stores.reading import StoredTables
from adapters.stores.recent_events import Seen
from adapters.stores.state import Delta, State
from adapters.stores.state_store import StateStore
from adapters.stores.tables import Database
from adapters.stores.thread_file import ThreadFile
from adapters.stores.threads import Threads
from adapters.stores.transaction import StateTransaction
from bot.errors import StoreError

log = logging.getLogger("dpor.store")

QUICK_UP_TO = 20_000
"""Subscriptions in one file that come in quickly."""


class TinyFile:
    """Keeps the state in a file that one process owns; a commit is one synced write, in a thread.

    After a failed write the state is what the file holds, and no further commit is taken.
    """

    def __init__(
        self,
        path: Path,
        *,
        disk: Disk | None = None,
        day: Today = today,
        longest_journal: int = LONGEST_JOURNAL,
    ) -> None:
        """Raises StoreDamaged for a file that cannot be read, StoreInUse where another process has it."""
        self._path = real_place(path)
        self._disk = disk or Disk()
        self._lock = _lock(self._path)
        try:
            found = _opened(self._path, self._disk)
        except BaseException:
            self._lock.release()
            raise
        self._state: State | None = self._ready(found.state if found else State())
        self._durable = self._state.version
        self._file = DurableFile(
            self._path,
            found.tables if found else {},
            generation=found.generation if found else 0,
            behind=found.behind if found else False,
            disk=self._disk,
            day=day,
            longest_journal=longest_journal,
        )
        self._database = Database(self._file, found.numbers if found else {})
        self._commits = GroupCommit(self._write)
        if not may_write(self._path.parent):
            # Better said now, and by readiness, than by the first who has something to write.
            self._commits.failure = PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            log.error("%s", self._refusal(self._commits.failure))
        self._events = EventJournal(self._path)
        self._thread_file = ThreadFile(self._path, self._disk)
        self.threads = Threads(self._thread_file.take())

    @property
    def state(self) -> State:
        """What is committed, after a failed write what the file holds; StoreError where that is lost."""
        if self._state is None:
            raise StoreError(f"{self._path}: can be neither written nor read. Put that right, then restart.")
        return self._state

    def check(self) -> None:
        """Raise StoreError after a failed write."""
        if failure := self._commits.failure:
            raise self._refusal(failure) from failure

    async def keep(self, delta: Delta) -> None:
        """Return when it is on the disk."""
        version = self.state.version
        try:
            await self._commits.add(delta)
        except Exception as error:
            raise self._refusal(error) from error
        self._durable = max(self._durable, version)

    async def settle(self, transaction: StateTransaction) -> None:
        """Wait for a write under way only where the transaction has read what it writes."""
        if not transaction.state.changed_since(self._durable, transaction.read):
            return
        await self._commits.settled()
        if transaction.state is not self._state:
            self.check()

    def first_time(self, event_id: str, at: datetime, lease: timedelta | None) -> bool:
        """Whether this event is new, restarts included; of leases a restart knows nothing."""
        return self._events.first_time(event_id, at, lease)

    def done(self, event_id: str, at: datetime) -> None:
        """Know it again, restarts included."""
        self._events.done(event_id, at)

    def events(self) -> tuple[Seen, ...]:
        """Those of the last day, the oldest first."""
        return self._events.every()

    def bring_in_events(self, events: Iterable[Seen]) -> None:
        """Know them again, restarts included."""
        self._events.bring_in(events)

    async def close(self) -> None:
        """Finish the commits under way, then let another process have the file."""
        try:
            await self._commits.settled()
            if self._commits.failure is None:
                await asyncio.to_thread(self._leave_one_file)
        finally:
            self._events.close()
            self._lock.release()

    def _write(self, deltas: tuple[Delta, ...]) -> None:
        try:
            self._database.commit(deltas)
        except Exception as error:
            log.error("%s", self._refusal(error))
            self._state = None
            found = stored(self._path, self._disk)
            if found is None and self._durable:
                raise
            self._state = self._ready(found.state if found else State())
            raise

    def _ready(self, state: State) -> State:
        state.record.finding = beside(self._path)
        return state

    def _leave_one_file(self) -> None:
        self._thread_file.leave(self.threads.every())
        try:
            self._file.close()
        except OSError as error:
            # What is in the journal is safe there.
            log.warning("%s: stays with its journal (%s)", self._path, error.strerror)

    def _refusal(self, failure: Exception) -> StoreError:
        return StoreError(
            f"{self._path}: could not be written ({failure}). Nothing more is written until it is opened"
            " again: put that right, then restart."
        )


def tiny_store(
    path: Path, *, disk: Disk | None = None, day: Today = today, longest_journal: int = LONGEST_JOURNAL
) -> StateStore:
    """The store in that file, which need not exist yet. Raises as TinyFile does."""
    return StateStore(TinyFile(path, disk=disk, day=day, longest_journal=longest_journal), QUICK_UP_TO)


def _lock(path: Path) -> FileLock:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent}: cannot be made ({error.strerror}).") from error
    refuse_a_far_place(path)
    warn_of_readers(path)
    return FileLock(path)


def _opened(path: Path, disk: Disk) -> StoredTables | None:
    """What is there, and is there to stay: a process that was killed may have written without a sync."""
    with long_work():
        found = stored(path, disk)
    if found is None:
        return None
    if found.cut:
        _keep_what_was_cut(path, found.cut)
    try:
        if found.behind:
            disk.sync_file(journal_of(path))
        disk.sync_file(path.parent)
    except OSError as error:
        raise StoreError(f"{path}: cannot be synced ({error.strerror}).") from error
    return found


def _keep_what_was_cut(path: Path, length: int) -> None:
    """A write that was not finished was not acknowledged either; but damage may look the same."""
    kept = path.with_name(f"{path.name}.cut")
    with suppress(OSError):
        kept.unlink(missing_ok=True)
        kept.hardlink_to(journal_of(path))
    log.warning(
        "%s: the last %d bytes of the journal are left out: a write never finished, nor acknowledged;"
        " or damage, where nothing was killed and no power failed. %s keeps them",
        path,
        length,
        kept.name,
    )
