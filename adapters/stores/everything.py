"""All that a store holds, to be moved to another one, and what proves that it arrived."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import orjson

from adapters.stores.documents import customer_document, subscription_document
from adapters.stores.every_kind import EVERY_KIND
from adapters.stores.fields import Document
from adapters.stores.recent_events import Seen
from adapters.stores.threads import Remembered
from bot.partnership.records import Holding


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """`values` by the kinds' tables. `events` are those that were answered in the last day, and `threads` are
    what was spoken of; of both the newest, as many as a file keeps, the oldest first.
    """

    holdings: tuple[Holding, ...]
    values: Mapping[str, tuple[Any, ...]]
    events: tuple[Seen, ...] = ()
    threads: tuple[Remembered, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything that lasts."""
        return bool(self.holdings) or any(self.values.values())


class Movable(Protocol):
    """A store whose contents can be moved."""

    async def everything(self) -> Everything:
        """All that is committed."""
        ...

    async def bring_in(self, everything: Everything) -> None:
        """Write all of it, or nothing. Raises StoreError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """How many documents a table holds, and a checksum that does not depend on their order."""

    count: int
    checksum: str


def sums(everything: Everything) -> dict[str, Sum]:
    """Table by table."""
    return {table: _sum(documents) for table, documents in _documents(everything)}


def _documents(everything: Everything) -> Iterator[tuple[str, Iterator[Document]]]:
    customers = {holding.customer.id: holding.customer for holding in everything.holdings}
    yield "customers", map(customer_document, customers.values())
    yield (
        "subscriptions",
        (
            subscription_document(holding.subscription, holding.associations)
            for holding in everything.holdings
        ),
    )
    for table, kind in EVERY_KIND.items():
        yield table, map(kind.document, everything.values.get(table, ()))
    yield "events", ({"key": key, "seen": seconds} for key, seconds in everything.events)
    yield "threads", ({"place": place, "about": about} for place, about in everything.threads)


def _sum(documents: Iterator[Document]) -> Sum:
    count, total = 0, 0
    for document in documents:
        digest = hashlib.sha256(orjson.dumps(document, option=orjson.OPT_SORT_KEYS)).digest()
        total += int.from_bytes(digest, "big")
        count += 1
    return Sum(count=count, checksum=f"{total % 2**256:064x}")
