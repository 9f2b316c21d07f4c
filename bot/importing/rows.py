"""What a file says of one subscription, in the terms of the record; every kind of file comes to this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.partnership.many import Holdings
from bot.partnership.records import OWN_CSV, US, Association, AssociationKind, Holder, Product
from bot.partnership.resolution import KINDS, holder, seen_for
from bot.partnership.sightings import Tie
from bot.partnership.slots import Resolved

_REMEMBERED = 10_000
"""So many different things that rows say of who holds what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`seen_for` is the day that it speaks for; what it does not tell is empty or None.

    `whole`: it is from our own CSV, which says all that there is to say, as people keep it.
    """

    customer_id: str
    subscription_id: str
    product: Product
    seen_for: date
    label: str = ""
    renewal_date: date | None = None
    usage_driven_by_us: bool | None = None
    ended: bool | None = None
    started_on: date | None = None
    associations: tuple[Association, ...] = ()
    whole: bool = False


class Telling:
    """Makes rows of what a file says: its name, when it comes in (UTC), and which partner ids are ours.

    `again`: the same file came in when other ids were ours, so use that it told of as ours may not be.

    Of who holds what, rows that say the same share one value; partners are told apart by being the same
    value in memory, as what reads a file makes them.
    """

    def __init__(
        self, *, file: str, at: datetime, our_ids: frozenset[str] = frozenset(), again: bool = False
    ) -> None:
        self.file = file
        self.at = at
        self.day = at.date()
        self.our_ids = our_ids
        self._again = again
        self._said: dict[object, tuple[tuple[Tie, ...], tuple[Association, ...]]] = {}

    def own_rows(self, told: Holdings, whose: Iterable[str]) -> Iterator[Row]:
        """Rows of our own CSV, and the customer of each."""
        columns = told.ids, told.products, told.labels, told.renewals, told.driven, told.ended
        for customer_id, id_, product, label, renews, driven, ended, associations in zip(
            whose, *columns, told.associations, strict=True
        ):
            yield Row(
                customer_id=customer_id,
                subscription_id=id_,
                product=product,
                seen_for=self.day,
                label=label,
                renewal_date=renews,
                usage_driven_by_us=driven,
                # That it has not may only mean that nobody wrote it: an export may be older than a report.
                ended=ended or None,
                associations=associations,
                whole=True,
            )

    def row(self, resolved: Resolved, *, customer_id: str, subscription_id: str, product: Product) -> Row:
        """Rows of a download that speak of one subscription."""
        ties = resolved.ties
        states = [tie.ended for tie in ties if tie.ended is not None]
        return Row(
            customer_id=customer_id,
            subscription_id=subscription_id,
            product=product,
            seen_for=max([seen_for(tie, self.day) for tie in ties]),
            label=_label(ties[0]),
            renewal_date=resolved.ends_on,
            usage_driven_by_us=self._our_use(resolved),
            ended=states[0] if states else None,
            started_on=resolved.starts_on,
            associations=self._associations(ties),
        )

    def _our_use(self, resolved: Resolved) -> bool | None:
        use = _our_use(resolved, self.our_ids)
        return False if use is None and self._again and any(resolved.uses) else use

    def _associations(self, ties: tuple[Tie, ...]) -> tuple[Association, ...]:
        say = tuple([(id(tie.partner), tie.attribution, tie.month, tie.associated_on) for tie in ties])
        known = self._said.get(say)
        if known is None:
            if len(self._said) >= _REMEMBERED:
                self._said.clear()
            known = self._said[say] = ties, _associations(ties, self)
        return known[1]


def _label(tie: Tie) -> str:
    return "" if tie.workload else tie.product_name


def _our_use(resolved: Resolved, our_ids: frozenset[str]) -> bool | None:
    """None where no row of ours tells how much is used of what we would drive."""
    told = [use for use in resolved.uses if use is not None]
    if not told:
        return None
    both = zip(resolved.ties, resolved.uses, strict=True)
    of_ours = [use for tie, use in both if use is not None and holder(tie.partner, our_ids) in (US, None)]
    return any(of_ours) if of_ours else None


def _associations(ties: Iterable[Tie], telling: Telling) -> tuple[Association, ...]:
    """One of each kind. Several partners may hold a link: where we are one of them it is ours."""
    held: dict[AssociationKind, Association] = {}
    for tie in ties:
        kind = KINDS[tie.attribution] if tie.attribution else None
        whose = holder(tie.partner, telling.our_ids)
        if kind is None or whose is None:
            continue
        if kind not in held or (whose == US and held[kind].holder != US):
            held[kind] = _association(tie, kind, whose, telling)
    return tuple(held.values())


def _association(tie: Tie, kind: AssociationKind, whose: Holder, telling: Telling) -> Association:
    spoken_for = seen_for(tie, telling.day)
    return Association(
        kind=kind,
        holder=whose,
        since=min(tie.associated_on or spoken_for, spoken_for),
        seen_for=spoken_for,
        imported_at=telling.at,
        source=telling.file,
        teller=tie.report.value,
    )


def is_own(association: Association) -> bool:
    """Whether our own CSV told it last."""
    return association.teller == OWN_CSV
