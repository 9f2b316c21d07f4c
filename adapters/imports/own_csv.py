"""Our own format, as CSV or as a workbook: one subscription a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from adapters.imports.cells import Cells, Columns
from adapters.imports.columns import own_column
from adapters.imports.customers import Customers
from adapters.imports.file import File
from adapters.imports.refused import FileRefused
from adapters.imports.sheets import MOST_ROWS, table
from adapters.imports.text_cells import guid_or_text
from bot.partnership.exporting import BETWEEN, OWN_COLUMNS, TOLD_COLUMNS
from bot.partnership.records import (
    NOBODY,
    US,
    Association,
    AssociationKind,
    Customer,
    Holder,
    Holding,
    Product,
    Subscription,
    other,
)
from bot.partnership.refusals import Reason, Refusal

REQUIRED = ("customer", "subscription_id", "product")
COLUMNS = (*OWN_COLUMNS, *TOLD_COLUMNS)
"""What an export holds. Of what was told, the days are read, and the rest is for people."""
_NO_PARTNERS = frozenset({"-", "?", "none", "unknown", "n/a", "we", "vi", "oss", "ingen", "okänd", "saknas"})
BESIDE_DPOR = (AssociationKind.DELEGATED_ADMINISTRATOR, AssociationKind.TRANSACTING_PARTNER)


def read_holdings(
    path: Path | File, *, at: datetime, progress: Callable[[int], None] | None = None
) -> tuple[Holding, ...]:
    """The file's rows, in order, as of `at` (UTC). Raises ImportRefused with everything that is wrong.

    An empty `dpor` gives no association of that kind. Where the file says that we hold nothing beside
    dpor, the two other kinds are nobody's, which `report` reads as "not ours". `progress` is told the
    bytes of each line.
    """
    file = path if isinstance(path, File) else File.at(path)
    reader = _Reader(file.name, at)
    try:
        with file.open() as opened:
            sheet = table(file, opened, progress)
            reader.in_workbook = not sheet.separator
            for number, (line, cells) in enumerate(sheet.rows()):
                if number > MOST_ROWS:
                    raise FileRefused.because(file.name, Reason.TOO_MANY_ROWS, most=str(MOST_ROWS))
                reader.take(line, [*map(str.strip, cells)])
    except FileRefused as error:
        reader.refusals.extend(error.refusals)
    return reader.holdings()


class _Reader:
    """Collects rows and refusals. The first row is the header."""

    def __init__(self, file: str, at: datetime) -> None:
        self.refusals: list[Refusal] = []
        self.in_workbook = False
        self._file = file
        self._at = at
        self._day = at.date()
        self._told: dict[object, tuple[tuple[AssociationKind, Holder], ...]] = {}
        self._columns: tuple[str, ...] | None = None
        self._readable = True
        self._places = Columns(())
        self._customers = Customers()
        self._lines: dict[str, int] = {}
        self._rows: list[tuple[Customer, Subscription, tuple[Association, ...]]] = []

    def take(self, line: int, cells: list[str]) -> None:
        if self._columns is None:
            self._columns = self._header(line, cells)
        elif self._readable:
            self._row(line, cells, self._columns)

    def holdings(self) -> tuple[Holding, ...]:
        if self._columns is None and not self.refusals:
            self._refuse(1, Reason.EMPTY)
        if self.refusals:
            raise FileRefused(self._file, *self.refusals)
        return tuple(
            Holding(
                customer=self._customers.merged(customer.id),
                subscription=subscription,
                associations=associations,
            )
            for customer, subscription, associations in self._rows
        )

    def _header(self, line: int, cells: list[str]) -> tuple[str, ...]:
        columns = tuple(own_column(cell) for cell in cells)
        before = len(self.refusals)
        if not set(columns) & set(COLUMNS):
            self._refuse(line, Reason.NO_HEADER, known=", ".join(OWN_COLUMNS))
        else:
            self._check_columns(line, columns)
        self._readable = len(self.refusals) == before
        self._places = Columns(columns)
        return columns

    def _check_columns(self, line: int, columns: tuple[str, ...]) -> None:
        for column in dict.fromkeys(columns):
            if column not in COLUMNS:
                self._refuse(line, Reason.UNKNOWN_COLUMN, name=column, known=", ".join(OWN_COLUMNS))
            elif columns.count(column) > 1:
                self._refuse(line, Reason.COLUMN_GIVEN_TWICE, name=column)
        for column in REQUIRED:
            if column not in columns:
                self._refuse(line, Reason.COLUMN_LACKING, name=column)

    def _row(self, line: int, row: list[str], columns: tuple[str, ...]) -> None:
        if self.in_workbook:
            row = row + [""] * (len(columns) - len(row))
        if len(row) != len(columns):
            self._refuse(line, Reason.CELL_COUNT, cells=str(len(row)), columns=str(len(columns)))
            return
        cells = Cells(line, self._places, row, self.refusals)
        if not self.in_workbook and "=" in "".join(row):
            self._check_formulas(line, columns, row)
        customer = self._customers.read(cells)
        subscription = self._subscription(cells, line, customer.id)
        associations = self._associations(cells, subscription.id if subscription else "")
        if subscription:
            self._rows.append((customer, subscription, associations))

    def _check_formulas(self, line: int, columns: tuple[str, ...], row: list[str]) -> None:
        for column, cell in zip(columns, row, strict=True):
            if cell[:1] == "=":
                self.refusals.append(Refusal(reason=Reason.FORMULA, line=line, column=column))

    def _subscription(self, cells: Cells, line: int, customer_id: str) -> Subscription | None:
        id_ = guid_or_text(cells.required("subscription_id"))
        first = self._lines.setdefault(id_, line)
        if id_ and first != line:
            cells.refuse("subscription_id", Reason.SUBSCRIPTION_TWICE, text=id_, first=str(first))
        product, renewal_date = cells.one_of("product", Product), cells.day("renewal_date")
        label, driven = cells.text("label"), cells.flag("usage_driven_by_us")
        if product is None:
            return None
        return Subscription(
            id=id_,
            customer_id=customer_id,
            product=product,
            label=label,
            renewal_date=renewal_date,
            usage_driven_by_us=driven,
            ended=cells.flag("ended"),
        )

    def _associations(self, cells: Cells, subscription_id: str) -> tuple[Association, ...]:
        since, seen_for = _days(cells, self._day)
        return tuple(
            [
                Association(
                    kind=kind,
                    holder=holder,
                    since=since,
                    seen_for=seen_for,
                    imported_at=self._at,
                    source=self._file,
                )
                for kind, holder in self._holders(cells)
            ]
        )

    def _holders(self, cells: Cells) -> tuple[tuple[AssociationKind, Holder], ...]:
        """Read once for all rows that say the same."""
        told = cells.of(("dpor", "association"))
        known = self._told.get(told)
        if known is None:
            refused = cells.refused
            known = tuple({**_dpor(cells), **_beside_dpor(cells)}.items())
            if cells.refused == refused:
                self._told[told] = known
        return known

    def _refuse(self, line: int, reason: Reason, **arguments: str) -> None:
        self.refusals.append(Refusal(reason=reason, line=line, arguments=tuple(arguments.items())))


def _dpor(cells: Cells) -> dict[AssociationKind, Holder]:
    cell = cells.text("dpor")
    if cell.casefold() in _NO_PARTNERS:
        cells.refuse("dpor", Reason.NAMES_NO_PARTNER, text=cell)
    match cell.casefold():
        case "":
            return {}
        case "us":
            holder = US
        case "nobody":
            holder = NOBODY
        case _:
            holder = other(cell)
    return {AssociationKind.DPOR: holder}


def _beside_dpor(cells: Cells) -> dict[AssociationKind, Holder]:
    words = [word.strip() for word in cells.text("association").casefold().split(BETWEEN.strip())]
    if words == [""]:
        return {}
    ours: set[AssociationKind] = set()
    for word in words:
        if word in tuple(AssociationKind):
            ours.add(AssociationKind(word))
        elif word != "none":
            known = ", ".join((*AssociationKind, "none"))
            cells.refuse("association", Reason.UNKNOWN_VALUE, text=word, known=known)
    kinds = (*BESIDE_DPOR, *sorted(ours.difference(BESIDE_DPOR, (AssociationKind.DPOR,))))
    return {kind: US if kind in ours else NOBODY for kind in kinds}


def _days(cells: Cells, today: date) -> tuple[date, date]:
    """Since when it has been so, and the day it speaks for: today, where the file does not tell."""
    if not (cells.raw("since") or cells.raw("seen_for")):
        return today, today
    seen_for = cells.day("seen_for") or today
    since = cells.day("since") or seen_for
    if seen_for > today:
        cells.refuse("seen_for", Reason.DAY_TO_COME, text=seen_for.isoformat())
    if since > seen_for:
        cells.refuse("since", Reason.SINCE_TOO_LATE, text=since.isoformat())
    return since, seen_for
