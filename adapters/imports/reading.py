"""A download of Partner Center, opened: what it is, and its rows one after the other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.imports.columns import Field, is_own
from adapters.imports.file import File
from adapters.imports.refused import FileRefused
from adapters.imports.sheets import MOST_COLUMNS, MOST_ROWS, Table, table
from bot.partnership.refusals import Reason, Refusal
from bot.partnership.sightings import Entry, ReportKind

if TYPE_CHECKING:
    from adapters.imports.shape import Shape

_SHORT = 1024 * 1024
Progress = Callable[[int], None]
Header = tuple[int, tuple[str, ...]]
Rows = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`unknown_columns` are headers that no edition of the report documents: passed over, and to be named.
    `unknown_states` fills up while the rows are read: what they say of subscriptions and nobody knows.
    `tenant_column` and `month_column` are the headers of those, empty where there is none.

    `rows` can be gone through once, while the file is open. Each is what the row says or a refusal of
    one of its cells. It raises FileRefused where reading cannot go on, and then nothing of the file counts.
    """

    kind: ReportKind
    title: str
    columns: tuple[str, ...]
    unknown_columns: tuple[str, ...]
    unknown_states: Set[str]
    tenant_column: str
    month_column: str
    rows: Iterator[Entry | Refusal]


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
    with file.open() as opened:
        sheet = table(file, opened, progress)
        rows = sheet.rows()
        line, header = _header(file, rows)
        shape = _shape(file.name, line, header)
        _check_twice(file, line, header, shape)
        states = set[str]()
        yield Report(
            kind=shape.kind,
            title=shape.title,
            columns=header,
            unknown_columns=tuple(name for name in header if name and not shape.key(name)),
            unknown_states=states,
            tenant_column=_column(shape, header, Field.TENANT_ID),
            month_column=_column(shape, header, Field.MONTH),
            rows=_entries(file, sheet, header, shape, rows, states),
        )


def _column(shape: Shape, header: tuple[str, ...], field: Field) -> str:
    return next((name for name in header if shape.field(name) is field), "")


def _header(file: File, rows: Rows) -> Header:
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
    file: File, sheet: Table, header: tuple[str, ...], shape: Shape, rows: Rows, states: set[str]
) -> Iterator[Entry | Refusal]:
    from adapters.imports.entries import row_reader

    read = row_reader(shape, header, sheet.separator, states)
    width, in_workbook = len(header), not sheet.separator
    for number, (line, cells) in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise FileRefused.because(file.name, Reason.TOO_MANY_ROWS, most=str(MOST_ROWS))
        if len(cells) != width:
            _fit(cells, width, pad=in_workbook)
        if len(cells) != width:
            counts = (("cells", str(len(cells))), ("columns", str(width)))
            yield Refusal(reason=Reason.CELL_COUNT, line=line, arguments=counts)
            continue
        told = read(line, cells)
        if isinstance(told, tuple):
            yield from told
        else:
            yield told


def _fit(cells: list[str], width: int, *, pad: bool) -> None:
    """Cells beyond the last column that hold nothing are none; a workbook does not store empty ones."""
    if pad:
        cells.extend([""] * (width - len(cells)))
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
