"""What changed in the record, when we learned of it and from whom: written once, never changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.partnership.associated import Associated
from bot.partnership.records import AssociationKind, Holder, Holding, Import, Product
from bot.partnership.sightings import OurAccount


class What(StrEnum):
    """What changed."""

    NEW = "new"
    HOLDER = "holder"
    RENEWAL = "renewal"
    USAGE = "usage"
    ENDED = "ended"
    RESUMED = "resumed"
    MOVED_HERE = "moved-here"
    MOVED_AWAY = "moved-away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one subscription. `at` is when we learned of it (UTC), `seen_for` the day it speaks for.

    `id` is made of ASCII letters, digits and dashes; ids of the same moment come in their order.
    `origin` is the id of the import or claim that told it, `source` the file or the person. HOLDER has the
    `association` with the holders `before` and `after`, None where it was not seen; RENEWAL has the days;
    USAGE has `ours`: whether we drive the usage now. A subscription that becomes another customer's is
    MOVED_HERE to that one and MOVED_AWAY to the one whose it was; `elsewhere` is the other's name.
    """

    id: str
    at: datetime
    origin: str
    source: str
    customer_id: str
    subscription_id: str
    product: Product
    what: What
    seen_for: date
    association: AssociationKind | None = None
    before: Holder | None = None
    after: Holder | None = None
    day_before: date | None = None
    day_after: date | None = None
    ours: bool | None = None
    elsewhere: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What a new subscription came with, told once for all that came alike: the day that was spoken for, and
    the holders by association.
    """

    product: Product
    seen_for: date
    holders: tuple[tuple[AssociationKind, Holder], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """What one import told of that was not known before: the changes follow from that, and are not written
    down one by one. The first has the id `ids` with the number `first`, and the others are counted on.

    A first import has a hundred thousand, so they stand in columns: whose each is, its id, and what it came
    with.
    """

    at: datetime
    origin: str
    source: str
    ids: str
    first: int = 0
    customer_ids: Sequence[str] = ()
    subscription_ids: Sequence[str] = ()
    cames: Sequence[Came] = ()

    @property
    def count(self) -> int:
        """How many changes they are."""
        return len(self.cames) + sum([len(came.holders) for came in self.cames])

    def some(self, start: int, stop: int) -> Arrivals:
        """Those from there to there; their first change keeps the number `first`."""
        columns = self.customer_ids, self.subscription_ids, self.cames
        customer_ids, subscription_ids, cames = (column[start:stop] for column in columns)
        return replace(self, customer_ids=customer_ids, subscription_ids=subscription_ids, cames=cames)

    def changes(self, *, customer: str | None = None, of: Collection[str] | None = None) -> Iterator[Change]:
        """That each is new, and who holds what of it; of that customer, or of those subscriptions, alone."""
        number = self.first
        for whose, id_, came in zip(self.customer_ids, self.subscription_ids, self.cames, strict=True):
            if customer in (None, whose) and (of is None or id_ in of):
                arrival = (whose, id_, came)
                yield self._change(arrival, number, What.NEW)
                for at, (kind, holder) in enumerate(came.holders, number + 1):
                    yield self._change(arrival, at, What.HOLDER, kind, holder)
            number += 1 + len(came.holders)

    def alike(self, came: Came) -> tuple[Change, ...]:
        """What has changed in whatever came so; they tell neither whose it is nor which."""
        arrival = ("", "", came)
        new = self._change(arrival, self.first, What.NEW)
        held = (self._change(arrival, self.first, What.HOLDER, kind, holder) for kind, holder in came.holders)
        return (new, *held)

    def _change(
        self,
        arrival: tuple[str, str, Came],
        number: int,
        what: What,
        kind: AssociationKind | None = None,
        holder: Holder | None = None,
    ) -> Change:
        customer_id, subscription_id, came = arrival
        return Change(
            id=numbered(self.ids, number),
            at=self.at,
            origin=self.origin,
            source=self.source,
            customer_id=customer_id,
            subscription_id=subscription_id,
            product=came.product,
            what=what,
            seen_for=came.seen_for,
            association=kind,
            after=holder,
        )


def numbered(ids: str, number: int) -> str:
    """The id of one of very many changes."""
    return f"{ids}-{number:07}"


def counting(changes: Iterable[Change], imports: Iterable[Import]) -> tuple[Change, ...]:
    """Those that no import told that was taken back: history keeps them, and they count no more."""
    taken_back = {entry.id for entry in imports if entry.undone_at is not None}
    return tuple(change for change in changes if change.origin not in taken_back)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A subscription as it stood before an import touched it; no `holding` where it was not known.

    Where an import touched our accounts, `accounts` are all of them as they were, and it speaks of no
    subscription. Of very many of which nothing was told anew but who holds them, `told` is how that was
    before, and then it speaks of no other.
    """

    origin: str
    subscription_id: str = ""
    holding: Holding | None = None
    accounts: tuple[OurAccount, ...] | None = None
    told: Associated | None = None
