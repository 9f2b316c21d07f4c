"""From what reports show to what it means: the rules, and where each comes from. All are pure.

A row that is missing is "not seen" and never "no": reports hold our own rows only, and no rule here makes
of an absence that nobody or somebody else holds an association.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from bot.partnership.records import US, AssociationKind, Holder, Product, other
from bot.partnership.sightings import Attribution, CustomerClue, Measure, PartnerClue, ReportKind, Tie

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


def seen_for(tie: Tie, read_on: date) -> date:
    """The last day that is spoken for: the month's, unless the report had not come that far.

    A report without months speaks for the day on which it was read, less its lag.
    """
    return _seen_for(tie.report, tie.month, read_on)


@lru_cache(maxsize=1000)
def _seen_for(report: ReportKind, first: date | None, read_on: date) -> date:
    reached = read_on - LAG.get(report, timedelta())
    if first is None:
        return reached
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return max(first, min(last, reached))


def our_use(tie: Tie, amounts: Iterable[tuple[Measure, Decimal]]) -> bool | None:
    """Whether these show use that we drive, as the partner that builds or runs it, not as its seller.

    None where they tell nothing of that. A deal registration's amounts are promises. Who sells is not who
    drives use (2016: partner of record is meant for whoever designs, builds, deploys or manages).
    """
    if tie.attribution not in DRIVING:
        return None
    told = [(measure, amount) for measure, amount in amounts if measure in USE]
    if any(amount > 0 for _, amount in told):
        return True
    return False if any(_is_of(tie, measure) for measure, _ in told) else None


def _is_of(tie: Tie, measure: Measure) -> bool:
    """Whether a zero of that measure says something of the tie.

    Some reports have every measure in every row: of Microsoft 365 an Azure consumption of nothing, of a
    partner of record no users by CPOR.
    """
    match measure:
        case Measure.AZURE_CONSUMED_USD:
            return tie.product is Product.MICROSOFT_AZURE
        case Measure.CPOR_ACTIVE_USERS:
            return tie.attribution is Attribution.CLAIMING_PARTNER_OF_RECORD
        case _:
            return True


def is_our_own(tie: Tie) -> bool:
    """Whether the subscription is our own organisation's."""
    return tie.attribution is Attribution.PARTNER_AS_END_CUSTOMER


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


def whom_of(customer: CustomerClue) -> str:
    """Who it is, of whom nothing but the customer is told."""
    return customer.tenant_id or customer.tpid or customer.domain or customer.name.casefold()


def what_of(tie: Tie) -> tuple[str, str, date | None]:
    """What it is of, where that is no subscription: the product and workload; and the month."""
    product = tie.product.value if tie.product else tie.product_name.casefold()
    return product, tie.workload.casefold(), tie.month


def in_priority(tie: Tie) -> tuple[int, int, int]:
    """The key by which rows of one slot stand: those whose amounts count before their duplicates."""
    place = PRIORITY[tie.attribution] if tie.attribution else len(PRIORITY)
    role = ROLES.get(tie.admin_role.casefold(), len(ROLES))
    return int(bool(tie.duplicate_within)), place, role
