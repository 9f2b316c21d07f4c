"""Very many subscriptions as the database gives them, in columns: each column comes as one list."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import orjson

from adapters.stores.documents import read_associations, read_customer
from bot.partnership.many import NO_HOLDINGS, Holdings
from bot.partnership.records import Association, Product

_PRODUCTS = {product.value: product for product in Product}
_REMEMBERED = 10_000
_day = lru_cache(maxsize=_REMEMBERED)(date.fromisoformat)

# One statement, so that all of it is of the same moment.
BY_ID = b"""
    WITH found AS MATERIALIZED (
        SELECT id, customer_id, product, label, renews, usage, ended, started, told
        FROM dpor.subscriptions WHERE organisation = %(organisation)s AND id = ANY(%(ids)s)
    )
    SELECT
        (SELECT json_build_array(
            json_agg(id), json_agg(customer_id), json_agg(product), json_agg(label), json_agg(renews),
            json_agg(started), json_agg(usage), json_agg(ended), json_agg(told)
        ) FROM found)::text,
        (SELECT json_agg(document) FROM dpor.customers WHERE organisation = %(organisation)s
            AND id = ANY(ARRAY(SELECT DISTINCT customer_id FROM found)) AND document IS NOT NULL)::text,
        (SELECT json_object_agg(id, document) FROM dpor.told WHERE organisation = %(organisation)s
            AND id = ANY(ARRAY(SELECT DISTINCT told FROM found)))::text
"""


class ColumnReader:
    """Reads what BY_ID gives, time after time: what was told alike is one value, whenever it came."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[object, tuple[Association, ...]]] = {}

    def read(self, columns: str, customers: str | None, told: str | None) -> Holdings:
        """What was found. Takes a while; one after the other."""
        ids, whose, products, labels, renews, started, usage, ended, said = orjson.loads(columns)
        if not ids:
            return NO_HOLDINGS
        theirs = {one.id: one for one in map(read_customer, orjson.loads(customers or "[]"))}
        documents: dict[str, Any] = orjson.loads(told or "{}")
        associations = {id_: self._associations(id_, document) for id_, document in documents.items()}
        return Holdings(
            ids=ids,
            customers=list(map(theirs.__getitem__, whose)),
            products=list(map(_PRODUCTS.__getitem__, products)),
            labels=labels,
            renewals=[_day(day) if day else None for day in renews],
            driven=usage,
            ended=ended,
            started=[_day(day) if day else None for day in started],
            associations=list(map(associations.__getitem__, said)),
        )

    def _associations(self, id_: str, document: object) -> tuple[Association, ...]:
        known = self._told.get(id_)
        if known is None or known[0] != document:
            if len(self._told) >= _REMEMBERED:
                self._told.clear()
            known = self._told[id_] = document, read_associations({"associations": document})
        return known[1]
