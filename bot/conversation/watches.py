"""What a conversation wants to be told unasked, and when it wants to be left in peace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.conversation.events import Address
from bot.conversation.language import Language
from bot.partnership.cases import CaseKind, Finding
from bot.partnership.holidays import SWEDEN, holidays_in
from bot.partnership.quiet import STOCKHOLM, QuietHours, loud_from
from bot.partnership.records import Product
from bot.partnership.workdays import Holidays

DELIVERED = frozenset({"slack", "teams"})
"""The platforms on which somebody can be told something unasked."""


class Topic(StrEnum):
    """What a conversation can be told about."""

    CONFLICTS = "conflicts"
    RENEWALS = "renewals"
    CHANGES = "changes"


OF_KIND: dict[CaseKind, Topic] = {
    CaseKind.OURS_GONE: Topic.CONFLICTS,
    CaseKind.SLOT_TAKEN: Topic.CONFLICTS,
    CaseKind.RIVAL_CLAIM: Topic.CONFLICTS,
    CaseKind.SOURCES_DISAGREE: Topic.CONFLICTS,
    CaseKind.CLAIM_ENDED: Topic.CONFLICTS,
    CaseKind.MOVE_ENDS_DPOR: Topic.CONFLICTS,
    CaseKind.RENEWAL_NEAR: Topic.RENEWALS,
    CaseKind.NEW_WITHOUT: Topic.CHANGES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One conversation that wants alerts.

    `products`, `customers` (ids) and `countries` (ISO codes) narrow what is told; empty they narrow nothing.

    `asked_by` is the person as "tenant/platform/id", told where nothing can be delivered; `since` is in UTC.
    `digest`: a weekly summary comes too. `zone` and `country` are where its people work: by them their days
    begin and their holidays fall. `paused` says why nothing is told here any more, empty where all is well.
    """

    address: Address
    since: datetime
    language: Language = Language.ENGLISH
    topics: frozenset[Topic] = frozenset({Topic.CONFLICTS})
    products: frozenset[Product] = frozenset()
    customers: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    quiet: QuietHours | None = None
    digest: bool = True
    asked_by: str = ""
    zone: str = STOCKHOLM
    country: str = SWEDEN
    paused: str = ""

    @property
    def can_be_told(self) -> bool:
        """Whether its platform lets the bot write unasked."""
        return self.address.platform in DELIVERED

    @property
    def holidays(self) -> Holidays:
        """Those of its people."""
        return holidays_in(self.country)

    def wants(self, finding: Finding) -> bool:
        """Whether it is to be told of that."""
        return (
            not self.paused
            and OF_KIND[finding.kind] in self.topics
            and (not self.products or finding.product in self.products)
            and (not self.customers or finding.customer_id in self.customers)
            and (not self.countries or finding.country in self.countries)
        )

    def loud_from(self, moment: datetime) -> datetime:
        """The first moment from that one on at which it may be told."""
        return loud_from(moment, self.quiet, self.holidays)
