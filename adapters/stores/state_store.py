"""The store over a state in memory; a keeper makes its commits last."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from types import TracebackType
from typing import Protocol

from adapters.stores.state import Delta, State
from adapters.stores.threads import Threads
from adapters.stores.transaction import StateTransaction
from bot.conversation.context import Context
from bot.conversation.events import Address
from bot.errors import StoreError
from bot.ports import Names, Transaction


class Keeper(Protocol):
    """Holds the state, and keeps what is committed to it. Raises StoreError where it cannot."""

    @property
    def state(self) -> State:
        """What is committed; after a failure what has been kept."""
        ...

    def check(self) -> None:
        """Raise where no commit would be taken."""
        ...

    async def keep(self, delta: Delta) -> None:
        """Return when it lasts."""
        ...

    async def settle(self, transaction: StateTransaction) -> None:
        """Return when everything that the transaction has read lasts."""
        ...

    def first_time(self, event_id: str, at: datetime, lease: timedelta | None) -> bool:
        """Whether this event is new; remembered as long as the state is, at least a day. Raises nothing."""
        ...

    def done(self, event_id: str, at: datetime) -> None:
        """What was taken on a lease is remembered like that. Raises nothing."""
        ...

    async def close(self) -> None:
        """Finish what is under way and let go."""
        ...


class StateStore:
    """Transactions that see what is committed and their own writes, and never wait for each other."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._threads = Threads()
        self._now: datetime | None = None
        self._closed = False

    async def names(self) -> Names:
        """All names as they are now."""
        self._refuse_if_closed()
        record = self._keeper.state.record
        return Names(customers=record.customer_names(), partners=record.partner_names())

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Leaving the block commits. Raises StoreError where what was read has changed meanwhile."""
        return _Unit(self)

    def begin(self) -> StateTransaction:
        """A transaction that has read and written nothing yet."""
        self._refuse_if_closed()
        return StateTransaction(self._keeper.state)

    async def end(self, transaction: StateTransaction) -> None:
        """Commit it, or see to it that what it has read lasts. Raises StoreError."""
        self._refuse_if_closed()
        if transaction.changes:
            await self._commit(transaction)
        else:
            await self._keeper.settle(transaction)

    async def first_time(self, event_id: str, at: datetime, lease: timedelta | None = None) -> bool:
        """Whether this event is new. The process that takes one on a lease is the only one there is."""
        self._refuse_if_closed()
        self._now = at
        return self._keeper.first_time(event_id, at, lease)

    async def done(self, event_id: str, at: datetime) -> None:
        """It is never new again."""
        self._refuse_if_closed()
        self._keeper.done(event_id, at)

    async def recall(self, address: Address) -> Context | None:
        """None where it was remembered too long before the last event."""
        self._refuse_if_closed()
        return self._threads.recall(address, self._now) if self._now else None

    async def remember(self, address: Address, context: Context) -> None:
        """In memory: a restart forgets it."""
        self._refuse_if_closed()
        self._now = context.at
        self._threads.remember(address, context)

    async def close(self) -> None:
        """Further calls raise StoreError; a second close does nothing."""
        if not self._closed:
            self._closed = True
            await self._keeper.close()

    async def _commit(self, transaction: StateTransaction) -> None:
        self._keeper.check()
        _refuse_what_no_file_takes(transaction)
        state = transaction.state
        if state is not self._keeper.state or state.changed_since(transaction.began, transaction.read):
            raise StoreError("Somebody else changed the same thing at the same moment. Please try again.")
        transaction.leave_out_what_is_so()
        if transaction.changes:
            await self._keeper.keep(state.apply(transaction.changes))
        else:
            await self._keeper.settle(transaction)

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise StoreError("The store is closed.")


class _Unit:
    """One transaction as a block. A class, for every turn enters two and a generator costs thrice as much."""

    def __init__(self, store: StateStore) -> None:
        self._store = store
        self._transaction: StateTransaction | None = None

    async def __aenter__(self) -> Transaction:
        self._transaction = self._store.begin()
        return self._transaction

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if kind is None and self._transaction is not None:
            await self._store.end(self._transaction)


def _refuse_what_no_file_takes(transaction: StateTransaction) -> None:
    for kind, value in transaction.changes.values():
        if not kind.survives(value):
            raise StoreError(f"A value cannot be stored in {kind.table}: it would not be read as it was.")
    # Half a character (a lone surrogate) passes through JSON as sent by a platform, and through no file.
    try:
        "".join(transaction.changes.texts()).encode()
    except UnicodeEncodeError as error:
        raise StoreError("A text holds half a character and cannot be stored.") from error
