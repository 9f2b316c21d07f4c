"""The cells of one row, by column; what is wrong with one is collected, not raised."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from adapters.imports.escaping import unescaped
from bot.errors import Fault

LONGEST_CELL = 500
YES = frozenset({"yes", "true", "1", "ja"})
NO = frozenset({"", "no", "false", "0", "nej"})
Word = TypeVar("Word", bound=StrEnum)


class Cells:
    """Reads each cell as what its column holds. A column that is not there reads as empty."""

    def __init__(self, where: str, cells: Mapping[str, str], faults: list[Fault]) -> None:
        self._where = where
        self._cells = cells
        self._faults = faults

    def fault(self, column: str, what: str, remedy: str) -> None:
        """Something is wrong with this row's cell of that column."""
        self._faults.append(Fault(where=f"{self._where}, column {column}", what=what, remedy=remedy))

    def text(self, column: str) -> str:
        """The text, its white space evened out and its letters composed; empty where it is too long."""
        cell = unescaped(self._cells.get(column, ""))
        if len(cell) > LONGEST_CELL:
            self.fault(column, f"{len(cell)} characters.", f"At most {LONGEST_CELL} are stored.")
            return ""
        return unicodedata.normalize("NFC", " ".join(cell.split()))

    def required(self, column: str) -> str:
        """The text, which must be there."""
        text = self.text(column)
        if not self._cells.get(column, ""):
            self.fault(column, "empty.", "Every row needs it.")
        return text

    def one_of(self, column: str, words: type[Word], *, also: tuple[str, ...] = ()) -> Word | None:
        """One of the words, None where it is not."""
        text = self.required(column).casefold()
        for word in words:
            if word.value == text:
                return word
        if text:
            known = ", ".join((*(word.value for word in words), *also))
            self.fault(column, f'"{text}" is not known.', f"Write one of {known}.")
        return None

    def day(self, column: str) -> date | None:
        """The date, None where the cell is empty."""
        text = self.text(column)
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.isoformat() != text:
            self.fault(column, f'"{text}" is not a date.', "Write it as 2026-12-31.")
        return day

    def flag(self, column: str) -> bool:
        """Yes or no, in either language; an empty cell is no."""
        text = self.text(column).casefold()
        if text not in YES | NO:
            self.fault(column, f'"{text}" is neither yes nor no.', "Write yes or no.")
        return text in YES
