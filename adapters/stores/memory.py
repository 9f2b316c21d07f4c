"""A store that forgets everything when it closes: for tests and for trying things out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from adapters.stores.recent_events import RecentEvents, Seen
from adapters.stores.state import Delta, State
from adapters.stores.state_store import StateStore
from adapters.stores.threads import Threads
from adapters.stores.transaction import StateTransaction
from bot.errors import StoreError


class _Nowhere:
    """Keeps nothing beyond the process."""

    def __init__(self, state: State | None = None) -> None:
        self.state = state or State()
        self.threads = Threads()
        self._events = RecentEvents()

    def check(self) -> None:
        pass

    async def keep(self, delta: Delta) -> None:
        pass

    async def settle(self, transaction: StateTransaction) -> None:
        pass

    def first_time(self, event_id: str, at: datetime, lease: timedelta | None) -> bool:
        return self._events.first_time(event_id, at, lease)

    def done(self, event_id: str, at: datetime) -> None:
        self._events.done(event_id, at)

    def events(self) -> tuple[Seen, ...]:
        return self._events.every()

    def bring_in_events(self, events: Iterable[Seen]) -> None:
        self._events.bring_in(events)

    async def close(self) -> None:
        pass


class _Copy(_Nowhere):
    """Is of no use to whoever writes."""

    def check(self) -> None:
        raise StoreError("A running service has the store, and this is a copy to read: ask that service.")


def copy_to_read(state: State) -> StateStore:
    """A store that holds this, and refuses every write."""
    return StateStore(_Copy(state))


def memory_store() -> StateStore:
    """An empty one."""
    return StateStore(_Nowhere())
