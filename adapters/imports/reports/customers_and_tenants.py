"""Customers and tenants (Microsoft, August 2023): one row a tenant, product, month and attribution.

A later edition tells the subscription, too.
"""

from __future__ import annotations

from adapters.imports.columns import Field
from adapters.imports.shape import Shape
from bot.partnership.sightings import ReportKind

SHAPE = Shape(
    kind=ReportKind.CUSTOMERS_AND_TENANTS,
    title="Customers and tenants",
    columns=(
        "PGAMpnID, CustomerName, CustomerTenantId, CustomerTpid, DUNSNumber, CustomerSegment, "
        "TopSegment, CustomerMarket, CustomerStatus, CustomerTenantName, CustomerTenantCountry, "
        "TenantDomainName, Product, RawProductName, SKU, Month, MPNId, PartnerName, PartnerLocation, "
        "PartnerAttributionType, SalesChannel, IndustryName, VerticalName, EOU, IsDuplicateRowForPGA, "
        "AvailableSeats, BilledRevenueUSD, AzureConsumedRevenueUSD, CPORRevenue, CPORPaidSeats, "
        "CPORActiveUsers, SubscriptionGuid, IsAutoRenew"
    ),
    needs=(
        Field.ATTRIBUTION,
        Field.MONTH,
    ),
    told_by=(
        "CustomerStatus",
        "CustomerTenantName",
        "CustomerTenantCountry",
        "TenantDomainName",
    ),
)
