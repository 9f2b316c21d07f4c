"""The reports that can be read. A new one is a file here and a line in this tuple."""

from __future__ import annotations

from adapters.imports.reports import (
    azure_usage,
    business_applications,
    cpor_m365_usage,
    csp_lists,
    customers_and_tenants,
    licence_usage,
    office_usage,
    partner_profile,
    subscription_details,
)
from adapters.imports.shape import Shape

SHAPES: tuple[Shape, ...] = (
    subscription_details.SHAPE,
    azure_usage.SHAPE,
    customers_and_tenants.SHAPE,
    cpor_m365_usage.SHAPE,
    business_applications.REVENUE,
    business_applications.USAGE,
    office_usage.SHAPE,
    licence_usage.EMS,
    licence_usage.DYNAMICS,
    licence_usage.POWER_BI,
    partner_profile.SHAPE,
    csp_lists.CUSTOMERS,
    csp_lists.SUBSCRIPTIONS,
)
