"""What many values have in common, written down once in a document that holds them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")
Written = TypeVar("Written")


class Shared(Generic[Value, Written]):
    """`documents` are those of the values so far; what is the same value in memory has one."""

    def __init__(self, written: Callable[[Value], Written]) -> None:
        self._written = written
        self._places: dict[int, tuple[int, Value]] = {}
        self.documents: list[Written] = []

    def place(self, value: Value) -> int:
        """Where its document stands among those."""
        known = self._places.get(id(value))
        if known is None:
            known = self._places[id(value)] = len(self.documents), value
            self.documents.append(self._written(value))
        return known[0]
