"""What is exported, row by row: to be read in a spreadsheet, and to be imported again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from bot.partnership.records import (
    US,
    Association,
    AssociationKind,
    Holder,
    HolderKind,
    Holding,
    Voice,
)

Cell = str | date | bool | None
Row = tuple[Cell, ...]

OWN_COLUMNS = (
    *("customer", "tenant_id", "domain", "subscription_id", "product", "label", "dpor", "association"),
    *("renewal_date", "usage_driven_by_us", "own_tenant", "ended", "country"),
)
"""Those of our own CSV, which imports them."""
TOLD_COLUMNS = ("since", "seen_for", "source", "teller", "disagreement")
"""Who said who is partner of record, and for which day."""
COLUMNS = (*OWN_COLUMNS, *TOLD_COLUMNS)
BETWEEN = "; "
"""Between several values in one cell."""


class Format(StrEnum):
    """How a table is written, by its file's extension."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


def row_of(holding: Holding) -> Row:
    """One subscription, under COLUMNS."""
    customer, subscription, dpor = holding.customer, holding.subscription, holding.dpor
    return (
        customer.name,
        customer.tenant_id,
        customer.domain,
        subscription.id,
        subscription.product.value,
        subscription.label,
        as_written(dpor.holder) if dpor else "",
        BETWEEN.join(_ours_beside_dpor(holding.associations)),
        subscription.renewal_date,
        subscription.usage_driven_by_us,
        customer.own_tenant,
        subscription.ended,
        customer.country,
        *(_told(dpor) if dpor else (None, None, "", "", "")),
    )


def _told(dpor: Association) -> Row:
    disagreement = BETWEEN.join(map(_dissent, dpor.dissent))
    return dpor.since, dpor.seen_for, dpor.source, dpor.teller, disagreement


def _dissent(voice: Voice) -> str:
    return f"{as_written(voice.holder)} ({voice.source}, {voice.seen_for.isoformat()})"


def as_written(holder: Holder) -> str:
    """As our own CSV says it: us, nobody, or another partner's name."""
    return holder.partner if holder.kind is HolderKind.OTHER else holder.kind.value


def _ours_beside_dpor(associations: Sequence[Association]) -> list[str]:
    return [a.kind.value for a in associations if a.kind is not AssociationKind.DPOR and a.holder == US]
