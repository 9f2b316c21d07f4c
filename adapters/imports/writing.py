"""A table of text, days and numbers written as CSV, workbook or JSON, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO, assert_never

import orjson

from adapters.imports.escaping import escaped, unescaped
from bot.partnership.exporting import Format

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as WorkbookCell

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML cannot hold."""
Cell = str | date | int | Decimal | bool | None
Add = Callable[[Sequence[Cell]], None]
"""Writes one row more."""


@contextmanager
def table_file(form: Format, columns: Sequence[str], to: BinaryIO) -> Generator[Add]:
    """Takes row after row, and holds few of them; the file is whole once the block is left."""
    match form:
        case Format.CSV:
            with csv_writer(to) as add:
                add(columns)
                yield add
        case Format.XLSX:
            with workbook_writer(to) as add:
                add(columns)
                yield add
        case Format.JSON:
            with json_writer(columns, to) as add:
                yield add
        case _:
            assert_never(form)


@contextmanager
def csv_writer(to: BinaryIO, *, separator: str = ",") -> Generator[Add]:
    """In UTF-8 with its mark, by which spreadsheets know it. Text stands in quotation marks.

    Days are written as 2026-12-31, numbers with a decimal point, yes and no as such.
    """
    text = io.TextIOWrapper(to, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_NONNUMERIC)

    def add(row: Sequence[Cell]) -> None:
        writer.writerow([_in_csv(cell) for cell in row])

    try:
        yield add
        text.flush()
    finally:
        text.detach()


@contextmanager
def workbook_writer(to: BinaryIO, *, title: str = "Export") -> Generator[Add]:
    """As XLSX. Text is written as text, which a spreadsheet never runs; days and numbers as such."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)

    def add(row: Sequence[Cell]) -> None:
        sheet.append([_in_workbook(WriteOnlyCell(sheet), cell) for cell in row])

    yield add
    book.save(to)


@contextmanager
def json_writer(columns: Sequence[str], to: BinaryIO) -> Generator[Add]:
    """As a list of objects, one a line: days as 2026-12-31, yes and no as true and false."""
    begun = False

    def add(row: Sequence[Cell]) -> None:
        nonlocal begun
        to.write(b",\n" if begun else b"[\n")
        to.write(orjson.dumps(dict(zip(columns, row, strict=True)), default=str))
        begun = True

    yield add
    to.write(b"\n]\n" if begun else b"[]\n")


def _in_workbook(made: WorkbookCell, cell: Cell) -> WorkbookCell:
    match cell:
        case bool():
            made.value = "yes" if cell else "no"
        case str():
            # Whoever reads our own format takes an apostrophe away here, too.
            text = cell if unescaped(cell) == cell else escaped(cell)
            made.value = _CONTROL.sub("", text)
            made.data_type = "s"
            made.quotePrefix = escaped(cell) != cell
        case _:
            made.value = cell
    return made


def _in_csv(cell: Cell) -> str | int | Decimal:
    match cell:
        case str():
            return escaped(cell)
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case date():
            return cell.isoformat()
        case _:
            return cell
