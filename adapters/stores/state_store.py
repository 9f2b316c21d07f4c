"""The store over a state in memory; a keeper makes its commits last."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Protocol

from adapters.stores.every_kind import CHECKLISTS, IMPORTS
from adapters.stores.everything import Everything
from adapters.stores.kinds import KINDS, NOTICES
from adapters.stores.outbox import settled, taken
from adapters.stores.pace import MANY, let_go, long_work
from adapters.stores.recent_events import Seen
from adapters.stores.record_state import RecordState
from adapters.stores.state import Changes, Delta, Saved, State, saved
from adapters.stores.threads import Threads
from adapters.stores.transaction import StateTransaction
from bot.conversation.context import Context
from bot.conversation.events import Address
from bot.conversation.notices import Notice
from bot.errors import StoreConflict, StoreError
from bot.partnership.records import Holding
from bot.ports import Names, Transaction


class Keeper(Protocol):
    """Holds the state, and keeps what is committed to it. Raises StoreError where it cannot."""

    @property
    def state(self) -> State:
        """What is committed; after a failure what has been kept."""
        ...

    @property
    def threads(self) -> Threads:
        """What each thread was about."""
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

    def events(self) -> tuple[Seen, ...]:
        """Those that were taken for good, the oldest first."""
        ...

    def bring_in_events(self, events: Iterable[Seen]) -> None:
        """Remember them too. Raises StoreError."""
        ...

    async def close(self) -> None:
        """Finish what is under way and let go."""
        ...


class StateStore:
    """Transactions that see what is committed and their own writes, and never wait for each other."""

    def __init__(self, keeper: Keeper, quick_up_to: int | None = None) -> None:
        self.quick_up_to = quick_up_to
        self._keeper = keeper
        self._threads = keeper.threads
        self._naming = asyncio.Lock()
        self._recording = asyncio.Lock()
        self._now: datetime | None = None
        self._closed = False

    async def names(self) -> Names:
        """All names as they are now."""
        self._refuse_if_closed()
        record = self._keeper.state.record
        if not record.names_are_made:
            await self._make_names(record)
        return Names(customers=record.customer_names(), partners=record.partner_names())

    async def _make_names(self, record: RecordState) -> None:
        """In a thread, for thousands of names take a while; once, however many ask meanwhile."""
        async with self._naming:
            if not record.names_are_made:
                with long_work():
                    await asyncio.to_thread(record.make_names)

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Leaving the block commits. Raises StoreError where what was read has changed meanwhile."""
        return _Unit(self)

    def begin(self) -> StateTransaction:
        """A transaction that has read and written nothing yet."""
        self._refuse_if_closed()
        return StateTransaction(self._keeper.state)

    async def end(self, transaction: StateTransaction) -> None:
        """Commit it, or see to it that what it has read lasts. Raises StoreError."""
        try:
            self._refuse_if_closed()
            if transaction.changes:
                await self._commit(transaction)
            else:
                await self._keeper.settle(transaction)
        finally:
            await let_go(transaction.changes.holdings)
            transaction.pace.end()

    async def check(self) -> None:
        """Raise StoreError where nothing would be taken; touches no disk."""
        self._refuse_if_closed()
        self._keeper.check()

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

    async def take(
        self, now: datetime, lease: timedelta, most: int, platform: str | None = None
    ) -> tuple[Notice, ...]:
        """The next ones; the lease is counted from `now`."""
        transaction = self.begin()
        given = tuple(
            taken(notice, now, lease) for notice in transaction.state.outbox.due(now, most, platform)
        )
        for notice in given:
            transaction.changes.keep(NOTICES, NOTICES.key(notice), notice)
        await self.end(transaction)
        return given

    async def settle(self, notice: Notice, rests_until: datetime | None = None) -> bool:
        """Write how it ended, where it is still this taker's. The rest need not outlast a restart."""
        transaction = self.begin()
        key = NOTICES.key(notice)
        ended = settled(transaction.state.outbox.values.get(key), notice)
        if ended is not None:
            transaction.changes.keep(NOTICES, key, ended)
            transaction.state.outbox.rest(ended, rests_until)
        await self.end(transaction)
        return ended is not None

    async def everything(self) -> Everything:
        """All that is committed, and the events and threads of the last day."""
        self._refuse_if_closed()
        state = self._keeper.state
        values: dict[str, tuple[Any, ...]] = {
            table: tuple(shelf.values.values()) for table, shelf in state.shelves.items()
        }
        values |= {IMPORTS.table: tuple(state.imports.values())}
        values |= {CHECKLISTS.table: tuple(state.ticks.items())}
        return Everything(
            holdings=tuple(state.record.holdings.values()),
            values=values,
            events=self._keeper.events(),
            threads=self._threads.every(),
        )

    async def bring_in(self, everything: Everything) -> None:
        """Write all of it at once."""
        transaction = self.begin()
        changes = transaction.changes
        changes.holdings.extend(everything.holdings)
        for table, kind in KINDS.items():
            for value in everything.values.get(table, ()):
                changes.keep(kind, kind.key(value), value)
        changes.imports.update((entry.id, entry) for entry in everything.values.get(IMPORTS.table, ()))
        changes.ticks.update(everything.values.get(CHECKLISTS.table, ()))
        # Before all that counts: with these alone it is still taken for empty.
        self._keeper.bring_in_events(everything.events)
        self._threads.bring_in(everything.threads)
        await self.end(transaction)

    async def close(self) -> None:
        """Further calls raise StoreError; a second close does nothing."""
        if not self._closed:
            self._closed = True
            await self._keeper.close()

    async def _commit(self, transaction: StateTransaction) -> None:
        replaced: list[Holding] = []
        if transaction.changes.of_record:
            async with self._recording:
                made = await self._prepared(transaction)
                replaced = made.replaced
                delta = self._applied(transaction, made)
                del made
        else:
            _refuse_what_no_file_takes(transaction.changes)
            delta = self._applied(transaction)
        if delta:
            await self._keeper.keep(delta)
        else:
            await self._keeper.settle(transaction)
        await let_go(replaced)

    async def _prepared(self, transaction: StateTransaction) -> Saved:
        """What takes long about a commit, done beside the loop where it does; no other changes the record."""
        self._refuse_what_has_moved(transaction)
        changes, record = transaction.changes, self._keeper.state.record
        if changes.size <= MANY:
            _refuse_what_no_file_takes(changes)
            return saved(record, changes.holdings, changes.removed)
        transaction.pace.take_long()
        return await asyncio.to_thread(_made_ready, record, changes)

    def _applied(self, transaction: StateTransaction, made: Saved | None = None) -> Delta | None:
        """From here to the keeper nothing may wait: commits are kept in the order in which they apply."""
        self._refuse_what_has_moved(transaction)
        transaction.leave_out_what_is_so()
        return transaction.state.apply(transaction.changes, made) if transaction.changes else None

    def _refuse_what_has_moved(self, transaction: StateTransaction) -> None:
        self._keeper.check()
        state = transaction.state
        if state is not self._keeper.state or state.changed_since(transaction.began, transaction.read):
            raise StoreConflict

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
        if self._transaction is None:
            return
        if kind is None:
            await self._store.end(self._transaction)
        else:
            await let_go(self._transaction.changes.holdings)
            self._transaction.pace.end()


def _made_ready(record: RecordState, changes: Changes) -> Saved:
    _refuse_what_no_file_takes(changes)
    made = saved(record, changes.holdings, changes.removed)
    made.record.make_names()
    return made


def _refuse_what_no_file_takes(changes: Changes) -> None:
    for kind, value in changes.values():
        if not kind.survives(value):
            raise StoreError(f"A value cannot be stored in {kind.table}: it would not be read as it was.")
    # Half a character (a lone surrogate) passes through JSON as sent by a platform, and through no file.
    try:
        for text in changes.texts():
            text.encode()
    except UnicodeEncodeError as error:
        raise StoreError("A text holds half a character and cannot be stored.") from error
