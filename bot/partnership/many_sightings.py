"""Very many rows of a report in columns: no value is made of a row until somebody wants it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from bot.partnership.sightings import CustomerClue, Measure, Sighting, Tie

_OF_A_TIE = tuple(one.name for one in fields(Tie))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """Some rows, in the order of their lines. The columns are of the same length, and so are the amounts of
    each measure that any of the rows tells.

    Rows that say the same of their customer, or of a tie, share the value of it.
    """

    lines: Sequence[int] = ()
    customers: Sequence[CustomerClue] = ()
    subscription_ids: Sequence[str] = ()
    ties: Sequence[Tie] = ()
    started: Sequence[date | None] = ()
    ends: Sequence[date | None] = ()
    claim_ids: Sequence[str] = ()
    amounts: Mapping[Measure, Sequence[Decimal | None]] = field(default_factory=dict[Measure, Any])

    @classmethod
    def of(cls, rows: Iterable[Sighting]) -> Sightings:
        """These."""
        many = tuple(rows)
        told = {measure for row in many for measure, _ in row.amounts}
        measures = [measure for measure in Measure if measure in told]
        ties: dict[Tie, Tie] = {}
        return cls(
            lines=tuple(row.line for row in many),
            customers=tuple(row.customer for row in many),
            subscription_ids=tuple(row.subscription_id for row in many),
            ties=tuple(ties.setdefault(tie, tie) for tie in map(_tie, many)),
            started=tuple(row.starts_on for row in many),
            ends=tuple(row.ends_on for row in many),
            claim_ids=tuple(row.claim_id for row in many),
            amounts={measure: tuple(row.amount(measure) for row in many) for measure in measures},
        )

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Sighting]:
        return map(self._row, range(len(self)))

    def at(self, places: Sequence[int]) -> Sightings:
        """Those at these places."""

        def some(column: Sequence[Any]) -> Sequence[Any]:
            return tuple(map(column.__getitem__, places))

        return Sightings(
            lines=some(self.lines),
            customers=some(self.customers),
            subscription_ids=some(self.subscription_ids),
            ties=some(self.ties),
            started=some(self.started),
            ends=some(self.ends),
            claim_ids=some(self.claim_ids),
            amounts={measure: some(column) for measure, column in self.amounts.items()},
        )

    def without(self, places: Collection[int]) -> Sightings:
        """All but those at these places."""
        left_out = frozenset(places)
        return self.at([at for at in range(len(self)) if at not in left_out])

    def _row(self, at: int) -> Sighting:
        amounts = ((measure, column[at]) for measure, column in self.amounts.items())
        tie = self.ties[at]
        return Sighting(
            line=self.lines[at],
            customer=self.customers[at],
            subscription_id=self.subscription_ids[at],
            starts_on=self.started[at],
            ends_on=self.ends[at],
            claim_id=self.claim_ids[at],
            amounts=tuple((measure, amount) for measure, amount in amounts if amount is not None),
            **dict(zip(_OF_A_TIE, _told(tie), strict=True)),
        )


_told = attrgetter(*_OF_A_TIE)


def _tie(row: Sighting) -> Tie:
    return Tie(**dict(zip(_OF_A_TIE, _told(row), strict=True)))
