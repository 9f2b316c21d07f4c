"""The store that strangers are given: nothing can be guessed from it, and nothing changed in it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.conversation.context import Context
from bot.conversation.events import Address
from bot.conversation.keeping import Feedback, Place, Wishes
from bot.conversation.notices import Notice, NoticeState, Waiting
from bot.conversation.watches import Watch
from bot.errors import Problem, UserError
from bot.partnership.cases import Case, CaseEntry
from bot.partnership.checklist import Tick
from bot.partnership.claims import Claim
from bot.partnership.history import Before, Change
from bot.partnership.records import Customer, Holding, HoldingQuery, Import
from bot.partnership.sightings import CustomerClue, OurAccount
from bot.partnership.uploads import Upload
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
    def imports(self) -> _NoImports:
        return _NoImports()

    @property
    def history(self) -> _NoHistory:
        return _NoHistory()

    @property
    def uploads(self) -> _NoUploads:
        return _NoUploads()

    @property
    def accounts(self) -> _NoAccounts:
        return _NoAccounts()

    @property
    def checklists(self) -> _NoChecklists:
        return _NoChecklists()

    @property
    def rooms(self) -> _NoRooms:
        return _NoRooms()

    @property
    def places(self) -> _NoPlaces:
        return _NoPlaces()

    @property
    def people(self) -> _PeopleAsTheyAre:
        return _PeopleAsTheyAre(self._real)

    @property
    def opinions(self) -> _OpinionsOnly:
        return _OpinionsOnly(self._real)

    @property
    def claims(self) -> _NoClaims:
        return _NoClaims()

    @property
    def installations(self) -> _NoInstallations:
        return _NoInstallations()

    @property
    def notices(self) -> _NoNotices:
        return _NoNotices()

    @property
    def cases(self) -> _NoCases:
        return _NoCases()

    @property
    def watches(self) -> _NoWatches:
        return _NoWatches()

    async def customer(self, customer_id: str) -> Customer | None:
        return None

    async def own_customers(self) -> tuple[Customer, ...]:
        return ()

    async def holdings(self, query: HoldingQuery) -> tuple[Holding, ...]:
        return ()

    async def ids(self, query: HoldingQuery) -> tuple[str, ...]:
        return ()

    async def subscription(self, subscription_id: str) -> Holding | None:
        return None

    async def customers(self, ids: Collection[str]) -> Mapping[str, Customer]:
        return {}

    async def subscriptions(self, ids: Collection[str]) -> Mapping[str, Holding]:
        return {}

    async def customers_like(self, clues: Collection[CustomerClue]) -> tuple[Customer, ...]:
        return ()

    async def save(self, holdings: Sequence[Holding]) -> None:
        raise UserError(Problem.STRANGERS)

    async def remove(self, ids: Collection[str]) -> None:
        raise UserError(Problem.STRANGERS)


class _NoImports:
    async def add(self, entry: Import) -> None:
        raise UserError(Problem.STRANGERS)

    async def latest(self) -> Import | None:
        return None

    async def newest(self, most: int) -> tuple[Import, ...]:
        return ()

    async def keep(self, befores: Sequence[Before]) -> None:
        raise UserError(Problem.STRANGERS)

    async def before(self, import_id: str) -> tuple[Before, ...]:
        return ()

    async def can_be_taken_back(self, import_id: str) -> bool:
        return False

    async def let_go(self, import_id: str) -> None:
        raise UserError(Problem.STRANGERS)


class _NoHistory:
    async def add(self, changes: Sequence[Change]) -> None:
        raise UserError(Problem.STRANGERS)

    async def about(self, customer_id: str) -> tuple[Change, ...]:
        return ()

    async def since(self, at: datetime, most: int) -> tuple[Change, ...]:
        return ()


class _NoUploads:
    async def keep(self, upload: Upload) -> None:
        raise UserError(Problem.STRANGERS)

    async def one(self, upload_id: str) -> Upload | None:
        return None

    async def forget(self, upload_id: str) -> None:
        raise UserError(Problem.STRANGERS)

    async def every(self) -> tuple[Upload, ...]:
        return ()


class _NoAccounts:
    async def save(self, accounts: Sequence[OurAccount]) -> None:
        raise UserError(Problem.STRANGERS)

    async def put_back(self, accounts: Sequence[OurAccount]) -> None:
        raise UserError(Problem.STRANGERS)

    async def every(self) -> tuple[OurAccount, ...]:
        return ()


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


class _NoPlaces:
    async def note(self, place: Place) -> None:
        raise UserError(Problem.STRANGERS)

    async def forget(self, address: Address) -> None:
        raise UserError(Problem.STRANGERS)

    async def private_with(self, tenant: str, platform: str, person: str) -> Place | None:
        return None

    async def every(self) -> tuple[Place, ...]:
        return ()


class _PeopleAsTheyAre:
    """Whatever a person has chosen names nobody else, so it is read and changed as it is."""

    def __init__(self, real: Store) -> None:
        self._real = real

    async def wishes(self, person: str) -> Wishes | None:
        async with self._real.transaction() as transaction:
            return await transaction.people.wishes(person)

    async def save(self, wishes: Wishes) -> None:
        async with self._real.transaction() as transaction:
            await transaction.people.save(wishes)


class _OpinionsOnly:
    """What strangers think of an answer is worth as much; what others thought they are not told."""

    def __init__(self, real: Store) -> None:
        self._real = real

    async def add(self, feedback: Feedback) -> None:
        async with self._real.transaction() as transaction:
            await transaction.opinions.add(feedback)

    async def latest(self, most: int) -> tuple[Feedback, ...]:
        return ()


class _NoClaims:
    async def add(self, claim: Claim) -> None:
        raise UserError(Problem.STRANGERS)

    async def one(self, claim_id: str) -> Claim | None:
        return None

    async def about(self, customer_id: str) -> tuple[Claim, ...]:
        return ()

    async def latest(self, most: int) -> tuple[Claim, ...]:
        return ()


class _NoInstallations:
    async def text(self, key: str) -> str | None:
        return None

    async def save(self, key: str, text: str | None) -> None:
        raise UserError(Problem.STRANGERS)

    async def keys(self, beginning: str) -> tuple[str, ...]:
        return ()


class _NoCases:
    async def one(self, key: str) -> Case | None:
        return None

    async def save(self, case: Case, entry: CaseEntry) -> None:
        raise UserError(Problem.STRANGERS)

    async def note(self, entry: CaseEntry) -> None:
        raise UserError(Problem.STRANGERS)

    async def of_subscription(self, subscription_id: str) -> tuple[Case, ...]:
        return ()

    async def open(self) -> tuple[Case, ...]:
        return ()

    async def entries(self, key: str) -> tuple[CaseEntry, ...]:
        return ()


class _NoWatches:
    async def save(self, watch: Watch) -> None:
        raise UserError(Problem.STRANGERS)

    async def forget(self, address: Address) -> bool:
        raise UserError(Problem.STRANGERS)

    async def of(self, address: Address) -> Watch | None:
        return None

    async def every(self) -> tuple[Watch, ...]:
        return ()


class _NoNotices:
    async def add(self, notice: Notice) -> bool:
        raise UserError(Problem.STRANGERS)

    async def one(self, key: str) -> Notice | None:
        return None

    async def about(self, subject: str) -> tuple[Notice, ...]:
        return ()

    async def waiting(self) -> Mapping[NoticeState, Waiting]:
        return {}


_NOBODY = NameIndex(())
