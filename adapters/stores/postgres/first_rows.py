"""Rows of a first import, put into the record before it is known whether it will come to that."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from adapters.stores.postgres.copying import copied, in_blocks
from adapters.stores.postgres.link import Session, Statement
from adapters.stores.postgres.record_tables import (
    BESIDE,
    COPY,
    COPY_CUSTOMERS,
    NEW_CUSTOMERS,
    NEW_SUBSCRIPTIONS,
    PUT_NAMES,
    customer_line,
)
from adapters.stores.postgres.subscription_lines import Lines
from bot.partnership.many import Holdings
from bot.partnership.records import Customer

_FIRST = {"version": 1}
_PUT: tuple[Statement, ...] = (
    (NEW_SUBSCRIPTIONS, {}),
    (NEW_CUSTOMERS, _FIRST),
    (PUT_NAMES, {}),
    (b"TRUNCATE pg_temp.came, pg_temp.came_customers", {}),
)


class NotAsExpected(Exception):
    """It is no first import, or not what was expected of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What is to be saved: the last under each id, and each customer as the last one has it. The lines of
    those come to `digest`, that of each customer to what stands in `short`.
    """

    newest: Sequence[Holdings]
    customers: Sequence[Customer]
    lines: Lines
    digest: bytes
    short: Sequence[bytes]


def coming_of(newest: Sequence[Holdings], customers: Sequence[Customer]) -> Coming:
    """Takes long for very many: best while the server has something to do."""
    lines, digest = Lines(), hashlib.blake2b()
    for block in lines.blocks(newest):
        digest.update(block)
    short = [_short(customer_line(customer)) for customer in customers]
    return Coming(newest=newest, customers=customers, lines=lines, digest=digest.digest(), short=short)


class FirstRows:
    """What was put in, by what its lines come to: the same comes from the same rows in the same order."""

    def __init__(self) -> None:
        self._lines = Lines()
        self._digest = hashlib.blake2b()
        self._customers: dict[str, bytes] = {}

    async def begin(self, session: Session) -> None:
        """Nothing is in there yet."""
        await session.send(*BESIDE)

    async def add(self, session: Session, holdings: Holdings) -> None:
        """These after those before; of each customer, what is known by now."""
        new = {customer.id: customer for customer in holdings.customers}
        for id_ in new.keys() & self._customers.keys():
            del new[id_]
        await copied(session, COPY, self._noted(self._lines.blocks([holdings])))
        await copied(session, COPY_CUSTOMERS, in_blocks(self._noted_customers(new.values())))
        await session.send(*_PUT)

    def left_of(self, coming: Coming) -> list[Customer] | None:
        """Those customers of whom more is known by now; None where there are others, or other lines."""
        same_customers = self._customers.keys() == {customer.id for customer in coming.customers}
        if not same_customers or self._digest.digest() != coming.digest:
            return None
        told = zip(coming.customers, coming.short, strict=True)
        return [customer for customer, short in told if self._customers[customer.id] != short]

    def _noted(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        for block in blocks:
            self._digest.update(block)
            yield block

    def _noted_customers(self, customers: Iterable[Customer]) -> Iterator[bytes]:
        for customer in customers:
            line = customer_line(customer)
            self._customers[customer.id] = _short(line)
            yield line


def _short(line: bytes) -> bytes:
    return hashlib.blake2b(line, digest_size=16).digest()
