"""A download of Partner Center, opened: what it is, and its rows one after the other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from adapters.imports.columns import Field, is_own
from adapters.imports.file import File
from adapters.imports.refused import FileRefused
from adapters.imports.sheets import MOST_COLUMNS, MOST_ROWS, Table, table
from adapters.imports.table_rows import Rows, row_by_row
from bot.partnership.refusals import Reason, Refusal
from bot.partnership.sightings import ReportKind

if TYPE_CHECKING:
    from adapters.imports.entries import EntryReader, Some
    from adapters.imports.shape import Shape

_SHORT = 1024 * 1024
Progress = Callable[[int], None]
Header = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`unknown_columns` are headers that no edition of the report documents: passed over, and to be named.
    `unknown_states` fills up while the rows are read: what they say of subscriptions and nobody knows.
    `tenant_column` and `month_column` are the headers of those, empty where there is none.

    `rows` can be gone through once, while the file is open: some at once. It raises FileRefused where reading
    cannot go on, and then nothing of the file counts.
    """

    kind: ReportKind
    title: str
    columns: tuple[str, ...]
    unknown_columns: tuple[str, ...]
    unknown_states: Set[str]
    tenant_column: str
    month_column: str
    rows: Iterator[Some]


def kind_of(file: File) -> ReportKind:
    """Which file it is, our own CSV included. Raises FileRefused."""
    with file.open() as opened:
        line, header = _header(file, table(file, opened).rows())
        return ReportKind.OWN_CSV if is_own(header) else _kind(file.name, line, header)


def is_a_profile(file: File) -> bool:
    """Whether it is our partner profile, which is a short file; one that cannot be read is none."""
    try:
        return file.size() <= _SHORT and kind_of(file) is ReportKind.PARTNER_PROFILE
    except FileRefused:
        return False


@contextmanager
def opened_report(file: File, progress: Progress | None = None) -> Generator[Report]:
    """A download, open as long as the block lasts. Raises FileRefused.

    Our own CSV is none: `read_holdings` reads that. `progress` is told how many bytes more have been read.
    """
    from adapters.imports.entries import EntryReader

    with file.open() as opened:
        sheet = table(file, opened, progress)
        blocks = sheet.blocks()
        line, header = _header(file, row_by_row(islice(blocks, 1)))
        shape = _shape(file.name, line, header)
        _check_twice(file, line, header, shape)
        states = set[str]()
        reader = EntryReader(shape, header, sheet.separator, states)
        yield Report(
            kind=shape.kind,
            title=shape.title,
            columns=header,
            unknown_columns=tuple(name for name in header if name and not shape.key(name)),
            unknown_states=states,
            tenant_column=_column(shape, header, Field.TENANT_ID),
            month_column=_column(shape, header, Field.MONTH),
            rows=_entries(file, sheet, header, reader, blocks),
        )


def _column(shape: Shape, header: tuple[str, ...], field: Field) -> str:
    return next((name for name in header if shape.field(name) is field), "")


def _header(file: File, rows: Iterator[tuple[int, list[str]]]) -> Header:
    nothing: list[str] = []
    line, cells = next(rows, (1, nothing))
    header = tuple(" ".join(cell.split()) for cell in cells)
    while header and not header[-1]:
        header = header[:-1]
    if not header:
        raise FileRefused.because(file.name, Reason.EMPTY, line=1)
    if len(header) > MOST_COLUMNS:
        raise FileRefused.because(file.name, Reason.TOO_MANY_COLUMNS, line=line, most=str(MOST_COLUMNS))
    return line, header


def _kind(file: str, line: int, header: tuple[str, ...]) -> ReportKind:
    from adapters.imports.recognise import nearly_own

    # What is wrong with its columns is said by the reader of our own format.
    return ReportKind.OWN_CSV if nearly_own(header) else _shape(file, line, header).kind


def _shape(file: str, line: int, header: tuple[str, ...]) -> Shape:
    # What knows the reports is loaded with the first one: who brings our own CSV needs none of it.
    from adapters.imports.recognise import shape_of

    return shape_of(file, line, header)


def _check_twice(file: File, line: int, header: tuple[str, ...], shape: Shape) -> None:
    first: dict[str, str] = {}
    for name in header:
        key = shape.key(name) or name.casefold()
        if key and key in first:
            arguments = (("first", first[key]),)
            refusal = Refusal(reason=Reason.COLUMN_TWICE, line=line, column=name, arguments=arguments)
            raise FileRefused(file.name, refusal)
        first[key] = name


def _entries(
    file: File, sheet: Table, header: tuple[str, ...], reader: EntryReader, blocks: Iterator[Rows]
) -> Iterator[Some]:
    left = MOST_ROWS
    for lines, cells in blocks:
        fitting, refusals = _fitting(Rows(lines[:left], cells[:left]), len(header), pad=not sheet.separator)
        some = reader.read(*fitting)
        if refusals:
            refusals = sorted((*some.refusals, *refusals), key=lambda refusal: refusal.line or 0)
            some = replace(some, refusals=refusals)
        yield some
        if len(lines) > left:
            raise FileRefused.because(file.name, Reason.TOO_MANY_ROWS, most=str(MOST_ROWS))
        left -= len(lines)


def _fitting(rows: Rows, width: int, *, pad: bool) -> tuple[Rows, list[Refusal]]:
    """Those that have a cell for every column."""
    if set(map(len, rows.cells)) <= {width}:
        return rows, []
    fitting = Rows([], [])
    refusals: list[Refusal] = []
    for line, cells in row_by_row([rows]):
        _fit(cells, width, pad=pad)
        if len(cells) == width:
            fitting.lines.append(line)
            fitting.cells.append(cells)
        else:
            counts = (("cells", str(len(cells))), ("columns", str(width)))
            refusals.append(Refusal(reason=Reason.CELL_COUNT, line=line, arguments=counts))
    return fitting, refusals


def _fit(cells: list[str], width: int, *, pad: bool) -> None:
    """Cells beyond the last column that hold nothing are none; a workbook does not store empty ones."""
    if pad:
        cells.extend([""] * (width - len(cells)))
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
