"""The newest import taken back: the record stands as it did before, but for what people have said since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.alerts.raising import withdraw
from bot.errors import StoreConflict
from bot.importing.gathering import LOOKED_UP, in_parts
from bot.importing.merging import Associations
from bot.partnership.associated import Associated
from bot.partnership.history import Before
from bot.partnership.once import OnceOfBoth
from bot.partnership.records import BY_HAND, Association, AssociationKind, Holding, Import, Voice
from bot.partnership.voices import heard, unheard
from bot.ports import Store, Transaction
from bot.record_ports import Record

_ATTEMPTS = 4


class Hindrance(StrEnum):
    """Why nothing can be taken back."""

    NONE_STANDS = "none-stands"
    NOT_KEPT = "not-kept"
    ANOTHER = "another"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """`entry` is the import that was taken back, or with a `hindrance` the one that was not, where there is
    one.
    """

    entry: Import | None
    hindrance: Hindrance | None = None


async def taken_back(store: Store, *, by: str, at: datetime, only: str = "") -> TakenBack:
    """Take the newest import back that stands; with `only` none but the one with that id."""
    for _ in range(_ATTEMPTS - 1):
        with suppress(StoreConflict):
            return await _at_once(store, by, at, only)
    return await _at_once(store, by, at, only)


async def next_back(transaction: Transaction) -> TakenBack:
    """What would be taken back next, and whether it could be."""
    entry = await transaction.imports.latest()
    if entry is None:
        return TakenBack(entry=None, hindrance=Hindrance.NONE_STANDS)
    kept = await transaction.imports.can_be_taken_back(entry.id)
    return TakenBack(entry=entry, hindrance=None if kept else Hindrance.NOT_KEPT)


async def _at_once(store: Store, by: str, at: datetime, only: str) -> TakenBack:
    async with store.transaction() as transaction:
        found = await next_back(transaction)
        if found.hindrance or found.entry is None:
            return found
        if only and found.entry.id != only:
            return replace(found, hindrance=Hindrance.ANOTHER)
        await _put_back(transaction, found.entry, at)
        undone = replace(found.entry, undone_at=at, undone_by=by)
        await transaction.imports.add(undone)
        await transaction.imports.let_go(undone.id)
        return TakenBack(entry=undone)


async def _put_back(transaction: Transaction, entry: Import, at: datetime) -> None:
    record = transaction.record
    befores = await transaction.imports.before(entry.id)
    back: list[Holding] = []
    gone: list[str] = []
    told = await _told_before(record, [before.told for before in befores if before.told is not None])
    for part in in_parts(before for before in befores if before.subscription_id):
        now = await record.subscriptions({before.subscription_id for before in part})
        for before in part:
            holding = _as_it_stood(before, now.get(before.subscription_id))
            if holding is None:
                gone.append(before.subscription_id)
            else:
                back.append(holding)
    await record.remove(gone)
    await record.save(back)
    await record.hear(told)
    touched = [before.subscription_id for before in befores if before.subscription_id]
    await withdraw(transaction, touched, origin=entry.id, at=at)
    for before in befores:
        if before.accounts is not None and not before.subscription_id:
            await transaction.accounts.put_back(before.accounts)


async def _told_before(record: Record, told: Iterable[Associated]) -> Associated:
    """Of these it was told anew who holds them, and nothing else: as they are when that is taken back."""
    ids: list[str] = []
    said: list[Associations] = []
    as_it_stood = OnceOfBoth(_as_told_before)
    for some in (all_.some(at, at + LOOKED_UP) for all_ in told for at in range(0, len(all_), LOOKED_UP)):
        await record.give_way()
        stood = dict(zip(some.ids, some.associations, strict=True))
        now = await record.stored(some.ids)
        ids += now.ids
        said += [as_it_stood.of(stood[id_], is_) for id_, is_ in zip(now.ids, now.associations, strict=True)]
    return Associated(ids=tuple(ids), associations=tuple(said))


def _as_told_before(stood: Associations, now: Associations) -> Associations:
    """With what people have said since, and without what they have taken back since."""
    before = set(_words_of(stood))
    said = [word for word in _words_of(now) if word not in before]
    return _with(_without_what_was_taken_back(stood, now), said)


def _as_it_stood(before: Before, now: Holding | None) -> Holding | None:
    """With what people have said since, and without what they have taken back since; None where it was not
    known, and nobody has spoken of it.
    """
    stood = before.holding
    if stood is not None:
        return (
            replace(stood, associations=_as_told_before(stood.associations, now.associations))
            if now
            else stood
        )
    said = list(_words_of(now.associations)) if now else []
    if now is None or not said:
        return None
    return replace(now, associations=_with((), said))


def _with(stored: Iterable[Association], said: Iterable[Association]) -> tuple[Association, ...]:
    known = {association.kind: association for association in stored}
    for word in said:
        known[word.kind] = heard(known.get(word.kind), word)
    return tuple(known[kind] for kind in AssociationKind if kind in known)


def _without_what_was_taken_back(stood: Associations, now: Associations) -> Iterator[Association]:
    """No import takes people's words away: a word that is gone by now was taken back by its person."""
    there = set(_words_of(now))
    for association in stood:
        gone = any(word not in there for word in _words_of((association,)))
        left = unheard(association, BY_HAND, before=None) if gone else association
        if left is not None:
            yield left


def _words_of(associations: Iterable[Association]) -> Iterator[Association]:
    """What people say, each word by itself."""
    for association in associations:
        for voice in (association, *association.voices):
            if voice.teller == BY_HAND:
                yield _word(association, voice)


def _word(association: Association, voice: Association | Voice) -> Association:
    return replace(
        association,
        holder=voice.holder,
        since=voice.seen_for,
        seen_for=voice.seen_for,
        imported_at=voice.imported_at,
        source=voice.source,
        teller=voice.teller,
        voices=(),
    )
