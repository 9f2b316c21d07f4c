"""What a conversation wants to be told unasked, and when it wants to be left in peace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.conversation.events import Address
from bot.conversation.language import Language
from bot.partnership.cases import CaseKind, Finding
from bot.partnership.quiet import QuietHours
from bot.partnership.records import Product


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
    CaseKind.MOVE_ENDS_DPOR: Topic.CONFLICTS,
    CaseKind.RENEWAL_NEAR: Topic.RENEWALS,
    CaseKind.NEW_WITHOUT: Topic.CHANGES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One conversation that wants alerts. Empty `products` or `customers` (ids) narrow nothing.

    `asked_by` is the person as "tenant/platform/id", told where nothing can be delivered; `since` is in UTC.
    `digest`: a weekly summary comes too.
    """

    address: Address
    since: datetime
    language: Language = Language.ENGLISH
    topics: frozenset[Topic] = frozenset({Topic.CONFLICTS})
    products: frozenset[Product] = frozenset()
    customers: frozenset[str] = frozenset()
    quiet: QuietHours | None = None
    digest: bool = True
    asked_by: str = ""

    def wants(self, finding: Finding) -> bool:
        """Whether it is to be told of that."""
        return (
            OF_KIND[finding.kind] in self.topics
            and (not self.products or finding.product in self.products)
            and (not self.customers or finding.customer_id in self.customers)
        )
