"""What a file says about our associations, written into the record: the only way in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.partnership.records import (
    Association,
    AssociationKind,
    Customer,
    HolderKind,
    Holding,
    Import,
    Subscription,
)
from bot.ports import Transaction
from bot.record_ports import Record

_AT_ONCE = 200
"""So many at once are looked up quickly, and looking them over stops nobody else for long."""


async def report(transaction: Transaction, holdings: Sequence[Holding], *, file: str, at: datetime) -> Import:
    """Save what the file says, and that it came in (`at` in UTC); gives the counts.

    What the file does not know stays as it is stored. "Nobody" for an association beside dpor says
    only that we do not hold it: what is stored of it goes.
    """
    new, changed, unchanged = 0, 0, 0
    to_save: list[Holding] = []
    async for stored, known, holding in _beside(transaction.record, holdings):
        merged = _merged(stored, known, holding)
        new += stored is None
        changed += stored is not None and _facts(merged) != _facts(stored)
        unchanged += stored is not None and _facts(merged) == _facts(stored)
        if merged != stored:
            to_save.append(merged)
    await transaction.record.save(to_save)
    entry = Import(
        id=f"{at.isoformat()} {file}", file=file, at=at, new=new, changed=changed, unchanged=unchanged
    )
    await transaction.imports.add(entry)
    return entry


async def _beside(
    record: Record, holdings: Sequence[Holding]
) -> AsyncIterator[tuple[Holding | None, Customer | None, Holding]]:
    """What is stored of the subscription and of the customer, beside each that was reported."""
    for start in range(0, len(holdings), _AT_ONCE):
        part = holdings[start : start + _AT_ONCE]
        stored = await record.subscriptions({holding.subscription.id for holding in part})
        known = await record.customers({holding.customer.id for holding in part})
        for holding in part:
            yield stored.get(holding.subscription.id), known.get(holding.customer.id), holding


def _merged(stored: Holding | None, known: Customer | None, reported: Holding) -> Holding:
    if known is None and stored and stored.customer.name.casefold() == reported.customer.name.casefold():
        known = stored.customer  # the same customer, whose tenant or domain has become known
    return Holding(
        customer=_customer(known, reported.customer),
        subscription=_subscription(stored.subscription if stored else None, reported.subscription),
        associations=_associations(stored.associations if stored else (), reported.associations),
    )


def _customer(stored: Customer | None, reported: Customer) -> Customer:
    if stored is None:
        return reported
    return replace(
        reported,
        tenant_id=reported.tenant_id or stored.tenant_id,
        domain=reported.domain or stored.domain,
        other_names=reported.other_names or stored.other_names,
    )


def _subscription(stored: Subscription | None, reported: Subscription) -> Subscription:
    if stored is None:
        return reported
    return replace(
        reported,
        label=reported.label or stored.label,
        renewal_date=reported.renewal_date or stored.renewal_date,
    )


def _associations(
    stored: tuple[Association, ...], reported: tuple[Association, ...]
) -> tuple[Association, ...]:
    known = {association.kind: association for association in stored}
    for association in reported:
        before = known.pop(association.kind, None)
        if before and before.holder == association.holder:
            known[association.kind] = replace(association, since=before.since)
        elif association.kind is AssociationKind.DPOR or association.holder.kind is not HolderKind.NOBODY:
            known[association.kind] = association
    return tuple(known[kind] for kind in AssociationKind if kind in known)


def _facts(holding: Holding) -> object:
    held = frozenset((association.kind, association.holder) for association in holding.associations)
    return holding.customer, holding.subscription, held
