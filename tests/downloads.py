"""Partner Center's downloads, made here: every report with the columns that its documentation lists.

The names are written out a second time, from the documentation, so that a slip in the reader is seen.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from adapters.imports.file import File
from bot.partnership.sightings import ReportKind as Kind

TENANT = "7d4c1f6a-0a51-4c33-9f1e-2f4b8f6f2a10"
SUBSCRIPTION = "42226ed6-070a-4e0f-b80c-4cdfb3e97aa7"
COLUMNS: Mapping[Kind, str] = {
    Kind.SUBSCRIPTION_DETAILS: (
        "PGAMpnID,SubscriptionId,SubscriptionStartDate,SubscriptionEndDate,SubscriptionState,Month,IsAutoRenew,"
        "CustomerName,CustomerTenantId,CustomerTpid,DUNSNumber,CustomerSegment,TopSegment,CustomerMarket,"
        "ReportingProductName,Product,RawProductName,ProductPartNumber,SKU,RevSumDivisionName,SolutionArea,"
        "MPNID,PartnerName,PartnerLocation,PartnerAttributionType,SalesChannel,IndustryName,VerticalName,EOU,"
        "PricingLevel,EnrollmentNumber,IsDuplicateRowForPGA,SubscriptionStartMonth,ResellerID,ResellerName,"
        "AvailableSeatsEOP,AvailableSeats,BilledRevenueUSD,AzureConsumedRevenueUSD,CPORRevenue,CPORPaidSeats,"
        "CPORActiveUsers"
    ),
    Kind.AZURE_USAGE: (
        "PGAMpnID,SubscriptionId,SubscriptionStartDate,SubscriptionEndDate,FirstUseDate,SubscriptionState,Month,"
        "ServiceLevel1,ServiceLevel2,ServiceLevel3,ServiceLevel4,ServiceGroup2,ServiceGroup3,ServiceInfluencer,"
        "ComputeOS,ComputeCoreSoftware,UsageUnits,UsageQuantity,CustomerName,CustomerTenantId,CustomerTpid,"
        "CustomerSegment,CustomerMarket,MPNID,PartnerName,PartnerLocation,PartnerAttributionType,SalesChannel,"
        "EnrollmentNumber,IsACRDuplicateAtPGALevel,ResellerID,ResellerName,IndustryName,VerticalName,EOU,"
        "AdminType,AssociationType,ACR_USD"
    ),
    Kind.CUSTOMERS_AND_TENANTS: (
        "PGAMpnID,CustomerName,CustomerTenantId,CustomerTpid,DUNSNumber,CustomerSegment,TopSegment,"
        "CustomerMarket,CustomerStatus,CustomerTenantName,CustomerTenantCountry,TenantDomainName,Product,"
        "RawProductName,SKU,Month,MPNId,PartnerName,PartnerLocation,PartnerAttributionType,SalesChannel,"
        "IndustryName,VerticalName,EOU,IsDuplicateRowForPGA,AvailableSeats,BilledRevenueUSD,"
        "AzureConsumedRevenueUSD,CPORRevenue,CPORPaidSeats,CPORActiveUsers"
    ),
    Kind.CPOR_M365_USAGE: (
        "CustomerTenantId,CustomerName,WorkloadName,MonthlyActiveUsers,PaidAvailableUnits,ClaimId,MpnId,"
        "DateAssociated,PartnerAttributionType,Date"
    ),
    Kind.BUSINESS_APPLICATIONS_REVENUE: (
        "FiscalMonthName,GlobalPartnerID,PartnerName,PartnerAssociationType,CustomerID,CustomerName,"
        "CustomerTenantID,CustomerTenantName,SubscriptionId,SubscriptionStartDate,Country,WorkloadCategory,"
        "Workloads,AdjustedRevenueAmtCD"
    ),
    Kind.BUSINESS_APPLICATIONS_USAGE: (
        "FiscalMonthName,GlobalPartnerID,PartnerName,PartnerAssociationType,CustomerID,CustomerName,"
        "CustomerTenantID,CustomerTenantName,SubscriptionID,SubscriptionStartDate,MetricType,WorkloadCategory,"
        "Workload,SkuGroup,PAMAU,MAC,MAU"
    ),
    Kind.OFFICE_USAGE: (
        "CustomerTenantId,CustomerTpid,WorkloadName,Month,PaidAvailableUnits,MonthlyActiveUsers,CustomerName,"
        "CustomerMarket,CustomerSegment,MPNId,PartnerName,PartnerLocation,PartnerAttributionType,"
        "IsDuplicateRowForPGA"
    ),
    Kind.EMS_USAGE: (
        "PGAMpnID,SubscriptionId,SubscriptionStartDate,SubscriptionEndDate,SubscriptionStatus,Month,SKU,SKUId,"
        "FreeVsPaidSKU,SalesModel,DetailedSalesModel,CustomerName,CustomerTenantId,CustomerTpid,CustomerSegment,"
        "CustomerMarket,IndustryName,VerticalName,EOU,MPNID,PartnerName,PartnerLocation,PartnerAttributionType,"
        "PartnerHierarchy,PaidAvailableUnits,MonthlyActiveUsers,AATPActiveUsage,MCASActiveUsage,"
        "AADPPaidAvailableUnits,IntunePaidAvailableUnits,AzipPaidAvailableUnits,AADPMonthlyActiveUsers,"
        "IntuneMonthlyActiveUsers,AzipMonthlyActiveUsers,MDM,MAM,SSPR"
    ),
    Kind.DYNAMICS_USAGE: (
        "PGAMpnID,SubscriptionId,SubscriptionStartDate,SubscriptionEndDate,SubscriptionStatus,Month,"
        "RevSumDivisionName,RevSumCategoryName,SKU,SKUId,FreeVsPaidSKU,SalesModel,DetailedSalesModel,"
        "CustomerName,CustomerTenantId,CustomerTpid,CustomerSegment,CustomerMarket,IndustryName,VerticalName,"
        "EOU,MPNID,PartnerName,PartnerLocation,PartnerAttachType,AvailableSeats,AssignedSeats,ActiveSeats,"
        "DeploymentOpportunity,ActiveUsagePercent"
    ),
    Kind.POWER_BI_USAGE: (
        "PGAMpnID,SubscriptionId,SubscriptionStartDate,SubscriptionEndDate,SubscriptionStatus,Month,SKU,SKUId,"
        "FreeVsPaidSKU,SalesModel,DetailedSalesModel,CustomerName,CustomerTenantId,CustomerTpid,CustomerSegment,"
        "CustomerMarket,IndustryName,VerticalName,EOU,MPNId,PartnerName,PartnerLocation,PartnerAttachType,"
        "PartnerHierarchy,AvailableSeats,AssignedSeats,ActiveSeats,DeploymentOpportunity,ActiveUsagePercent"
    ),
    Kind.PARTNER_PROFILE: "MPNId,PartnerName,PGA_MPNID,PGA_PartnerName,City,Country,HierarchyLevel",
    Kind.CSP_CUSTOMERS: "Microsoft ID,Company name,Primary domain name,Relationship",
    Kind.CSP_SUBSCRIPTIONS: "Subscription ID,Subscription,Quantity,Status,Reseller",
}
LATER_COLUMNS: Mapping[Kind, str] = {
    Kind.CUSTOMERS_AND_TENANTS: COLUMNS[Kind.CUSTOMERS_AND_TENANTS] + ",SubscriptionGuid,IsAutoRenew",
    Kind.AZURE_USAGE: COLUMNS[Kind.AZURE_USAGE]
    .replace("PGAMpnID", "PGAPartnerID")
    .replace("MPNID", "PartnerID")
    .replace("PartnerLocation", "PartnerLocationID")
    + ",IsACRDuplicateAtPGAAttachTypeLevel,IsACRDuplicateAtMPNLevel,MonthlySubscriptionLevelACR",
    Kind.BUSINESS_APPLICATIONS_USAGE: COLUMNS[Kind.BUSINESS_APPLICATIONS_REVENUE].replace(
        "Workloads,AdjustedRevenueAmtCD", "MetricType,Workload"
    ),
    Kind.PARTNER_PROFILE: COLUMNS[Kind.PARTNER_PROFILE].replace("HierarchyLevel", "AccountType"),
}
SWEDISH: Mapping[str, str] = {
    "SubscriptionId": "Prenumerations-ID",
    "SubscriptionStartDate": "Prenumerationens startdatum",
    "SubscriptionEndDate": "Prenumerationens slutdatum",
    "SubscriptionState": "Prenumerationens status",
    "Month": "Månad",
    "IsAutoRenew": "Autoförnyelse",
    "CustomerName": "Kundnamn",
    "CustomerTenantId": "Kundens klientorganisations-ID",
    "Product": "Produkt",
    "MPNID": "Partner-ID",
    "MPNId": "Partner-ID",
    "PartnerName": "Partnernamn",
    "PartnerAttributionType": "Attributionstyp",
    "BilledRevenueUSD": "Fakturerad intäkt USD",
    "Microsoft ID": "Microsoft-ID",
    "Company name": "Företagsnamn",
    "Primary domain name": "Primärt domännamn",
    "Relationship": "Relation",
    "Subscription ID": "Prenumerations-ID",
    "Subscription": "Prenumeration",
    "Quantity": "Antal",
    "Reseller": "Återförsäljare",
}
CELLS: Mapping[str, Any] = {
    "PGAMpnID": "565380",
    "PGAPartnerID": "565380",
    "GlobalPartnerID": "565380",
    "PGA_MPNID": "565380",
    "MPNID": "565381",
    "MPNId": "565381",
    "MpnId": "565381",
    "PartnerID": "565381",
    "SubscriptionId": SUBSCRIPTION,
    "SubscriptionID": SUBSCRIPTION,
    "SubscriptionGuid": SUBSCRIPTION,
    "Subscription ID": SUBSCRIPTION,
    "SubscriptionStartDate": date(2021, 3, 1),
    "SubscriptionEndDate": date(2024, 2, 29),
    "SubscriptionState": "Active",
    "SubscriptionStatus": "Active",
    "Month": date(2023, 8, 1),
    "Date": date(2023, 8, 1),
    "FiscalMonthName": "August, 2023",
    "DateAssociated": date(2023, 5, 17),
    "ClaimId": "C-1001",
    "IsAutoRenew": "Yes",
    "CustomerName": "Wide World Importers",
    "CustomerTenantName": "Wide World Importers AB",
    "Company name": "Wide World Importers",
    "CustomerTenantId": TENANT,
    "CustomerTenantID": TENANT,
    "Microsoft ID": TENANT,
    "CustomerTpid": "9012345",
    "TenantDomainName": "wideworldimporters.com",
    "Primary domain name": "wideworldimporters.com",
    "Relationship": "Cloud Reseller",
    "Product": "Microsoft 365",
    "ReportingProductName": "Office 365 E3",
    "RawProductName": "OFFICE 365 E3",
    "Subscription": "Intune Device",
    "Quantity": 5,
    "Status": "Active",
    "Reseller": "4847383",
    "WorkloadName": "Exchange Online",
    "Workloads": "Business Central",
    "Workload": "Field Service",
    "WorkloadCategory": "Dynamics 365",
    "PartnerName": "Tailspin Partner",
    "PGA_PartnerName": "Tailspin Group",
    "PartnerLocation": "Sweden",
    "PartnerAttributionType": "Partner of record",
    "PartnerAssociationType": "DPOR",
    "PartnerAttachType": "DPOR",
    "IsDuplicateRowForPGA": "0",
    "IsACRDuplicateAtPGALevel": "1",
    "ResellerID": "4847383",
    "ResellerName": "Trey Resale",
    "AdminType": "Owner",
    "City": "Umeå",
    "Country": "Sweden",
    "HierarchyLevel": "Location",
    "AccountType": "Location",
    "AvailableSeatsEOP": 250,
    "BilledRevenueUSD": 1234.5,
    "AzureConsumedRevenueUSD": 99.25,
    "ACR_USD": 99.25,
    "UsageQuantity": 12.5,
    "MonthlyActiveUsers": 41,
    "PaidAvailableUnits": 50,
    "CPORActiveUsers": 7,
    "ActiveSeats": 12,
    "AvailableSeats": 20,
    "MAU": 3,
    "AdjustedRevenueAmtCD": 77.75,
}


def columns(kind: Kind, *, later: bool = False) -> tuple[str, ...]:
    """The documented columns, in their order; those of a later edition where it differs."""
    return tuple((LATER_COLUMNS if later else COLUMNS)[kind].split(","))


def row(names: Sequence[str], **changed: Any) -> list[Any]:
    """A plausible cell for each of the columns; `changed` by column."""
    return [changed.get(name, CELLS.get(name, "")) for name in names]


def text_file(
    header: Sequence[str],
    *rows: Sequence[Any],
    separator: str = ",",
    encoding: str = "utf-8",
    comma: bool = False,
    name: str = "download.csv",
) -> File:
    """A delimited file; with `comma`, numbers are written with a decimal comma."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(header)
    writer.writerows([[_written(cell, comma) for cell in each] for each in rows])
    return File(name=name, content=text.getvalue().encode(encoding))


def workbook_file(header: Sequence[str], *rows: Sequence[Any], name: str = "download.xlsx") -> File:
    """A workbook, where days and numbers are such."""
    book = Workbook()
    sheet = book.worksheets[0]
    for each in (header, *rows):
        sheet.append(list(each))
    saved = io.BytesIO()
    book.save(saved)
    return File(name=name, content=saved.getvalue())


def _written(cell: Any, comma: bool) -> str:
    return str(cell).replace(".", ",") if comma and isinstance(cell, float) else str(cell)
