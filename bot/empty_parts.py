"""The parts of a transaction over nothing: each reads as if nothing had ever been written."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime

from bot.conversation.events import Address
from bot.conversation.keeping import Feedback, Place, Wishes
from bot.conversation.notices import Notice, NoticeState, Waiting
from bot.conversation.watches import Watch
from bot.errors import Problem, UserError
from bot.partnership.cases import Case, CaseEntry
from bot.partnership.checklist import Tick
from bot.partnership.claims import Claim
from bot.partnership.history import Arrivals, Before, Change
from bot.partnership.open_cases import OpenCases
from bot.partnership.records import Import
from bot.partnership.sightings import OurAccount
from bot.partnership.uploads import Upload
from bot.ports import Store


class NoImports:
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


class NoHistory:
    async def add(self, changes: Sequence[Change]) -> None:
        raise UserError(Problem.STRANGERS)

    async def add_new(self, arrivals: Arrivals) -> None:
        raise UserError(Problem.STRANGERS)

    async def about(self, customer_id: str) -> tuple[Change, ...]:
        return ()

    async def since(self, at: datetime, most: int) -> tuple[Change, ...]:
        return ()

    async def written(self, most: int) -> tuple[Change, ...]:
        return ()

    async def came(self) -> AsyncIterator[Arrivals]:
        for nothing in tuple[Arrivals, ...]():
            yield nothing


class NoUploads:
    async def keep(self, upload: Upload) -> None:
        raise UserError(Problem.STRANGERS)

    async def one(self, upload_id: str) -> Upload | None:
        return None

    async def forget(self, upload_id: str) -> None:
        raise UserError(Problem.STRANGERS)

    async def every(self) -> tuple[Upload, ...]:
        return ()


class NoAccounts:
    async def save(self, accounts: Sequence[OurAccount]) -> None:
        raise UserError(Problem.STRANGERS)

    async def put_back(self, accounts: Sequence[OurAccount]) -> None:
        raise UserError(Problem.STRANGERS)

    async def every(self) -> tuple[OurAccount, ...]:
        return ()


class NoChecklists:
    async def ticks(self, list_id: str) -> tuple[Tick, ...]:
        return ()

    async def save(self, list_id: str, ticks: tuple[Tick, ...]) -> None:
        raise UserError(Problem.STRANGERS)


class NoPlaces:
    async def note(self, place: Place) -> None:
        raise UserError(Problem.STRANGERS)

    async def forget(self, address: Address) -> None:
        raise UserError(Problem.STRANGERS)

    async def private_with(self, tenant: str, platform: str, person: str) -> Place | None:
        return None

    async def every(self) -> tuple[Place, ...]:
        return ()


class PeopleAsTheyAre:
    """Whatever a person has chosen names nobody else, so it is read and changed as it is."""

    def __init__(self, real: Store) -> None:
        self._real = real

    async def wishes(self, person: str) -> Wishes | None:
        async with self._real.transaction() as transaction:
            return await transaction.people.wishes(person)

    async def save(self, wishes: Wishes) -> None:
        async with self._real.transaction() as transaction:
            await transaction.people.save(wishes)


class OpinionsOnly:
    """What strangers think of an answer is worth as much; what others thought they are not told."""

    def __init__(self, real: Store) -> None:
        self._real = real

    async def add(self, feedback: Feedback) -> None:
        async with self._real.transaction() as transaction:
            await transaction.opinions.add(feedback)

    async def latest(self, most: int) -> tuple[Feedback, ...]:
        return ()


class NoClaims:
    async def add(self, claim: Claim) -> None:
        raise UserError(Problem.STRANGERS)

    async def one(self, claim_id: str) -> Claim | None:
        return None

    async def about(self, customer_id: str) -> tuple[Claim, ...]:
        return ()

    async def latest(self, most: int) -> tuple[Claim, ...]:
        return ()


class NoInstallations:
    async def text(self, key: str) -> str | None:
        return None

    async def save(self, key: str, text: str | None) -> None:
        raise UserError(Problem.STRANGERS)

    async def keys(self, beginning: str) -> tuple[str, ...]:
        return ()


class NoCases:
    async def one(self, key: str) -> Case | None:
        return None

    async def save(self, case: Case, entry: CaseEntry) -> None:
        raise UserError(Problem.STRANGERS)

    async def note(self, entry: CaseEntry) -> None:
        raise UserError(Problem.STRANGERS)

    async def of_subscription(self, subscription_id: str) -> tuple[Case, ...]:
        return ()

    async def of_subscriptions(self, ids: Collection[str]) -> Mapping[str, tuple[Case, ...]]:
        return {}

    async def open(self) -> tuple[Case, ...]:
        return ()

    async def count(self, wanted: OpenCases) -> int:
        return 0

    async def first(self, wanted: OpenCases, start: int, most: int) -> tuple[Case, ...]:
        return ()

    async def decided_since(self, at: datetime) -> tuple[Case, ...]:
        return ()

    async def entries(self, key: str) -> tuple[CaseEntry, ...]:
        return ()


class NoWatches:
    async def save(self, watch: Watch) -> None:
        raise UserError(Problem.STRANGERS)

    async def forget(self, address: Address) -> bool:
        raise UserError(Problem.STRANGERS)

    async def of(self, address: Address) -> Watch | None:
        return None

    async def every(self) -> tuple[Watch, ...]:
        return ()


class NoNotices:
    async def add(self, notice: Notice) -> bool:
        raise UserError(Problem.STRANGERS)

    async def add_all(self, notices: Sequence[Notice]) -> int:
        raise UserError(Problem.STRANGERS)

    async def known(self, keys: Collection[str]) -> frozenset[str]:
        return frozenset()

    async def one(self, key: str) -> Notice | None:
        return None

    async def about(self, subject: str) -> tuple[Notice, ...]:
        return ()

    async def waiting(self) -> Mapping[NoticeState, Waiting]:
        return {}

    async def overdue(self, moment: datetime) -> Mapping[str, Waiting]:
        return {}
