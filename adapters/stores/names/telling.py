"""How much forms have in common with what is said, counted for all of them at once."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager

import numpy as np

from adapters.stores.names.file import Array

A_WORD = 1 << 12
"""What a shared word tells by itself, so that they can be counted."""
MOST_WORDS = 15
"""So many can be."""
_MUCH_LONGER = 16
"""So many times as long a list is rather looked into than gone through."""

Group = Sequence[tuple[int, Array]]
"""For each word that one said may be meant as, how much it tells, and the forms that hold it; most last."""


class Telling:
    """Sums over all forms; zeros lent and given back as zeros, more than one where several threads look."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._free: list[tuple[Array, Array]] = []

    def of(self, groups: Sequence[Group]) -> tuple[Array, Array]:
        """The forms that share a word, some twice, and how much is told of each.

        Who shares nothing but the commonest is left out, where another is shared at all.
        """
        rarest = sorted(groups, key=_length)[:MOST_WORDS]
        fewer = rarest[:-1] if any(rarest[:-1]) else rarest
        forms = np.concatenate([forms for group in fewer for _, forms in group] or [np.zeros(0, np.uint32)])
        with self._lent() as (sums, once):
            for group in fewer:
                _add(group, sums, once)
            told = sums[forms]
            sums[forms] = 0
            if fewer is not rarest:
                told += _told_of(forms, rarest[-1], once)
        return forms, told

    @contextmanager
    def _lent(self) -> Generator[tuple[Array, Array]]:
        fresh = self._free.pop() if self._free else None
        tallies = fresh or (np.zeros(self._size, np.uint16), np.zeros(self._size, np.uint16))
        yield tallies
        # Not after an error: they may not be zeros then.
        self._free.append(tallies)


def _add(group: Group, sums: Array, once: Array) -> None:
    """To the sum of each form what the group tells of it: what its most telling word does."""
    forms = _put(group, once)
    sums[forms] += once[forms]
    once[forms] = 0


def _told_of(forms: Array, group: Group, once: Array) -> Array:
    """What the group tells of each of these forms."""
    long = _MUCH_LONGER * len(forms)
    others = _put([(tells, some) for tells, some in group if len(some) <= long], once)
    told: Array = once[forms]
    once[others] = 0
    for tells, some in group:
        if len(some) > long:
            at = np.minimum(some.searchsorted(forms), len(some) - 1)
            np.maximum(told, (some[at] == forms) * np.uint16(tells), out=told)
    return told


def _put(group: Group, once: Array) -> Array:
    """The forms of the group; of one that comes twice the last counts, which is the most telling."""
    forms = np.concatenate([forms for _, forms in group] or [np.zeros(0, np.uint32)])
    once[forms] = np.repeat([tells for tells, _ in group], [len(forms) for _, forms in group])
    return forms


def _length(group: Group) -> int:
    return sum(len(forms) for _, forms in group)
