"""What the columns are called, by report and by year, in English and in Swedish: all of it in one place.

Microsoft's names are those of its data definitions ("Cloud product performance reports", August 2023), of
the guide to the Azure usage report, of the programmatic access (2021) and of the two lists that a CSP
partner exports. Microsoft does not translate the columns of its reports, only those of the two lists; the
other Swedish names are what people write who translate a header by hand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from bot.partnership.sightings import ReportKind


class Field(StrEnum):
    """What a column tells that we read, whatever it is called."""

    TENANT_ID = "tenant-id"
    TPID = "tpid"
    DOMAIN = "domain"
    CUSTOMER = "customer"
    TENANT_NAME = "tenant-name"
    TENANT_COUNTRY = "tenant-country"
    MARKET = "market"
    SUBSCRIPTION_ID = "subscription-id"
    WORKLOAD = "workload"
    WORKLOAD_CATEGORY = "workload-category"
    PRODUCT = "product"
    REPORTING_PRODUCT = "reporting-product"
    RAW_PRODUCT = "raw-product"
    SKU = "sku"
    ATTRIBUTION = "attribution"
    ADMIN_ROLE = "admin-role"
    PARTNER_ID = "partner-id"
    GLOBAL_ID = "global-id"
    PARTNER_LOCATION = "partner-location"
    PARTNER = "partner"
    RESELLER_ID = "reseller-id"
    RESELLER = "reseller"
    MONTH = "month"
    DUPLICATE = "duplicate"
    DUPLICATE_OF_ATTRIBUTION = "duplicate-of-attribution"
    DUPLICATE_OF_LOCATION = "duplicate-of-location"
    STARTS = "starts"
    ENDS = "ends"
    AUTO_RENEW = "auto-renew"
    STATE = "state"
    ASSOCIATED = "associated"
    CLAIM_ID = "claim-id"
    AZURE_CONSUMED = "azure-consumed"
    BILLED = "billed"
    CPOR_REVENUE = "cpor-revenue"
    ADJUSTED_REVENUE = "adjusted-revenue"
    SEATS = "seats"
    CPOR_PAID_SEATS = "cpor-paid-seats"
    PAID_UNITS = "paid-units"
    ASSIGNED_SEATS = "assigned-seats"
    ACTIVE_USERS = "active-users"
    CPOR_ACTIVE_USERS = "cpor-active-users"
    USAGE_QUANTITY = "usage-quantity"
    RELATIONSHIP = "relationship"
    GLOBAL_NAME = "global-name"
    CITY = "city"
    COUNTRY = "country"
    LEVEL = "level"


NAMES: Mapping[Field, tuple[str, ...]] = {
    Field.TENANT_ID: (
        "CustomerTenantId",
        "Customer Tenant GUID",
        "Kundens klientorganisations-ID",
        "Klientorganisations-ID",
        "Kundens klient-ID",
        "Kundklient-ID",
        "Klient-ID",
        "Kundens tenant-ID",
        "Tenant-ID",
    ),
    Field.TPID: ("CustomerTpid", "Customer TPID", "TPID", "Kundens TPID", "Kund-TPID"),
    Field.DOMAIN: ("TenantDomainName", "Domännamn", "Klientorganisationens domännamn"),
    Field.CUSTOMER: ("CustomerName", "Kundnamn", "Kundens namn", "Kund"),
    Field.TENANT_NAME: ("CustomerTenantName", "Klientorganisationens namn", "Kundens klientorganisation"),
    Field.TENANT_COUNTRY: ("CustomerTenantCountry", "Klientorganisationens land"),
    Field.MARKET: ("CustomerMarket", "Kundens marknad"),
    Field.SUBSCRIPTION_ID: (
        "SubscriptionId",
        "SubscriptionGuid",
        "Prenumerations-ID",
        "Prenumerationens ID",
        "Abonnemangs-ID",
    ),
    Field.WORKLOAD: ("WorkloadName", "Workload", "Workloads", "Arbetsbelastning", "Arbetsbelastningar"),
    Field.WORKLOAD_CATEGORY: ("WorkloadCategory", "Arbetsbelastningskategori"),
    Field.PRODUCT: ("Product", "Produkt"),
    Field.REPORTING_PRODUCT: ("ReportingProductName", "Rapporterad produkt"),
    Field.RAW_PRODUCT: ("RawProductName", "Produktnamn"),
    Field.SKU: ("SKU",),
    Field.ATTRIBUTION: (
        "PartnerAttributionType",
        "PartnerAssociationType",
        "PartnerAttachType",
        "Attributionstyp",
        "Partnerns attributionstyp",
        "Partnerattributionstyp",
        "Partnerattribution",
        "Typ av partnerattribution",
        "Associationstyp",
        "Partnerassociationstyp",
    ),
    Field.ADMIN_ROLE: ("AdminType", "Administratörstyp", "Administratörsroll"),
    Field.PARTNER_ID: ("MPNID", "MPN ID", "PartnerID", "Partner-ID"),
    Field.GLOBAL_ID: (
        "PGAMpnID",
        "PGA_MPNID",
        "PGAPartnerID",
        "GlobalPartnerID",
        "Globalt partner-ID",
        "PGA-MPN-ID",
    ),
    Field.PARTNER_LOCATION: ("PartnerLocation", "PartnerLocationID", "Partnerns plats", "Partnerplats"),
    Field.PARTNER: ("PartnerName", "Partnernamn", "Partnerns namn"),
    Field.RESELLER_ID: ("ResellerID", "ResellerMpnID", "Återförsäljar-ID", "Återförsäljarens ID"),
    Field.RESELLER: ("ResellerName", "Återförsäljarens namn", "Återförsäljarnamn"),
    Field.MONTH: ("Month", "FiscalMonthName", "MonthKey", "Månad", "Räkenskapsmånad"),
    Field.DUPLICATE: (
        "IsDuplicateRowForPGA",
        "IsACRDuplicateAtPGALevel",
        "Dubblettrad för PGA",
        "Är dubblett för PGA",
    ),
    Field.DUPLICATE_OF_ATTRIBUTION: ("IsACRDuplicateAtPGAAttachTypeLevel", "Är dubblett för PGA och typ"),
    Field.DUPLICATE_OF_LOCATION: ("IsACRDuplicateAtMPNLevel", "Är dubblett för MPN"),
    Field.STARTS: (
        "SubscriptionStartDate",
        "Prenumerationens startdatum",
        "Prenumerationsstart",
        "Startdatum",
    ),
    Field.ENDS: ("SubscriptionEndDate", "Prenumerationens slutdatum", "Prenumerationsslut", "Slutdatum"),
    Field.AUTO_RENEW: ("IsAutoRenew", "Autoförnyelse", "Förnyas automatiskt", "Automatisk förnyelse"),
    Field.STATE: (
        "SubscriptionState",
        "SubscriptionStatus",
        "Prenumerationens status",
        "Prenumerationsstatus",
        "Prenumerationens tillstånd",
    ),
    Field.ASSOCIATED: ("DateAssociated", "Associerad den", "Associationsdatum"),
    Field.CLAIM_ID: ("ClaimId", "Anspråks-ID"),
    Field.AZURE_CONSUMED: ("AzureConsumedRevenueUSD", "ACR_USD", "Azure-förbrukning USD", "ACR USD"),
    Field.BILLED: ("BilledRevenueUSD", "Fakturerad intäkt USD", "Fakturerade intäkter USD"),
    Field.CPOR_REVENUE: ("CPORRevenue", "CPOR-intäkt"),
    Field.ADJUSTED_REVENUE: ("AdjustedRevenueAmtCD", "Justerad intäkt"),
    Field.SEATS: ("AvailableSeatsEOP", "Tillgängliga platser vid periodens slut"),
    Field.CPOR_PAID_SEATS: ("CPORPaidSeats", "CPOR-betalda platser"),
    Field.PAID_UNITS: ("PaidAvailableUnits", "Betalda tillgängliga enheter"),
    Field.ASSIGNED_SEATS: ("AssignedSeats", "Tilldelade platser"),
    Field.ACTIVE_USERS: (
        "MonthlyActiveUsers",
        "ActiveSeats",
        "MAU",
        "Aktiva användare per månad",
        "Månatligen aktiva användare",
    ),
    Field.CPOR_ACTIVE_USERS: ("CPORActiveUsers", "CPOR-aktiva användare"),
    Field.USAGE_QUANTITY: ("UsageQuantity", "Förbrukad mängd", "Använd kvantitet"),
    Field.RELATIONSHIP: ("Relationship", "Relation"),
    Field.GLOBAL_NAME: ("PGA_PartnerName", "PGA-partnernamn", "Globalt partnernamn"),
    Field.CITY: ("City", "Ort", "Stad"),
    Field.COUNTRY: ("Country", "Land", "Land/region"),
    Field.LEVEL: ("HierarchyLevel", "AccountType", "Hierarkinivå", "Kontotyp"),
}

NAMES_IN: Mapping[ReportKind, Mapping[Field, tuple[str, ...]]] = {
    ReportKind.CUSTOMERS_AND_TENANTS: {Field.SEATS: ("AvailableSeats", "Tillgängliga platser")},
    ReportKind.DYNAMICS_USAGE: {Field.SEATS: ("AvailableSeats", "Tillgängliga platser")},
    ReportKind.POWER_BI_USAGE: {Field.SEATS: ("AvailableSeats", "Tillgängliga platser")},
    ReportKind.CPOR_M365_USAGE: {Field.MONTH: ("Date", "Datum")},
    ReportKind.CSP_CUSTOMERS: {
        Field.TENANT_ID: ("Microsoft ID", "Microsoft-ID"),
        Field.CUSTOMER: ("Company name", "Företagsnamn"),
        Field.DOMAIN: ("Primary domain name", "Primärt domännamn"),
    },
    # The partner of a CSP subscription is its reseller, never its partner of record.
    ReportKind.CSP_SUBSCRIPTIONS: {
        Field.SUBSCRIPTION_ID: ("Id",),
        Field.PRODUCT: ("Subscription", "Prenumeration", "offerName", "productName"),
        Field.SEATS: ("Quantity", "Antal", "licenseCount"),
        Field.STATE: ("Status",),
        Field.RESELLER_ID: ("partnerId", "Partner-ID"),
        Field.RESELLER: ("Reseller", "Återförsäljare", "partnerName"),
        Field.STARTS: ("effectiveStartDate",),
        Field.ENDS: ("commitmentEndDate",),
        Field.AUTO_RENEW: ("autoRenewEnabled",),
    },
}
"""What a name means in that report alone; it goes before NAMES there."""

_OF_THE_REST_INTERFACE = (
    "offerId entitlementId friendlyName unitType parentSubscriptionId creationDate billingType "
    "billingCycle billingCycleName isTrial isMicrosoftProduct publisherName providerName "
    "subscriptionType suspensionReasons contractType orderId termDuration renewalTermDuration "
    "currentStateEndDate lastUsageDate lastRenewalDate churnRisk"
)

PASSED_OVER: tuple[tuple[str, ...], ...] = (
    ("DUNSNumber", "DUNS-nummer"),
    ("CustomerSegment", "Kundsegment"),
    ("TopSegment", "Toppsegment"),
    ("CustomerStatus", "Kundstatus"),
    ("CustomerID", "Kund-ID"),
    ("ProductPartNumber", "Artikelnummer"),
    ("RevSumDivisionName",),
    ("RevSumCategoryName",),
    ("SolutionArea", "Lösningsområde"),
    ("SalesChannel", "Försäljningskanal"),
    ("SalesModel", "Försäljningsmodell"),
    ("DetailedSalesModel",),
    ("FreeVsPaidSKU",),
    ("SKUId", "SKU-ID"),
    ("SkuGroup",),
    ("IndustryName", "Bransch"),
    ("VerticalName", "Delbransch"),
    ("EOU",),
    ("PricingLevel", "Prisnivå"),
    ("EnrollmentNumber", "Registreringsnummer"),
    ("SubscriptionStartMonth", "Prenumerationens startmånad"),
    ("AvailableSeats", "Tillgängliga platser"),
    ("FirstUseDate", "Första användning"),
    ("ServiceLevel1", "Tjänstnivå 1"),
    ("ServiceLevel2", "Tjänstnivå 2"),
    ("ServiceLevel3", "Tjänstnivå 3"),
    ("ServiceLevel4", "Tjänstnivå 4"),
    ("ServiceGroup2", "Tjänstgrupp 2"),
    ("ServiceGroup3", "Tjänstgrupp 3"),
    ("ServiceInfluencer",),
    ("ComputeOS",),
    ("ComputeCoreSoftware",),
    ("UsageUnits", "Förbrukningsenheter"),
    ("AssociationType",),
    ("MonthlySubscriptionLevelACR",),
    ("MetricType", "Måttyp"),
    ("PAMAU",),
    ("MAC",),
    ("PartnerHierarchy", "Partnerhierarki"),
    ("AATPActiveUsage",),
    ("MCASActiveUsage",),
    ("AADPPaidAvailableUnits",),
    ("IntunePaidAvailableUnits",),
    ("AzipPaidAvailableUnits",),
    ("AADPMonthlyActiveUsers",),
    ("IntuneMonthlyActiveUsers",),
    ("AzipMonthlyActiveUsers",),
    ("MDM",),
    ("MAM",),
    ("SSPR",),
    ("DeploymentOpportunity",),
    ("ActiveUsagePercent",),
    *((name,) for name in _OF_THE_REST_INTERFACE.split()),
)
"""Documented columns that say nothing of who holds what; each in all its names."""

OWN: Mapping[str, tuple[str, ...]] = {
    "customer": ("kund", "kundnamn"),
    "tenant_id": ("klientorganisations-id", "klient-id", "tenant-id"),
    "domain": ("domän", "domännamn"),
    "subscription_id": ("prenumerations-id", "abonnemangs-id"),
    "product": ("produkt",),
    "label": ("etikett", "benämning"),
    "dpor": (),
    "association": ("annan association", "koppling"),
    "renewal_date": ("förnyelsedatum", "förnyas"),
    "usage_driven_by_us": ("användningen drivs av oss", "användning drivs av oss", "vi driver användningen"),
    "own_tenant": ("egen klientorganisation", "egen tenant"),
    "ended": ("upphört",),
    "country": ("land",),
    "since": ("sedan",),
    "seen_for": ("gäller",),
    "source": ("källa",),
    "teller": ("sagesman",),
    "disagreement": ("motsägelse",),
}
"""The columns of our own CSV, and what they are called in Swedish."""


def folded(name: str) -> str:
    """The name without case, spaces and marks, so that "MPN ID", "MPNId" and "mpn_id" are one."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))


def _folded(names: Mapping[Field, tuple[str, ...]]) -> dict[str, Field]:
    return {folded(name): field for field, all_names in names.items() for name in all_names}


_EVERYWHERE = _folded(NAMES)
_IN = {kind: _folded(names) for kind, names in NAMES_IN.items()}
_OTHERS = {folded(name): folded(names[0]) for names in PASSED_OVER for name in names}
_OWN = {folded(name): column for column, names in OWN.items() for name in (column, *names)}


def field(name: str, kind: ReportKind) -> Field | None:
    """What the column tells in that report; None where it is not one that we read."""
    own = _IN.get(kind, {})
    return own.get(folded(name)) or _EVERYWHERE.get(folded(name))


def passed_over(name: str) -> str:
    """The documented column of that name, folded; empty where there is none."""
    return _OTHERS.get(folded(name), "")


def own_column(name: str) -> str:
    """The column of our own CSV, as it is called there in English; the name in small letters where none."""
    return _OWN.get(folded(name), name.casefold())


OWN_NEEDS = frozenset({"customer", "subscription_id", "product"})


def is_own(header: tuple[str, ...]) -> bool:
    """Whether these are the columns of our own CSV."""
    names = {own_column(name) for name in header}
    return names >= OWN_NEEDS and names <= OWN.keys()


def known_of_own(header: tuple[str, ...]) -> int:
    """How many of these are columns of our own CSV."""
    return len({own_column(name) for name in header} & OWN.keys())
