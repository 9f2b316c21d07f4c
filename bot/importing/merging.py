"""A row upon what is stored: what it adds, what it changes, and what changed by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.importing.rows import Row
from bot.partnership.history import Change, What
from bot.partnership.records import (
    BY_HAND,
    NOBODY,
    Association,
    AssociationKind,
    Customer,
    Holder,
    Holding,
    Subscription,
)
from bot.partnership.voices import heard

Associations = tuple[Association, ...]


def merged(
    stored: Holding | None,
    row: Row,
    customer: Customer,
    together: Callable[[Associations, Associations], Associations] | None = None,
) -> Holding:
    """The subscription after that row; `customer` is whose it is by the row.

    What the row does not know stays as it is stored, and an older row than what is stored fills in only what
    is missing. `together` is `heard_together`, or gives the same.
    """
    if stored is None:
        return Holding(
            customer=customer,
            subscription=Subscription(
                id=row.subscription_id,
                customer_id=customer.id,
                product=row.product,
                label=row.label,
                renewal_date=row.renewal_date,
                usage_driven_by_us=bool(row.usage_driven_by_us),
                ended=bool(row.ended),
                started_on=row.started_on,
            ),
            associations=without_empty_words(row.associations),
        )
    newer = row.seen_for >= speaks_for(stored.associations)
    return Holding(
        customer=customer if newer else stored.customer,
        subscription=_subscription(stored.subscription, row, customer.id, newer=newer),
        associations=(together or heard_together)(stored.associations, row.associations),
    )


_ORDER = {kind: number for number, kind in enumerate(AssociationKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What told a change: an import's id, when it came in (UTC), and its file."""

    id: str
    at: datetime
    source: str


def changes(stored: Holding, now: Holding, origin: Origin, ids: Iterator[str]) -> Iterator[Change]:
    """What changed, each with the next of the ids. What was not known before is among the arrivals."""
    subscription = now.subscription

    def change(what: What, **told: Any) -> Change:
        return Change(
            id=next(ids),
            at=origin.at,
            origin=origin.id,
            source=origin.source,
            customer_id=now.customer.id,
            subscription_id=subscription.id,
            product=subscription.product,
            what=what,
            seen_for=day,
            **told,
        )

    day = speaks_for(now.associations) if now.associations else origin.at.date()
    before, after = holders(stored.associations), holders(now.associations)
    if before != after:
        for kind in AssociationKind:
            held, holds = before.get(kind), after.get(kind)
            if held != holds:
                yield change(What.HOLDER, association=kind, before=held, after=holds)
    if stored.customer.id != now.customer.id:
        yield change(What.MOVED_HERE, elsewhere=stored.customer.name)
        away = change(What.MOVED_AWAY, elsewhere=now.customer.name)
        yield replace(away, customer_id=stored.customer.id)
    for what, told in _of_subscription(stored.subscription, subscription):
        yield change(what, **told)


def _of_subscription(before: Subscription, after: Subscription) -> Iterator[tuple[What, dict[str, Any]]]:
    if before.renewal_date != after.renewal_date:
        yield What.RENEWAL, {"day_before": before.renewal_date, "day_after": after.renewal_date}
    if before.usage_driven_by_us != after.usage_driven_by_us:
        yield What.USAGE, {"ours": after.usage_driven_by_us}
    if before.ended != after.ended:
        yield (What.ENDED if after.ended else What.RESUMED), {}


def _subscription(stored: Subscription, row: Row, customer_id: str, *, newer: bool) -> Subscription:
    label = (row.label or stored.label) if row.whole else (stored.label or row.label)
    if not newer:
        return replace(
            stored,
            label=label,
            renewal_date=stored.renewal_date or row.renewal_date,
            usage_driven_by_us=stored.usage_driven_by_us or row.usage_driven_by_us is True,
            started_on=stored.started_on or row.started_on,
        )
    used, ended = row.usage_driven_by_us, row.ended
    return Subscription(
        id=stored.id,
        customer_id=customer_id,
        product=row.product,
        label=label,
        renewal_date=row.renewal_date or stored.renewal_date,
        usage_driven_by_us=stored.usage_driven_by_us if used is None else used,
        ended=stored.ended if ended is None else ended,
        started_on=row.started_on or stored.started_on,
    )


def heard_together(stored: Associations, told: Associations) -> Associations:
    """What was known of who holds it, and what is told now.

    "Nobody" for an association beside dpor says only that we do not hold it: it is kept as long as another
    source says otherwise.
    """
    if not stored:
        return without_empty_words(told)
    known = {association.kind: association for association in stored}
    for association in told:
        now = heard(known.pop(association.kind, None), association)
        if association.kind is AssociationKind.DPOR or now.holder != NOBODY or now.dissent:
            known[association.kind] = now
    return tuple(known[kind] for kind in AssociationKind if kind in known)


def without_empty_words(told: Associations) -> Associations:
    """Of associations that nobody spoke of before: those that say something, in order.

    Where all do it is the same value, which rows that were told alike go on sharing.
    """
    kept = [one for one in told if one.kind is AssociationKind.DPOR or one.holder != NOBODY or one.dissent]
    made = tuple(sorted(kept, key=lambda one: _ORDER[one.kind]) if len(kept) > 1 else kept)
    return told if made == told else made


def holders(associations: Associations) -> dict[AssociationKind, Holder]:
    """Who holds what, as far as that is told."""
    return {
        association.kind: association.holder
        for association in associations
        if association.kind is AssociationKind.DPOR or association.holder != NOBODY
    }


def speaks_for(associations: Associations) -> date:
    """The newest day that a report has spoken for; people's words are of who holds what alone."""
    days = [a.seen_for for a in associations if a.teller != BY_HAND]
    days += [voice.seen_for for a in associations for voice in a.voices if voice.teller != BY_HAND]
    return max(days, default=date.min)
