"""The rows of our own format. What many rows say alike is read once, and is one value for them all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import TypeVar, cast

from adapters.imports import customers
from adapters.imports.cells import Block, Cells, Columns, Once
from adapters.imports.customers import Customers
from adapters.imports.own_ids import Ids
from adapters.imports.table_rows import Rows, row_by_row
from bot.partnership.exporting import BETWEEN
from bot.partnership.many import Holdings
from bot.partnership.records import (
    NOBODY,
    US,
    Association,
    AssociationKind,
    Holder,
    Product,
    other,
)
from bot.partnership.refusals import Reason, Refusal

_NO_PARTNERS = frozenset({"-", "?", "none", "unknown", "n/a", "okänd", "saknas"})
_HOLDERS = {**dict.fromkeys(("us", "we", "oss", "vi"), US), **dict.fromkeys(("nobody", "ingen"), NOBODY)}
_NOTHING_BESIDE = frozenset({"none", "ingen"})
Item = TypeVar("Item")
BESIDE_DPOR = (AssociationKind.DELEGATED_ADMINISTRATOR, AssociationKind.TRANSACTING_PARTNER)


class OwnRows:
    """Collects what the rows say, column by column, and in `refusals` what is wrong with them."""

    def __init__(
        self, file: str, at: datetime, columns: Columns, refusals: list[Refusal], *, in_workbook: bool
    ) -> None:
        self._columns = columns
        self._refusals = refusals
        self._in_workbook = in_workbook
        self._width = len(columns.places)
        self._ids = Ids(columns)
        # None of these holds this value, so that all of it goes as soon as the file is read.
        self._customers = known = Customers()
        self._customer = Once(customers.COLUMNS, lambda cells: known.read(cells).id)
        self._product = Once(("product",), lambda cells: cells.one_of("product", Product))
        self._renews = Once(("renewal_date",), lambda cells: cells.day("renewal_date"))
        self._label = Once(("label",), lambda cells: cells.text("label"))
        self._driven = Once(("usage_driven_by_us",), lambda cells: cells.flag("usage_driven_by_us"))
        self._ended = Once(("ended",), lambda cells: cells.flag("ended"))
        self._associations = Once(_OF_ASSOCIATIONS, partial(_associations, file, at))
        self._customer_ids: list[str] = []
        self._products: list[Product] = []
        self._renewals: list[date | None] = []
        self._labels: list[str] = []
        self._drivens: list[bool] = []
        self._endeds: list[bool] = []
        self._told: list[tuple[Association, ...]] = []

    def take(self, rows: Rows) -> None:
        """Some more of them."""
        before = len(self._refusals)
        if block := self._block(rows):
            self._take(block)
        # They were looked through by column.
        self._refusals[before:] = sorted(self._refusals[before:], key=lambda refusal: refusal.line or 0)

    @property
    def count(self) -> int:
        """How many there were."""
        return len(self._ids.read)

    def since(self, start: int) -> Holdings:
        """What the rows from that one on say, where none was refused. Each customer is what any row so far
        knows.
        """
        return Holdings(
            ids=tuple(self._ids.read[start:]),
            customers=tuple(map(self._customers.merged, self._customer_ids[start:])),
            products=tuple(self._products[start:]),
            labels=tuple(self._labels[start:]),
            renewals=tuple(self._renewals[start:]),
            driven=tuple(self._drivens[start:]),
            ended=tuple(self._endeds[start:]),
            started=(None,) * (self.count - start),
            associations=tuple(self._told[start:]),
        )

    def holdings(self) -> Holdings:
        """What all the rows say, once: they are not kept here any longer."""
        return Holdings(
            customers=tuple(map(self._customers.merged, _taken(self._customer_ids))),
            started=(None,) * self.count,
            ids=_taken(self._ids.read),
            products=_taken(self._products),
            labels=_taken(self._labels),
            renewals=_taken(self._renewals),
            driven=_taken(self._drivens),
            ended=_taken(self._endeds),
            associations=_taken(self._told),
        )

    def _block(self, rows: Rows) -> Block | None:
        """Those that have a cell for every column."""
        lines, cells = rows
        if set(map(len, cells)) != {self._width}:
            lines, cells = self._whole(rows)
        if not lines:
            return None
        if not self._in_workbook and "=" in "".join(map("".join, cells)):
            self._check_formulas(lines, cells)
        return Block(self._columns, lines, cells)

    def _whole(self, rows: Rows) -> Rows:
        whole = [(line, fitting) for line, row in row_by_row([rows]) if (fitting := self._fitting(line, row))]
        return Rows([line for line, _ in whole], [row for _, row in whole])

    def _fitting(self, line: int, row: list[str]) -> list[str] | None:
        if len(row) < self._width and self._in_workbook:
            return row + [""] * (self._width - len(row))
        if not any(map(str.strip, row[self._width :])):
            row = row[: self._width]
        if len(row) == self._width:
            return row
        counts = (("cells", str(len(row))), ("columns", str(self._width)))
        self._refusals.append(Refusal(reason=Reason.CELL_COUNT, line=line, arguments=counts))
        return None

    def _check_formulas(self, lines: Sequence[int], rows: Sequence[list[str]]) -> None:
        for line, row in zip(lines, rows, strict=True):
            for column, at in self._columns.places.items():
                if row[at].strip()[:1] == "=":
                    self._refusals.append(Refusal(reason=Reason.FORMULA, line=line, column=column))

    def _take(self, block: Block) -> None:
        refusals = self._refusals
        self._customer_ids += self._customer.of(block, refusals)
        self._ids.take(block, refusals)
        # One that is not known is refused, and then nothing of the file counts.
        self._products += cast("list[Product]", self._product.of(block, refusals))
        self._renewals += self._renews.of(block, refusals)
        self._labels += self._label.of(block, refusals)
        self._drivens += self._driven.of(block, refusals)
        self._endeds += self._ended.of(block, refusals)
        self._told += self._associations.of(block, refusals)


def _taken(column: list[Item]) -> tuple[Item, ...]:
    """One column after the other, so that they are never all there twice."""
    taken = tuple(column)
    column.clear()
    return taken


_OF_ASSOCIATIONS = ("dpor", "association", "since", "seen_for")


def _associations(file: str, at: datetime, cells: Cells) -> tuple[Association, ...]:
    since, seen_for = _days(cells, at.date())
    return tuple(
        [
            Association(
                kind=kind,
                holder=holder,
                since=since,
                seen_for=seen_for,
                imported_at=at,
                source=file,
            )
            for kind, holder in {**_dpor(cells), **_beside_dpor(cells)}.items()
        ]
    )


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
