"""From what changed in the record to cases: opened, told anew, settled. In the transaction of the change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice

from bot.alerts.found_alike import FoundAlike
from bot.alerts.telling_rooms import tell_rooms
from bot.partnership.cases import Case, Finding
from bot.partnership.conflicts import Look, ending
from bot.partnership.history import Change
from bot.partnership.moves import Moved, found_again, opened, settled, untold
from bot.partnership.records import Holding
from bot.ports import Transaction

_AT_ONCE = 500


async def raise_cases(
    transaction: Transaction,
    looks: Iterable[Look],
    *,
    origin: str,
    at: datetime,
) -> tuple[Moved, ...]:
    """Open, renew and settle the cases of these subscriptions, and write what is to be told of it.

    The same a second time does nothing. `origin` is the import or claim that told it.
    """
    left = iter(looks)
    moves: list[Moved] = []
    alike = FoundAlike()
    while some := tuple(islice(left, _AT_ONCE)):
        await transaction.record.give_way()
        cases = await transaction.cases.of_subscriptions([look.holding.subscription.id for look in some])
        for look in some:
            known = cases.get(look.holding.subscription.id, ())
            moves += _moves(look, alike.of(look), known, origin=origin, at=at)
    return await _written(transaction, moves, origin=origin, at=at)


async def withdraw(
    transaction: Transaction, subscriptions: Collection[str], *, origin: str, at: datetime
) -> tuple[Moved, ...]:
    """What that import or claim told of these subscriptions is taken back, and what followed with it."""
    moves: list[Moved] = []
    left = iter(subscriptions)
    while some := tuple(islice(left, _AT_ONCE)):
        for cases in (await transaction.cases.of_subscriptions(some)).values():
            moves += (move for case in cases if (move := untold(case, origin, at=at)))
    return await _written(transaction, moves, origin=origin, at=at)


async def _written(
    transaction: Transaction, moves: Sequence[Moved], *, origin: str, at: datetime
) -> tuple[Moved, ...]:
    for start in range(0, len(moves), _AT_ONCE):
        await transaction.record.give_way()
        for move in moves[start : start + _AT_ONCE]:
            await transaction.cases.save(move.case, move.entry)
    await tell_rooms(transaction, moves, origin=origin, at=at)
    return tuple(moves)


def looks_at(holdings: Iterable[Holding], changes: Iterable[Change], today: date) -> Iterator[Look]:
    """Subscriptions as the record has them now, each with what has just changed in it."""
    of = _by_subscription(changes)
    return (Look(holding=one, changes=of.get(one.subscription.id, ()), today=today) for one in holdings)


def _by_subscription(changes: Iterable[Change]) -> Mapping[str, tuple[Change, ...]]:
    of: dict[str, tuple[Change, ...]] = {}
    for change in changes:
        of[change.subscription_id] = (*of.get(change.subscription_id, ()), change)
    return of


def _moves(
    look: Look, finding: Finding | None, known: Sequence[Case], *, origin: str, at: datetime
) -> Iterator[Moved]:
    for case in known:
        decision = ending(case, look.holding, finding)
        if decision and (over := settled(case, decision=decision, evidence=origin, at=at, place=origin)):
            yield over
    if finding is None:
        return
    same = next((case for case in known if case.key == finding.key), None)
    move = found_again(same, finding, at=at, place=origin) if same else opened(finding, at=at, place=origin)
    if move:
        yield move
