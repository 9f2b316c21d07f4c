"""What the core needs of the world, as protocols. Adapters promise these."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.conversation.events import Address
from bot.partnership.checklist import Tick
from bot.partnership.records import Customer, Holding, HoldingQuery, Import
from bot.understanding.knowledge import KnowledgeBase
from bot.understanding.names import NameFinder


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """Now, in UTC, with its time zone."""
        ...


class Record(Protocol):
    """Customers, subscriptions and associations."""

    async def customer(self, customer_id: str) -> Customer | None:
        """One customer, None where the id is not stored."""
        ...

    async def own_customers(self) -> tuple[Customer, ...]:
        """The customers that are our own organisation, by name."""
        ...

    async def holdings(self, query: HoldingQuery) -> tuple[Holding, ...]:
        """What matches the query, ordered by customer name, product, label and id."""
        ...

    async def subscription(self, subscription_id: str) -> Holding | None:
        """One subscription with all that is known of it."""
        ...

    async def save(self, holdings: Sequence[Holding]) -> None:
        """Write these, in place of what is stored under the same ids.

        A customer is the same on all of its subscriptions, and forgotten with the last of them.
        """
        ...


class Imports(Protocol):
    """Which files came in."""

    async def add(self, entry: Import) -> None:
        """Write one down."""
        ...

    async def latest(self) -> Import | None:
        """The newest, None before the first."""
        ...


class Checklists(Protocol):
    """Ticks, by list."""

    async def ticks(self, list_id: str) -> tuple[Tick, ...]:
        """What is ticked on that list, in the points' order."""
        ...

    async def save(self, list_id: str, ticks: tuple[Tick, ...]) -> None:
        """Make exactly these the ticks of that list."""
        ...


class Rooms(Protocol):
    """Conversations that want alerts."""

    async def subscribe(self, address: Address) -> bool:
        """Note that alerts go here. False where they already did."""
        ...

    async def unsubscribe(self, address: Address) -> bool:
        """Note that no alerts go here. False where none did."""
        ...

    async def subscribed(self) -> tuple[Address, ...]:
        """Every conversation that wants alerts."""
        ...


class Transaction(Protocol):
    """One unit of work, bound to one organisation. All of it is written, or none."""

    @property
    def record(self) -> Record: ...
    @property
    def imports(self) -> Imports: ...
    @property
    def checklists(self) -> Checklists: ...
    @property
    def rooms(self) -> Rooms: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Finds customers by any of their names, and other partners that hold something (a match's `id` is
    the stored name)."""

    customers: NameFinder
    partners: NameFinder


class Store(Protocol):
    """Remembers. Raises StoreError where it cannot."""

    async def names(self) -> Names:
        """All names as they are now; cheap, for it is asked with every question."""
        ...

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Leaving the block commits, and returns when it is durable; an exception rolls back.

        Leaving raises StoreError where somebody else has changed what was read here.
        """
        ...

    async def first_time(self, event_id: str, at: datetime) -> bool:
        """Whether this event is new. Ids are kept for at least 24 hours."""
        ...

    async def close(self) -> None:
        """Let go of whatever is held. Nothing that was committed is lost."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What a handler may use."""

    store: Store
    clock: Clock
    knowledge: KnowledgeBase
