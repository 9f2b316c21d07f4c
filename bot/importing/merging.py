"""A row upon what is stored: what it adds, what it changes, and what changed by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

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


def merged(stored: Holding | None, row: Row, customer: Customer) -> Holding:
    """The subscription after that row; `customer` is whose it is by the row.

    What the row does not know stays as it is stored, and an older row than what is stored fills in only what
    is missing.
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
            associations=_associations((), row.associations),
        )
    newer = row.seen_for >= _speaks_for(stored)
    return Holding(
        customer=customer if newer else stored.customer,
        subscription=_subscription(stored.subscription, row, customer.id, newer=newer),
        associations=_associations(stored.associations, row.associations),
    )


def facts(holding: Holding) -> object:
    """What counts as a change where it differs: not how old it is, nor who said it."""
    return holding.customer, holding.subscription, _holders(holding)


def changes(stored: Holding | None, now: Holding, *, like: Change) -> Iterator[Change]:
    """What changed, each as `like` says of where and when it was told; their ids are still to be given."""
    like = replace(
        like,
        customer_id=now.customer.id,
        subscription_id=now.subscription.id,
        product=now.subscription.product,
        seen_for=_speaks_for(now) if now.associations else like.seen_for,
    )
    before, after = _holders(stored) if stored else {}, _holders(now)
    if stored is None:
        yield replace(like, what=What.NEW)
    for kind in AssociationKind:
        if before.get(kind) != after.get(kind):
            whose = replace(like, what=What.HOLDER, association=kind)
            yield replace(whose, before=before.get(kind), after=after.get(kind))
    if stored is not None:
        yield from _of_subscription(stored.subscription, now.subscription, like)


def _of_subscription(before: Subscription, after: Subscription, like: Change) -> Iterator[Change]:
    if before.renewal_date != after.renewal_date:
        days = replace(like, day_before=before.renewal_date, day_after=after.renewal_date)
        yield replace(days, what=What.RENEWAL)
    if before.usage_driven_by_us != after.usage_driven_by_us:
        yield replace(like, what=What.USAGE, ours=after.usage_driven_by_us)
    if before.ended != after.ended:
        yield replace(like, what=What.ENDED if after.ended else What.RESUMED)


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


def _associations(stored: tuple[Association, ...], told: tuple[Association, ...]) -> tuple[Association, ...]:
    """ "Nobody" for an association beside dpor says only that we do not hold it: it is kept as long as
    another source says otherwise.
    """
    known = {association.kind: association for association in stored}
    for association in told:
        now = heard(known.pop(association.kind, None), association)
        if association.kind is AssociationKind.DPOR or now.holder != NOBODY or now.dissent:
            known[association.kind] = now
    return tuple(known[kind] for kind in AssociationKind if kind in known)


def _holders(holding: Holding) -> dict[AssociationKind, Holder]:
    return {
        association.kind: association.holder
        for association in holding.associations
        if association.kind is AssociationKind.DPOR or association.holder != NOBODY
    }


def _speaks_for(holding: Holding) -> date:
    """The newest day that a report has spoken for; people's words are of who holds what alone."""
    days = [a.seen_for for a in holding.associations if a.teller != BY_HAND]
    days += [voice.seen_for for a in holding.associations for voice in a.voices if voice.teller != BY_HAND]
    return max(days, default=date.min)
