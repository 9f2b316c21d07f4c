"""The store that strangers are given: nothing can be guessed from it, and nothing changed in it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from bot.conversation.events import Address
from bot.errors import Problem, UserError
from bot.partnership.checklist import Tick
from bot.partnership.records import Customer, Holding, HoldingQuery, Import
from bot.ports import Names, Store, Transaction
from bot.understanding.names import NameIndex


class EmptyStore:
    """Reads as if nothing had ever been imported; a write is refused in words. Repeats are still known."""

    def __init__(self, real: Store) -> None:
        self._real = real

    async def names(self) -> Names:
        """Nobody's."""
        return Names(customers=_NOBODY, partners=_NOBODY)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction]:
        """Over nothing."""
        yield _Nothing()

    async def first_time(self, event_id: str, at: datetime) -> bool:
        """As the real store says."""
        return await self._real.first_time(event_id, at)

    async def close(self) -> None:
        """There is nothing to let go."""


class _Nothing:
    """All parts of a transaction in one: none of them holds anything."""

    @property
    def record(self) -> _Nothing:
        return self

    @property
    def imports(self) -> _NoImports:
        return _NoImports()

    @property
    def checklists(self) -> _NoChecklists:
        return _NoChecklists()

    @property
    def rooms(self) -> _NoRooms:
        return _NoRooms()

    async def customer(self, customer_id: str) -> Customer | None:
        return None

    async def own_customers(self) -> tuple[Customer, ...]:
        return ()

    async def holdings(self, query: HoldingQuery) -> tuple[Holding, ...]:
        return ()

    async def subscription(self, subscription_id: str) -> Holding | None:
        return None

    async def save(self, holdings: Sequence[Holding]) -> None:
        raise UserError(Problem.STRANGERS)


class _NoImports:
    async def add(self, entry: Import) -> None:
        raise UserError(Problem.STRANGERS)

    async def latest(self) -> Import | None:
        return None


class _NoChecklists:
    async def ticks(self, list_id: str) -> tuple[Tick, ...]:
        return ()

    async def save(self, list_id: str, ticks: tuple[Tick, ...]) -> None:
        raise UserError(Problem.STRANGERS)


class _NoRooms:
    async def subscribe(self, address: Address) -> bool:
        raise UserError(Problem.STRANGERS)

    async def unsubscribe(self, address: Address) -> bool:
        raise UserError(Problem.STRANGERS)

    async def subscribed(self) -> tuple[Address, ...]:
        return ()


_NOBODY = NameIndex(())
