"""The cells of one row, by column; what is wrong with one is collected, not raised."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter
from typing import TypeVar, cast

from adapters.imports.escaping import unescaped
from bot.errors import Fault

LONGEST_CELL = 500
YES = frozenset({"yes", "true", "1", "ja"})
NO = frozenset({"", "no", "false", "0", "nej"})
Word = TypeVar("Word", bound=StrEnum)


class Columns:
    """Where each column stands in a row."""

    def __init__(self, names: Sequence[str]) -> None:
        self.places = {name: place for place, name in enumerate(names)}
        self._getters: dict[tuple[str, ...], Callable[[Sequence[str]], object]] = {}

    def of(self, row: Sequence[str], names: tuple[str, ...]) -> object:
        """The cells of those of these columns that are there: equal where they say the same."""
        getter = self._getters.get(names)
        if getter is None:
            there = [self.places[name] for name in names if name in self.places]
            getter = self._getters[names] = itemgetter(*there) if there else _nothing
        return getter(row)


def _nothing(row: Sequence[str]) -> object:
    return ()


class Cells:
    """Reads each cell as what its column holds. A column that is not there reads as empty."""

    def __init__(
        self, file: str, line: int, columns: Columns, row: Sequence[str], faults: list[Fault]
    ) -> None:
        self._file = file
        self._line = line
        self._columns = columns
        self._row = row
        self._faults = faults

    @property
    def faults(self) -> int:
        """How many there are so far."""
        return len(self._faults)

    def of(self, columns: tuple[str, ...]) -> object:
        """The cells of these columns as they stand there: equal where they say the same."""
        return self._columns.of(self._row, columns)

    def raw(self, column: str) -> str:
        """The cell as it stands there."""
        at = self._columns.places.get(column)
        return "" if at is None else self._row[at]

    def fault(self, column: str, what: str, remedy: str) -> None:
        """Something is wrong with this row's cell of that column."""
        where = f"{self._file}:{self._line}, column {column}"
        self._faults.append(Fault(where=where, what=what, remedy=remedy))

    def text(self, column: str) -> str:
        """The text, its white space evened out and its letters composed; empty where it is too long."""
        cell = self.raw(column)
        text = _evened(cell) if cell else ""
        if text is None:
            self.fault(column, f"{len(unescaped(cell))} characters.", f"At most {LONGEST_CELL} are stored.")
            return ""
        return text

    def required(self, column: str) -> str:
        """The text, which must be there."""
        text = self.text(column)
        if not self.raw(column):
            self.fault(column, "empty.", "Every row needs it.")
        return text

    def one_of(self, column: str, words: type[Word], *, also: tuple[str, ...] = ()) -> Word | None:
        """One of the words, None where it is not."""
        text = self.required(column).casefold()
        if word := _known(words).get(text):
            return cast("Word", word)
        if text:
            known = ", ".join((*(word.value for word in words), *also))
            self.fault(column, f'"{text}" is not known.', f"Write one of {known}.")
        return None

    def day(self, column: str) -> date | None:
        """The date, None where the cell is empty."""
        text = self.text(column)
        if not text:
            return None
        day = _day(text)
        if day is None:
            self.fault(column, f'"{text}" is not a date.', "Write it as 2026-12-31.")
        return day

    def flag(self, column: str) -> bool:
        """Yes or no, in either language; an empty cell is no."""
        text = self.text(column).casefold()
        if text in YES:
            return True
        if text not in NO:
            self.fault(column, f'"{text}" is neither yes nor no.', "Write yes or no.")
        return False


@lru_cache(maxsize=50_000)
def _evened(cell: str) -> str | None:
    """None where it is too long. Kept, for most cells stand in many rows."""
    cell = unescaped(cell)
    return unicodedata.normalize("NFC", " ".join(cell.split())) if len(cell) <= LONGEST_CELL else None


@lru_cache(maxsize=10_000)
def _day(text: str) -> date | None:
    """None where it is not written as ISO 8601 writes a day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


@lru_cache
def _known(words: type[StrEnum]) -> Mapping[str, StrEnum]:
    return {word.value: word for word in words}
