"""Which holdings have a value: sets of ids that copies share until one of them changes."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

Key = tuple[str, str]
"""What is looked for, and its value."""

_NONE: frozenset[str] = frozenset()


class Index:
    """Ids by key. A fork costs two shallow copies, however many ids there are."""

    def __init__(self) -> None:
        self._kinds: dict[str, dict[str, set[str]]] = {}
        self._own: set[Key] = set()

    def fork(self) -> Index:
        """A copy that can change without changing this one, which must not change any more."""
        copy = Index()
        copy._kinds = {kind: dict(values) for kind, values in self._kinds.items()}
        return copy

    def of(self, kind: str, value: str) -> AbstractSet[str]:
        """The ids with that value."""
        return self._kinds.get(kind, {}).get(value, _NONE)

    def values(self, kind: str) -> Iterable[str]:
        """The values that some id has."""
        return self._kinds.get(kind, {}).keys()

    def add(self, key: Key, id_: str) -> bool:
        """Says whether the value is new."""
        values = self._kinds.setdefault(key[0], {})
        new = key[1] not in values
        self._owned(values, key).add(id_)
        return new

    def discard(self, key: Key, id_: str) -> bool:
        """Says whether no id has the value any more."""
        values = self._kinds[key[0]]
        ids = self._owned(values, key)
        ids.discard(id_)
        if ids:
            return False
        del values[key[1]]
        self._own.discard(key)
        return True

    def _owned(self, values: dict[str, set[str]], key: Key) -> set[str]:
        if key not in self._own:
            self._own.add(key)
            values[key[1]] = set(values.get(key[1], _NONE))
        return values[key[1]]
