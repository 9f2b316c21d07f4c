"""From what a file says to rows. What many of them say alike is made once, and is one value for them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.importing.rows import Rows
from bot.partnership.many import Holdings
from bot.partnership.records import US, Association, AssociationKind, Holder, Product
from bot.partnership.resolution import KINDS, holder, is_our_own, seen_for
from bot.partnership.sightings import Attribution, PartnerClue, Tie

NO_PRODUCT = "-"
"""In the place of a product's name; none is called so."""
_REMEMBERED = 10_000
"""So many different things that are said."""
_Say = tuple[PartnerClue | None, Attribution | None, date | None, date | None]
_Uses = tuple[bool | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What ties say together of whatever has them.

    `called` is what the product goes by in the file. `counts`: it says something of the record, which a deal
    registration does not. `is_our_own`: the customer is our own organisation.
    """

    product: Product | None
    called: str
    counts: bool
    is_our_own: bool
    seen_for: date
    label: str
    usage_driven_by_us: bool | None
    ended: bool | None
    associations: tuple[Association, ...]


class Telling:
    """Makes rows of what a file says: its name, when it comes in (UTC), and which partner ids are ours.

    `again`: the same file came in when other ids were ours, so use that it told of as ours may not be.

    Ties are told apart by being the same value in memory, as what reads a file makes them.
    """

    def __init__(
        self, *, file: str, at: datetime, our_ids: frozenset[str] = frozenset(), again: bool = False
    ) -> None:
        self.file = file
        self.at = at
        self.day = at.date()
        self.our_ids = our_ids
        self._again = again
        self._said: dict[tuple[int, _Uses], tuple[tuple[Tie, ...], Said]] = {}
        self._associated: dict[tuple[_Say, ...], tuple[Association, ...]] = {}

    def own_rows(self, told: Holdings, whose: Sequence[str]) -> Rows:
        """Rows of our own CSV, and the customer of each."""
        return Rows(
            whose=[*whose],
            ids=[*told.ids],
            products=[*told.products],
            days=[self.day] * len(told),
            labels=[*told.labels],
            renewals=[*told.renewals],
            driven=[*told.driven],
            # That it has not may only mean that nobody wrote it: an export may be older than a report.
            ended=[ended or None for ended in told.ended],
            started=[None] * len(told),
            associations=[*told.associations],
            whole=True,
        )

    def said(self, ties: tuple[Tie, ...], uses: _Uses) -> Said:
        """What they say, with what `our_use` makes of each."""
        known = self._said.get((id(ties), uses))
        if known is None:
            if len(self._said) >= _REMEMBERED:
                self._said.clear()
            known = self._said[id(ties), uses] = ties, self._made(ties, uses)
        return known[1]

    def _made(self, ties: tuple[Tie, ...], uses: _Uses) -> Said:
        first = ties[0]
        states = [tie.ended for tie in ties if tie.ended is not None]
        return Said(
            product=first.product,
            called=first.product_name or first.workload or NO_PRODUCT,
            counts=first.attribution is not Attribution.DEAL_REGISTRATION,
            is_our_own=any(map(is_our_own, ties)),
            seen_for=max([seen_for(tie, self.day) for tie in ties]),
            label="" if first.workload else first.product_name,
            usage_driven_by_us=self._our_use(ties, uses),
            ended=states[0] if states else None,
            associations=self._associations(ties),
        )

    def _our_use(self, ties: Iterable[Tie], uses: _Uses) -> bool | None:
        """None where no tie of ours tells how much is used of what we would drive."""
        both = zip(ties, uses, strict=True)
        ours = [
            use for tie, use in both if use is not None and holder(tie.partner, self.our_ids) in (US, None)
        ]
        if ours:
            return any(ours)
        return False if self._again and any(uses) else None

    def _associations(self, ties: Sequence[Tie]) -> tuple[Association, ...]:
        say = tuple([(tie.partner, tie.attribution, tie.month, tie.associated_on) for tie in ties])
        known = self._associated.get(say)
        if known is None:
            if len(self._associated) >= _REMEMBERED:
                self._associated.clear()
            known = self._associated[say] = self._held(ties)
        return known

    def _held(self, ties: Iterable[Tie]) -> tuple[Association, ...]:
        """One of each kind. Several partners may hold a link: where we are one of them it is ours."""
        held: dict[AssociationKind, Association] = {}
        for tie in ties:
            kind = KINDS[tie.attribution] if tie.attribution else None
            whose = holder(tie.partner, self.our_ids)
            if kind is None or whose is None:
                continue
            if kind not in held or (whose == US and held[kind].holder != US):
                held[kind] = self._association(tie, kind, whose)
        return tuple(held.values())

    def _association(self, tie: Tie, kind: AssociationKind, whose: Holder) -> Association:
        spoken_for = seen_for(tie, self.day)
        return Association(
            kind=kind,
            holder=whose,
            since=min(tie.associated_on or spoken_for, spoken_for),
            seen_for=spoken_for,
            imported_at=self.at,
            source=self.file,
            teller=tie.report.value,
        )
