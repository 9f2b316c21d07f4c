"""The parts of a transaction that conflicts need. What each method promises stands in bot/case_ports.py."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from adapters.stores.case_kinds import CASES, ENTRIES, WATCHES
from adapters.stores.documents import place_key
from adapters.stores.shelves import Shelves
from bot.conversation.events import Address
from bot.conversation.watches import Watch
from bot.partnership.cases import Case, CaseEntry
from bot.partnership.moves import opening
from bot.partnership.open_cases import OpenCases


class KeptCases:
    """Conflicts."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def one(self, key: str) -> Case | None:
        return await self._shelves.one(CASES, (key,))

    async def save(self, case: Case, entry: CaseEntry) -> None:
        self._shelves.put(CASES, case)
        # Most cases of a first import are never moved, and how it was opened follows from the case. At its
        # first move that is written down, for then it may come to follow no longer.
        first = opening(case)
        if case.version == 2:
            self._shelves.put(ENTRIES, first)
        if entry != first:
            self._shelves.put(ENTRIES, entry)

    async def note(self, entry: CaseEntry) -> None:
        self._shelves.put(ENTRIES, entry)

    async def of_subscription(self, subscription_id: str) -> tuple[Case, ...]:
        cases = await self._shelves.together(CASES, (subscription_id,))
        return tuple(sorted(cases, key=CASES.age, reverse=True))

    async def of_subscriptions(self, ids: Collection[str]) -> Mapping[str, tuple[Case, ...]]:
        found: dict[str, tuple[Case, ...]] = {}
        for case in await self._shelves.of_groups(CASES, [(id_,) for id_ in ids]):
            id_ = case.finding.subscription_id
            found[id_] = (*found.get(id_, ()), case)
        return found

    async def open(self) -> tuple[Case, ...]:
        cases = await self._shelves.every(CASES)
        return tuple(sorted((case for case in cases if not case.is_over), key=CASES.age))

    async def count(self, wanted: OpenCases) -> int:
        return await self._shelves.count_open(wanted)

    async def first(self, wanted: OpenCases, start: int, most: int) -> tuple[Case, ...]:
        return tuple(await self._shelves.first_open(wanted, start, most))

    async def decided_since(self, at: datetime) -> tuple[Case, ...]:
        cases = await self._shelves.every(CASES)
        found = (case for case in cases if case.decision is not None and case.changed_at >= at)
        return tuple(sorted(found, key=lambda case: (case.changed_at, case.key), reverse=True))

    async def entries(self, key: str) -> tuple[CaseEntry, ...]:
        entries = await self._shelves.together(ENTRIES, (key,))
        case = await self.one(key)
        if case and case.version == 1 and opening(case) not in entries:
            entries = [opening(case), *entries]
        return tuple(sorted(entries, key=ENTRIES.age))


class KeptWatches:
    """Conversations that want alerts."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def save(self, watch: Watch) -> None:
        self._shelves.put(WATCHES, watch)

    async def forget(self, address: Address) -> bool:
        known = await self.of(address) is not None
        if known:
            self._shelves.forget(WATCHES, place_key(address))
        return known

    async def of(self, address: Address) -> Watch | None:
        return await self._shelves.one(WATCHES, place_key(address))

    async def every(self) -> tuple[Watch, ...]:
        watches = await self._shelves.every(WATCHES)
        return tuple(sorted(watches, key=lambda watch: place_key(watch.address)))
