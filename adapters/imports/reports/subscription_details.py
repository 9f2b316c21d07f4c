"""Subscription details (Microsoft, August 2023): one row a subscription, month and attribution."""

from __future__ import annotations

from adapters.imports.columns import Field
from adapters.imports.shape import Shape
from bot.partnership.sightings import ReportKind

SHAPE = Shape(
    kind=ReportKind.SUBSCRIPTION_DETAILS,
    title="Subscription details",
    columns=(
        "PGAMpnID, SubscriptionId, SubscriptionStartDate, SubscriptionEndDate, SubscriptionState, "
        "Month, IsAutoRenew, CustomerName, CustomerTenantId, CustomerTpid, DUNSNumber, "
        "CustomerSegment, TopSegment, CustomerMarket, ReportingProductName, Product, RawProductName, "
        "ProductPartNumber, SKU, RevSumDivisionName, SolutionArea, MPNID, PartnerName, "
        "PartnerLocation, PartnerAttributionType, SalesChannel, IndustryName, VerticalName, EOU, "
        "PricingLevel, EnrollmentNumber, IsDuplicateRowForPGA, SubscriptionStartMonth, ResellerID, "
        "ResellerName, AvailableSeatsEOP, AvailableSeats, BilledRevenueUSD, AzureConsumedRevenueUSD, "
        "CPORRevenue, CPORPaidSeats, CPORActiveUsers"
    ),
    needs=(
        Field.SUBSCRIPTION_ID,
        Field.ATTRIBUTION,
        Field.MONTH,
    ),
    told_by=(
        "IsAutoRenew",
        "ReportingProductName",
        "SubscriptionStartMonth",
        "AvailableSeatsEOP",
        "SolutionArea",
        "Product",
    ),
)
