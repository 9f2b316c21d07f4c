"""Azure usage (Microsoft, August 2023): one row a subscription, month, attribution and service.

The report's own guide has names and flags that its data definitions lack.
"""

from __future__ import annotations

from adapters.imports.columns import Field
from adapters.imports.shape import Shape
from bot.partnership.records import Product
from bot.partnership.sightings import ReportKind

SHAPE = Shape(
    kind=ReportKind.AZURE_USAGE,
    title="Azure usage",
    columns=(
        "PGAMpnID, SubscriptionId, SubscriptionStartDate, SubscriptionEndDate, FirstUseDate, "
        "SubscriptionState, Month, ServiceLevel1, ServiceLevel2, ServiceLevel3, ServiceLevel4, "
        "ServiceGroup2, ServiceGroup3, ServiceInfluencer, ComputeOS, ComputeCoreSoftware, UsageUnits, "
        "UsageQuantity, CustomerName, CustomerTenantId, CustomerTpid, CustomerSegment, "
        "CustomerMarket, MPNID, PartnerName, PartnerLocation, PartnerAttributionType, SalesChannel, "
        "EnrollmentNumber, IsACRDuplicateAtPGALevel, ResellerID, ResellerName, IndustryName, "
        "VerticalName, EOU, AdminType, AssociationType, ACR_USD, PGAPartnerID, PartnerID, "
        "PartnerLocationID, IsACRDuplicateAtPGAAttachTypeLevel, IsACRDuplicateAtMPNLevel, "
        "MonthlySubscriptionLevelACR"
    ),
    needs=(
        Field.SUBSCRIPTION_ID,
        Field.ATTRIBUTION,
        Field.MONTH,
    ),
    told_by=(
        "FirstUseDate",
        "ServiceLevel1",
        "ServiceLevel2",
        "ServiceInfluencer",
        "UsageQuantity",
        "ComputeOS",
        "MonthlySubscriptionLevelACR",
    ),
    product=Product.MICROSOFT_AZURE,
)
