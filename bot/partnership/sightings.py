"""What Microsoft's downloads say: one value a row, as it stands there, before anything is concluded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.partnership.records import Product


class ReportKind(StrEnum):
    """The files that can be read. The names of Partner Center's downloads are Microsoft's."""

    OWN_CSV = "own-csv"
    SUBSCRIPTION_DETAILS = "subscription-details"
    AZURE_USAGE = "azure-usage"
    CUSTOMERS_AND_TENANTS = "customers-and-tenants"
    CPOR_M365_USAGE = "cpor-m365-usage"
    BUSINESS_APPLICATIONS_REVENUE = "business-applications-revenue"
    BUSINESS_APPLICATIONS_USAGE = "business-applications-usage"
    OFFICE_USAGE = "office-usage"
    EMS_USAGE = "ems-usage"
    DYNAMICS_USAGE = "dynamics-usage"
    POWER_BI_USAGE = "power-bi-usage"
    PARTNER_PROFILE = "partner-profile"
    CSP_CUSTOMERS = "csp-customers"
    CSP_SUBSCRIPTIONS = "csp-subscriptions"


class Attribution(StrEnum):
    """How a partner is tied to what was sold or used, as Partner Center's reports distinguish it."""

    PARTNER_ADMIN_LINK = "partner-admin-link"
    TRANSACTING_PARTNER_OF_RECORD = "transacting-partner-of-record"
    PARTNER_OF_RECORD = "partner-of-record"
    CLAIMING_PARTNER_OF_RECORD = "claiming-partner-of-record"
    CSP_TIER_1 = "csp-tier-1"
    CSP_TIER_2 = "csp-tier-2"
    PARTNER_AS_END_CUSTOMER = "partner-as-end-customer"
    DEAL_REGISTRATION = "deal-registration"
    DELEGATED_ADMINISTRATOR = "delegated-administrator"


class Duplicate(StrEnum):
    """Within what a row's amounts are told a second time: the flags that reports call IsDuplicate…"""

    GLOBAL_ACCOUNT = "global-account"
    GLOBAL_ACCOUNT_AND_ATTRIBUTION = "global-account-and-attribution"
    LOCATION = "location"


class Measure(StrEnum):
    """What an amount counts."""

    AZURE_CONSUMED_USD = "azure-consumed-usd"
    BILLED_USD = "billed-usd"
    CPOR_REVENUE = "cpor-revenue"
    ADJUSTED_REVENUE = "adjusted-revenue"
    SEATS = "seats"
    CPOR_PAID_SEATS = "cpor-paid-seats"
    PAID_UNITS = "paid-units"
    ASSIGNED_SEATS = "assigned-seats"
    ACTIVE_USERS = "active-users"
    CPOR_ACTIVE_USERS = "cpor-active-users"
    USAGE_QUANTITY = "usage-quantity"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerClue:
    """How a row tells its customer; what it does not tell is empty.

    `tpid` is Microsoft's id of the top parent, which several tenants may share. `name` is as given; a
    `masked` name hides whose it is and says nothing. `tenant_name` is the tenant's own name. `country` is an
    ISO code, which tells nobody.
    """

    tenant_id: str = ""
    tpid: str = ""
    domain: str = ""
    name: str = ""
    tenant_name: str = ""
    masked: bool = False
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerClue:
    """How a row tells its partner: the ids of its location and its global account, place and name."""

    location_id: str = ""
    global_id: str = ""
    location: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How a partner is tied to whatever it is: what very many rows of a report say alike.

    `attribution` and `partner` are None where the report tells of none (the list of a CSP customer's
    subscriptions). `reseller` sells in the CSP programme, and is never partner of record. `product` is None
    where it is none of ours; `product_name` is as given. `month` is the first day of the month that is spoken
    for, None where it is the day of the download. `ended` is None where the report tells no state.
    `associated_on` is told by CPOR alone.
    """

    report: ReportKind
    workload: str = ""
    product: Product | None = None
    product_name: str = ""
    attribution: Attribution | None = None
    admin_role: str = ""
    partner: PartnerClue | None = None
    reseller: PartnerClue | None = None
    month: date | None = None
    duplicate_within: frozenset[Duplicate] = frozenset()
    auto_renew: bool | None = None
    ended: bool | None = None
    associated_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting(Tie):
    """One row that ties a partner to a subscription, or to a workload where the report knows no subscription.

    `line` is the row's in its file.
    """

    line: int
    customer: CustomerClue
    subscription_id: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    claim_id: str = ""
    amounts: tuple[tuple[Measure, Decimal], ...] = ()

    def amount(self, measure: Measure) -> Decimal | None:
        """The amount of that measure, None where the row tells none."""
        return dict(self.amounts).get(measure)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSeen:
    """One row of the list of CSP customers. `relationship` is as given ("Cloud Reseller")."""

    report: ReportKind
    line: int
    customer: CustomerClue
    relationship: str = ""


class AccountLevel(StrEnum):
    """What a partner id stands for. Incentives, CSP and PAL take a location's, never the global one."""

    GLOBAL = "global"
    LOCATION = "location"


@dataclass(frozen=True, slots=True, kw_only=True)
class OurAccount:
    """One row of the partner profile: an id that is ours."""

    report: ReportKind
    line: int
    partner: PartnerClue
    level: AccountLevel | None = None
    global_name: str = ""
    country: str = ""
