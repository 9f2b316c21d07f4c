"""What changed in the record, when we learned of it and from whom: written once, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one subscription. `at` is when we learned of it (UTC), `seen_for` the day it speaks for.

    `id` is made of ASCII letters, digits and dashes; ids of the same moment come in their order.
    `origin` is the id of the import or claim that told it, `source` the file or the person. HOLDER has the
    `association` with the holders `before` and `after`, None where it was not seen; RENEWAL has the days;
    USAGE has `ours`: whether we drive the usage now.
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


def counting(changes: Iterable[Change], imports: Iterable[Import]) -> tuple[Change, ...]:
    """Those that no import told that was taken back: history keeps them, and they count no more."""
    taken_back = {entry.id for entry in imports if entry.undone_at is not None}
    return tuple(change for change in changes if change.origin not in taken_back)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A subscription as it stood before an import touched it; no `holding` where it was not known.

    Where an import touched our accounts, `accounts` are all of them as they were, and it speaks of no
    subscription.
    """

    origin: str
    subscription_id: str = ""
    holding: Holding | None = None
    accounts: tuple[OurAccount, ...] | None = None
