"""The fields of a JSON document, each checked: a file may have been edited by hand.

A reader raises ValueError, whatever is wrong, and says which field it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import TypeVar, cast

# The same few days and moments stand in every row: each is read once, and kept once.
_day = lru_cache(maxsize=10_000)(date.fromisoformat)
_moment = lru_cache(maxsize=10_000)(datetime.fromisoformat)

Document = dict[str, object]
Fields = Mapping[str, object]
Read = TypeVar("Read")


def text(fields: Fields, name: str) -> str:
    """Text, empty or not."""
    value = fields.get(name)
    if not isinstance(value, str):
        raise ValueError(f'"{name}" should be text but is {_shown(value)}')  # noqa: TRY004 (it is the content that is wrong, not the call)
    return value


def texts(fields: Fields, name: str) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(text({name: value}, name) for value in _list(fields, name))


def objects(fields: Fields, name: str) -> list[Document]:
    """A list of objects."""
    values = _list(fields, name)
    if not all(isinstance(value, dict) for value in values):
        raise ValueError(f'"{name}" should be a list of objects but is {_shown(values)}')
    return cast("list[Document]", values)


def an_object(fields: Fields, name: str) -> Document:
    """One object."""
    return objects({name: [fields.get(name)]}, name)[0]


def maybe(read: Callable[[Fields, str], Read], fields: Fields, name: str) -> Read | None:
    """What that reads, None where the field is missing or empty."""
    return None if fields.get(name) is None else read(fields, name)


def told(read: Callable[[Fields, str], Read], fields: Fields, name: str, otherwise: Read) -> Read:
    """What that reads; something else where an older document lacks the field."""
    return read(fields, name) if name in fields else otherwise


def lists(fields: Fields, name: str) -> list[list[object]]:
    """A list of lists."""
    return [_list({name: value}, name) for value in _list(fields, name)]


def place(fields: Fields, name: str, length: int) -> int:
    """A place in a list of that length."""
    value = count(fields, name)
    if value >= length:
        raise ValueError(f'"{name}" should be below {length} but is {value}')
    return value


def _list(fields: Fields, name: str) -> list[object]:
    value = fields.get(name)
    if not isinstance(value, list):
        raise ValueError(f'"{name}" should be a list but is {_shown(cast("object", value))}')  # noqa: TRY004
    return cast("list[object]", value)


def flag(fields: Fields, name: str) -> bool:
    """True or false."""
    value = fields.get(name)
    if not isinstance(value, bool):
        raise ValueError(f'"{name}" should be true or false but is {_shown(value)}')  # noqa: TRY004
    return value


def count(fields: Fields, name: str) -> int:
    """A whole number, not below zero."""
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f'"{name}" should be a count but is {_shown(value)}')
    return value


def counts(fields: Fields, name: str) -> tuple[int, ...]:
    """A list of whole numbers, none below zero."""
    return tuple(count({name: value}, name) for value in _list(fields, name))


def day(fields: Fields, name: str) -> date:
    """A date as ISO 8601 writes it."""
    value = text(fields, name)
    try:
        return _day(value)
    except ValueError:
        raise ValueError(f'"{name}" should be a date but is {_shown(value)}') from None


def moment(fields: Fields, name: str) -> datetime:
    """A time with its zone as ISO 8601 writes it."""
    value = text(fields, name)
    try:
        time = _moment(value)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise ValueError(f'"{name}" should be a time with its zone but is {_shown(value)}')
    return time


def _shown(value: object) -> str:
    return "missing" if value is None else f"{value!r:.60}"
