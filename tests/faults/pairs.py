"""Transactions whose two halves belong together: a change to a subscription, and the notice about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.conversation.notices import Notice
from bot.errors import StoreError
from bot.partnership.records import Holding, HoldingQuery
from bot.ports import Store
from tests.builders import a_customer, a_holding
from tests.contract.notice_steps import a_notice
from tests.faults.findings import Findings

_SUBJECT = "pairs"
_TEXT = "A label that takes some room on the disk, åäö. "


def holding_of(number: int, *, room: int = 1) -> Holding:
    """The first half; `room` makes it larger."""
    return a_holding(f"s{number}", customer=a_customer(f"Customer {number % 7}"), label=_TEXT * room)


def notice_of(number: int) -> Notice:
    """The second half."""
    return a_notice(f"n{number}", subject=_SUBJECT)


async def commit(store: Store, number: int, *, room: int = 1, halves_apart: bool = False) -> None:
    """Both halves, in one transaction; `halves_apart` is the known fault."""
    if halves_apart:
        async with store.transaction() as transaction:
            await transaction.record.save([holding_of(number, room=room)])
    async with store.transaction() as transaction:
        if not halves_apart:
            await transaction.record.save([holding_of(number, room=room)])
        await transaction.notices.add(notice_of(number))


async def held(store: Store) -> tuple[set[int], set[int]]:
    """The numbers of which the one half is there, and those of the other."""
    async with store.transaction() as transaction:
        holdings = await transaction.record.holdings(HoldingQuery())
        notices = await transaction.notices.about(_SUBJECT)
    return {int(one.subscription.id[1:]) for one in holdings}, {int(one.key[1:]) for one in notices}


async def judged(opened: Callable[[], Store], acknowledged: Iterable[int]) -> tuple[Findings, set[int]]:
    """What has become of those that were acknowledged; and all that are there whole."""
    wanted = set(acknowledged)
    found = Findings(trials=1, acknowledged=len(wanted))
    try:
        store = opened()
    except StoreError:
        found.unreadable = 1
        return found, set()
    one, other = await held(store)
    await store.close()
    found.lost = len(wanted - (one & other))
    found.halves = len(one ^ other)
    return found, one & other
