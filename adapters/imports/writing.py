"""A table of text, days and numbers written as CSV or as a workbook, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from adapters.imports.escaping import escaped

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as WorkbookCell

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML cannot hold."""
Cell = str | date | int | Decimal | bool | None


def write_csv(rows: Iterable[Sequence[Cell]], to: BinaryIO, *, separator: str = ",") -> None:
    """In UTF-8 with its mark, by which spreadsheets know it. Text stands in quotation marks.

    Days are written as 2026-12-31, numbers with a decimal point, yes and no as such.
    """
    text = io.TextIOWrapper(to, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_NONNUMERIC)
    for row in rows:
        writer.writerow([_in_csv(cell) for cell in row])
    text.detach()


def write_workbook(rows: Iterable[Sequence[Cell]], to: BinaryIO, *, title: str = "Export") -> None:
    """As XLSX. Text is written as text, which a spreadsheet never runs; days and numbers as such."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append([_in_workbook(WriteOnlyCell(sheet), cell) for cell in row])
    book.save(to)


def _in_workbook(made: WorkbookCell, cell: Cell) -> WorkbookCell:
    match cell:
        case bool():
            made.value = "yes" if cell else "no"
        case str():
            made.value = _CONTROL.sub("", cell)
            made.data_type = "s"
            made.quotePrefix = escaped(cell) != cell
        case _:
            made.value = cell
    return made


def _in_csv(cell: Cell) -> str | int | Decimal:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case str():
            return escaped(cell)
        case date():
            return cell.isoformat()
        case _:
            return cell
