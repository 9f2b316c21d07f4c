"""A file of any known format as rows of text, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from adapters.imports.file import File
from adapters.imports.refused import FileRefused
from adapters.imports.table_rows import Rows
from adapters.imports.text_table import TextTable
from adapters.imports.workbook import WorkbookTable
from bot.partnership.refusals import Reason

MOST_ROWS = 200_000
MOST_COLUMNS = 100
TEXT, WORKBOOK = (".csv", ".tsv", ".txt"), (".xlsx",)
_MACROS = (".xlsm", ".xltm", ".xlam")
_ARCHIVE, _OLE = b"PK", b"\xd0\xcf\x11\xe0"


class Table(Protocol):
    """Rows that can be gone through once, the header first; empty rows are left out.

    `separator` is what stands between the cells of a text file, empty for a workbook.
    """

    separator: str

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with its line in the file, from 1. Raises FileRefused."""
        ...

    def blocks(self) -> Iterator[Rows]:
        """The same, the first row alone and then some hundred at once. Where it raises, those before it have
        come.
        """
        ...


def table(file: File, opened: BinaryIO, progress: Callable[[int], None] | None = None) -> Table:
    """What stands in the file, which `opened` is at the beginning of. Raises FileRefused.

    `progress` is told how many bytes more have been read, until they add up to the file's size.
    """
    beginning = opened.read(8)
    opened.seek(0)
    _check_extension(file, beginning)
    if file.extension in WORKBOOK:
        return WorkbookTable(file, opened, progress)
    return TextTable(file, opened, progress)


def _check_extension(file: File, beginning: bytes) -> None:
    if not beginning and file.extension in WORKBOOK:
        raise FileRefused.because(file.name, Reason.EMPTY)
    is_workbook = beginning.startswith((_ARCHIVE, _OLE))
    if file.extension in _MACROS:
        raise FileRefused.because(file.name, Reason.MACROS)
    if file.extension == ".xls":
        raise FileRefused.because(file.name, Reason.OLD_WORKBOOK)
    if file.extension not in (*TEXT, *WORKBOOK):
        known = ", ".join((*TEXT, *WORKBOOK))
        raise FileRefused.because(file.name, Reason.UNKNOWN_EXTENSION, extension=file.extension, known=known)
    if is_workbook and file.extension in TEXT:
        raise FileRefused.because(file.name, Reason.WORKBOOK_NAMED_TEXT, line=1)
    if not is_workbook and file.extension in WORKBOOK:
        raise FileRefused.because(file.name, Reason.TEXT_NAMED_WORKBOOK)
