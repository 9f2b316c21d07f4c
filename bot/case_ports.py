"""What the core needs for conflicts: the cases, their history, and the conversations that watch."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.conversation.events import Address
from bot.conversation.watches import Watch
from bot.partnership.cases import Case, CaseEntry
from bot.partnership.open_cases import OpenCases


class Cases(Protocol):
    """Conflicts, one a key for good, and what happened to each."""

    async def one(self, key: str) -> Case | None:
        """The case with that key."""
        ...

    async def save(self, case: Case, entry: CaseEntry) -> None:
        """Write the case as it is now, in place of what is stored, and the line that led to it."""
        ...

    async def note(self, entry: CaseEntry) -> None:
        """Write a line that leaves the case as it is."""
        ...

    async def of_subscription(self, subscription_id: str) -> tuple[Case, ...]:
        """Those about one subscription, the newest first."""
        ...

    async def of_subscriptions(self, ids: Collection[str]) -> Mapping[str, tuple[Case, ...]]:
        """Those about each of these that has any, in no order. Some hundred at once are enough."""
        ...

    async def open(self) -> tuple[Case, ...]:
        """Those that are not closed, the longest open first."""
        ...

    async def count(self, wanted: OpenCases) -> int:
        """How many those are; cheaper by far than the cases."""
        ...

    async def first(self, wanted: OpenCases, start: int, most: int) -> tuple[Case, ...]:
        """Of those, in their order, so many from that place on, counted from 0."""
        ...

    async def decided_since(self, at: datetime) -> tuple[Case, ...]:
        """Those with a decision that have changed at that moment (UTC) or later, the newest first."""
        ...

    async def entries(self, key: str) -> tuple[CaseEntry, ...]:
        """What happened to one case, the oldest first."""
        ...


class Watches(Protocol):
    """Conversations that want alerts, and what each wants."""

    async def save(self, watch: Watch) -> None:
        """Keep it, in place of what is stored for the same conversation."""
        ...

    async def forget(self, address: Address) -> bool:
        """Nothing goes there any more. False where nothing did."""
        ...

    async def of(self, address: Address) -> Watch | None:
        """What that conversation wants, None where it wants nothing."""
        ...

    async def every(self) -> Sequence[Watch]:
        """All of them."""
        ...
