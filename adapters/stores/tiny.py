"""The embedded default: one TinyDB file, held in memory and replaced whole at every commit."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from adapters.stores.atomic_file import AtomicFile
from adapters.stores.event_journal import EventJournal
from adapters.stores.file_lock import FileLock
from adapters.stores.group_commit import GroupCommit
from adapters.stores.reading import StoredTables
from adapters.stores.state import Delta, State
from adapters.stores.state_store import StateStore
from adapters.stores.tables import Database
from adapters.stores.transaction import StateTransaction
from bot.errors import StoreError


class TinyFile:
    """Keeps the state in a file that one process owns; a commit is one synced replacement, in a thread.

    After a failed write the state is what the file holds, and no further commit is taken.
    """

    def __init__(self, path: Path, *, storage: type[AtomicFile] = AtomicFile) -> None:
        """Raises StoreDamaged for a file that cannot be read, StoreError where another process has it."""
        self._path = path.resolve()
        self._lock = _lock(self._path)
        try:
            stored = _read(self._path)
        except BaseException:
            self._lock.release()
            raise
        self._state: State | None = stored.state if stored else State()
        self._durable = self._state.version
        file = storage(self._path, stored.tables if stored else {})
        self._database = Database(file, stored.numbers if stored else {})
        self._commits = GroupCommit(self._write)
        self._events = EventJournal(self._path)

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

    async def close(self) -> None:
        """Finish the commits under way, then let another process have the file."""
        try:
            await self._commits.settled()
        finally:
            self._events.close()
            self._lock.release()

    def _write(self, deltas: tuple[Delta, ...]) -> None:
        try:
            self._database.commit(deltas)
        except Exception:
            self._state = None
            stored = _read(self._path)
            if stored is None and self._durable:
                raise
            self._state = stored.state if stored else State()
            raise

    def _refusal(self, failure: Exception) -> StoreError:
        return StoreError(
            f"{self._path}: could not be written ({failure}). Nothing more is written until it is opened"
            " again: put that right, then restart."
        )


def tiny_store(path: Path, *, storage: type[AtomicFile] = AtomicFile) -> StateStore:
    """The store in that file, which need not exist yet. Raises as TinyFile does."""
    return StateStore(TinyFile(path, storage=storage))


def _lock(path: Path) -> FileLock:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent}: cannot be made ({error.strerror}).") from error
    return FileLock(path)


def _read(path: Path) -> StoredTables | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror}).") from error
    return StoredTables(path, content)
