"""A workbook's one sheet with rows as rows of text, read by openpyxl behind the guard."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from adapters.imports.file import File
from adapters.imports.refused import FileRefused
from adapters.imports.sheet_rows import MOST_ROWS
from adapters.imports.table_rows import Rows, in_blocks
from adapters.imports.workbook_guard import look_over
from bot.partnership.refusals import Reason

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

WIDEST = 100
_AT_ONCE = 500
Progress = Callable[[int], None]


class WorkbookTable:
    """One reading of one workbook: its rows can be gone through once. Empty rows are left out."""

    separator = ""

    def __init__(self, file: File, opened: BinaryIO, progress: Progress | None) -> None:
        self._name = file.name
        self._opened = opened
        self._progress = progress
        self._size = file.size()
        self._all_rows = look_over(file.name, opened)

    def blocks(self) -> Iterator[Rows]:
        """The first row alone, then some hundred at once. Raises FileRefused when those before have come."""
        return in_blocks(self.rows())

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Raises FileRefused."""
        told = 0
        for line, row in enumerate(self._values(), 1):
            if line > MOST_ROWS:
                raise FileRefused.because(self._name, Reason.TOO_MANY_ROWS, most=str(MOST_ROWS - 1))
            if len(row) > WIDEST:
                raise FileRefused.because(self._name, Reason.TOO_MANY_COLUMNS, line=line, most=str(WIDEST))
            cells = [cell if type(cell) is str else _text(cell) for cell in row]
            if any(cells):
                yield line, cells
            if self._progress and line % _AT_ONCE == 0:
                done = self._size * min(line, self._all_rows) // max(self._all_rows, 1)
                self._progress(done - told)
                told = done
        if self._progress:
            self._progress(self._size - told)

    def _values(self) -> Iterator[Sequence[object]]:
        """openpyxl raises whatever it stumbles over, and warns of what does not concern us."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                rows = _rows(self._sheet())
            while True:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    some = list(islice(rows, _AT_ONCE))
                if not some:
                    return
                yield from some
        except FileRefused:
            raise
        except Exception as error:
            raise FileRefused.because(self._name, Reason.DAMAGED_WORKBOOK) from error

    def _sheet(self) -> ReadOnlyWorksheet:
        from openpyxl import load_workbook

        book: Workbook = load_workbook(self._opened, read_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if len(sheets) > 1:
            sheets = [sheet for sheet in sheets if any(map(any, islice(_rows(sheet), _AT_ONCE)))]
        if len(sheets) > 1:
            names = ", ".join(sheet.title for sheet in sheets)
            raise FileRefused.because(self._name, Reason.SEVERAL_SHEETS, sheets=names)
        if not sheets:
            raise FileRefused.because(self._name, Reason.EMPTY, line=1)
        return sheets[0]


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[Sequence[object]]:
    sheet.reset_dimensions()  # they may say anything
    return sheet.iter_rows(values_only=True)


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.isoformat(" ") if cell.time() != datetime.min.time() else cell.date().isoformat()
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
