"""Our own format, as CSV or as a workbook: one subscription a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import islice
from pathlib import Path

from adapters.imports.cells import Columns
from adapters.imports.columns import own_column
from adapters.imports.file import File
from adapters.imports.own_rows import OwnRows
from adapters.imports.refused import MOST_REFUSALS, FileRefused, the_first
from adapters.imports.sheets import MOST_ROWS, table
from adapters.imports.table_rows import Rows
from bot.partnership.exporting import OWN_COLUMNS, TOLD_COLUMNS
from bot.partnership.many import Holdings
from bot.partnership.refusals import Reason, Refusal
from bot.partnership.told import TOLD_AT_ONCE

REQUIRED = ("customer", "subscription_id", "product")
COLUMNS = (*OWN_COLUMNS, *TOLD_COLUMNS)
"""What an export holds. Of what was told, the days are read, and the rest is for people."""


def read_holdings(
    path: Path | File,
    *,
    at: datetime,
    progress: Callable[[int], None] | None = None,
    rows: Callable[[Holdings], None] | None = None,
) -> Holdings:
    """The file's rows, in order, as of `at` (UTC). Raises ImportRefused with everything that is wrong.

    An empty `dpor` gives no association of that kind. Where the file says that we hold nothing beside
    dpor, the two other kinds are nobody's, which `report` reads as "not ours". `progress` is told the
    bytes of each line, and `rows` what has been read so far, part by part.
    """
    file = path if isinstance(path, File) else File.at(path)
    reader = _Reader(file.name, at)
    try:
        with file.open() as opened:
            sheet = table(file, opened, progress)
            blocks = sheet.blocks()
            for (line,), (cells,) in islice(blocks, 1):
                reader.begin(line, cells, in_workbook=not sheet.separator)
            for some in blocks:
                reader.take(some)
                if rows:
                    reader.tell(rows, at_least=TOLD_AT_ONCE)
        if rows:
            reader.tell(rows, at_least=1, as_before=True)
    except FileRefused as error:
        reader.refusals.extend(error.refusals)
    return reader.holdings()


class _Reader:
    """Collects rows and refusals. The first row is the header; below one that cannot be read is nothing."""

    def __init__(self, file: str, at: datetime) -> None:
        self.refusals: list[Refusal] = []
        self._file = file
        self._at = at
        self._begun = False
        self._taken = self._told = 0
        self._rows: OwnRows | None = None

    def begin(self, line: int, header: list[str], *, in_workbook: bool) -> None:
        self._begun = True
        cells = [cell.strip() for cell in header]
        while cells and not cells[-1]:
            cells.pop()
        names = tuple(map(own_column, cells))
        if not set(names) & set(COLUMNS):
            self._refuse(line, Reason.NO_HEADER, known=", ".join(OWN_COLUMNS))
        else:
            self._check(line, names)
        if not self.refusals:
            columns = Columns(names)
            self._rows = OwnRows(self._file, self._at, columns, self.refusals, in_workbook=in_workbook)

    def take(self, rows: Rows) -> None:
        self._taken += len(rows.lines)
        if self._taken > MOST_ROWS:
            raise FileRefused.because(self._file, Reason.TOO_MANY_ROWS, most=str(MOST_ROWS))
        if self._rows:
            self._rows.take(rows)
            self._check_refusals()

    def _check_refusals(self) -> None:
        if len(self.refusals) > MOST_REFUSALS:
            first = the_first(self.refusals)
            self.refusals.clear()
            raise FileRefused(self._file, *first)

    def tell(self, rows: Callable[[Holdings], None], *, at_least: int, as_before: bool = False) -> None:
        """What has come since the last time, where that is enough and nothing is refused.

        `as_before`: only where something has been told before.
        """
        if self.refusals or self._rows is None or (as_before and not self._told):
            return
        if self._rows.count - self._told >= at_least:
            rows(self._rows.since(self._told))
            self._told = self._rows.count

    def holdings(self) -> Holdings:
        if not self._begun and not self.refusals:
            self._refuse(1, Reason.EMPTY)
        if self.refusals or self._rows is None:
            raise FileRefused(self._file, *self.refusals)
        return self._rows.holdings()

    def _check(self, line: int, names: tuple[str, ...]) -> None:
        for name in dict.fromkeys(names):
            if name not in COLUMNS:
                self._refuse(line, Reason.UNKNOWN_COLUMN, name=name, known=", ".join(OWN_COLUMNS))
            elif names.count(name) > 1:
                self._refuse(line, Reason.COLUMN_GIVEN_TWICE, name=name)
        for name in REQUIRED:
            if name not in names:
                self._refuse(line, Reason.COLUMN_LACKING, name=name)

    def _refuse(self, line: int, reason: Reason, **arguments: str) -> None:
        self.refusals.append(Refusal(reason=reason, line=line, arguments=tuple(arguments.items())))
