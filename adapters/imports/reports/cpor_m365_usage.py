"""CPOR - M365 usage (Microsoft, August 2023): one row a tenant and workload.

The only documented report with an association date and a claim. It is of claims alone, so a row that does
not say so is one all the same.
"""

from __future__ import annotations

from adapters.imports.columns import Field
from adapters.imports.shape import Shape
from bot.partnership.records import Product
from bot.partnership.sightings import Attribution, ReportKind

SHAPE = Shape(
    kind=ReportKind.CPOR_M365_USAGE,
    title="CPOR - M365 usage",
    columns=(
        "CustomerTenantId, CustomerName, WorkloadName, MonthlyActiveUsers, PaidAvailableUnits, "
        "ClaimId, MpnId, DateAssociated, PartnerAttributionType, Date"
    ),
    needs=(
        Field.WORKLOAD,
        Field.MONTH,
    ),
    told_by=(
        "ClaimId",
        "DateAssociated",
    ),
    by_workload=True,
    else_product=Product.OFFICE_365,
    attribution=Attribution.CLAIMING_PARTNER_OF_RECORD,
)
