"""Office 365 usage (2021), Microsoft 365 usage since: a row a tenant, workload and month."""

from __future__ import annotations

from adapters.imports.columns import Field
from adapters.imports.shape import Shape
from bot.partnership.records import Product
from bot.partnership.sightings import ReportKind

SHAPE = Shape(
    kind=ReportKind.OFFICE_USAGE,
    title="Microsoft 365 usage",
    columns=(
        "CustomerTenantId, CustomerTpid, WorkloadName, Month, PaidAvailableUnits, MonthlyActiveUsers, "
        "CustomerName, CustomerMarket, CustomerSegment, MPNId, PartnerName, PartnerLocation, "
        "PartnerAttributionType, IsDuplicateRowForPGA, PGAPartnerID, PartnerID, IndustryName, "
        "VerticalName, EOU"
    ),
    needs=(
        Field.WORKLOAD,
        Field.MONTH,
        Field.ATTRIBUTION,
    ),
    told_by=(
        "MonthlyActiveUsers",
        "PaidAvailableUnits",
    ),
    by_workload=True,
    else_product=Product.OFFICE_365,
)
