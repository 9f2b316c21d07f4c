"""Subscriptions as lines to copy. What many of them are told to be alike is written down once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

import orjson

from adapters.stores.documents import associations_document
from adapters.stores.postgres.copying import all_escaped, escaped, escaped_json, line
from bot.partnership.many import Holdings
from bot.partnership.records import Association, AssociationKind, Product

_NULL = "\\N"
_AT_ONCE = 500
_PRODUCTS = {product: product.value for product in Product}
_FLAGS = {True: "t", False: "f"}
_Associations = tuple[Association, ...]


class Lines:
    """Makes a line of each; after the last, `told` gives what they are told to be.

    Associations are looked for by the value in memory first: rows that were told alike mostly share it.
    """

    def __init__(self) -> None:
        self._ends: dict[int, tuple[_Associations, str]] = {}
        self._told: dict[str, bytes] = {}
        self._days = _Days()

    def blocks(self, parts: Iterable[Holdings]) -> Iterator[bytes]:
        """Some hundred lines each."""
        for part in parts:
            for start in range(0, len(part), _AT_ONCE):
                yield self._block(part[start : start + _AT_ONCE])

    def told_as(self, associations: _Associations) -> str:
        """The id of what these say."""
        known = self._ends.get(id(associations))
        if known is None:
            known = self._ends[id(associations)] = associations, self._end(associations)
        return known[1].rpartition("\t")[2].rstrip()

    def told(self) -> Iterator[bytes]:
        """A line for everything that was told, by its id."""
        for id_, document in self._told.items():
            yield line(id_.encode(), escaped_json(document))

    def _block(self, some: Holdings) -> bytes:
        """In the order of the columns that are copied; the last one has the line's end."""
        for told in {id(told): told for told in some.associations}.values():
            if id(told) not in self._ends:
                self._ends[id(told)] = told, self._end(told)
        columns = (
            all_escaped(some.ids),
            all_escaped([customer.id for customer in some.customers]),
            map(self._days.__getitem__, some.renewals),
            map(self._days.__getitem__, some.started),
            map(_FLAGS.__getitem__, some.driven),
            map(_FLAGS.__getitem__, some.ended),
            map(_PRODUCTS.__getitem__, some.products),
            all_escaped(some.labels),
            [self._ends[key][1] for key in map(id, some.associations)],
        )
        return "".join(map("\t".join, zip(*columns, strict=True))).encode()

    def _end(self, associations: _Associations) -> str:
        document = orjson.dumps(associations_document(associations))
        id_ = str(UUID(bytes=hashlib.blake2b(document, digest_size=16).digest()))
        self._told[id_] = document
        dpor = next((one for one in associations if one.kind is AssociationKind.DPOR), None)
        holder = dpor.holder.kind.value if dpor else _NULL
        partner = escaped(dpor.holder.partner) if dpor else _NULL
        return f"{holder}\t{partner}\t{id_}\n"


class _Days(dict[date | None, str]):
    """Each written once."""

    def __missing__(self, day: date | None) -> str:
        told = self[day] = day.isoformat() if day else _NULL
        return told
