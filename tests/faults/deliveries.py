"""What a replica of the store layer does with what is delivered to it: rivals who claim the same customers.

Every claim on a customer but the first writes a notice. So whatever the order, a customer whom k events claim
has k claims in the end, and k - 1 notices, each about another claim.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from multiprocessing.connection import Connection

from adapters.stores import open_store
from bot.errors import StoreConflict
from bot.middleware import LEASE
from bot.partnership.claims import Claim
from bot.ports import Store, Transaction
from tests.contract.notice_steps import a_notice
from tests.contract.store_steps import a_claim
from tests.fakes import NOON

SUBJECT = "rivals"
STARTED = -1
_RIVALS = 10
"""Events that claim one customer."""
_AT_ONCE = 8


def customer_of(event: int) -> str:
    """Whom that event claims."""
    return f"name:customer {event // _RIVALS}"


def id_of(event: int) -> str:
    """The claim's id, and what its notice says."""
    return f"k{event}"


def take(url: str, events: Sequence[int], minutes: int, says: Connection) -> None:
    """Take each delivery, several at a time, that many minutes after noon; say which have been taken."""
    asyncio.run(_take(url, events, minutes, says, careless=False))


def take_carelessly(url: str, events: Sequence[int], minutes: int, says: Connection) -> None:
    """The known fault: what is read is not locked until what follows from it is written."""
    asyncio.run(_take(url, events, minutes, says, careless=True))


async def _take(url: str, events: Sequence[int], minutes: int, says: Connection, *, careless: bool) -> None:
    store = open_store(url)
    at = NOON + timedelta(minutes=minutes)
    says.send_bytes(b"%d" % STARTED)
    deliveries = iter(enumerate(events))
    await asyncio.gather(*(_worker(store, deliveries, at, says, careless=careless) for _ in range(_AT_ONCE)))
    await store.close()


async def _worker(
    store: Store, deliveries: Iterator[tuple[int, int]], at: datetime, says: Connection, *, careless: bool
) -> None:
    for which, event in deliveries:
        if await store.first_time(id_of(event), at, LEASE):
            await (_claim_carelessly if careless else _claim)(store, event)
            await store.done(id_of(event), at)
        says.send_bytes(b"%d" % which)


async def _claim(store: Store, event: int) -> None:
    while True:
        try:
            async with store.transaction() as transaction:
                await _write(transaction, event, await transaction.claims.about(customer_of(event)))
        except StoreConflict:
            continue
        return


async def _claim_carelessly(store: Store, event: int) -> None:
    async with store.transaction() as transaction:
        known = await transaction.claims.about(customer_of(event))
    while True:
        try:
            async with store.transaction() as transaction:
                await _write(transaction, event, known)
        except StoreConflict:
            continue
        return


async def _write(transaction: Transaction, event: int, known: Sequence[Claim]) -> None:
    customer, id_ = customer_of(event), id_of(event)
    if id_ in {claim.id for claim in known}:
        return
    await transaction.claims.add(a_claim(id_, customer_id=customer))
    if known:
        key = f"{customer} {len(known)}"
        await transaction.notices.add(a_notice(key, conversation=customer, subject=SUBJECT, text=id_))
