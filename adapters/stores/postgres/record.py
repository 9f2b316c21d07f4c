"""The record as one transaction sees it: what stands in the database, under its own writes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from psycopg import AsyncCursor

from adapters.stores.documents import read_customer
from adapters.stores.pace import MANY, Pace, let_go
from adapters.stores.postgres import record_queries as queries
from adapters.stores.postgres.ahead import Ahead
from adapters.stores.postgres.database import Database, listed, storable
from adapters.stores.postgres.link import Row, Statement
from adapters.stores.postgres.looked_up import LookedUp
from adapters.stores.postgres.stored_columns import BY_ID as COLUMNS_BY_ID
from adapters.stores.postgres.stored_columns import ColumnReader
from adapters.stores.postgres.subscription_rows import HoldingReader
from bot.partnership.associated import Associated
from bot.partnership.many import NO_HOLDINGS, Holdings
from bot.partnership.matching import MatchedBy
from bot.partnership.matching import clues as clues_of
from bot.partnership.records import (
    Customer,
    HolderKind,
    Holding,
    HoldingQuery,
    Known,
    Product,
    in_order,
    tallied,
)
from bot.partnership.sightings import CustomerClue

RECORD = "record"
VERSION = b"SELECT version FROM dpor.areas WHERE organisation = %(organisation)s AND area = 'record'"

_MADE_AT_ONCE = 1000
"""So many holdings are looked through in a few milliseconds."""
_AT_ONCE = 250
"""Rows that are read before others have their turn."""


class PostgresRecord:
    """`version` is that of the record at the first look, None before.

    `written` is what is to be saved, part by part, `removed` the ids of what is to be forgotten before; of
    those that are `heard` only that is to be written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.version: int | None = None
        self.written: list[Holdings] = []
        self.heard: list[Associated] = []
        self.removed: set[str] = set()
        self.ahead: Ahead | None = None
        self._pace = Pace()
        self._own: dict[str, Holding] = {}
        self._own_customers: dict[str, Customer] = {}
        self._looked_through = 0
        self._looked_up: LookedUp | None = None
        self._reader = ColumnReader()

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.written or self.heard or self.removed)

    @property
    def size(self) -> int:
        """How much."""
        return sum(map(len, self.written)) + sum(map(len, self.heard))

    @property
    def _never_written(self) -> bool:
        """Whether there is nothing to look for, as far as this transaction has seen."""
        return self.version == 0 and not self.changed

    async def customer(self, customer_id: str) -> Customer | None:
        return (await self.customers({customer_id})).get(customer_id)

    async def customers(self, ids: Collection[str]) -> Mapping[str, Customer]:
        if self.changed:
            held = await self.holdings(HoldingQuery(customer_ids=frozenset(ids)))
            return {holding.customer.id: holding.customer for holding in held}
        if self._never_written:
            return {}
        rows = await self._look(queries.CUSTOMERS, ids=[id_ for id_ in ids if storable(id_)])
        customers = [read_customer(document) async for (document,) in _in_parts(rows)]
        return {customer.id: customer for customer in customers}

    async def own_customers(self) -> tuple[Customer, ...]:
        await self._look_through_own()
        rows = await self._look(queries.OWN)
        stored = [read_customer(document) async for (document,) in _in_parts(rows)]
        if not self.changed:
            return tuple(stored)
        ids = {customer.id for customer in (*stored, *self._own_customers.values())}
        now = (await self.customers(ids)).values()
        return tuple(sorted((c for c in now if c.own_tenant), key=lambda c: (c.name.casefold(), c.id)))

    async def holdings(self, query: HoldingQuery) -> tuple[Holding, ...]:
        if query.partner is not None and not storable(query.partner):
            return ()
        stored = await self._holdings(queries.QUERY, **_values(query))
        if not self.changed:
            return tuple(stored)
        mixed = [*self._without_own(stored), *filter(query.matches, self._own.values())]
        return tuple(sorted(map(self._renamed, mixed), key=in_order))

    async def ids(self, query: HoldingQuery) -> tuple[str, ...]:
        if self.changed or (query.partner is not None and not storable(query.partner)):
            return tuple(holding.subscription.id for holding in await self.holdings(query))
        return tuple([id_ async for (id_,) in _in_parts(await self._look(queries.IDS, **_values(query)))])

    async def states(self, ids: Collection[str]) -> Mapping[str, Known]:
        if self.changed:
            return {id_: Known.of(held) for id_, held in (await self.subscriptions(ids)).items()}
        rows = await self._look(queries.STATES, ids=[id_ for id_ in ids if storable(id_)])
        return {
            id_: Known(product=Product(product), holder=HolderKind(holder) if holder else None, ended=ended)
            async for id_, product, holder, ended in _in_parts(rows)
        }

    async def tally(self, query: HoldingQuery) -> Mapping[tuple[Product, HolderKind | None], int]:
        if self.changed or (query.partner is not None and not storable(query.partner)):
            return tallied(await self.holdings(query))
        rows = await self._look(queries.TALLY, **_values(query))
        return {
            (Product(product), HolderKind(holder) if holder else None): count
            async for product, holder, count in _in_parts(rows)
        }

    async def subscription(self, subscription_id: str) -> Holding | None:
        return (await self.subscriptions({subscription_id})).get(subscription_id)

    async def subscriptions(self, ids: Collection[str]) -> Mapping[str, Holding]:
        if not ids or self._never_written:
            return {}
        if len(ids) > MANY and not self.changed:
            return {one.subscription.id: one for one in await self._columns(ids)}
        stored = await self._holdings(queries.BY_ID, ids=[id_ for id_ in ids if storable(id_)])
        mixed = [*self._without_own(stored), *(self._own[id_] for id_ in ids if id_ in self._own)]
        return {holding.subscription.id: self._renamed(holding) for holding in mixed}

    async def stored(self, ids: Collection[str]) -> Holdings:
        if self.changed:
            return Holdings.of((await self.subscriptions(ids)).values())
        if not ids or self._never_written:
            return NO_HOLDINGS
        meanwhile = await self._looked_up.stored(tuple(ids)) if self._looked_up else None
        return await self._columns(ids) if meanwhile is None else meanwhile

    async def _columns(self, ids: Collection[str]) -> Holdings:
        rows = await self._look(COLUMNS_BY_ID, ids=[id_ for id_ in ids if storable(id_)])
        return await asyncio.to_thread(self._reader.read, *(await rows.fetchall())[0])

    async def give_way(self) -> None:
        await asyncio.sleep(0)
        await self._pace.give_way()

    async def customers_like(self, clues: Iterable[CustomerClue]) -> tuple[Customer, ...]:
        if self._never_written:
            return ()
        told: dict[MatchedBy, set[str]] = {by: set() for by in MatchedBy}
        for clue in clues:
            for by, text in clues_of(clue):
                if text and storable(text):
                    told[by].add(text)
        asked = {by.name.lower(): sorted(texts) for by, texts in told.items()}
        await self._look_through_own()
        rows = await self._look(queries.LIKE, **asked)
        found = [read_customer(document) async for (document,) in _in_parts(rows)]
        if not self.changed:
            return tuple(found)
        now = await self.customers({*(customer.id for customer in found), *self._own_customers})
        return tuple(now.values())

    async def save(self, holdings: Sequence[Holding]) -> None:
        if len(holdings) > MANY:
            self._pace.take_long()
        if isinstance(holdings, Holdings):
            self.written.append(holdings)
            return
        for start in range(0, len(holdings), _MADE_AT_ONCE):
            self.written.append(Holdings.of(holdings[start : start + _MADE_AT_ONCE]))
            await asyncio.sleep(0)

    async def hear(self, told: Associated) -> None:
        if told.ids:
            self._pace.take_long()
            self.heard.append(told)

    async def expecting(self) -> Callable[[Holdings], None]:
        if self.version is None:
            await self._look(VERSION)
        if self.version == 0:
            self.ahead = self.ahead or Ahead(self._database)
            return self.ahead.take
        self._looked_up = self._looked_up or LookedUp(self._columns)
        return self._looked_up.take

    async def expect_nothing(self) -> None:
        """What was expected comes to nothing."""
        if self.ahead:
            await self.ahead.give_up()
            self.ahead = None
        if self._looked_up:
            await self._looked_up.give_up()
            self._looked_up = None

    async def remove(self, ids: Collection[str]) -> None:
        await self._look_through_own()
        gone = frozenset(ids)
        self.removed |= gone
        left = [part.at([at for at, id_ in enumerate(part.ids) if id_ not in gone]) for part in self.written]
        self.written[:] = filter(None, left)
        self._looked_through = len(self.written)
        for id_ in gone:
            self._own.pop(id_, None)

    async def let_go(self) -> None:
        """Forget what was written, piece by piece: the transaction is over."""
        await self.expect_nothing()
        self._own.clear()
        self._own_customers.clear()
        self.heard.clear()
        await let_go(self.written)
        self._pace.end()

    async def _look_through_own(self) -> None:
        """Values of what was saved are made for who reads it in the same transaction: few do."""
        await self._save_what_was_heard()
        for part in self.written[self._looked_through :]:
            for start in range(0, len(part), _MADE_AT_ONCE):
                for holding in part[start : start + _MADE_AT_ONCE]:
                    self._own[holding.subscription.id] = holding
                    self._own_customers[holding.customer.id] = holding.customer
                await asyncio.sleep(0)
        self._looked_through = len(self.written)

    async def _save_what_was_heard(self) -> None:
        heard, self.heard = self.heard, []
        for told in heard:
            for start in range(0, len(told), _MADE_AT_ONCE):
                some = told.some(start, start + _MADE_AT_ONCE)
                said = dict(zip(some.ids, some.associations, strict=True))
                stored = await self._columns(some.ids)
                self.written.append(replace(stored, associations=[said[id_] for id_ in stored.ids]))

    async def _holdings(self, statement: bytes, **values: Any) -> list[Holding]:
        await self._look_through_own()
        rows = await self._look(statement, **values)
        reader = HoldingReader()
        return [reader.read(row) async for row in _in_parts(rows)]

    async def _look(self, statement: bytes, **values: Any) -> AsyncCursor[Row]:
        # The version is read first: what is read after it is at least as new.
        asked: Statement = (statement, values)
        if self.version is not None:
            return await self._database.send(asked)
        cursor = await self._database.send((VERSION, {}), asked)
        found = await cursor.fetchone()
        self.version = found[0] if found else 0
        cursor.nextset()
        return cursor

    def _without_own(self, stored: list[Holding]) -> list[Holding]:
        own = self._own.keys() | self.removed
        return [holding for holding in stored if holding.subscription.id not in own]

    def _renamed(self, holding: Holding) -> Holding:
        """A customer is the same on all of its subscriptions."""
        customer = self._own_customers.get(holding.customer.id)
        return holding if customer is None else replace(holding, customer=customer)


async def _in_parts(cursor: AsyncCursor[Row]) -> AsyncIterator[Row]:
    while rows := await cursor.fetchmany(_AT_ONCE):
        for row in rows:
            yield row
        await asyncio.sleep(0)


def _values(query: HoldingQuery) -> dict[str, Any]:
    return {
        **asdict(query),
        "customer_ids": listed(query.customer_ids),
        "holders": None if query.holders is None else [kind.value if kind else "" for kind in query.holders],
        "renews_from": query.renews_from.isoformat() if query.renews_from else None,
        "renews_until": query.renews_until.isoformat() if query.renews_until else None,
    }
