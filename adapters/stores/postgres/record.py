"""The record as one transaction sees it: what stands in the database, under its own writes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from psycopg import AsyncCursor

from adapters.stores.documents import read_customer
from adapters.stores.pace import MANY, Pace, let_go
from adapters.stores.postgres.ahead import Ahead
from adapters.stores.postgres.database import Database, listed, storable
from adapters.stores.postgres.link import Row, Statement
from adapters.stores.postgres.subscription_rows import COLUMNS, HoldingReader
from bot.partnership.many import Holdings
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

_JOINED = """
    FROM dpor.subscriptions s
    JOIN dpor.customers c ON c.organisation = s.organisation AND c.id = s.customer_id
    JOIN dpor.told t ON t.organisation = s.organisation AND t.id = s.told
    WHERE s.organisation = %(organisation)s AND c.organisation = %(organisation)s
        AND t.organisation = %(organisation)s
"""
_HOLDINGS = f"SELECT {COLUMNS} {_JOINED}"
_ASKED = """
    AND (%(customer_ids)s::text[] IS NULL OR s.customer_id = ANY(%(customer_ids)s))
    AND (%(product)s::text IS NULL OR s.product = %(product)s)
    AND (%(holder)s::text IS NULL OR s.holder = %(holder)s)
    AND (%(holders)s::text[] IS NULL OR coalesce(s.holder, '') = ANY(%(holders)s))
    AND (%(partner)s::text IS NULL OR s.partner = %(partner)s)
    AND (%(usage_driven_by_us)s::boolean IS NULL OR s.usage = %(usage_driven_by_us)s)
    AND (%(renews_from)s::text IS NULL OR s.renews >= %(renews_from)s)
    AND (%(renews_until)s::text IS NULL OR s.renews <= %(renews_until)s)
    AND (%(ended)s::boolean IS NULL OR s.ended = %(ended)s)
"""
_IN_ORDER = "ORDER BY c.folded, s.product, s.label, s.id"
_QUERY = f"{_HOLDINGS} {_ASKED} {_IN_ORDER}".encode()
_IDS = f"SELECT s.id {_JOINED} {_ASKED} {_IN_ORDER}".encode()
_STATES = b"""
    SELECT id, product, holder, ended FROM dpor.subscriptions
    WHERE organisation = %(organisation)s AND id = ANY(%(ids)s)
"""
_COUNTED = """
    SELECT s.product, s.holder, count(*) FROM dpor.subscriptions s WHERE s.organisation = %(organisation)s
"""
_TALLY = f"{_COUNTED} {_ASKED} GROUP BY s.product, s.holder".encode()
BY_ID = f"{_HOLDINGS} AND s.id = ANY(%(ids)s)".encode()
_CUSTOMERS = b"""
    SELECT document FROM dpor.customers
    WHERE organisation = %(organisation)s AND id = ANY(%(ids)s) AND document IS NOT NULL
"""
_LIKE = b"""
    SELECT document FROM dpor.customers
    WHERE organisation = %(organisation)s AND document IS NOT NULL AND id IN (
        SELECT id FROM dpor.customers WHERE organisation = %(organisation)s AND id = ANY(%(tenant_id)s)
        UNION ALL SELECT id FROM dpor.customers WHERE organisation = %(organisation)s AND tenant <> ''
            AND tenant <> id AND tenant = ANY(%(tenant_id)s)
        UNION ALL SELECT id FROM dpor.customers WHERE organisation = %(organisation)s AND tpid <> ''
            AND tpid = ANY(%(tpid)s)
        UNION ALL SELECT id FROM dpor.customers WHERE organisation = %(organisation)s AND domain <> ''
            AND domain = ANY(%(domain)s)
        UNION ALL SELECT id FROM dpor.customers WHERE organisation = %(organisation)s AND document IS NOT NULL
            AND folded = ANY(%(name)s)
        UNION ALL SELECT key FROM dpor.named WHERE organisation = %(organisation)s AND kind = 'customers'
            AND name = ANY(%(name)s)
    ) ORDER BY id
"""
_OWN = b"""
    SELECT document FROM dpor.customers WHERE organisation = %(organisation)s AND own
    ORDER BY folded, id
"""


class PostgresRecord:
    """`version` is that of the record at the first look, None before.

    `written` is what is to be saved, part by part, and `removed` the ids of what is to be forgotten before.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.version: int | None = None
        self.written: list[Holdings] = []
        self.removed: set[str] = set()
        self.ahead: Ahead | None = None
        self._pace = Pace()
        self._own: dict[str, Holding] = {}
        self._own_customers: dict[str, Customer] = {}
        self._looked_through = 0

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.written or self.removed)

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
        rows = await self._look(_CUSTOMERS, ids=[id_ for id_ in ids if storable(id_)])
        customers = [read_customer(document) async for (document,) in _in_parts(rows)]
        return {customer.id: customer for customer in customers}

    async def own_customers(self) -> tuple[Customer, ...]:
        await self._look_through_own()
        rows = await self._look(_OWN)
        stored = [read_customer(document) async for (document,) in _in_parts(rows)]
        if not self.changed:
            return tuple(stored)
        ids = {customer.id for customer in (*stored, *self._own_customers.values())}
        now = (await self.customers(ids)).values()
        return tuple(sorted((c for c in now if c.own_tenant), key=lambda c: (c.name.casefold(), c.id)))

    async def holdings(self, query: HoldingQuery) -> tuple[Holding, ...]:
        if query.partner is not None and not storable(query.partner):
            return ()
        stored = await self._holdings(_QUERY, **_values(query))
        if not self.changed:
            return tuple(stored)
        mixed = [*self._without_own(stored), *filter(query.matches, self._own.values())]
        return tuple(sorted(map(self._renamed, mixed), key=in_order))

    async def ids(self, query: HoldingQuery) -> tuple[str, ...]:
        if self.changed or (query.partner is not None and not storable(query.partner)):
            return tuple(holding.subscription.id for holding in await self.holdings(query))
        return tuple([id_ async for (id_,) in _in_parts(await self._look(_IDS, **_values(query)))])

    async def states(self, ids: Collection[str]) -> Mapping[str, Known]:
        if self.changed:
            return {id_: Known.of(held) for id_, held in (await self.subscriptions(ids)).items()}
        rows = await self._look(_STATES, ids=[id_ for id_ in ids if storable(id_)])
        return {
            id_: Known(product=Product(product), holder=HolderKind(holder) if holder else None, ended=ended)
            async for id_, product, holder, ended in _in_parts(rows)
        }

    async def tally(self, query: HoldingQuery) -> Mapping[tuple[Product, HolderKind | None], int]:
        if self.changed or (query.partner is not None and not storable(query.partner)):
            return tallied(await self.holdings(query))
        rows = await self._look(_TALLY, **_values(query))
        return {
            (Product(product), HolderKind(holder) if holder else None): count
            async for product, holder, count in _in_parts(rows)
        }

    async def subscription(self, subscription_id: str) -> Holding | None:
        return (await self.subscriptions({subscription_id})).get(subscription_id)

    async def subscriptions(self, ids: Collection[str]) -> Mapping[str, Holding]:
        if not ids or self._never_written:
            return {}
        stored = await self._holdings(BY_ID, ids=[id_ for id_ in ids if storable(id_)])
        mixed = [*self._without_own(stored), *(self._own[id_] for id_ in ids if id_ in self._own)]
        return {holding.subscription.id: self._renamed(holding) for holding in mixed}

    async def give_way(self) -> None:
        await asyncio.sleep(0)
        await self._pace.give_way()

    async def customers_like(self, clues: Collection[CustomerClue]) -> tuple[Customer, ...]:
        if self._never_written:
            return ()
        told: dict[MatchedBy, set[str]] = {by: set() for by in MatchedBy}
        for clue in clues:
            for by, text in clues_of(clue):
                if text and storable(text):
                    told[by].add(text)
        asked = {by.name.lower(): sorted(texts) for by, texts in told.items()}
        await self._look_through_own()
        rows = await self._look(_LIKE, **asked)
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

    def expecting(self) -> Callable[[Holdings], None]:
        if self.ahead is None:
            self.ahead = Ahead(self._database)
        return self.ahead.take

    async def expect_nothing(self) -> None:
        """What was expected comes to nothing."""
        if self.ahead:
            await self.ahead.give_up()
            self.ahead = None

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
        await let_go(self.written)
        self._pace.end()

    async def _look_through_own(self) -> None:
        """Values of what was saved are made for who reads it in the same transaction: few do."""
        for part in self.written[self._looked_through :]:
            for start in range(0, len(part), _MADE_AT_ONCE):
                for holding in part[start : start + _MADE_AT_ONCE]:
                    self._own[holding.subscription.id] = holding
                    self._own_customers[holding.customer.id] = holding.customer
                await asyncio.sleep(0)
        self._looked_through = len(self.written)

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
