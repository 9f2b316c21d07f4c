"""What an import told of that was not known before, as history stores it: no change is written out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from adapters.stores.documents import holder_document, read_holder
from adapters.stores.fields import Document, Fields, count, counts, day, moment, objects, text, texts
from bot.partnership.history import Arrival, Arrivals, Came, numbered
from bot.partnership.records import AssociationKind, Product

_A_CHAPTER = 100
"""So many new subscriptions stand in one document."""


def in_parts(arrivals: Arrivals) -> Iterator[Arrivals]:
    """As they are stored."""
    for start in range(0, len(arrivals.those), _A_CHAPTER):
        part = replace(arrivals, those=arrivals.those[start : start + _A_CHAPTER])
        yield part
        arrivals = replace(arrivals, first=arrivals.first + part.count)


def id_of(arrivals: Arrivals) -> str:
    """That of the first change."""
    return numbered(arrivals.ids, arrivals.first)


def document(arrivals: Arrivals) -> Document:
    """Each customer, and what many came with, is told once; `whose` and `with` count in those lists."""
    customers: dict[str, int] = {}
    cames: dict[int, tuple[int, Came]] = {}
    whose: list[int] = []
    came_with: list[int] = []
    for customer_id, _, came in arrivals.those:
        whose.append(customers.setdefault(customer_id, len(customers)))
        came_with.append(cames.setdefault(id(came), (len(cames), came))[0])
    return {
        "at": arrivals.at.isoformat(),
        "origin": arrivals.origin,
        "source": arrivals.source,
        "ids": arrivals.ids,
        "first": arrivals.first,
        "customers": list(customers),
        "came": [_came_document(came) for _, came in cames.values()],
        "new": [arrival.subscription_id for arrival in arrivals.those],
        "whose": whose,
        "with": came_with,
    }


def is_one(fields: Fields) -> bool:
    """Whether the document holds arrivals, rather than changes."""
    return "new" in fields


def read(fields: Fields) -> Arrivals:
    """As it was written. Raises ValueError."""
    customers, came = texts(fields, "customers"), [_read_came(entry) for entry in objects(fields, "came")]
    new, whose, came_with = texts(fields, "new"), counts(fields, "whose"), counts(fields, "with")
    if not new:
        raise ValueError('"new" is empty')
    if not len(new) == len(whose) == len(came_with):
        raise ValueError('"new", "whose" and "with" are not of the same length')
    if max(whose) >= len(customers) or max(came_with) >= len(came):
        raise ValueError('"whose" or "with" counts beyond its list')
    return Arrivals(
        at=moment(fields, "at"),
        origin=text(fields, "origin"),
        source=text(fields, "source"),
        ids=text(fields, "ids"),
        first=count(fields, "first"),
        those=tuple(
            Arrival(customers[customer], id_, came[alike])
            for id_, customer, alike in zip(new, whose, came_with, strict=True)
        ),
    )


def texts_in(arrivals: Arrivals) -> Iterator[str]:
    """Every text that somebody outside has chosen."""
    yield from (arrivals.ids, arrivals.origin, arrivals.source)
    yield from (text for arrival in arrivals.those for text in arrival[:2])
    yield from (holder.partner for arrival in arrivals.those for _, holder in arrival.came.holders)


def _came_document(came: Came) -> Document:
    holders = [{"association": kind.value, **holder_document(holder)} for kind, holder in came.holders]
    return {"product": came.product.value, "seen_for": came.seen_for.isoformat(), "holders": holders}


def _read_came(fields: Fields) -> Came:
    return Came(
        product=Product(text(fields, "product")),
        seen_for=day(fields, "seen_for"),
        holders=tuple(
            (AssociationKind(text(entry, "association")), read_holder(entry))
            for entry in objects(fields, "holders")
        ),
    )
