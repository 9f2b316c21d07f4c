"""Subscriptions as lines to copy. What many of them are told to be alike is written down once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import orjson

from adapters.stores.documents import associations_document
from adapters.stores.postgres.copying import escaped, escaped_json, line
from bot.partnership.records import Association, AssociationKind, Holding, Product

_NULL = "\\N"
_Associations = tuple[Association, ...]


class Lines:
    """Makes a line of each; after the last, `told` gives what they are told to be.

    Associations are looked for by the value in memory first: rows that were told alike mostly share it.
    """

    def __init__(self) -> None:
        self._ends: dict[int, tuple[_Associations, str]] = {}
        self._told: dict[str, bytes] = {}
        self._terms: dict[tuple[Product, str], str] = {}
        self._days: dict[date | None, str] = {None: _NULL}

    def line(self, holding: Holding) -> str:
        """In the order of the columns that are copied."""
        subscription, associations = holding.subscription, holding.associations
        _, end = self._ends.get(id(associations)) or self._end(associations)
        terms = (subscription.product, subscription.label)
        return "\t".join(
            (
                escaped(subscription.id),
                escaped(holding.customer.id),
                self._days.get(subscription.renewal_date) or self._day(subscription.renewal_date),
                self._days.get(subscription.started_on) or self._day(subscription.started_on),
                "t" if subscription.usage_driven_by_us else "f",
                "t" if subscription.ended else "f",
                self._terms.get(terms) or self._term(terms),
                end,
            )
        )

    def told(self) -> Iterator[bytes]:
        """A line for everything that was told, by its id."""
        for id_, document in self._told.items():
            yield line(id_.encode(), escaped_json(document))

    def _day(self, day: date | None) -> str:
        told = self._days[day] = day.isoformat() if day else _NULL
        return told

    def _term(self, terms: tuple[Product, str]) -> str:
        product, label = terms
        told = self._terms[terms] = f"{product.value}\t{escaped(label)}"
        return told

    def _end(self, associations: _Associations) -> tuple[_Associations, str]:
        document = orjson.dumps(associations_document(associations))
        id_ = str(UUID(bytes=hashlib.blake2b(document, digest_size=16).digest()))
        self._told[id_] = document
        dpor = next((one for one in associations if one.kind is AssociationKind.DPOR), None)
        holder = dpor.holder.kind.value if dpor else _NULL
        partner = escaped(dpor.holder.partner) if dpor else _NULL
        made = self._ends[id(associations)] = associations, f"{holder}\t{partner}\t{id_}\n"
        return made
