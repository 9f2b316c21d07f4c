"""A row's cells put together into what the row says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from adapters.imports.cell_readers import CUSTOMERS_REMEMBERED, MEASURES, REMEMBERED, Reader, cell_readers
from adapters.imports.columns import Field
from adapters.imports.parts import CUSTOMER, NO_CUSTOMER, Part, parts
from adapters.imports.refused import CellRefused
from adapters.imports.shape import Shape
from bot.partnership.refusals import Reason, Refusal
from bot.partnership.sightings import (
    Attribution,
    CustomerSeen,
    Entry,
    OurAccount,
    ReportKind,
    Sighting,
)

Cells = list[str]
Refusals = tuple[Refusal, ...]
RowReader = Callable[[int, Cells], Entry | Refusals]
_ENTRIES: Mapping[ReportKind, type[CustomerSeen | OurAccount]] = {
    ReportKind.CSP_CUSTOMERS: CustomerSeen,
    ReportKind.PARTNER_PROFILE: OurAccount,
}


def row_reader(shape: Shape, header: tuple[str, ...], separator: str, states: set[str]) -> RowReader:
    """Reads a row of a file with that header: what it says, or everything that is wrong with it.

    The row has as many cells as the header. `separator` is empty for a workbook. `states` is given what the
    rows say of subscriptions and nobody knows.
    """
    where = {field: at for at, name in enumerate(header) if (field := shape.field(name))}
    readers = cell_readers(shape, separator, states)
    present = [part for part in parts(shape) if not where.keys().isdisjoint(part.fields)]
    alone = [(part.name, readers[part.fields[0]], where[part.fields[0]]) for part in present if not part.made]
    together = [
        _together(
            [part for part in present if part.made and part.group is group], readers, where, len(header)
        )
        for group in {part.group: None for part in present if part.made}
    ]
    measured = [(MEASURES[field], readers[field], where[field]) for field in MEASURES if field in where]
    given: dict[str, Any] = {"report": shape.kind, **({"product": shape.product} if shape.product else {})}
    entry = _ENTRIES.get(shape.kind)
    if entry is None and where.keys().isdisjoint(CUSTOMER):
        given["customer"] = NO_CUSTOMER

    def read(line: int, cells: Cells) -> Entry | Refusals:
        cells.append("")
        try:
            told: dict[str, Any] = {name: reader(cells[at]) for name, reader, at in alone}
            for pick, made in together:
                told.update(made(*pick(cells)))
            amounts = [(measure, reader(cells[at])) for measure, reader, at in measured]
        except CellRefused:
            return _wrong_cells(readers, where, header, line, cells)
        if entry is not None:
            return entry(line=line, **given, **told)
        if shape.attribution and not told.get("attribution"):
            told["attribution"] = shape.attribution
        told["amounts"] = tuple([amount for amount in amounts if amount[1] is not None])
        sighting = Sighting(line=line, **given, **told)
        return _lacking(shape, sighting, header, where) or sighting

    return read


def _together(
    some: Sequence[Part], readers: Mapping[Field, Reader], where: Mapping[Field, int], absent: int
) -> tuple[Callable[[Cells], tuple[str, ...]], Callable[..., dict[str, object]]]:
    """Picks the cells of several parts, and makes these of them: once, for rows repeat such cells often."""
    fields = tuple(dict.fromkeys(field for part in some for field in part.fields))
    chosen = [(field, readers[field]) for field in fields]

    @lru_cache(CUSTOMERS_REMEMBERED if CUSTOMER[0] in fields else REMEMBERED)
    def made(*cells: str) -> dict[str, object]:
        told = {field: reader(cell) for (field, reader), cell in zip(chosen, cells, strict=False)}
        return {part.name: part.made(*map(told.__getitem__, part.fields)) for part in some if part.made}

    # One cell more, which holds nothing, so that there are always several.
    return itemgetter(*(where.get(field, absent) for field in fields), absent), made


def _wrong_cells(
    readers: Mapping[Field, Reader],
    where: Mapping[Field, int],
    header: tuple[str, ...],
    line: int,
    cells: Cells,
) -> Refusals:
    wrong: list[Refusal] = []
    for field, at in where.items():
        try:
            readers[field](cells[at])
        except CellRefused as error:
            wrong.append(
                Refusal(reason=error.reason, line=line, column=header[at], arguments=error.arguments)
            )
    return tuple(wrong)


def _lacking(
    shape: Shape, sighting: Sighting, header: tuple[str, ...], where: Mapping[Field, int]
) -> Refusals:
    """What the row cannot do without. A deal registration has no subscription, and often no customer."""
    if sighting.attribution is Attribution.DEAL_REGISTRATION:
        return ()
    if not sighting.subscription_id and Field.SUBSCRIPTION_ID in shape.needs:
        column = header[where[Field.SUBSCRIPTION_ID]]
        return (Refusal(reason=Reason.MISSING, line=sighting.line, column=column),)
    if sighting.customer is NO_CUSTOMER and shape.kind is not ReportKind.CSP_SUBSCRIPTIONS:
        return (Refusal(reason=Reason.NO_CUSTOMER, line=sighting.line),)
    return ()
