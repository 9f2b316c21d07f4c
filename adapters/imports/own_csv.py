"""Our own CSV format: one subscription a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from adapters.imports.cells import Cells
from adapters.imports.csv_lines import Row, Source, Unreadable, rows
from adapters.imports.customers import Customers
from bot.errors import Fault, ImportRefused
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

REQUIRED = ("customer", "subscription_id", "product")
COLUMNS = (
    "customer",
    "tenant_id",
    "domain",
    "subscription_id",
    "product",
    "label",
    "dpor",
    "association",
    "renewal_date",
    "usage_driven_by_us",
    "own_tenant",
)
_NO_PARTNERS = frozenset({"-", "?", "none", "unknown", "n/a", "we", "vi", "oss", "ingen", "okänd", "saknas"})
BESIDE_DPOR = (AssociationKind.DELEGATED_ADMINISTRATOR, AssociationKind.TRANSACTING_PARTNER)


def read_holdings(
    source: Source, *, at: datetime, progress: Callable[[int], None] | None = None
) -> tuple[Holding, ...]:
    """The file's rows, in order, as of `at` (UTC). Raises ImportRefused with everything that is wrong.

    An empty `dpor` gives no association of that kind. Where the file says that we hold nothing beside
    dpor, the two other kinds are nobody's, which `report` reads as "not ours". `progress` is told the
    bytes of each line.
    """
    reader = _Reader(source, at)
    try:
        for row in rows(source, progress):
            reader.take(row)
    except Unreadable as error:
        reader.faults.append(error.fault)
    return reader.holdings()


class _Reader:
    """Collects rows and faults. The first row is the header."""

    def __init__(self, source: Source, at: datetime) -> None:
        self.faults: list[Fault] = []
        self._source = source
        self._at = at
        self._columns: tuple[str, ...] | None = None
        self._readable = True
        self._customers = Customers()
        self._lines: dict[str, int] = {}
        self._rows: list[tuple[Customer, Subscription, tuple[Association, ...]]] = []

    def take(self, row: Row) -> None:
        if self._columns is None:
            self._columns = self._header(row)
        elif self._readable:
            self._row(row, self._columns)

    def holdings(self) -> tuple[Holding, ...]:
        if self._columns is None and not self.faults:
            self._fault(1, "is empty.", f"The first line names the columns: {', '.join(COLUMNS)}.")
        if self.faults:
            raise ImportRefused(tuple(self.faults))
        return tuple(
            Holding(
                customer=self._customers.merged(customer.id),
                subscription=subscription,
                associations=associations,
            )
            for customer, subscription, associations in self._rows
        )

    def _header(self, row: Row) -> tuple[str, ...]:
        columns = tuple(cell.casefold() for cell in row.cells)
        before = len(self.faults)
        if not set(columns) & set(COLUMNS):
            self._fault(
                row.line, "has no header.", f"The first line names the columns: {', '.join(COLUMNS)}."
            )
        else:
            self._check_columns(row.line, columns)
        self._readable = len(self.faults) == before
        return columns

    def _check_columns(self, line: int, columns: tuple[str, ...]) -> None:
        for column in dict.fromkeys(columns):
            if column not in COLUMNS:
                self._fault(line, f'has an unknown column "{column}".', f"Known are {', '.join(COLUMNS)}.")
            elif columns.count(column) > 1:
                self._fault(line, f'has the column "{column}" twice.', "Remove one of them.")
        for column in REQUIRED:
            if column not in columns:
                self._fault(line, f'lacks the column "{column}".', "Every row needs it.")

    def _row(self, row: Row, columns: tuple[str, ...]) -> None:
        if len(row.cells) != len(columns):
            what = f"has {len(row.cells)} cells where the header has {len(columns)}."
            self._fault(row.line, what, "Put text that holds a separator in quotation marks.")
            return
        cells = Cells(
            f"{self._source.name}:{row.line}", dict(zip(columns, row.cells, strict=True)), self.faults
        )
        customer = self._customers.read(cells)
        subscription = self._subscription(cells, row.line, customer.id)
        associations = self._associations(cells)
        if subscription:
            self._rows.append((customer, subscription, associations))

    def _subscription(self, cells: Cells, line: int, customer_id: str) -> Subscription | None:
        id_ = cells.required("subscription_id")
        first = self._lines.setdefault(id_, line)
        if id_ and first != line:
            cells.fault("subscription_id", f'"{id_}" is also in line {first}.', "Remove one of the two rows.")
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
        )

    def _associations(self, cells: Cells) -> tuple[Association, ...]:
        known = {**_dpor(cells), **_beside_dpor(cells)}
        return tuple(
            Association(
                subscription_id=cells.text("subscription_id"),
                kind=kind,
                holder=holder,
                since=self._at.date(),
                seen_for=self._at.date(),
                imported_at=self._at,
                source=self._source.name,
            )
            for kind, holder in known.items()
        )

    def _fault(self, line: int, what: str, remedy: str) -> None:
        self.faults.append(Fault(where=f"{self._source.name}:{line}", what=what, remedy=remedy))


def _dpor(cells: Cells) -> dict[AssociationKind, Holder]:
    cell = cells.text("dpor")
    if cell.casefold() in _NO_PARTNERS:
        remedy = "Write us, nobody, the partner's name, or leave it empty."
        cells.fault("dpor", f'"{cell}" names no partner.', remedy)
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
    word = cells.text("association").casefold()
    if not word:
        return {}
    ours = None if word == "none" else cells.one_of("association", AssociationKind, also=("none",))
    return {kind: US if kind is ours else NOBODY for kind in BESIDE_DPOR}
