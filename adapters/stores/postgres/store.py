"""The store for several replicas: everything is in PostgreSQL; a process keeps only names in memory."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import TYPE_CHECKING

from adapters.stores.everything import Everything
from adapters.stores.pace import long_work
from adapters.stores.postgres import outbox
from adapters.stores.postgres.database import Database, Limits, key_text
from adapters.stores.postgres.events import Events
from adapters.stores.postgres.threads import PostgresThreads
from adapters.stores.postgres.transaction import PostgresTransaction
from adapters.stores.postgres.turns import Queues, Turns
from bot.conversation.context import Context
from bot.conversation.events import Address
from bot.conversation.notices import Notice
from bot.ports import Names, Transaction

if TYPE_CHECKING:
    from adapters.stores.postgres.names import PostgresNames


class PostgresStore:
    """Transactions that see what is committed and their own writes, and hold no connection in between."""

    quick_up_to: int | None = None

    def __init__(self, info: str, organisation: str, limits: Limits) -> None:
        self._database = Database(info, organisation, limits)
        self._organisation = organisation
        self._names: PostgresNames | None = None
        self._events = Events(self._database)
        self._threads = PostgresThreads(self._database)
        self._queues = Queues()

    async def names(self) -> Names:
        """All names as they are now: one round trip where none has changed."""
        if self._names is None:
            # Loaded with the first question: who brings a file in asks none.
            from adapters.stores.postgres.many_names import NamesFile
            from adapters.stores.postgres.names import PostgresNames

            self._names = PostgresNames(self._database, NamesFile(self._database, self._organisation))
        return await self._names.now()

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Leaving the block commits. Raises StoreConflict where what was read has changed meanwhile."""
        return _Unit(self._database, Turns(self._queues))

    async def first_time(self, event_id: str, at: datetime, lease: timedelta | None = None) -> bool:
        """Whether this event is new to every replica."""
        self._threads.now = at
        return await self._events.first_time(event_id, at, lease)

    async def done(self, event_id: str, at: datetime) -> None:
        """No replica takes it again."""
        await self._events.done(event_id)

    async def recall(self, address: Address) -> Context | None:
        """None where it was remembered too long before the last event."""
        return await self._threads.recall(address)

    async def remember(self, address: Address, context: Context) -> None:
        """Every replica recalls it; a crash of the database may forget it."""
        await self._threads.remember(address, context)

    async def take(
        self, now: datetime, lease: timedelta, most: int, platform: str | None = None
    ) -> tuple[Notice, ...]:
        """The next ones; the lease is counted by the server's clock."""
        return await outbox.take(self._database, now, lease, most, platform)

    async def settle(self, notice: Notice, rests_until: datetime | None = None) -> bool:
        """Write how it ended, where it is still this taker's; every replica lets the conversation rest."""
        return await outbox.settle(self._database, notice, key_text((notice.key,)), rests_until)

    async def check(self) -> None:
        """Raise StoreError where the server does not answer: one round trip."""
        await self._database.check()

    async def everything(self) -> Everything:
        """All that is committed, and the events and threads of the last day."""
        with long_work():
            everything = await PostgresTransaction(self._database, Turns(self._queues)).everything()
        return replace(everything, events=await self._events.every(), threads=await self._threads.every())

    async def bring_in(self, everything: Everything) -> None:
        """Write all of it at once."""
        transaction = PostgresTransaction(self._database, Turns(self._queues))
        await transaction.put(everything)
        await transaction.commit()

    async def close(self) -> None:
        """Further calls raise StoreError; a second close does nothing."""
        if self._names:
            await self._names.close()
        await self._database.close()


class _Unit:
    """One transaction as a block."""

    def __init__(self, database: Database, turns: Turns) -> None:
        self._database = database
        self._turns = turns
        self._transaction = PostgresTransaction(database, turns)

    async def __aenter__(self) -> Transaction:
        self._database.refuse_if_closed()
        return self._transaction

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._database.refuse_if_closed()
                await self._transaction.commit()
        finally:
            self._turns.end()
            await self._transaction.record.let_go()
