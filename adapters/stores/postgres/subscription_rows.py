"""Subscriptions as the database gives them. What many of them say alike is read once, and is one value."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from sys import intern

import orjson

from adapters.stores.documents import read_associations, read_customer
from adapters.stores.postgres.link import Row
from bot.partnership.records import Association, Customer, Holding, Product, Subscription

COLUMNS = """s.id, s.product, s.label, s.renews, s.usage, s.ended, s.started, t.id::text, t.document::text,
    s.customer_id, c.document::text"""
_SOME = 10_000
_day = lru_cache(maxsize=_SOME)(date.fromisoformat)
_PRODUCTS = {product.value: product for product in Product}


class HoldingReader:
    """Reads rows of COLUMNS, one after the other."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[Association, ...]] = {}
        self._customers: dict[str, Customer] = {}

    def read(self, row: Row) -> Holding:
        """One subscription."""
        id_, product, label, renews, usage, ended, started, told, said, customer_id, customer = row
        associations = self._told.get(told)
        if associations is None:
            if len(self._told) >= _SOME:
                self._told.clear()
            associations = self._told[told] = read_associations({"associations": orjson.loads(said)})
        known = self._customers.get(customer_id)
        if known is None:
            if len(self._customers) >= _SOME:
                self._customers.clear()
            known = self._customers[customer_id] = read_customer(orjson.loads(customer))
        return Holding(
            customer=known,
            subscription=Subscription(
                id=id_,
                customer_id=known.id,
                product=_PRODUCTS[product],
                label=intern(label),
                renewal_date=_day(renews) if renews else None,
                usage_driven_by_us=usage,
                ended=ended,
                started_on=_day(started) if started else None,
            ),
            associations=associations,
        )
