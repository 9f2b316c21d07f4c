"""Licence usage of Enterprise Mobility, Dynamics 365 and Power BI (Microsoft, August 2023).

One row a subscription and month. Power BI was none of the five products of 2016.
"""

from __future__ import annotations

from adapters.imports.columns import Field
from adapters.imports.shape import Shape
from bot.partnership.records import Product
from bot.partnership.sightings import ReportKind

EMS = Shape(
    kind=ReportKind.EMS_USAGE,
    title="Enterprise Mobility usage",
    columns=(
        "PGAMpnID, SubscriptionId, SubscriptionStartDate, SubscriptionEndDate, SubscriptionStatus, "
        "Month, SKU, SKUId, FreeVsPaidSKU, SalesModel, DetailedSalesModel, CustomerName, "
        "CustomerTenantId, CustomerTpid, CustomerSegment, CustomerMarket, IndustryName, VerticalName, "
        "EOU, MPNID, PartnerName, PartnerLocation, PartnerAttributionType, PartnerHierarchy, "
        "PaidAvailableUnits, MonthlyActiveUsers, AATPActiveUsage, MCASActiveUsage, "
        "AADPPaidAvailableUnits, IntunePaidAvailableUnits, AzipPaidAvailableUnits, "
        "AADPMonthlyActiveUsers, IntuneMonthlyActiveUsers, AzipMonthlyActiveUsers, MDM, MAM, SSPR"
    ),
    needs=(
        Field.SUBSCRIPTION_ID,
        Field.ATTRIBUTION,
        Field.MONTH,
    ),
    told_by=(
        "MCASActiveUsage",
        "AATPActiveUsage",
        "AADPPaidAvailableUnits",
        "IntunePaidAvailableUnits",
        "SSPR",
    ),
    product=Product.ENTERPRISE_MOBILITY_SUITE,
)

DYNAMICS = Shape(
    kind=ReportKind.DYNAMICS_USAGE,
    title="Dynamics 365 usage",
    columns=(
        "PGAMpnID, SubscriptionId, SubscriptionStartDate, SubscriptionEndDate, SubscriptionStatus, "
        "Month, SKU, SKUId, FreeVsPaidSKU, SalesModel, DetailedSalesModel, CustomerName, "
        "CustomerTenantId, CustomerTpid, CustomerSegment, CustomerMarket, IndustryName, VerticalName, "
        "EOU, MPNID, PartnerName, PartnerLocation, PartnerAttachType, RevSumDivisionName, "
        "RevSumCategoryName, AvailableSeats, AssignedSeats, ActiveSeats, DeploymentOpportunity, "
        "ActiveUsagePercent"
    ),
    needs=(
        Field.SUBSCRIPTION_ID,
        Field.ATTRIBUTION,
        Field.MONTH,
    ),
    told_by=("RevSumCategoryName",),
    product=Product.DYNAMICS_CRM_ONLINE,
)

POWER_BI = Shape(
    kind=ReportKind.POWER_BI_USAGE,
    title="Power BI usage",
    columns=(
        "PGAMpnID, SubscriptionId, SubscriptionStartDate, SubscriptionEndDate, SubscriptionStatus, "
        "Month, SKU, SKUId, FreeVsPaidSKU, SalesModel, DetailedSalesModel, CustomerName, "
        "CustomerTenantId, CustomerTpid, CustomerSegment, CustomerMarket, IndustryName, VerticalName, "
        "EOU, MPNID, PartnerName, PartnerLocation, PartnerAttachType, PartnerHierarchy, "
        "AvailableSeats, AssignedSeats, ActiveSeats, DeploymentOpportunity, ActiveUsagePercent"
    ),
    needs=(
        Field.SUBSCRIPTION_ID,
        Field.ATTRIBUTION,
        Field.MONTH,
        Field.ACTIVE_USERS,
    ),
    told_by=("PartnerHierarchy",),
)
