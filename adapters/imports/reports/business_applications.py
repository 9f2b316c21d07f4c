"""Business applications revenue, and usage (Microsoft, 2023): one row a subscription, workload and month."""

from __future__ import annotations

from adapters.imports.columns import Field
from adapters.imports.shape import Shape
from bot.partnership.sightings import ReportKind

REVENUE = Shape(
    kind=ReportKind.BUSINESS_APPLICATIONS_REVENUE,
    title="Business applications revenue",
    columns=(
        "FiscalMonthName, GlobalPartnerID, PartnerName, PartnerAssociationType, CustomerID, "
        "CustomerName, CustomerTenantID, CustomerTenantName, SubscriptionId, SubscriptionStartDate, "
        "Country, WorkloadCategory, Workloads, AdjustedRevenueAmtCD"
    ),
    needs=(
        Field.ATTRIBUTION,
        Field.MONTH,
        Field.SUBSCRIPTION_ID,
    ),
    told_by=("AdjustedRevenueAmtCD",),
    by_workload=True,
)

USAGE = Shape(
    kind=ReportKind.BUSINESS_APPLICATIONS_USAGE,
    title="Business applications usage",
    columns=(
        "FiscalMonthName, GlobalPartnerID, PartnerName, PartnerAssociationType, CustomerID, "
        "CustomerName, CustomerTenantID, CustomerTenantName, SubscriptionId, SubscriptionStartDate, "
        "Country, MetricType, WorkloadCategory, Workload, SkuGroup, PAMAU, MAC, MAU"
    ),
    needs=(
        Field.ATTRIBUTION,
        Field.MONTH,
        Field.SUBSCRIPTION_ID,
    ),
    told_by=(
        "MetricType",
        "PAMAU",
        "MAC",
        "SkuGroup",
    ),
    by_workload=True,
)
