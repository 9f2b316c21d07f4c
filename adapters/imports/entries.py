"""The cells of some rows put together into what the rows say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from adapters.imports.alike import Rows
from adapters.imports.attributes import Attributes
from adapters.imports.cell_readers import cell_readers
from adapters.imports.columns import Field
from adapters.imports.parts import NO_CUSTOMER
from adapters.imports.refused import CellRefused
from adapters.imports.shape import Shape
from bot.partnership.many_sightings import Sightings
from bot.partnership.refusals import Reason, Refusal
from bot.partnership.sightings import Attribution, CustomerSeen, Measure, OurAccount, ReportKind

_OTHERS: Mapping[ReportKind, type[CustomerSeen | OurAccount]] = {
    ReportKind.CSP_CUSTOMERS: CustomerSeen,
    ReportKind.PARTNER_PROFILE: OurAccount,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Some:
    """What some rows say, and everything that is wrong with those that are refused, by line."""

    entries: Sightings | Sequence[CustomerSeen | OurAccount]
    refusals: Sequence[Refusal] = ()


class EntryReader:
    """Reads rows of a file with that header, each of which has as many cells.

    `separator` is empty for a workbook. `states` is given what rows say of subscriptions and nobody knows.
    """

    def __init__(self, shape: Shape, header: tuple[str, ...], separator: str, states: set[str]) -> None:
        self._shape = shape
        self._header = header
        self._where = {field: at for at, name in enumerate(header) if (field := shape.field(name))}
        self._readers = cell_readers(shape, separator, states)
        self._attributes = Attributes(shape, self._where, self._readers)

    def read(self, lines: Sequence[int], rows: Rows) -> Some:
        """What they say, which begin in these lines."""
        refused = set[int]()
        told = self._attributes.read(rows, refused)
        measured = self._attributes.amounts(rows, refused)
        wrong = [refusal for at in sorted(refused) for refusal in self._wrong_cells(lines[at], rows[at])]
        if other := _OTHERS.get(self._shape.kind):
            whole = [at for at in range(len(rows)) if at not in refused]
            each = [(lines[at], {name: column[at] for name, column in told.items()}) for at in whole]
            made = [other(report=self._shape.kind, line=line, **one) for line, one in each]
            return Some(entries=made, refusals=wrong)
        sightings = _sightings(lines, told, measured)
        return self._without_lacking(sightings.without(refused) if refused else sightings, wrong)

    def _wrong_cells(self, line: int, cells: Sequence[str]) -> Sequence[Refusal]:
        wrong: list[Refusal] = []
        for field, at in self._where.items():
            try:
                self._readers[field](cells[at])
            except CellRefused as error:
                wrong.append(
                    Refusal(
                        reason=error.reason, line=line, column=self._header[at], arguments=error.arguments
                    )
                )
        return wrong

    def _without_lacking(self, sightings: Sightings, wrong: Sequence[Refusal]) -> Some:
        """Those that have what a row cannot do without."""
        nobody = id(NO_CUSTOMER) in map(id, sightings.customers)
        if not nobody and all(sightings.subscription_ids):
            return Some(entries=sightings, refusals=wrong)
        lacking = {at: told for at in range(len(sightings)) if (told := self._lacking(sightings, at))}
        refusals = sorted((*wrong, *lacking.values()), key=lambda refusal: refusal.line or 0)
        return Some(entries=sightings.without(lacking) if lacking else sightings, refusals=refusals)

    def _lacking(self, sightings: Sightings, at: int) -> Refusal | None:
        """A deal registration has no subscription, and often no customer."""
        line = sightings.lines[at]
        if sightings.ties[at].attribution is Attribution.DEAL_REGISTRATION:
            return None
        if not sightings.subscription_ids[at] and Field.SUBSCRIPTION_ID in self._shape.needs:
            column = self._header[self._where[Field.SUBSCRIPTION_ID]]
            return Refusal(reason=Reason.MISSING, line=line, column=column)
        nobody = sightings.customers[at] is NO_CUSTOMER
        if nobody and self._shape.kind is not ReportKind.CSP_SUBSCRIPTIONS:
            return Refusal(reason=Reason.NO_CUSTOMER, line=line)
        return None


def _sightings(
    lines: Sequence[int],
    told: Mapping[str, Sequence[Any]],
    measured: Mapping[Measure, Sequence[Decimal | None]],
) -> Sightings:
    empty, never = ("",) * len(lines), (None,) * len(lines)
    return Sightings(
        lines=lines,
        customers=told.get("customer") or (NO_CUSTOMER,) * len(lines),
        subscription_ids=told.get("subscription_id") or empty,
        ties=told["tie"],
        started=told.get("starts_on") or never,
        ends=told.get("ends_on") or never,
        claim_ids=told.get("claim_id") or empty,
        amounts=measured,
    )
