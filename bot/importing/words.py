"""What a person says of our associations, written into the record beside what the reports say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from bot.alerts.raising import looks_at, raise_cases, withdraw
from bot.partnership.claims import Claim, last_word_on
from bot.partnership.history import Before, Change, What
from bot.partnership.records import BY_HAND, Association, AssociationKind, Holding
from bot.partnership.voices import heard, unheard
from bot.ports import Transaction

_SPACE = UUID("0d8f5be5-9c1f-4c1e-8a8e-2f6c6a1f6d55")


async def hear(transaction: Transaction, claim: Claim) -> None:
    """Keep the claim, and what it says of each stored subscription that it speaks of."""
    await transaction.claims.add(claim)
    stored = await transaction.record.subscriptions(claim.subscriptions)
    befores = (Before(origin=claim.id, subscription_id=id_, holding=held) for id_, held in stored.items())
    await transaction.imports.keep(tuple(befores))
    after = {id_: _with(held, heard(held.dpor, claim.word)) for id_, held in stored.items()}
    await _write(transaction, stored, after, claim, claim.at)


async def take_back(transaction: Transaction, claim: Claim, at: datetime) -> None:
    """Mark the claim as taken back. What it said goes, and what others said counts again."""
    taken = replace(claim, taken_back_at=at)
    await transaction.claims.add(taken)
    others = tuple(c for c in await transaction.claims.about(claim.customer_id) if c.id != claim.id)
    stored = await transaction.record.subscriptions(claim.subscriptions)
    befores = {
        before.subscription_id: before.holding for before in await transaction.imports.before(claim.id)
    }
    after = {
        id_: _with(held, _without(held.dpor, befores.get(id_), last_word_on(id_, others)))
        for id_, held in stored.items()
        if held.dpor and _last_word_is(held.dpor, claim)
    }
    await transaction.imports.let_go(claim.id)
    await withdraw(transaction, claim.subscriptions, origin=claim.id, at=at)
    await _write(transaction, stored, after, claim, at)


def _without(now: Association, before: Holding | None, earlier: Claim | None) -> Association | None:
    rest = unheard(now, BY_HAND, before=before.dpor if before else None)
    return heard(rest, earlier.word) if earlier else rest


def _last_word_is(association: Association, claim: Claim) -> bool:
    """Whether it is this claim that people said last; a later one has taken its place otherwise."""
    words = ((v.teller, v.imported_at, v.source) for v in (association, *association.voices))
    return (BY_HAND, claim.at, claim.reporter) in words


def _with(holding: Holding, dpor: Association | None) -> Holding:
    others = tuple(a for a in holding.associations if a.kind is not AssociationKind.DPOR)
    return replace(holding, associations=(dpor, *others) if dpor else others)


async def _write(
    transaction: Transaction,
    stored: Mapping[str, Holding],
    after: Mapping[str, Holding],
    claim: Claim,
    at: datetime,
) -> None:
    changed = [holding for id_, holding in after.items() if holding != stored[id_]]
    await transaction.record.save(changed)
    changes = tuple(_changes(stored, changed, claim, at))
    await transaction.history.add(changes)
    await raise_cases(transaction, looks_at(changed, changes, at.date()), origin=claim.id, at=at)


def _changes(
    stored: Mapping[str, Holding], after: Iterable[Holding], claim: Claim, at: datetime
) -> Iterable[Change]:
    for holding in after:
        subscription = holding.subscription
        before, now = stored[subscription.id].dpor, holding.dpor
        held, holds = before.holder if before else None, now.holder if now else None
        if held != holds:
            yield Change(
                id=str(uuid5(_SPACE, f"{claim.id} {subscription.id} {at.isoformat()}")),
                at=at,
                origin=claim.id,
                source=claim.reporter,
                customer_id=subscription.customer_id,
                subscription_id=subscription.id,
                product=subscription.product,
                what=What.HOLDER,
                seen_for=at.date(),
                association=AssociationKind.DPOR,
                before=held,
                after=holds,
            )
