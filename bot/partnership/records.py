"""Customers, their subscriptions, and who is associated with them. Facts carry a date and an origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Product(StrEnum):
    """The five products that had a digital partner of record in 2016, by the ids of our own CSV."""

    OFFICE_365 = "office-365"
    DYNAMICS_CRM_ONLINE = "dynamics-crm-online"
    WINDOWS_INTUNE = "windows-intune"
    ENTERPRISE_MOBILITY_SUITE = "enterprise-mobility-suite"
    MICROSOFT_AZURE = "microsoft-azure"


class AssociationKind(StrEnum):
    """How a partner is tied to a subscription: the three of 24 May 2016, and the two that came after them.

    Several partners may hold a partner admin link (PAL) at once; a claiming partner of record (CPOR) is one.
    """

    DPOR = "dpor"
    DELEGATED_ADMINISTRATOR = "delegated-administrator"
    TRANSACTING_PARTNER = "transacting-partner"
    PARTNER_ADMIN_LINK = "partner-admin-link"
    CLAIMING_PARTNER = "claiming-partner"


class HolderKind(StrEnum):
    """Whose an association is."""

    US = "us"
    OTHER = "other"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds an association; `partner` is a name where it is another partner's, else empty."""

    kind: HolderKind
    partner: str = ""


US = Holder(kind=HolderKind.US)
NOBODY = Holder(kind=HolderKind.NOBODY)


def other(partner: str) -> Holder:
    """Another partner, by name."""
    return Holder(kind=HolderKind.OTHER, partner=partner)


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A company. `id` is the tenant id where known; `own_tenant` marks our own organisation.

    `tpid` is Microsoft's id of the top parent, which several tenants may share. `country` is the ISO code of
    where it is, as a report tells (in some it is the global parent's).
    """

    id: str
    name: str
    tenant_id: str = ""
    domain: str = ""
    other_names: tuple[str, ...] = ()
    own_tenant: bool = False
    tpid: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What a customer subscribes to. `label` tells two subscriptions of one product apart.

    `started_on` is the day it began, where a report tells; `ended`: the newest says that it runs no more.
    """

    id: str
    customer_id: str
    product: Product
    label: str = ""
    renewal_date: date | None = None
    usage_driven_by_us: bool = False
    ended: bool = False
    started_on: date | None = None


OWN_CSV = "own-csv"
BY_HAND = "by-hand"
"""A person's word. Everything else that tells is a kind of report, by the value of its ReportKind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What one source last said of who holds an association; the fields are those of the association."""

    teller: str
    holder: Holder
    seen_for: date
    imported_at: datetime
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """Who held which association with a subscription: a fact with a date, never a bare yes.

    `since` is the day we first saw this holder (no report tells when it began), `seen_for` the day
    the newest source speaks for, `imported_at` when it reached us (UTC), `source` the file's name, or the
    person's whose word it is, `teller` the kind of source. `voices` are the last words of the other tellers,
    the newest first. A subscription without an association of a kind is "not seen", which is not "nobody".
    """

    kind: AssociationKind
    holder: Holder
    since: date
    seen_for: date
    imported_at: datetime
    source: str
    teller: str = OWN_CSV
    voices: tuple[Voice, ...] = ()

    @property
    def dissent(self) -> tuple[Voice, ...]:
        """The other sources that last said somebody else."""
        return tuple(voice for voice in self.voices if voice.holder != self.holder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A subscription with its customer and what is known of its associations."""

    customer: Customer
    subscription: Subscription
    associations: tuple[Association, ...] = ()

    def association(self, kind: AssociationKind) -> Association | None:
        """The association of that kind, None where it was not seen."""
        for association in self.associations:
            if association.kind is kind:
                return association
        return None

    @property
    def dpor(self) -> Association | None:
        """Who is digital partner of record, None where it was not seen."""
        return self.association(AssociationKind.DPOR)


def in_order(holding: Holding) -> tuple[str, str, str, str]:
    """The key by which holdings are listed: customer name, product, label, id."""
    subscription = holding.subscription
    return holding.customer.name.casefold(), subscription.product, subscription.label, subscription.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A subscription in fewest words: `holder` is whose its dpor is, None where that was not seen."""

    product: Product
    holder: HolderKind | None
    ended: bool

    @classmethod
    def of(cls, holding: Holding) -> Known:
        """What is known of that one."""
        holder, subscription = holding.dpor.holder.kind if holding.dpor else None, holding.subscription
        return cls(product=subscription.product, holder=holder, ended=subscription.ended)


def tallied(holdings: Iterable[Holding]) -> Counter[tuple[Product, HolderKind | None]]:
    """How many of each product, by who is digital partner of record, None where that was not seen."""
    both = ((holding.subscription.product, holding.dpor) for holding in holdings)
    return Counter((product, dpor.holder.kind if dpor else None) for product, dpor in both)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingQuery:
    """Which holdings to list. Every field narrows; None narrows nothing.

    `partner` is another partner's stored name; `renews_from` and `renews_until` are inclusive. Of `holders`
    any will do; None among them is "not seen".
    """

    customer_ids: frozenset[str] | None = None
    product: Product | None = None
    holder: HolderKind | None = None
    holders: frozenset[HolderKind | None] | None = None
    partner: str | None = None
    usage_driven_by_us: bool | None = None
    renews_from: date | None = None
    renews_until: date | None = None
    ended: bool | None = None

    def matches(self, holding: Holding) -> bool:
        """Whether the holding is asked for: the rule every store must give."""
        subscription, dpor = holding.subscription, holding.dpor
        holder = dpor.holder if dpor else None
        return (
            (self.customer_ids is None or holding.customer.id in self.customer_ids)
            and (self.product is None or subscription.product is self.product)
            and (self.holder is None or (holder is not None and holder.kind is self.holder))
            and (self.holders is None or (holder.kind if holder else None) in self.holders)
            and (self.partner is None or (holder is not None and holder.partner == self.partner))
            and self.usage_driven_by_us in (None, subscription.usage_driven_by_us)
            and self.ended in (None, subscription.ended)
            and self._renews(subscription.renewal_date)
        )

    def _renews(self, renewal: date | None) -> bool:
        if self.renews_from is None and self.renews_until is None:
            return True
        return (
            renewal is not None
            and (self.renews_from is None or self.renews_from <= renewal)
            and (self.renews_until is None or renewal <= self.renews_until)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One file that came in. `at` is UTC; counts are subscriptions.

    `by` is who brought it, `report` the value of its ReportKind, `checksum` the SHA-256 of its content in
    hex. `undone_at` is set where somebody took it back: then it counts as never come in.
    """

    id: str
    file: str
    at: datetime
    new: int
    changed: int
    unchanged: int
    ended: int = 0
    by: str = ""
    report: str = OWN_CSV
    checksum: str = ""
    undone_at: datetime | None = None
    undone_by: str = ""
