"""The parts of a transaction that keep small values by a key: reads see the transaction's own writes.

What each method promises stands in bot/ports.py and bot/record_ports.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from adapters.stores import arrivals as new_ones
from adapters.stores.chapters import HISTORY
from adapters.stores.import_kinds import (
    ACCOUNTS,
    BEFORES,
    UPLOADS,
    account_id,
    in_parts,
    packed,
    unpacked,
)
from adapters.stores.kept_cases import KeptCases, KeptWatches
from adapters.stores.kept_history import KeptHistory
from adapters.stores.kinds import (
    CLAIMS,
    INSTALLATIONS,
    NOTICES,
    OPINIONS,
    PEOPLE,
    PLACES,
    Installation,
    place_key,
    private_group,
)
from adapters.stores.shelves import Shelves
from bot.conversation.events import Address
from bot.conversation.keeping import Feedback, Place, Wishes
from bot.conversation.notices import Notice, NoticeState, Waiting
from bot.partnership.claims import Claim
from bot.partnership.history import Arrivals, Before
from bot.partnership.sightings import OurAccount
from bot.partnership.uploads import Upload


class KeptPlaces:
    """Conversations that the bot is in."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def note(self, place: Place) -> None:
        self._shelves.put(PLACES, place)

    async def forget(self, address: Address) -> None:
        self._shelves.forget(PLACES, place_key(address))

    async def private_with(self, tenant: str, platform: str, person: str) -> Place | None:
        """The newest, where there are several."""
        places = await self._shelves.together(PLACES, private_group(tenant, platform, person))
        return max(places, key=lambda place: (place.since, place_key(place.address)), default=None)

    async def every(self) -> tuple[Place, ...]:
        places = await self._shelves.every(PLACES)
        return tuple(sorted(places, key=lambda place: place_key(place.address)))


class KeptPeople:
    """What people have chosen."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def wishes(self, person: str) -> Wishes | None:
        return await self._shelves.one(PEOPLE, (person,))

    async def save(self, wishes: Wishes) -> None:
        self._shelves.put(PEOPLE, wishes)


class KeptOpinions:
    """What people thought of answers."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def add(self, feedback: Feedback) -> None:
        self._shelves.put(OPINIONS, feedback)

    async def latest(self, most: int) -> tuple[Feedback, ...]:
        return tuple(await self._shelves.newest(OPINIONS, most))


class KeptClaims:
    """What people reported by hand."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def add(self, claim: Claim) -> None:
        self._shelves.put(CLAIMS, claim)

    async def one(self, claim_id: str) -> Claim | None:
        return await self._shelves.one(CLAIMS, (claim_id,))

    async def about(self, customer_id: str) -> tuple[Claim, ...]:
        claims = await self._shelves.together(CLAIMS, (customer_id,))
        return tuple(sorted(claims, key=CLAIMS.age, reverse=True))

    async def latest(self, most: int) -> tuple[Claim, ...]:
        return tuple(await self._shelves.newest(CLAIMS, most))


class KeptInstallations:
    """What platforms keep of their installations."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def text(self, key: str) -> str | None:
        kept = await self._shelves.one(INSTALLATIONS, (key,))
        return None if kept is None else kept.text

    async def save(self, key: str, text: str | None) -> None:
        if text is None:
            self._shelves.forget(INSTALLATIONS, (key,))
        else:
            self._shelves.put(INSTALLATIONS, Installation(key=key, text=text))

    async def keys(self, beginning: str) -> tuple[str, ...]:
        installations = await self._shelves.every(INSTALLATIONS)
        return tuple(sorted(kept.key for kept in installations if kept.key.startswith(beginning)))


class KeptBefores:
    """What stood before an import, by which it can be taken back."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def keep(self, befores: Sequence[Before]) -> None:
        for part in in_parts(befores):
            self._shelves.put(BEFORES, part)
            await asyncio.sleep(0)

    async def before(self, import_id: str) -> tuple[Before, ...]:
        parts = await self._shelves.together(BEFORES, (import_id,))
        befores = [before for part in parts for before in part.befores]
        known = {before.subscription_id: before for before in befores if before.told is None}
        came = await self._shelves.together(HISTORY, (import_id,)) if parts else ()
        for arrivals in came:
            if isinstance(arrivals, Arrivals):
                known |= {one.subscription_id: one for one in new_ones.befores(arrivals)}
        return (*known.values(), *(before for before in befores if before.told is not None))

    async def can_be_taken_back(self, import_id: str) -> bool:
        return bool(await self._shelves.keys(BEFORES, (import_id,)))

    async def let_go(self, import_id: str) -> None:
        for key in await self._shelves.keys(BEFORES, (import_id,)):
            self._shelves.forget(BEFORES, key)


class KeptUploads:
    """Files that wait, packed: that takes long for a large one, and so is done in a thread."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def keep(self, upload: Upload) -> None:
        self._shelves.put(UPLOADS, await asyncio.to_thread(packed, upload))

    async def one(self, upload_id: str) -> Upload | None:
        kept = await self._shelves.one(UPLOADS, (upload_id,))
        return None if kept is None else await asyncio.to_thread(unpacked, kept)

    async def forget(self, upload_id: str) -> None:
        self._shelves.forget(UPLOADS, (upload_id,))

    async def every(self) -> tuple[Upload, ...]:
        kept = sorted(await self._shelves.every(UPLOADS), key=UPLOADS.age)
        return tuple([await asyncio.to_thread(unpacked, one) for one in kept])


class KeptAccounts:
    """The partner ids that are ours."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def save(self, accounts: Sequence[OurAccount]) -> None:
        for account in accounts:
            self._shelves.put(ACCOUNTS, account)

    async def put_back(self, accounts: Sequence[OurAccount]) -> None:
        for account in await self._shelves.every(ACCOUNTS):
            self._shelves.forget(ACCOUNTS, ACCOUNTS.key(account))
        await self.save(accounts)

    async def every(self) -> tuple[OurAccount, ...]:
        return tuple(sorted(await self._shelves.every(ACCOUNTS), key=account_id))


class KeptNotices:
    """The outbox."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def add(self, notice: Notice) -> bool:
        if await self.one(notice.key):
            return False
        self._shelves.put(NOTICES, notice)
        return True

    async def add_all(self, notices: Sequence[Notice]) -> int:
        known = await self.known({notice.key for notice in notices})
        new = {notice.key: notice for notice in notices if notice.key not in known}
        for notice in new.values():
            self._shelves.put(NOTICES, notice)
        return len(new)

    async def known(self, keys: Collection[str]) -> frozenset[str]:
        found = await self._shelves.several(NOTICES, [(key,) for key in keys])
        return frozenset(notice.key for notice in found)

    async def one(self, key: str) -> Notice | None:
        return await self._shelves.one(NOTICES, (key,))

    async def about(self, subject: str) -> tuple[Notice, ...]:
        return tuple(sorted(await self._shelves.together(NOTICES, (subject,)), key=NOTICES.age))

    async def waiting(self) -> Mapping[NoticeState, Waiting]:
        return await self._shelves.waiting()

    async def overdue(self, moment: datetime) -> Mapping[str, Waiting]:
        return await self._shelves.overdue(moment)


class KeptParts:
    """These parts of a transaction, each made when it is asked for: most turns want one or two."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    @property
    def places(self) -> KeptPlaces:
        return KeptPlaces(self._shelves)

    @property
    def people(self) -> KeptPeople:
        return KeptPeople(self._shelves)

    @property
    def opinions(self) -> KeptOpinions:
        return KeptOpinions(self._shelves)

    @property
    def claims(self) -> KeptClaims:
        return KeptClaims(self._shelves)

    @property
    def installations(self) -> KeptInstallations:
        return KeptInstallations(self._shelves)

    @property
    def history(self) -> KeptHistory:
        return KeptHistory(self._shelves)

    @property
    def uploads(self) -> KeptUploads:
        return KeptUploads(self._shelves)

    @property
    def accounts(self) -> KeptAccounts:
        return KeptAccounts(self._shelves)

    @property
    def notices(self) -> KeptNotices:
        return KeptNotices(self._shelves)

    @property
    def cases(self) -> KeptCases:
        return KeptCases(self._shelves)

    @property
    def watches(self) -> KeptWatches:
        return KeptWatches(self._shelves)
