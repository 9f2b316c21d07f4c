"""What the rows of a report say together of whatever they speak of: of very many, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from bot.partnership.sightings import CustomerClue, Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What the rows of one slot say together: one tie an association, the first before the others.

    Two attributions are two associations, and both stand. `customer` is told with the first. `uses` are what
    `our_use` makes of each tie's amounts. It is from the first to the last of the days that the ties tell.
    """

    subscription_id: str
    customer: CustomerClue
    ties: tuple[Tie, ...]
    uses: tuple[bool | None, ...]
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots(Sequence[Resolved]):
    """Very many of them, in columns of the same length: each is made when it is asked for.

    Those whose rows say the same share the value of it.
    """

    subscription_ids: Sequence[str] = ()
    customers: Sequence[CustomerClue] = ()
    ties: Sequence[tuple[Tie, ...]] = ()
    uses: Sequence[tuple[bool | None, ...]] = ()
    started: Sequence[date | None] = ()
    ends: Sequence[date | None] = ()

    def __len__(self) -> int:
        return len(self.ties)

    @overload
    def __getitem__(self, at: int) -> Resolved: ...
    @overload
    def __getitem__(self, at: slice) -> Slots: ...
    def __getitem__(self, at: int | slice) -> Resolved | Slots:
        if isinstance(at, slice):
            return Slots(
                subscription_ids=self.subscription_ids[at],
                customers=self.customers[at],
                ties=self.ties[at],
                uses=self.uses[at],
                started=self.started[at],
                ends=self.ends[at],
            )
        return Resolved(
            subscription_id=self.subscription_ids[at],
            customer=self.customers[at],
            ties=self.ties[at],
            uses=self.uses[at],
            starts_on=self.started[at],
            ends_on=self.ends[at],
        )


NO_SLOTS = Slots()
