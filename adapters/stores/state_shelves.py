"""The small values as one transaction over the state in memory sees them."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Hashable, Iterator, Mapping
from datetime import datetime
from heapq import nlargest, nsmallest
from itertools import islice
from typing import Any

from adapters.stores.case_kinds import CASES
from adapters.stores.kinds import NOTICES, Key, Kind, Value
from adapters.stores.outbox import counted, overdue
from adapters.stores.pace import MANY
from adapters.stores.state import Changes, State, group_thing
from bot.conversation.notices import Notice, NoticeState, Waiting
from bot.partnership.cases import Case
from bot.partnership.open_cases import OpenCases


class StateShelves:
    """What is committed, under the transaction's own writes; whatever is looked at is noted in `read`."""

    def __init__(self, state: State, changes: Changes, read: set[Hashable]) -> None:
        self._state = state
        self._changes = changes
        self._read = read

    async def one(self, kind: Kind[Value], key: Key) -> Value | None:
        self._read.add((kind.table, key))
        own = self._changes.of(kind)
        return own[key] if key in own else self._state.shelf(kind).values.get(key)

    async def every(self, kind: Kind[Value]) -> list[Value]:
        return self._all(kind)

    async def together(self, kind: Kind[Value], group: Key) -> list[Value]:
        self._read.add(group_thing(kind, group))
        merged = {**self._state.shelf(kind).together(group), **self._changes.of(kind)}
        return [value for value in merged.values() if value is not None and kind.group(value) == group]

    async def several(self, kind: Kind[Value], keys: Collection[Key]) -> list[Value]:
        found = [await self.one(kind, key) for key in keys]
        return [value for value in found if value is not None]

    async def of_groups(self, kind: Kind[Value], groups: Collection[Key]) -> list[Value]:
        wanted, stored = frozenset(groups), self._state.shelf(kind)
        self._read.update(group_thing(kind, group) for group in wanted)
        committed = {key: value for group in wanted for key, value in stored.together(group).items()}
        merged = {**committed, **self._changes.of(kind)}
        return [value for value in merged.values() if value is not None and kind.group(value) in wanted]

    async def newest(self, kind: Kind[Value], most: int) -> list[Value]:
        return nlargest(most, self._all(kind), key=kind.age)

    async def naming(self, kind: Kind[Value], name: str) -> list[Value]:
        self._read.add((kind.table, "named", name))
        merged = {**self._state.shelf(kind).naming(name), **self._changes.of(kind)}
        return [value for value in merged.values() if value is not None and name in kind.names(value)]

    async def since(self, kind: Kind[Value], at: datetime, most: int) -> list[Value]:
        self._read.add(kind.table)
        own = self._changes.of(kind)
        stored = (value for value in self._state.shelf(kind).since(at) if kind.key(value) not in own)
        written = [value for value in own.values() if value is not None and kind.age(value)[0] >= at]
        return nlargest(most, [*islice(stored, most), *written], key=kind.age)

    async def alone(self, kind: Kind[Value], most: int) -> list[Key]:
        found = (value for value in self._all(kind) if kind.group(value) is None)
        return list(map(kind.key, nlargest(most, found, key=kind.age)))

    async def in_groups(self, kind: Kind[Value]) -> list[Key]:
        return [kind.key(value) for value in self._all(kind) if kind.group(value) is not None]

    async def keys(self, kind: Kind[Value], group: Key) -> list[Key]:
        self._read.add(group_thing(kind, group))
        own = self._changes.of(kind)
        stored = [key for key in self._state.shelf(kind).keys(group) if key not in own]
        written = (key for key, value in own.items() if value is not None and kind.group(value) == group)
        return [*stored, *written]

    async def waiting(self) -> Mapping[NoticeState, Waiting]:
        return counted(self._unsent())

    async def overdue(self, moment: datetime) -> Mapping[str, Waiting]:
        return overdue(self._unsent(), moment)

    async def count_open(self, wanted: OpenCases) -> int:
        count = 0
        for some in self._parts(CASES):
            count += sum(map(wanted.holds, some))
            await asyncio.sleep(0)
        return count

    async def first_open(self, wanted: OpenCases, start: int, most: int) -> list[Case]:
        first: list[Case] = []
        for some in self._parts(CASES):
            first = nsmallest(start + most, [*first, *filter(wanted.holds, some)], key=wanted.place)
            await asyncio.sleep(0)
        return first[start:]

    def _parts(self, kind: Kind[Value]) -> Iterator[list[Value]]:
        values = self._all(kind)
        return (values[begin : begin + MANY] for begin in range(0, len(values), MANY))

    def put(self, kind: Kind[Any], value: Any) -> None:
        self._changes.keep(kind, kind.key(value), value)

    def forget(self, kind: Kind[Any], key: Key) -> None:
        self._changes.keep(kind, key, None)

    def _unsent(self) -> list[Notice]:
        self._read.add(NOTICES.table)
        own = self._changes.of(NOTICES)
        stored = self._state.outbox.unsent.items()
        rest = [notice for key, notice in stored if key not in own]
        return [*rest, *(notice for notice in own.values() if notice)]

    def _all(self, kind: Kind[Value]) -> list[Value]:
        self._read.add(kind.table)
        merged = {**self._state.shelf(kind).values, **self._changes.of(kind)}
        return [value for value in merged.values() if value is not None]
