"""What people report by hand: who they say holds or claims a subscription."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.partnership.records import (
    BY_HAND,
    NOBODY,
    US,
    Association,
    AssociationKind,
    Holder,
    HolderKind,
    Product,
    other,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody's word on who is partner of record. A word is not a report of Microsoft's.

    `holder` is who is said to be, `partner` the other partner's name, the stored one where it is known.
    `customer` is as written; `customer_id` is set where it names a stored customer, and `subscriptions` are
    those that the word speaks of. `reporter` is the name of who said it, `reporter_key` who may take it back
    ("tenant/platform/id"). `at` and `taken_back_at` are in UTC.
    """

    id: str
    customer: str
    partner: str
    reporter: str
    at: datetime
    customer_id: str = ""
    product: Product | None = None
    note: str = ""
    holder: HolderKind = HolderKind.OTHER
    subscriptions: tuple[str, ...] = ()
    reporter_key: str = ""
    taken_back_at: datetime | None = None

    @property
    def says(self) -> Holder:
        """Who is said to be partner of record."""
        match self.holder:
            case HolderKind.US:
                return US
            case HolderKind.NOBODY:
                return NOBODY
            case HolderKind.OTHER:
                return other(self.partner)

    @property
    def word(self) -> Association:
        """The word as an association, which it would be if nothing else was known."""
        return Association(
            kind=AssociationKind.DPOR,
            holder=self.says,
            since=self.at.date(),
            seen_for=self.at.date(),
            imported_at=self.at,
            source=self.reporter,
            teller=BY_HAND,
        )


def last_word_on(subscription_id: str, claims: tuple[Claim, ...]) -> Claim | None:
    """The newest word on the subscription that nobody has taken back."""
    standing = (c for c in claims if c.taken_back_at is None and subscription_id in c.subscriptions)
    return max(standing, key=lambda claim: (claim.at, claim.id), default=None)
