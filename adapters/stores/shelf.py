"""The committed values of one kind, by key and by group."""

from __future__ import annotations

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
