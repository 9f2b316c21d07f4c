"""One transaction over the state in memory: reads what is committed and its own writes."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import merge, nlargest
from itertools import islice

from adapters.stores.every_kind import IMPORTS
from adapters.stores.kept import KeptBefores, KeptParts
from adapters.stores.pace import MANY, Pace
from adapters.stores.record_state import RecordState
from adapters.stores.state import Changes, Saved, State, saved
from adapters.stores.state_shelves import StateShelves
from bot.partnership.associated import Associated
from bot.partnership.checklist import Tick
from bot.partnership.many import Holdings
from bot.partnership.records import (
    Customer,
    HolderKind,
    Holding,
    HoldingQuery,
    Import,
    Known,
    Product,
    in_order,
    tallied,
)
from bot.partnership.sightings import CustomerClue

_Ordered = tuple[tuple[str, str, str, str], Holding]


class StateTransaction(KeptParts):
    """Collects changes; nothing reaches the state before the store commits them.

    `read` holds the things that were looked at, by which a store notices that they changed meanwhile.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.began = state.version
        self.pace = Pace()
        self.read: set[Hashable] = set()
        self.changes = Changes()
        self.record = _Record(self)
        self.shelves = StateShelves(state, self.changes, self.read)
        super().__init__(self.shelves)

    @property
    def imports(self) -> _Imports:
        return _Imports(self)

    @property
    def checklists(self) -> _Checklists:
        return _Checklists(self)

    def leave_out_what_is_so(self) -> None:
        """Drop the writes of small values that are stored just so: what was looked at is all that is left."""
        for table, values in tuple(self.changes.kept.items()):
            stored = self.state.shelves[table].values
            same = [key for key, value in values.items() if stored.get(key) == value]
            self.read.update((table, key) for key in same)
            for key in same:
                del values[key]
            if not values:
                del self.changes.kept[table]


class _Record:
    def __init__(self, transaction: StateTransaction) -> None:
        self._transaction = transaction
        self._own: RecordState | None = None

    async def customer(self, customer_id: str) -> Customer | None:
        return (await self._seen()).customers.get(customer_id)

    async def own_customers(self) -> tuple[Customer, ...]:
        return (await self._seen()).own_customers()

    async def holdings(self, query: HoldingQuery) -> tuple[Holding, ...]:
        candidates = (await self._seen()).candidates(query)
        if len(candidates) <= MANY:
            return tuple(sorted(filter(query.matches, candidates), key=in_order))
        pace = self._transaction.pace
        runs: list[list[_Ordered]] = []
        for first in range(0, len(candidates), MANY):
            some = filter(query.matches, candidates[first : first + MANY])
            runs.append(sorted((in_order(holding), holding) for holding in some))
            await pace.give_way()
        merged = merge(*runs)
        found: list[Holding] = []
        while some := [holding for _, holding in islice(merged, MANY)]:
            found += some
            await pace.give_way()
        return tuple(found)

    async def ids(self, query: HoldingQuery) -> tuple[str, ...]:
        return tuple(holding.subscription.id for holding in await self.holdings(query))

    async def states(self, ids: Collection[str]) -> Mapping[str, Known]:
        return {id_: Known.of(held) for id_, held in (await self.subscriptions(ids)).items()}

    async def tally(self, query: HoldingQuery) -> Mapping[tuple[Product, HolderKind | None], int]:
        candidates = (await self._seen()).candidates(query)
        counted = Counter[tuple[Product, HolderKind | None]]()
        for first in range(0, len(candidates), MANY):
            counted += tallied(filter(query.matches, candidates[first : first + MANY]))
            await self._transaction.pace.give_way()
        return counted

    async def subscription(self, subscription_id: str) -> Holding | None:
        return (await self._seen()).holdings.get(subscription_id)

    async def customers(self, ids: Collection[str]) -> Mapping[str, Customer]:
        stored = (await self._seen()).customers
        return {id_: stored[id_] for id_ in ids if id_ in stored}

    async def subscriptions(self, ids: Collection[str]) -> Mapping[str, Holding]:
        # Whoever asks for many has much to do: others have their turn in between.
        await asyncio.sleep(0)
        stored = (await self._seen()).holdings
        return {id_: stored[id_] for id_ in ids if id_ in stored}

    async def stored(self, ids: Collection[str]) -> Holdings:
        return Holdings.of((await self.subscriptions(ids)).values())

    async def give_way(self) -> None:
        await asyncio.sleep(0)
        await self._transaction.pace.give_way()

    async def customers_like(self, clues: Iterable[CustomerClue]) -> tuple[Customer, ...]:
        record = await self._seen()
        if not record.known_is_made and len(record.customers) > MANY:
            self._transaction.pace.take_long()
            await asyncio.to_thread(record.known)
        known = record.known()
        return tuple({one.id: one for clue in clues for one in known.like(clue)}.values())

    async def expecting(self) -> None:
        return None

    async def save(self, holdings: Sequence[Holding]) -> None:
        self._transaction.changes.holdings.extend(holdings)
        self._own = None

    async def hear(self, told: Associated) -> None:
        stored = (await self._seen()).holdings if told.ids else {}
        made: list[Holding] = []
        for start in range(0, len(told), MANY):
            some = told.some(start, start + MANY)
            said = zip(some.ids, some.associations, strict=True)
            made += [replace(stored[id_], associations=now) for id_, now in said if id_ in stored]
            await self._transaction.pace.give_way()
        await self.save(made)

    async def remove(self, ids: Collection[str]) -> None:
        self._transaction.changes.remove(ids)
        self._own = None

    async def _seen(self) -> RecordState:
        transaction = self._transaction
        transaction.read.add("record")
        await transaction.pace.give_way()
        if not transaction.changes.of_record:
            return transaction.state.record
        if self._own is None:
            self._own = (await made(transaction)).record
        return self._own


async def made(transaction: StateTransaction) -> Saved:
    """The record with what the transaction has written to it; made in a thread where that takes long."""
    record, changes = transaction.state.record, transaction.changes
    if len(changes.holdings) + len(changes.removed) <= MANY:
        return saved(record, changes.holdings, changes.removed)
    transaction.pace.take_long()
    return await asyncio.to_thread(saved, record, changes.holdings, changes.removed)


class _Imports(KeptBefores):
    def __init__(self, transaction: StateTransaction) -> None:
        super().__init__(transaction.shelves)
        self._transaction = transaction

    async def add(self, entry: Import) -> None:
        self._transaction.changes.imports[entry.id] = entry

    async def latest(self) -> Import | None:
        standing = [entry for entry in self._every() if entry.undone_at is None]
        return max(standing, key=IMPORTS.age, default=None)

    async def newest(self, most: int) -> tuple[Import, ...]:
        return tuple(nlargest(most, self._every(), key=IMPORTS.age))

    def _every(self) -> Collection[Import]:
        transaction = self._transaction
        transaction.read.add("imports")
        return {**transaction.state.imports, **transaction.changes.imports}.values()


class _Checklists:
    def __init__(self, transaction: StateTransaction) -> None:
        self._transaction = transaction

    async def ticks(self, list_id: str) -> tuple[Tick, ...]:
        transaction = self._transaction
        transaction.read.add(("ticks", list_id))
        stored = transaction.state.ticks.get(list_id, ())
        return transaction.changes.ticks.get(list_id, stored)

    async def save(self, list_id: str, ticks: tuple[Tick, ...]) -> None:
        self._transaction.changes.ticks[list_id] = ticks
