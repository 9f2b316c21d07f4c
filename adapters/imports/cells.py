"""The cells of one row, by column; what is wrong with one is collected, not raised."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from adapters.imports.escaping import unescaped
from bot.partnership.refusals import Reason, Refusal

LONGEST_CELL = 500
YES = frozenset({"yes", "true", "1", "ja"})
NO = frozenset({"", "no", "false", "0", "nej"})
Word = TypeVar("Word", bound=StrEnum)


class Cells:
    """Reads each cell as what its column holds. A column that is not there reads as empty."""

    def __init__(self, line: int, cells: Mapping[str, str], refusals: list[Refusal]) -> None:
        self._line = line
        self._cells = cells
        self._refusals = refusals

    def refuse(self, column: str, reason: Reason, **arguments: str) -> None:
        """Something is wrong with this row's cell of that column."""
        told = tuple(arguments.items())
        self._refusals.append(Refusal(reason=reason, line=self._line, column=column, arguments=told))

    def text(self, column: str) -> str:
        """The text, its white space evened out and its letters composed; empty where it is too long."""
        cell = unescaped(self._cells.get(column, ""))
        if len(cell) > LONGEST_CELL:
            self.refuse(column, Reason.CELL_TOO_LONG, length=str(len(cell)), most=str(LONGEST_CELL))
            return ""
        return unicodedata.normalize("NFC", " ".join(cell.split()))

    def required(self, column: str) -> str:
        """The text, which must be there."""
        text = self.text(column)
        if not self._cells.get(column, ""):
            self.refuse(column, Reason.MISSING)
        return text

    def one_of(self, column: str, words: type[Word], *, also: tuple[str, ...] = ()) -> Word | None:
        """One of the words, None where it is not."""
        text = self.required(column).casefold()
        for word in words:
            if word.value == text:
                return word
        if text:
            known = ", ".join((*(word.value for word in words), *also))
            self.refuse(column, Reason.UNKNOWN_VALUE, text=text, known=known)
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
            self.refuse(column, Reason.NOT_A_DAY, text=text)
        return day

    def flag(self, column: str) -> bool:
        """Yes or no, in either language; an empty cell is no."""
        text = self.text(column).casefold()
        if text not in YES | NO:
            self.refuse(column, Reason.NOT_YES_OR_NO, text=text)
        return text in YES
