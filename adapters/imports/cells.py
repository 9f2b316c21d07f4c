"""The cells of one row, by column; what is wrong with one is collected, not raised."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import chain, repeat
from typing import Generic, TypeVar, cast

from adapters.imports.escaping import unescaped
from adapters.imports.text_cells import even
from bot.partnership.refusals import Reason, Refusal

LONGEST_CELL = 500
YES = frozenset({"yes", "true", "1", "ja", "sant"})
NO = frozenset({"", "no", "false", "0", "nej", "falskt"})
Word = TypeVar("Word", bound=StrEnum)
Told = TypeVar("Told")
_REMEMBERED = 50_000
"""So many different things that some columns say."""


class Columns:
    """Where each column stands in a row."""

    def __init__(self, names: Sequence[str]) -> None:
        self.places = {name: place for place, name in enumerate(names)}


class Block:
    """Some rows of as many cells each, with the line in which each begins: by row, and by column."""

    def __init__(self, columns: Columns, lines: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
        self.lines = lines
        self.rows = rows
        self._columns = columns
        self._by_column = list(zip(*rows, strict=True))

    def says(self, names: Sequence[str]) -> Iterable[object]:
        """What each row has in those of these columns that are there: equal where they say the same."""
        places = self._columns.places
        there = [self._by_column[places[name]] for name in names if name in places]
        if not there:
            return repeat((), len(self.rows))
        return there[0] if len(there) == 1 else zip(*there, strict=True)

    def cells(self, at: int, refusals: list[Refusal], *, even: bool = False) -> Cells:
        """The cells of one row. `even`: those that are looked at are read as they stand there."""
        return Cells(self.lines[at], self._columns, self.rows[at], refusals, even=even)


class Cells:
    """Reads each cell as what its column holds. A column that is not there reads as empty.

    White space around a cell counts as none.
    """

    def __init__(
        self,
        line: int,
        columns: Columns,
        row: Sequence[str],
        refusals: list[Refusal],
        *,
        even: bool = False,
    ) -> None:
        self._line = line
        self._columns = columns
        self._row = row if even else [*map(str.strip, row)]
        self._refusals = refusals
        self._even = even

    @property
    def refused(self) -> int:
        """How many cells were refused so far."""
        return len(self._refusals)

    def raw(self, column: str) -> str:
        """The cell as it stands there."""
        at = self._columns.places.get(column)
        return "" if at is None else self._row[at]

    def refuse(self, column: str, reason: Reason, **arguments: str) -> None:
        """Something is wrong with this row's cell of that column."""
        told = tuple(arguments.items())
        self._refusals.append(Refusal(reason=reason, line=self._line, column=column, arguments=told))

    def text(self, column: str) -> str:
        """The text, its white space evened out and its letters composed; empty where it is too long."""
        cell = self.raw(column)
        if self._even or not cell:
            return cell
        text = _evened(cell)
        if text is None:
            length = str(len(unescaped(cell)))
            self.refuse(column, Reason.CELL_TOO_LONG, length=length, most=str(LONGEST_CELL))
            return ""
        return text

    def texts(self, columns: Sequence[str]) -> Sequence[str]:
        """The text of each of these."""
        if not self._even:
            return [self.text(column) for column in columns]
        places, row = self._columns.places, self._row
        return [row[places[column]] if column in places else "" for column in columns]

    def required(self, column: str) -> str:
        """The text, which must be there."""
        refused, text = self.refused, self.text(column)
        if not text and self.refused == refused:
            self.refuse(column, Reason.MISSING)
        return text

    def one_of(self, column: str, words: type[Word], *, also: tuple[str, ...] = ()) -> Word | None:
        """One of the words, None where it is not."""
        text = self.required(column).casefold()
        if word := _known(words).get(text):
            return cast("Word", word)
        if text:
            known = ", ".join((*(word.value for word in words), *also))
            self.refuse(column, Reason.UNKNOWN_VALUE, text=text, known=known)
        return None

    def day(self, column: str) -> date | None:
        """The date, None where the cell is empty."""
        text = self.text(column)
        if not text:
            return None
        day = _day(text)
        if day is None:
            self.refuse(column, Reason.NOT_A_DAY, text=text)
        return day

    def flag(self, column: str) -> bool:
        """Yes or no, in either language; an empty cell is no."""
        text = self.text(column).casefold()
        if text in YES:
            return True
        if text not in NO:
            self.refuse(column, Reason.NOT_YES_OR_NO, text=text)
        return False


class Once(Generic[Told]):
    """Reads what some columns say once for all rows that say the same; what is refused, in every row."""

    def __init__(self, names: Sequence[str], read: Callable[[Cells], Told]) -> None:
        self._names = names
        self._read = read
        self._known: dict[object, Told] = {}

    def of(self, block: Block, refusals: list[Refusal]) -> list[Told]:
        """What each row says."""
        says = list(block.says(self._names))
        told = cast("list[Told]", list(map(self._known.get, says, repeat(_NEW))))
        if _NEW in told:
            self._read_new(says, told, block, refusals)
        return told

    def _read_new(
        self, says: Sequence[object], told: list[Told], block: Block, refusals: list[Refusal]
    ) -> None:
        first: dict[object, int] = {}
        for at, one in enumerate(told):
            if one is _NEW:
                first.setdefault(says[at], at)
        even = _are_even([*first])
        new = {at: self._anew(one, block.cells(at, refusals, even=even)) for one, at in first.items()}
        told[:] = cast("list[Told]", list(map(self._known.get, says, repeat(_NEW))))
        for at in [at for at, one in enumerate(told) if one is _NEW] if _NEW in told else ():
            told[at] = new[at] if at in new else self._anew(says[at], block.cells(at, refusals, even=even))

    def _anew(self, says: object, cells: Cells) -> Told:
        refused = cells.refused
        told = self._read(cells)
        if cells.refused == refused:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[says] = told
        return told


_NEW = object()


def _are_even(says: Sequence[object]) -> bool:
    """Whether the cells of all of these are read as they stand there, as nearly all are."""
    told = says if isinstance(says[0], str) else chain.from_iterable(cast("Sequence[tuple[str, ...]]", says))
    cells = cast("list[str]", [*told])
    together = "".join(cells)
    return (
        together.isprintable()
        and "  " not in together
        and (together.isascii() or unicodedata.is_normalized("NFC", together))
        and list(map(str.strip, cells)) == cells
        and max(map(len, cells), default=0) <= LONGEST_CELL
        and not ("'" in together and any(cell[:1] == "'" for cell in cells))
    )


@lru_cache(maxsize=50_000)
def _evened(cell: str) -> str | None:
    """None where it is too long."""
    cell = unescaped(cell)
    return even(cell) if len(cell) <= LONGEST_CELL else None


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
