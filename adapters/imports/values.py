"""What the cells say, by report and by year, in English and in Swedish: all of it in one place.

Attribution types are those of the Azure usage report's guide (August 2023), of the page filter "Partner
attributions" and, in short, of the business applications' reports.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.partnership.records import Product
from bot.partnership.sightings import AccountLevel, Attribution

ATTRIBUTIONS: Mapping[Attribution, tuple[str, ...]] = {
    Attribution.PARTNER_ADMIN_LINK: (
        "Partner admin link",
        "Partner Admin Link (PAL)",
        "PAL",
        "Partneradministratörslänk",
    ),
    Attribution.TRANSACTING_PARTNER_OF_RECORD: (
        "Transacting partner of record",
        "Transacting Partner of Record (TPOR)",
        "Transacting partner",
        "TPOR",
        "Säljande partner",
    ),
    Attribution.PARTNER_OF_RECORD: (
        "Partner of record",
        "Partner of Record (POR)",
        "Digital partner of record",
        "Digital Partner of Record (DPOR)",
        "DPOR/POR",
        "DPOR",
        "POR",
        "Digital registrerad partner",
        "Registrerad partner",
    ),
    Attribution.CLAIMING_PARTNER_OF_RECORD: (
        "CPOR",
        "Claiming partner of record",
        "Claiming Partner of Record (CPOR)",
        "Anspråksställande partner",
    ),
    Attribution.CSP_TIER_1: ("CSP Tier 1", "CSP Tier1", "CSP T1", "CSP nivå 1"),
    Attribution.CSP_TIER_2: ("CSP Tier 2", "CSP Tier2", "CSP T2", "CSP nivå 2"),
    Attribution.PARTNER_AS_END_CUSTOMER: (
        "Partner as end-customer",
        "Partner as end customer",
        "Partner som slutkund",
    ),
    Attribution.DEAL_REGISTRATION: ("Deal registration", "Affärsregistrering"),
    Attribution.DELEGATED_ADMINISTRATOR: (
        "DAP",
        "Delegated admin",
        "Delegated administrator",
        "Delegated admin privileges",
        "Delegated Admin Privileges (DAP)",
        "Delegerad administratör",
    ),
}

PRODUCTS: Mapping[Product, tuple[str, ...]] = {
    Product.OFFICE_365: ("Office 365", "Microsoft 365", "O365", "M365", "Modern Work"),
    Product.DYNAMICS_CRM_ONLINE: (
        "Dynamics 365",
        "Microsoft Dynamics 365",
        "Dynamics CRM Online",
        "Microsoft Dynamics CRM Online",
        "D365",
    ),
    Product.WINDOWS_INTUNE: ("Intune", "Windows Intune", "Microsoft Intune"),
    Product.ENTERPRISE_MOBILITY_SUITE: (
        "Enterprise Mobility + Security",
        "Enterprise Mobility and Security",
        "Enterprise Mobility & Security",
        "Enterprise Mobility Suite",
        "Enterprise Mobility",
        "EMS",
    ),
    Product.MICROSOFT_AZURE: ("Microsoft Azure", "Windows Azure"),
}
"""How the names of our products begin. "Azure" alone begins much that is no Azure subscription."""

EXACT_PRODUCTS: Mapping[str, Product] = {
    "azure": Product.MICROSOFT_AZURE,
    "azure plan": Product.MICROSOFT_AZURE,
    "azure-plan": Product.MICROSOFT_AZURE,
}

WORKLOADS: Mapping[Product, tuple[str, ...]] = {
    Product.OFFICE_365: (
        *(
            "Exchange",
            "Exchange Online",
            "SharePoint",
            "SharePoint Online",
            "OneDrive",
            "OneDrive for Business",
        ),
        *(
            "Skype for Business",
            "Skype for Business Online",
            "Teams",
            "Microsoft Teams",
            "Yammer",
            "Viva Engage",
        ),
        *("Office 365 ProPlus", "Microsoft 365 Apps", "Microsoft 365 Apps for enterprise"),
    ),
    Product.WINDOWS_INTUNE: ("Intune", "Microsoft Intune"),
    Product.ENTERPRISE_MOBILITY_SUITE: (
        *("AADP", "Azure Active Directory Premium", "AIP", "Azure Information Protection"),
        *("Microsoft Information Protection", "MCAS", "Microsoft Defender for Cloud Apps"),
    ),
    Product.DYNAMICS_CRM_ONLINE: (
        *("Business Central", "CE Bundle", "Commerce", "Customer Insights", "Customer Service", "F&O Bundle"),
        *("Field Service", "Finance", "Human Resources", "Marketing", "Project Operations", "Sales"),
        *("Supply Chain Management", "Remote Assist", "Guides", "Dynamics 365"),
    ),
}
"""Workloads of our products, as reports name them that know no product."""

ENDED: Mapping[str, bool] = {
    **dict.fromkeys(("churned", "closed", "deleted", "deprovisioned", "expired", "inactive"), True),
    **dict.fromkeys(("avslutad", "stängd", "borttagen", "utgången", "inaktiv"), True),
    **dict.fromkeys(("active", "open", "in grace period", "pending", "suspended", "disabled"), False),
    **dict.fromkeys(("aktiv", "öppen", "i respitperiod", "väntar", "inaktiverad", "pausad"), False),
}
"""Whether a subscription in that state has ended. What a later year adds is read as not told."""

LEVELS: Mapping[str, AccountLevel] = {
    **dict.fromkeys(("global", "headquarters", "pga", "globalt"), AccountLevel.GLOBAL),
    **dict.fromkeys(("location", "local", "pla", "plats", "lokalt"), AccountLevel.LOCATION),
}

YES = frozenset({"1", "yes", "true", "ja", "sant", "y", "j"})
NO = frozenset({"0", "no", "false", "nej", "falskt", "n"})

NOTHING = frozenset(
    {"null", "unknown", "n/a", "#n/a", "na", "none", "(blank)", "not available", "okänd", "saknas", "-"}
)
"""How reports write that they do not know: deal registrations are full of it."""

NO_SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
"""What stands for the subscription of a deal registration, which has none."""

_MASKS = frozenset(
    {
        "masked",
        "obfuscated",
        "hidden",
        "redacted",
        "confidential",
        "anonymized",
        "maskerad",
        "maskerat",
        "dold",
    }
)
_ANY_MASK = re.compile("|".join(sorted(_MASKS)))
_BESIDE_MASKS = frozenset({"customer", "name", "kund", "kundnamn", "company", ""})
_MASKED = re.compile(
    r"\*\*|#{3}|^[xX]{3,}$|^[^\w]*$|^[0-9a-f]{8}-[0-9a-f-]{27}$|^(?=.*\d)[0-9a-fA-F]{16,}$", re.IGNORECASE
)


_IN_BRACKETS = re.compile(r"(.+?) ?\((.+)\)")


def word(text: str) -> str:
    """The text as the tables of this file have it."""
    return " ".join(text.casefold().split())


_ATTRIBUTIONS = {word(name): attribution for attribution, names in ATTRIBUTIONS.items() for name in names}
_PRODUCTS = sorted(
    ((word(name), product) for product, names in PRODUCTS.items() for name in names),
    key=lambda named: len(named[0]),
    reverse=True,
)


_WORKLOADS = {word(name): ours for ours, names in WORKLOADS.items() for name in names}


def workload(text: str) -> Product | None:
    """Ours that the workload is of, None where it is of none."""
    return _WORKLOADS.get(word(text)) or product(text)


def attribution(text: str) -> Attribution | None:
    """The type of that name, None where it is not known. Its short name may follow in brackets."""
    name = word(text)
    known = _ATTRIBUTIONS.get(name)
    if known is None and (both := _IN_BRACKETS.fullmatch(name)):
        known = _ATTRIBUTIONS.get(both[1])
        return known if known is _ATTRIBUTIONS.get(both[2]) else None
    return known


def product(text: str) -> Product | None:
    """Ours whose name begins the text, None where it is none of ours."""
    name = word(text)
    if name in EXACT_PRODUCTS:
        return EXACT_PRODUCTS[name]
    for beginning, ours in _PRODUCTS:
        if name == beginning or name.startswith(beginning + " "):
            return ours
    return None


def is_masked(name: str) -> bool:
    """Whether a customer's name hides whose it is. Microsoft says that some do, and not how they look."""
    suspect = " " not in name or "**" in name or "###" in name
    return (suspect and bool(_MASKED.search(name))) or _says_so(name.casefold())


def _says_so(name: str) -> bool:
    if not _ANY_MASK.search(name):
        return False
    words = {each for each in re.split(r"\W+", name) if not each.isdigit()}
    return bool(words & _MASKS) and words <= _MASKS | _BESIDE_MASKS
