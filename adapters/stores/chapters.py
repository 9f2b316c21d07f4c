"""History as it is stored: chapters of some changes each, in which a change says only what the one before
it does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from adapters.stores import arrivals as new_ones
from adapters.stores.documents import holder_document, read_holder
from adapters.stores.fields import Document, Fields, an_object, day, flag, maybe, moment, objects, text, told
from adapters.stores.kind import Key, Kind
from bot.partnership.history import Arrivals, Change, What
from bot.partnership.records import AssociationKind, Product

_A_CHAPTER = 50
"""So many changes stand in one document."""
_CARRIED = ("origin", "source", "customer_id", "subscription_id", "product", "what", "seen_for")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Some changes of one moment, in the order of their ids: there may be very many of them at once."""

    at: datetime
    changes: tuple[Change, ...]

    @property
    def id(self) -> str:
        """That of the first change."""
        return self.changes[0].id


def in_chapters(changes: Sequence[Change]) -> Iterator[Chapter]:
    """As they are stored."""
    by_moment: dict[datetime, list[Change]] = {}
    for change in changes:
        by_moment.setdefault(change.at, []).append(change)
    for at, some in by_moment.items():
        some.sort(key=lambda change: change.id)
        for start in range(0, len(some), _A_CHAPTER):
            yield Chapter(at=at, changes=tuple(some[start : start + _A_CHAPTER]))


def newest_first(
    chapters: Iterable[Chapter | Arrivals], customer_id: str | None = None, most: int | None = None
) -> list[Change]:
    """Their changes, or those of one customer; with `most` at least so many, where there are."""
    looked_at = chapters if most is None else (_newest(chapter, most) for chapter in chapters)
    changes = (change for chapter in looked_at for change in _changes(chapter, customer_id))
    return sorted(changes, key=lambda change: (change.at, change.id), reverse=True)


def size_of(chapter: Chapter | Arrivals) -> int:
    """How many changes it is of, or a few less."""
    return len(chapter.cames if isinstance(chapter, Arrivals) else chapter.changes)


def _newest(chapter: Chapter | Arrivals, most: int) -> Chapter | Arrivals:
    """There is a change at least for each that came, and the newest stand last."""
    return new_ones.last(chapter, most) if isinstance(chapter, Arrivals) else chapter


def _changes(chapter: Chapter | Arrivals, customer_id: str | None) -> Iterable[Change]:
    if isinstance(chapter, Arrivals):
        return chapter.changes(customer=customer_id)
    return (change for change in chapter.changes if customer_id in (None, change.customer_id))


def _id(chapter: Chapter | Arrivals) -> str:
    return new_ones.id_of(chapter) if isinstance(chapter, Arrivals) else chapter.id


def _names(chapter: Chapter | Arrivals) -> Collection[str]:
    if isinstance(chapter, Arrivals):
        return set(chapter.customer_ids)
    return {change.customer_id for change in chapter.changes}


def _group(chapter: Chapter | Arrivals) -> Key | None:
    """What has come by an import is looked for together, to take it back."""
    return (chapter.origin,) if isinstance(chapter, Arrivals) else None


def _document(chapter: Chapter | Arrivals) -> Document:
    if isinstance(chapter, Arrivals):
        return new_ones.document(chapter)
    # Ids that are in order all begin as the first and the last both do.
    shared = _beginning(chapter.changes[0].id, chapter.changes[-1].id)
    written: list[Document] = []
    said: Document = {}
    for change in chapter.changes:
        says = _carried(change)
        new = {name: value for name, value in says.items() if said.get(name) != value}
        written.append({"id": change.id[len(shared) :], **new, **_told(change)})
        said = says
    return {"at": chapter.at.isoformat(), "ids": shared, "changes": written}


def _beginning(one: str, other: str) -> str:
    """As far as they are the same."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(letter for letter, _ in same)


def _carried(change: Change) -> Document:
    """Said where it differs from the change before: of a new subscription there are several changes."""
    return {
        "origin": change.origin,
        "source": change.source,
        "customer_id": change.customer_id,
        "subscription_id": change.subscription_id,
        "product": change.product.value,
        "what": change.what.value,
        "seen_for": change.seen_for.isoformat(),
    }


def _told(change: Change) -> Document:
    document: Document = {}
    if change.association:
        document["association"] = change.association.value
    if change.before:
        document["before"] = holder_document(change.before)
    if change.after:
        document["after"] = holder_document(change.after)
    if change.day_before:
        document["day_before"] = change.day_before.isoformat()
    if change.day_after:
        document["day_after"] = change.day_after.isoformat()
    if change.ours is not None:
        document["ours"] = change.ours
    if change.elsewhere:
        document["elsewhere"] = change.elsewhere
    return document


def _read(fields: Fields) -> Chapter | Arrivals:
    if new_ones.is_one(fields):
        return new_ones.read(fields)
    at, shared = moment(fields, "at"), told(text, fields, "ids", "")
    changes: list[Change] = []
    said: Document = {}
    for entry in objects(fields, "changes"):
        said = {name: entry.get(name, said.get(name)) for name in _CARRIED}
        changes.append(_read_change({**entry, **said}, at, shared))
    if not changes:
        raise ValueError('"changes" is empty')
    return Chapter(at=at, changes=tuple(changes))


def _read_change(fields: Fields, at: datetime, shared: str) -> Change:
    if told(moment, fields, "at", at) != at:
        raise ValueError('"changes" is of another moment than "at"')
    return Change(
        id=shared + text(fields, "id"),
        at=at,
        origin=text(fields, "origin"),
        source=text(fields, "source"),
        customer_id=text(fields, "customer_id"),
        subscription_id=text(fields, "subscription_id"),
        product=Product(text(fields, "product")),
        what=What(text(fields, "what")),
        seen_for=day(fields, "seen_for"),
        association=AssociationKind(text(fields, "association")) if "association" in fields else None,
        before=read_holder(an_object(fields, "before")) if "before" in fields else None,
        after=read_holder(an_object(fields, "after")) if "after" in fields else None,
        day_before=maybe(day, fields, "day_before"),
        day_after=maybe(day, fields, "day_after"),
        ours=maybe(flag, fields, "ours"),
        elsewhere=told(text, fields, "elsewhere", ""),
    )


def _texts(chapter: Chapter | Arrivals) -> Iterator[str]:
    if isinstance(chapter, Arrivals):
        yield from new_ones.texts_in(chapter)
        return
    for change in chapter.changes:
        yield from (change.id, change.origin, change.source, change.customer_id, change.subscription_id)
        yield change.elsewhere
        yield from (holder.partner for holder in (change.before, change.after) if holder)


HISTORY: Kind[Chapter | Arrivals] = Kind(
    table="history",
    key=lambda chapter: (_id(chapter),),
    document=_document,
    read=_read,
    group=_group,
    names=_names,
    age=lambda chapter: (chapter.at, _id(chapter)),
    texts=_texts,
)
