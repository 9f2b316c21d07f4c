"""What a CSP partner exports: its customers, and the subscriptions of one of them.

The second comes from the page of one customer and does not name it. It is also what the REST interface
gives of a subscription. The partner in it is the CSP reseller, never the digital partner of record.
"""

from __future__ import annotations

from adapters.imports.columns import Field
from adapters.imports.shape import Shape
from bot.partnership.sightings import ReportKind

CUSTOMERS = Shape(
    kind=ReportKind.CSP_CUSTOMERS,
    title="CSP customers",
    columns="Microsoft ID, Company name, Primary domain name, Relationship",
    needs=(Field.TENANT_ID, Field.CUSTOMER),
    told_by=("Relationship", "Primary domain name"),
)

SUBSCRIPTIONS = Shape(
    kind=ReportKind.CSP_SUBSCRIPTIONS,
    title="CSP subscriptions",
    columns=(
        "Subscription ID, Subscription, Quantity, Status, Reseller, "
        "id, offerId, entitlementId, offerName, friendlyName, unitType, parentSubscriptionId, "
        "creationDate, effectiveStartDate, commitmentEndDate, autoRenewEnabled, billingType, "
        "billingCycle, isTrial, isMicrosoftProduct, publisherName, partnerId, suspensionReasons, "
        "contractType, orderId, termDuration, renewalTermDuration, customerTenantId, customerName, "
        "customerMarket, productName, subscriptionType, partnerName, providerName, "
        "currentStateEndDate, lastUsageDate, lastRenewalDate, licenseCount, churnRisk, "
        "billingCycleName"
    ),
    needs=(Field.SUBSCRIPTION_ID, Field.PRODUCT),
    told_by=("Reseller", "Status"),
    lacks=(Field.ATTRIBUTION,),
)
