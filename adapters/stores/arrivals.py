"""What an import told of that was not known before, as history stores it: no change is written out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from adapters.stores.documents import holder_document, read_holder
from adapters.stores.fields import Document, Fields, count, day, moment, objects, text, texts
from adapters.stores.long_lists import read_counts, read_together, together
from bot.partnership.history import Arrivals, Before, Came, numbered
from bot.partnership.records import AssociationKind, Product

_A_CHAPTER = 2000
"""So many new subscriptions stand in one document."""


def in_parts(arrivals: Arrivals) -> Iterator[Arrivals]:
    """As they are stored."""
    for start in range(0, len(arrivals.cames), _A_CHAPTER):
        part = arrivals.some(start, start + _A_CHAPTER)
        yield part
        arrivals = replace(arrivals, first=arrivals.first + part.count)


def last(arrivals: Arrivals, most: int) -> Arrivals:
    """The last so many."""
    left_out = max(len(arrivals.cames) - most, 0)
    before = arrivals.some(0, left_out).count
    return replace(arrivals.some(left_out, len(arrivals.cames)), first=arrivals.first + before)


def id_of(arrivals: Arrivals) -> str:
    """That of the first change."""
    return numbered(arrivals.ids, arrivals.first)


def befores(arrivals: Arrivals) -> Iterator[Before]:
    """How these stood before: they were not known."""
    return (Before(origin=arrivals.origin, subscription_id=id_) for id_ in arrivals.subscription_ids)


def document(arrivals: Arrivals) -> Document:
    """Each customer, and what many came with, is told once; `whose` and `with` count in those lists.

    What is told of every one stands in one text: a database takes longer to look into a hundred texts than
    to take one.
    """
    customers = {customer: str(at) for at, customer in enumerate(dict.fromkeys(arrivals.customer_ids))}
    cames = {id(came): came for came in arrivals.cames}
    places = {key: str(at) for at, key in enumerate(cames)}
    return {
        "at": arrivals.at.isoformat(),
        "origin": arrivals.origin,
        "source": arrivals.source,
        "ids": arrivals.ids,
        "first": arrivals.first,
        "customers": list(customers),
        "came": [_came_document(came) for came in cames.values()],
        "new": together(arrivals.subscription_ids),
        "whose": " ".join(map(customers.__getitem__, arrivals.customer_ids)),
        "with": " ".join(map(places.__getitem__, map(id, arrivals.cames))),
    }


def is_one(fields: Fields) -> bool:
    """Whether the document holds arrivals, rather than changes."""
    return "new" in fields


def read(fields: Fields) -> Arrivals:
    """As it was written. Raises ValueError."""
    customers, came = texts(fields, "customers"), [_read_came(entry) for entry in objects(fields, "came")]
    new, whose, came_with = (
        read_together(fields, "new"),
        read_counts(fields, "whose"),
        read_counts(fields, "with"),
    )
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
        customer_ids=tuple([customers[at] for at in whose]),
        subscription_ids=new,
        cames=tuple([came[at] for at in came_with]),
    )


def texts_in(arrivals: Arrivals) -> Iterator[str]:
    """Every text that somebody outside has chosen."""
    yield from (arrivals.ids, arrivals.origin, arrivals.source)
    yield from arrivals.customer_ids
    yield from arrivals.subscription_ids
    cames = {id(came): came for came in arrivals.cames}
    yield from (holder.partner for came in cames.values() for _, holder in came.holders)


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
