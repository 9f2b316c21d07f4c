"""The store that strangers are given: nothing can be guessed from it, and nothing changed in it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.conversation.context import Context
from bot.conversation.events import Address
from bot.conversation.notices import Notice
from bot.empty_parts import (
    NoAccounts,
    NoCases,
    NoChecklists,
    NoClaims,
    NoHistory,
    NoImports,
    NoInstallations,
    NoNotices,
    NoPlaces,
    NoUploads,
    NoWatches,
    OpinionsOnly,
    PeopleAsTheyAre,
)
from bot.errors import Problem, UserError
from bot.partnership.associated import Associated
from bot.partnership.many import NO_HOLDINGS, Holdings
from bot.partnership.records import Customer, HolderKind, Holding, HoldingQuery, Known, Product
from bot.partnership.sightings import CustomerClue
from bot.ports import Names, Store, Transaction
from bot.understanding.names import NameIndex


class EmptyStore:
    """Reads as if nothing had ever been imported; a write is refused in words.

    Repeats are still known, and the language that a person has chosen is.
    """

    def __init__(self, real: Store) -> None:
        self._real = real

    async def names(self) -> Names:
        """Nobody's."""
        return Names(customers=_NOBODY, partners=_NOBODY)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction]:
        """Over nothing."""
        yield _Nothing(self._real)

    async def first_time(self, event_id: str, at: datetime, lease: timedelta | None = None) -> bool:
        """As the real store says."""
        return await self._real.first_time(event_id, at, lease)

    async def done(self, event_id: str, at: datetime) -> None:
        """Kept by the real store."""
        await self._real.done(event_id, at)

    async def recall(self, address: Address) -> Context | None:
        """A thread that strangers read was about nothing."""
        return None

    async def remember(self, address: Address, context: Context) -> None:
        """Nothing is kept."""

    async def take(
        self, now: datetime, lease: timedelta, most: int, platform: str | None = None
    ) -> tuple[Notice, ...]:
        """None."""
        return ()

    async def settle(self, notice: Notice, rests_until: datetime | None = None) -> bool:
        """None was taken."""
        return False

    async def check(self) -> None:
        """As the real store says."""
        await self._real.check()

    async def close(self) -> None:
        """There is nothing to let go."""


class _Nothing:
    """All parts of a transaction in one: none of them holds anything."""

    def __init__(self, real: Store) -> None:
        self._real = real

    @property
    def record(self) -> _Nothing:
        return self

    @property
    def imports(self) -> NoImports:
        return NoImports()

    @property
    def history(self) -> NoHistory:
        return NoHistory()

    @property
    def uploads(self) -> NoUploads:
        return NoUploads()

    @property
    def accounts(self) -> NoAccounts:
        return NoAccounts()

    @property
    def checklists(self) -> NoChecklists:
        return NoChecklists()

    @property
    def places(self) -> NoPlaces:
        return NoPlaces()

    @property
    def people(self) -> PeopleAsTheyAre:
        return PeopleAsTheyAre(self._real)

    @property
    def opinions(self) -> OpinionsOnly:
        return OpinionsOnly(self._real)

    @property
    def claims(self) -> NoClaims:
        return NoClaims()

    @property
    def installations(self) -> NoInstallations:
        return NoInstallations()

    @property
    def notices(self) -> NoNotices:
        return NoNotices()

    @property
    def cases(self) -> NoCases:
        return NoCases()

    @property
    def watches(self) -> NoWatches:
        return NoWatches()

    async def customer(self, customer_id: str) -> Customer | None:
        return None

    async def own_customers(self) -> tuple[Customer, ...]:
        return ()

    async def holdings(self, query: HoldingQuery) -> tuple[Holding, ...]:
        return ()

    async def ids(self, query: HoldingQuery) -> tuple[str, ...]:
        return ()

    async def states(self, ids: Collection[str]) -> Mapping[str, Known]:
        return {}

    async def tally(self, query: HoldingQuery) -> Mapping[tuple[Product, HolderKind | None], int]:
        return {}

    async def subscription(self, subscription_id: str) -> Holding | None:
        return None

    async def customers(self, ids: Collection[str]) -> Mapping[str, Customer]:
        return {}

    async def subscriptions(self, ids: Collection[str]) -> Mapping[str, Holding]:
        return {}

    async def stored(self, ids: Collection[str]) -> Holdings:
        return NO_HOLDINGS

    async def give_way(self) -> None:
        """There is nothing to do that takes long."""

    async def customers_like(self, clues: Iterable[CustomerClue]) -> tuple[Customer, ...]:
        return ()

    async def expecting(self) -> None:
        return None

    async def save(self, holdings: Sequence[Holding]) -> None:
        raise UserError(Problem.STRANGERS)

    async def hear(self, told: Associated) -> None:
        raise UserError(Problem.STRANGERS)

    async def remove(self, ids: Collection[str]) -> None:
        raise UserError(Problem.STRANGERS)


_NOBODY = NameIndex(())
