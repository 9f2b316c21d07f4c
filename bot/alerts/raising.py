"""From changes in the record to cases: opened, told anew, settled. In the transaction of the change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bot.alerts.telling_rooms import tell_rooms
from bot.partnership.cases import Finding
from bot.partnership.conflicts import ending, found_in
from bot.partnership.history import Change
from bot.partnership.moves import Moved, found_again, opened, settled
from bot.partnership.records import Holding
from bot.partnership.workdays import Holidays
from bot.ports import Transaction

_AT_ONCE = 500


async def raise_cases(
    transaction: Transaction,
    changes: Sequence[Change],
    *,
    origin: str,
    at: datetime,
    today: date,
    holidays: Holidays,
) -> tuple[Moved, ...]:
    """Open, renew and settle the cases of what has changed, and write what is to be told of it.

    The record has to hold the changes already. The same changes a second time do nothing.
    """
    ids = tuple(dict.fromkeys(change.subscription_id for change in changes))
    moves: list[Moved] = []
    for start in range(0, len(ids), _AT_ONCE):
        held = await transaction.record.subscriptions(ids[start : start + _AT_ONCE])
        moves += await _raised(transaction, held.values(), changes, origin=origin, at=at, today=today)
    for move in moves:
        await transaction.cases.save(move.case, move.entry)
    await tell_rooms(transaction, moves, origin=origin, at=at, holidays=holidays)
    return tuple(moves)


async def _raised(
    transaction: Transaction,
    holdings: Iterable[Holding],
    changes: Sequence[Change],
    *,
    origin: str,
    at: datetime,
    today: date,
) -> list[Moved]:
    held = tuple(holdings)
    found = {finding.subscription_id: finding for finding in found_in(held, changes, today)}
    moves: list[Moved] = []
    for holding in held:
        finding = found.get(holding.subscription.id)
        for case in await transaction.cases.of_subscription(holding.subscription.id):
            if decision := ending(case, holding, finding):
                moves += _some(settled(case, decision=decision, evidence=origin, at=at, place=origin))
        if finding is not None:
            moves += _some(await _found(transaction, finding, at=at, origin=origin))
    return moves


async def _found(transaction: Transaction, finding: Finding, *, at: datetime, origin: str) -> Moved | None:
    case = await transaction.cases.one(finding.key)
    if case is None:
        return opened(finding, at=at, place=origin)
    return found_again(case, finding, at=at, place=origin)


def _some(move: Moved | None) -> Iterable[Moved]:
    return () if move is None else (move,)
