"""The history, row by row."""

from __future__ import annotations

from datetime import date

from bot.partnership.exporting import Row, as_written
from bot.partnership.history import Change, What
from bot.partnership.records import Customer, Holding

CHANGE_COLUMNS = (
    *("learned_on", "customer", "tenant_id", "subscription_id", "product", "label", "change", "association"),
    *("before", "after", "seen_for", "source"),
)


def row_of_change(change: Change, customer: Customer | None, holding: Holding | None) -> Row:
    """One change, under CHANGE_COLUMNS; a customer or a subscription may be forgotten meanwhile."""
    before, after = _sides(change)
    return (
        change.at.date(),
        customer.name if customer else change.customer_id,
        customer.tenant_id if customer else "",
        change.subscription_id,
        change.product.value,
        holding.subscription.label if holding else "",
        change.what.value,
        change.association.value if change.association else "",
        before,
        after,
        change.seen_for,
        change.source,
    )


def _sides(change: Change) -> tuple[str | date | None, str | date | None]:
    match change.what:
        case What.HOLDER:
            before = as_written(change.before) if change.before else ""
            return before, as_written(change.after) if change.after else ""
        case What.RENEWAL:
            return change.day_before, change.day_after
        case What.USAGE:
            return ("", "driven by us") if change.ours else ("driven by us", "")
        case What.MOVED_HERE:
            return change.elsewhere, ""
        case What.MOVED_AWAY:
            return "", change.elsewhere
        case What.NEW | What.ENDED | What.RESUMED:
            return "", ""
