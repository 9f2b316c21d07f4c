"""What a kind of small values is: by what it is found, and how it is written down."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar, cast

from adapters.stores.fields import Document, Fields

Value = TypeVar("Value")
Key = tuple[str, ...]


def _alone(value: object) -> None:
    """Belongs to no group."""


def _nothing(value: object) -> tuple[()]:
    """Names nothing that it is looked for by."""
    return ()


def _ageless(value: object) -> tuple[datetime, str]:
    """Is not asked for by age."""
    return datetime.min.replace(tzinfo=UTC), ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Value]):
    """No two of a kind share a `key`; those that are looked for together have the same `group`.

    Where one is about several things it `names` them all, and is found by each.

    By `age` the newest are asked for: the time, and what decides between two of the same time. `texts` are
    those that somebody outside has chosen, where there are so many values of a kind that it would take long
    to look through their documents; then it is not tried either whether they can be read again.
    """

    table: str
    key: Callable[[Value], Key]
    document: Callable[[Value], Document]
    read: Callable[[Fields], Value]
    group: Callable[[Value], Key | None] = _alone
    names: Callable[[Value], Collection[str]] = _nothing
    age: Callable[[Value], tuple[datetime, str]] = _ageless
    texts: Callable[[Value], Iterator[str]] | None = None

    def survives(self, value: Value) -> bool:
        """Whether it is read as it was written: a file that holds anything else cannot be opened again."""
        if self.texts is not None:
            return True
        try:
            return self.read(self.document(value)) == value
        except ValueError:
            return False

    def texts_in(self, value: Value) -> Iterator[str]:
        """Every text in it that somebody outside has chosen."""
        return self.texts(value) if self.texts is not None else _texts(self.document(value))


def _texts(document: Mapping[str, Any]) -> Iterator[str]:
    for value in document.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _texts(cast("dict[str, object]", value))
