"""From what reports show to what it means: the rules, and where each comes from. All are pure.

A row that is missing is "not seen" and never "no": reports hold our own rows only, and no rule here makes
of an absence that nobody or somebody else holds an association.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from bot.partnership.records import US, AssociationKind, Holder, Product, other
from bot.partnership.sightings import Attribution, Duplicate, Measure, PartnerClue, ReportKind, Sighting

PRIORITY: Mapping[Attribution, int] = {
    Attribution.PARTNER_ADMIN_LINK: 0,
    Attribution.TRANSACTING_PARTNER_OF_RECORD: 1,
    Attribution.CLAIMING_PARTNER_OF_RECORD: 2,
    Attribution.PARTNER_OF_RECORD: 3,
    Attribution.CSP_TIER_1: 4,
    Attribution.CSP_TIER_2: 5,
    Attribution.PARTNER_AS_END_CUSTOMER: 6,
    Attribution.DELEGATED_ADMINISTRATOR: 7,
    Attribution.DEAL_REGISTRATION: 8,
}
"""Which of several attributions of one subscription counts first; lower wins.

The order is that of the guide to the Azure usage report (August 2023). CPOR is not in it: where CPOR and
DPOR meet on one subscription, CPOR wins (partner contribution indicators, July 2021). The last two are
not in it either, and say nothing of use.
"""

ROLES: Mapping[str, int] = {"owner": 0, "contributor": 1}
"""Among admin links Owner goes before Contributor (the same guide); other roles come after."""

KINDS: Mapping[Attribution, AssociationKind | None] = {
    Attribution.PARTNER_ADMIN_LINK: AssociationKind.PARTNER_ADMIN_LINK,
    Attribution.TRANSACTING_PARTNER_OF_RECORD: AssociationKind.TRANSACTING_PARTNER,
    Attribution.PARTNER_OF_RECORD: AssociationKind.DPOR,
    Attribution.CLAIMING_PARTNER_OF_RECORD: AssociationKind.CLAIMING_PARTNER,
    Attribution.CSP_TIER_1: AssociationKind.TRANSACTING_PARTNER,
    Attribution.CSP_TIER_2: AssociationKind.TRANSACTING_PARTNER,
    Attribution.PARTNER_AS_END_CUSTOMER: None,
    Attribution.DEAL_REGISTRATION: None,
    Attribution.DELEGATED_ADMINISTRATOR: AssociationKind.DELEGATED_ADMINISTRATOR,
}
"""The associations that attributions stand for."""

LAG: Mapping[ReportKind, timedelta] = {
    ReportKind.SUBSCRIPTION_DETAILS: timedelta(days=5),
    ReportKind.CUSTOMERS_AND_TENANTS: timedelta(days=5),
    ReportKind.AZURE_USAGE: timedelta(days=4),
    **dict.fromkeys(
        (
            ReportKind.OFFICE_USAGE,
            ReportKind.CPOR_M365_USAGE,
            ReportKind.EMS_USAGE,
            ReportKind.DYNAMICS_USAGE,
            ReportKind.POWER_BI_USAGE,
            ReportKind.BUSINESS_APPLICATIONS_REVENUE,
            ReportKind.BUSINESS_APPLICATIONS_USAGE,
        ),
        timedelta(days=31),
    ),
}
"""How far a report lags behind ("typical latency of the reports", November 2022); others do not lag."""

USE = frozenset(
    {
        Measure.AZURE_CONSUMED_USD,
        Measure.USAGE_QUANTITY,
        Measure.ACTIVE_USERS,
        Measure.CPOR_ACTIVE_USERS,
    }
)
DRIVING = frozenset(
    {
        Attribution.PARTNER_ADMIN_LINK,
        Attribution.PARTNER_OF_RECORD,
        Attribution.CLAIMING_PARTNER_OF_RECORD,
    }
)
Slot = tuple[str, str, str, date | None]


def seen_for(sighting: Sighting, read_on: date) -> date:
    """The last day that the row speaks for: its month's, unless the report had not come that far.

    A report without months speaks for the day on which it was read, less its lag.
    """
    return _seen_for(sighting.report, sighting.month, read_on)


@lru_cache(maxsize=1000)
def _seen_for(report: ReportKind, first: date | None, read_on: date) -> date:
    reached = read_on - LAG.get(report, timedelta())
    if first is None:
        return reached
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return max(first, min(last, reached))


def our_use(sighting: Sighting) -> bool | None:
    """Whether the row shows use that we drive, as the partner that builds or runs it, not as its seller.

    None where it tells nothing of that. A deal registration's amounts are promises. Who sells is not who
    drives use (2016: partner of record is meant for whoever designs, builds, deploys or manages).
    """
    if sighting.attribution not in DRIVING:
        return None
    amounts = [(measure, amount) for measure, amount in sighting.amounts if measure in USE]
    if any(amount > 0 for _, amount in amounts):
        return True
    return False if any(_is_of(sighting, measure) for measure, _ in amounts) else None


def _is_of(sighting: Sighting, measure: Measure) -> bool:
    """Whether a zero of that measure says something of the row.

    Some reports have every measure in every row: of Microsoft 365 an Azure consumption of nothing, of a
    partner of record no users by CPOR.
    """
    match measure:
        case Measure.AZURE_CONSUMED_USD:
            return sighting.product is Product.MICROSOFT_AZURE
        case Measure.CPOR_ACTIVE_USERS:
            return sighting.attribution is Attribution.CLAIMING_PARTNER_OF_RECORD
        case _:
            return True


def is_our_own(sighting: Sighting) -> bool:
    """Whether the subscription is our own organisation's."""
    return sighting.attribution is Attribution.PARTNER_AS_END_CUSTOMER


def holder(partner: PartnerClue | None, our_ids: frozenset[str]) -> Holder | None:
    """Whose an association is, None where the row tells no partner.

    Reports hold our own rows: while no partner profile has told our ids, every row's partner is us.
    """
    if partner is None:
        return None
    ids = {partner.location_id, partner.global_id} - {""}
    if not our_ids or ids & our_ids:
        return US
    return other(partner.name or partner.location_id or partner.global_id) if ids or partner.name else None


def slot(sighting: Sighting) -> Slot:
    """What the row speaks of: the subscription, or the customer's product and workload; and the month."""
    if sighting.subscription_id:
        return sighting.subscription_id, "", "", sighting.month
    customer = sighting.customer
    who = customer.tenant_id or customer.tpid or customer.domain or customer.name.casefold()
    product = sighting.product.value if sighting.product else sighting.product_name.casefold()
    return f"customer {who}", product, sighting.workload.casefold(), sighting.month


def in_priority(sighting: Sighting) -> tuple[int, int, int, int]:
    """The key by which rows of one slot stand: those whose amounts count before their duplicates."""
    place = PRIORITY[sighting.attribution] if sighting.attribution else len(PRIORITY)
    role = ROLES.get(sighting.admin_role.casefold(), len(ROLES))
    return int(bool(sighting.duplicate_within)), place, role, sighting.line


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What several rows of one slot say together: one row an association, `first` before the others.

    Two attributions are two associations, and both stand; the amounts that count are those of `first`.
    """

    first: Sighting
    others: tuple[Sighting, ...] = ()


Contradicted = Callable[[Sighting, Sighting], None]
"""Is given a row, and an earlier one that it contradicts."""


def resolved(
    sightings: Iterable[Sighting], contradicted: Contradicted | None = None
) -> Mapping[Slot, Resolved]:
    """The rows by what they speak of. `contradicted` is given those that put one subscription under two
    tenants in one month.

    Rows of one association (a subscription's services each have one) become one, their amounts added up;
    a row that is flagged as told twice within its own attribution adds nothing.
    """
    # Most slots have one row, and there may be very many.
    first: dict[Slot, Sighting] = {}
    several: dict[Slot, dict[tuple[object, ...], Sighting]] = {}
    for sighting in sightings:
        key = slot(sighting)
        earlier = first.setdefault(key, sighting)
        if earlier is sighting:
            continue
        if contradicted and earlier.customer is not sighting.customer and of_two_tenants(earlier, sighting):
            contradicted(sighting, earlier)
        held = several.setdefault(key, {_association(earlier): earlier})
        before = held.get(_association(sighting))
        held[_association(sighting)] = _added(before, sighting) if before else sighting
    return {
        key: _ordered(several[key].values()) if key in several else Resolved(first=alone)
        for key, alone in first.items()
    }


def of_two_tenants(one: Sighting, other: Sighting) -> bool:
    """Whether both tell a tenant, each another."""
    told = {one.customer.tenant_id.lower(), other.customer.tenant_id.lower()} - {""}
    return len(told) > 1


def _association(sighting: Sighting) -> tuple[object, ...]:
    return sighting.attribution, sighting.partner


def _ordered(rows: Iterable[Sighting]) -> Resolved:
    first, *others = sorted(rows, key=in_priority)
    return Resolved(first=first, others=tuple(others))


def _added(one: Sighting, another: Sighting) -> Sighting:
    kept, given = sorted((one, another), key=in_priority)
    if Duplicate.GLOBAL_ACCOUNT_AND_ATTRIBUTION in given.duplicate_within:
        return kept
    sums: dict[Measure, Decimal] = dict(kept.amounts)
    for measure, amount in given.amounts:
        sums[measure] = sums.get(measure, Decimal(0)) + amount
    return replace(kept, amounts=tuple(sums.items()))
