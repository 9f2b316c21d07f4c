"""The small values of every kind, as one transaction sees them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from adapters.stores.kind import Key, Kind, Value
from bot.conversation.notices import NoticeState, Waiting
from bot.partnership.cases import Case
from bot.partnership.open_cases import OpenCases


class Shelves(Protocol):
    """The values of every kind as one transaction sees them; whatever is looked at is remembered."""

    async def one(self, kind: Kind[Value], key: Key) -> Value | None:
        """What has that key."""
        ...

    async def every(self, kind: Kind[Value]) -> list[Value]:
        """All, in no order."""
        ...

    async def together(self, kind: Kind[Value], group: Key) -> list[Value]:
        """Those of one group, in no order."""
        ...

    async def several(self, kind: Kind[Value], keys: Collection[Key]) -> list[Value]:
        """Those of these keys that there are, in no order: one look for all."""
        ...

    async def of_groups(self, kind: Kind[Value], groups: Collection[Key]) -> list[Value]:
        """Those of these groups, in no order: one look for all."""
        ...

    async def newest(self, kind: Kind[Value], most: int) -> list[Value]:
        """By the kind's `age`, the newest first."""
        ...

    async def naming(self, kind: Kind[Value], name: str) -> list[Value]:
        """Those that name that, in no order."""
        ...

    async def since(self, kind: Kind[Value], at: datetime, most: int) -> list[Value]:
        """Those of that time or newer, the newest first, by age and then by key."""
        ...

    async def alone(self, kind: Kind[Value], most: int) -> list[Key]:
        """The keys of those that belong to no group, the newest first, by age and then by key."""
        ...

    async def in_groups(self, kind: Kind[Value]) -> list[Key]:
        """The keys of all that belong to a group, in no order."""
        ...

    async def keys(self, kind: Kind[Value], group: Key) -> list[Key]:
        """The keys of one group, in no order: cheaper than the values."""
        ...

    async def waiting(self) -> Mapping[NoticeState, Waiting]:
        """The notices that are not sent, counted by state."""
        ...

    async def overdue(self, moment: datetime) -> Mapping[str, Waiting]:
        """The open notices that were due by then, counted by platform."""
        ...

    async def count_open(self, wanted: OpenCases) -> int:
        """How many cases those are."""
        ...

    async def first_open(self, wanted: OpenCases, start: int, most: int) -> list[Case]:
        """Those cases in their order, from that place on."""
        ...

    def put(self, kind: Kind[Value], value: Value) -> None:
        """Write it."""
        ...

    def forget(self, kind: Kind[Value], key: Key) -> None:
        """Write that there is none."""
        ...
