"""What is made of a value, once for all that have the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")
_REMEMBERED = 10_000
"""So many different pairs."""


class Once(Generic[Given, Made]):
    """Values are told apart by being the same in memory, which is found out soonest, and not by being equal.

    They are kept, so that none takes another's place there.
    """

    def __init__(self, make: Callable[[Given], Made]) -> None:
        self._make = make
        self._made: dict[int, tuple[Given, Made]] = {}

    def of(self, given: Given) -> Made:
        """What is made of it."""
        known = self._made.get(id(given))
        if known is None:
            known = self._made[id(given)] = given, self._make(given)
        return known[1]

    def each(self, given: Sequence[Given]) -> list[Made]:
        """What is made of each."""
        for one in {id(one): one for one in given}.values():
            self.of(one)
        made = self._made
        return [made[at][1] for at in map(id, given)]


class OnceOfBoth(Generic[Given, Made]):
    """The same of two values: of what is stored and what is told of it, say. Of very many pairs those before
    are forgotten.
    """

    def __init__(self, make: Callable[[Given, Given], Made]) -> None:
        self._make = make
        self._made: dict[tuple[int, int], tuple[Given, Given, Made]] = {}

    def of(self, one: Given, other: Given) -> Made:
        """What is made of both."""
        both = id(one), id(other)
        known = self._made.get(both)
        if known is None:
            if len(self._made) >= _REMEMBERED:
                self._made.clear()
            known = self._made[both] = one, other, self._make(one, other)
        return known[2]
