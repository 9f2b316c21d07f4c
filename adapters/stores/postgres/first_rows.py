"""Rows of a first import, put into the record before it is known whether it will come to that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import is_

from adapters.stores.postgres.copying import copied_at_once
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
    """What is to be saved: the last under each id, and each customer as the last one has it."""

    newest: Sequence[Holdings]
    customers: Sequence[Customer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some rows as they are copied, and the customers that came with them for the first time."""

    rows: bytes
    customers: bytes


class FirstRows:
    """What was put in, which is compared in the end with what is to be saved."""

    def __init__(self) -> None:
        self._lines = Lines()
        self._told: list[Holdings] = []
        self._customers: dict[str, Customer] = {}

    def made(self, holdings: Holdings) -> Part:
        """These after those before; of each customer, what is known by now. Takes a while."""
        new = {customer.id: customer for customer in holdings.customers}
        for id_ in new.keys() & self._customers.keys():
            del new[id_]
        self._told.append(holdings)
        self._customers |= new
        rows = b"".join(self._lines.blocks([holdings]))
        return Part(rows=rows, customers=b"".join(map(customer_line, new.values())))

    def told(self) -> Iterator[bytes]:
        """Lines of what those are told to be."""
        return self._lines.told()

    def left_of(self, coming: Coming) -> list[Customer] | None:
        """Those customers of whom more is known by now; None where there are others, or other rows. Takes a
        while for very many.
        """
        same_customers = self._customers.keys() == {customer.id for customer in coming.customers}
        if not same_customers or not _same(self._told, coming.newest):
            return None
        both = ((self._customers[customer.id], customer) for customer in coming.customers)
        return [now for told, now in both if now is not told and now != told]


async def begin(session: Session) -> None:
    """Nothing is in there yet."""
    await session.send(*BESIDE)


async def add(session: Session, part: Part) -> None:
    """Put it in."""
    await copied_at_once(session, COPY, part.rows)
    await copied_at_once(session, COPY_CUSTOMERS, part.customers)
    await session.send(*_PUT)


def _same(told: Sequence[Holdings], saved: Sequence[Holdings]) -> bool:
    """Whether their rows are the same; of a customer, a row has the id alone."""
    every, at = Holdings.joined(saved), 0
    for part in told:
        if not _alike(part, every[at : at + len(part)]):
            return False
        at += len(part)
    return at == len(every)


def _alike(one: Holdings, other: Holdings) -> bool:
    terms = ((some.ids, some.products, some.labels, some.renewals) for some in (one, other))
    flags = ((some.driven, some.ended, some.started) for some in (one, other))
    if not _equal(*terms) or not _equal(*flags):
        return False
    whose = zip(one.customers, other.customers, strict=True)
    # Mostly it is the very same value, and then there is nothing to look into.
    if not all(map(is_, one.customers, other.customers)) and any(a.id != b.id for a, b in whose):
        return False
    if all(map(is_, one.associations, other.associations)):
        return True
    pairs = zip(one.associations, other.associations, strict=True)
    return all(said == says for said, says in {(id(a), id(b)): (a, b) for a, b in pairs}.values())


def _equal(one: Iterable[Sequence[object]], other: Iterable[Sequence[object]]) -> bool:
    return all(tuple(a) == tuple(b) for a, b in zip(one, other, strict=True))
