"""What is made once for all rows that are alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from bot.importing.merging import Associations

_REMEMBERED = 10_000
"""So many different pairs of what is stored and told."""
Made = TypeVar("Made")


class OnceOfBoth(Generic[Made]):
    """What is made of two values, once for all rows that have the same two: the same values in memory."""

    def __init__(self, make: Callable[[Associations, Associations], Made]) -> None:
        self._make = make
        self._made: dict[tuple[int, int], tuple[Associations, Associations, Made]] = {}

    def of(self, stored: Associations, told: Associations) -> Made:
        both = id(stored), id(told)
        known = self._made.get(both)
        if known is None:
            if len(self._made) >= _REMEMBERED:
                self._made.clear()
            known = self._made[both] = stored, told, self._make(stored, told)
        return known[2]
