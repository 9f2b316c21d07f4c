"""What people report by hand: who they say holds or claims a subscription."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.partnership.records import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody's word that a partner holds or claims an association. A word is not a report of Microsoft's.

    `customer` and `partner` are as written; `customer_id` is set where the name is a stored customer's.
    `at` is in UTC.
    """

    id: str
    customer: str
    partner: str
    reporter: str
    at: datetime
    customer_id: str = ""
    product: Product | None = None
    note: str = ""
