"""The committed values of one kind, by key and by group."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from datetime import datetime
from itertools import takewhile
from typing import Generic

from adapters.stores.kinds import Key, Kind, Value


class Shelf(Generic[Value]):
    """Changed only by a commit."""

    def __init__(self, kind: Kind[Value]) -> None:
        self._kind = kind
        self._groups: dict[Key, set[Key]] = {}
        self.values: dict[Key, Value] = {}

    def together(self, group: Key) -> dict[Key, Value]:
        """Those of one group."""
        return {key: self.values[key] for key in self._groups.get(group, ())}

    def keys(self, group: Key) -> frozenset[Key]:
        """The keys of one group."""
        return frozenset(self._groups.get(group, ()))

    def naming(self, name: str) -> dict[Key, Value]:
        """Those that name that. Looks at all of them."""
        return {key: value for key, value in self.values.items() if name in self._kind.names(value)}

    def since(self, at: datetime) -> Iterator[Value]:
        """Those of that time or newer, the newest first. Looks at all of them."""
        values = sorted(self.values.values(), key=self._kind.age, reverse=True)
        return takewhile(lambda value: self._kind.age(value)[0] >= at, values)

    def group_of(self, key: Key) -> Key | None:
        """The group of what is stored under that key, None where there is none."""
        stored = self.values.get(key)
        return None if stored is None else self._kind.group(stored)

    def put(self, key: Key, value: Value | None) -> None:
        """Keep it in place of what is there; None forgets that."""
        before = self.group_of(key)
        if before is not None:
            self._groups[before].discard(key)
            if not self._groups[before]:
                del self._groups[before]
        if value is None:
            self.values.pop(key, None)
            return
        self.values[key] = value
        after = self._kind.group(value)
        if after is not None:
            self._groups.setdefault(after, set()).add(key)


class Chronicle(Shelf[Value]):
    """In the order of age too, and by what each value names, so that few of many are found at once."""

    def __init__(self, kind: Kind[Value]) -> None:
        super().__init__(kind)
        self._order: list[tuple[tuple[datetime, str], Key]] = []
        self._naming: dict[str, tuple[Key, ...]] = {}

    def naming(self, name: str) -> dict[Key, Value]:
        """Those that name that."""
        return {key: self.values[key] for key in self._naming.get(name, ())}

    def since(self, at: datetime) -> Iterator[Value]:
        """Those of that time or newer, the newest first. Looks at no others."""
        for (when, _), key in reversed(self._order):
            if when < at:
                return
            yield self.values[key]

    def put(self, key: Key, value: Value | None) -> None:
        """Keep it in place of what is there; None forgets that."""
        before = self.values.get(key)
        if before is not None:
            del self._order[bisect_left(self._order, (self._kind.age(before), key))]
            for name in self._kind.names(before):
                self._naming[name] = tuple(other for other in self._naming[name] if other != key)
        super().put(key, value)
        if value is not None:
            insort(self._order, (self._kind.age(value), key))
            for name in self._kind.names(value):
                self._naming[name] = (*self._naming.get(name, ()), key)
