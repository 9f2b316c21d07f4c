"""The rows of our own format. What many rows say alike is read once, and is one value for them all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from adapters.imports import customers
from adapters.imports.cells import Cells, Columns, Once
from adapters.imports.customers import Customers
from adapters.imports.text_cells import guid_or_text, is_plain_guid
from bot.partnership.exporting import BETWEEN
from bot.partnership.records import (
    NOBODY,
    US,
    Association,
    AssociationKind,
    Holder,
    Holding,
    Product,
    Subscription,
    other,
)
from bot.partnership.refusals import Reason, Refusal

_NO_PARTNERS = frozenset({"-", "?", "none", "unknown", "n/a", "okänd", "saknas"})
_HOLDERS = {**dict.fromkeys(("us", "we", "oss", "vi"), US), **dict.fromkeys(("nobody", "ingen"), NOBODY)}
_NOTHING_BESIDE = frozenset({"none", "ingen"})
BESIDE_DPOR = (AssociationKind.DELEGATED_ADMINISTRATOR, AssociationKind.TRANSACTING_PARTNER)


class OwnRows:
    """Collects what the rows say, and in `refusals` what is wrong with them."""

    def __init__(
        self, file: str, at: datetime, columns: Columns, refusals: list[Refusal], *, in_workbook: bool
    ) -> None:
        self._file = file
        self._at = at
        self._columns = columns
        self._refusals = refusals
        self._in_workbook = in_workbook
        self._width = len(columns.places)
        self._id_at = columns.places["subscription_id"]
        self._line = 0
        self._lines: dict[str, int] = {}
        self._rows: list[tuple[str, Subscription, tuple[Association, ...]]] = []
        self._customers = Customers()
        self._customer = Once(columns, customers.COLUMNS, lambda cells: self._customers.read(cells).id)
        self._product = Once(columns, ("product",), lambda cells: cells.one_of("product", Product))
        self._renews = Once(columns, ("renewal_date",), lambda cells: cells.day("renewal_date"))
        self._label = Once(columns, ("label",), lambda cells: cells.text("label"))
        self._driven = Once(columns, ("usage_driven_by_us",), lambda cells: cells.flag("usage_driven_by_us"))
        self._ended = Once(columns, ("ended",), lambda cells: cells.flag("ended"))
        self._associations = Once(columns, _OF_ASSOCIATIONS, self._read_associations)

    def take(self, line: int, row: list[str]) -> None:
        """One row, which begins in that line of the file."""
        width = self._width
        if len(row) < width and self._in_workbook:
            row = row + [""] * (width - len(row))
        if len(row) > width and not any(map(str.strip, row[width:])):
            row = row[:width]
        if len(row) != width:
            counts = (("cells", str(len(row))), ("columns", str(width)))
            self._refusals.append(Refusal(reason=Reason.CELL_COUNT, line=line, arguments=counts))
            return
        if not self._in_workbook and "=" in "".join(row):
            self._check_formulas(line, row)
        self._line = line
        customer_id, subscription = self._read_subscription(row)
        associations = self._associations.of(row, self._cells)
        if subscription:
            self._rows.append((customer_id, subscription, associations))

    def holdings(self) -> tuple[Holding, ...]:
        """What all the rows say. Each customer is what any of its rows knows."""
        merged = self._customers.merged
        return tuple(
            [
                Holding(customer=merged(customer_id), subscription=subscription, associations=associations)
                for customer_id, subscription, associations in self._rows
            ]
        )

    def _cells(self, row: Sequence[str]) -> Cells:
        return Cells(self._line, self._columns, [*map(str.strip, row)], self._refusals)

    def _check_formulas(self, line: int, row: list[str]) -> None:
        for column, at in self._columns.places.items():
            if row[at].strip()[:1] == "=":
                self._refusals.append(Refusal(reason=Reason.FORMULA, line=line, column=column))

    def _read_subscription(self, row: list[str]) -> tuple[str, Subscription | None]:
        cells = self._cells
        customer_id = self._customer.of(row, cells)
        id_ = self._id(row)
        product, renews = self._product.of(row, cells), self._renews.of(row, cells)
        label, driven = self._label.of(row, cells), self._driven.of(row, cells)
        if product is None:
            return customer_id, None
        return customer_id, Subscription(
            id=id_,
            customer_id=customer_id,
            product=product,
            label=label,
            renewal_date=renews,
            usage_driven_by_us=driven,
            ended=self._ended.of(row, cells),
        )

    def _id(self, row: list[str]) -> str:
        cell = row[self._id_at]
        id_ = cell if is_plain_guid(cell) else self._read_id(row)
        first = self._lines.setdefault(id_, self._line)
        if id_ and first != self._line:
            self._cells(row).refuse("subscription_id", Reason.SUBSCRIPTION_TWICE, text=id_, first=str(first))
        return id_

    def _read_id(self, row: list[str]) -> str:
        return guid_or_text(self._cells(row).required("subscription_id"))

    def _read_associations(self, cells: Cells) -> tuple[Association, ...]:
        since, seen_for = _days(cells, self._at.date())
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
                for kind, holder in {**_dpor(cells), **_beside_dpor(cells)}.items()
            ]
        )


_OF_ASSOCIATIONS = ("dpor", "association", "since", "seen_for")


def _dpor(cells: Cells) -> dict[AssociationKind, Holder]:
    cell = cells.text("dpor")
    if cell.casefold() in _NO_PARTNERS:
        cells.refuse("dpor", Reason.NAMES_NO_PARTNER, text=cell)
    return {AssociationKind.DPOR: _HOLDERS.get(cell.casefold()) or other(cell)} if cell else {}


def _beside_dpor(cells: Cells) -> dict[AssociationKind, Holder]:
    words = [word.strip() for word in cells.text("association").casefold().split(BETWEEN.strip())]
    if words == [""]:
        return {}
    ours: set[AssociationKind] = set()
    for word in words:
        if word in tuple(AssociationKind):
            ours.add(AssociationKind(word))
        elif word not in _NOTHING_BESIDE:
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
