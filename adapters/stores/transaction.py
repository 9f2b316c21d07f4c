"""One transaction over the state in memory: reads what is committed and its own writes."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Hashable, Mapping, Sequence

from adapters.stores.kept import (
    KeptClaims,
    KeptInstallations,
    KeptNotices,
    KeptOpinions,
    KeptPeople,
    KeptPlaces,
)
from adapters.stores.record_state import RecordState
from adapters.stores.state import Changes, State
from adapters.stores.state_shelves import StateShelves
from bot.conversation.events import Address
from bot.partnership.checklist import Tick
from bot.partnership.records import Customer, Holding, HoldingQuery, Import


class StateTransaction:
    """Collects changes; nothing reaches the state before the store commits them.

    `read` holds the things that were looked at, by which a store notices that they changed meanwhile.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.began = state.version
        self.read: set[Hashable] = set()
        self.changes = Changes()
        self.record = _Record(self)
        self.imports = _Imports(self)
        self.checklists = _Checklists(self)
        self.rooms = _Rooms(self)
        shelves = StateShelves(state, self.changes, self.read)
        self.places = KeptPlaces(shelves)
        self.people = KeptPeople(shelves)
        self.opinions = KeptOpinions(shelves)
        self.claims = KeptClaims(shelves)
        self.installations = KeptInstallations(shelves)
        self.notices = KeptNotices(shelves)

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
        return self._seen().customers.get(customer_id)

    async def own_customers(self) -> tuple[Customer, ...]:
        return self._seen().own_customers()

    async def holdings(self, query: HoldingQuery) -> tuple[Holding, ...]:
        return self._seen().find(query)

    async def subscription(self, subscription_id: str) -> Holding | None:
        return self._seen().holdings.get(subscription_id)

    async def customers(self, ids: Collection[str]) -> Mapping[str, Customer]:
        stored = self._seen().customers
        return {id_: stored[id_] for id_ in ids if id_ in stored}

    async def subscriptions(self, ids: Collection[str]) -> Mapping[str, Holding]:
        # Whoever asks for many has much to do: others have their turn in between.
        await asyncio.sleep(0)
        stored = self._seen().holdings
        return {id_: stored[id_] for id_ in ids if id_ in stored}

    async def save(self, holdings: Sequence[Holding]) -> None:
        self._transaction.changes.holdings.extend(holdings)
        self._own = None

    def _seen(self) -> RecordState:
        transaction = self._transaction
        transaction.read.add("record")
        if not transaction.changes.holdings:
            return transaction.state.record
        if self._own is None:
            self._own = transaction.state.record.fork()
            self._own.save(transaction.changes.holdings)
        return self._own


class _Imports:
    def __init__(self, transaction: StateTransaction) -> None:
        self._transaction = transaction

    async def add(self, entry: Import) -> None:
        self._transaction.changes.imports[entry.id] = entry

    async def latest(self) -> Import | None:
        transaction = self._transaction
        transaction.read.add("imports")
        entries = {**transaction.state.imports, **transaction.changes.imports}
        return max(entries.values(), key=lambda entry: (entry.at, entry.id), default=None)


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


class _Rooms:
    def __init__(self, transaction: StateTransaction) -> None:
        self._transaction = transaction

    async def subscribe(self, address: Address) -> bool:
        return self._set(address, wanted=True)

    async def unsubscribe(self, address: Address) -> bool:
        return self._set(address, wanted=False)

    async def subscribed(self) -> tuple[Address, ...]:
        transaction = self._transaction
        transaction.read.add("rooms")
        rooms = {**transaction.state.rooms, **transaction.changes.rooms}
        return tuple(address for address, wanted in rooms.items() if wanted)

    def _set(self, address: Address, *, wanted: bool) -> bool:
        transaction = self._transaction
        transaction.read.add(("rooms", address))
        stored = transaction.state.rooms.get(address, False)
        if transaction.changes.rooms.get(address, stored) is wanted:
            return False
        transaction.changes.rooms[address] = wanted
        return True
