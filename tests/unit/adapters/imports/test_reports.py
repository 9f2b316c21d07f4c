"""Every documented report, in every format: recognised, and each cell where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest

from adapters.imports.columns import folded
from adapters.imports.file import File
from adapters.imports.reading import Report, kind_of, opened_report
from adapters.imports.refused import FileRefused
from adapters.imports.reports import SHAPES
from bot.partnership.records import Product
from bot.partnership.refusals import Reason, Refusal
from bot.partnership.sightings import (
    AccountLevel,
    Attribution,
    CustomerSeen,
    Duplicate,
    Measure,
    OurAccount,
    PartnerClue,
    ReportKind,
    Sighting,
)
from tests.downloads import (
    COLUMNS,
    LATER_COLUMNS,
    SUBSCRIPTION,
    SWEDISH,
    TENANT,
    columns,
    row,
    text_file,
    workbook_file,
)

Entry = Sighting | CustomerSeen | OurAccount
DOWNLOADS = tuple(COLUMNS)
DETAILS = ReportKind.SUBSCRIPTION_DETAILS
ATTRIBUTION = "PartnerAttributionType"
FORMATS: dict[str, Callable[..., File]] = {
    "comma": text_file,
    "semicolon and decimal comma": lambda *rows: text_file(*rows, separator=";", comma=True),
    "tab": lambda *rows: text_file(*rows, separator="\t", name="download.tsv"),
    "utf-8 with mark": lambda *rows: text_file(*rows, encoding="utf-8-sig"),
    "utf-16": lambda *rows: text_file(*rows, separator="\t", encoding="utf-16", name="download.txt"),
    "utf-16 without mark": lambda *rows: text_file(*rows, encoding="utf-16-be"),
    "workbook": workbook_file,
}


def told(file: File) -> list[Entry | Refusal]:
    with opened_report(file) as report:
        return list(in_order(report))


def in_order(report: Report) -> Iterator[Entry | Refusal]:
    for some in report.rows:
        yield from sorted((*some.entries, *some.refusals), key=lambda each: each.line or 0)


def only(file: File) -> Sighting:
    (entry,) = told(file)
    assert isinstance(entry, Sighting), entry
    return entry


def refused(file: File) -> list[tuple[Reason, int | None, str]]:
    found = told(file)
    assert all(isinstance(each, Refusal) for each in found)
    return [(each.reason, each.line, each.column) for each in found if isinstance(each, Refusal)]


def details(**changed: object) -> File:
    names = columns(DETAILS)
    return text_file(names, row(names, **changed))


@pytest.mark.parametrize("kind", DOWNLOADS)
def test_every_documented_column_is_known_to_its_report(kind: ReportKind) -> None:
    (shape,) = (shape for shape in SHAPES if shape.kind is kind)
    editions = [columns(kind)] + ([columns(kind, later=True)] if kind in LATER_COLUMNS else [])
    for names in editions:
        assert [name for name in names if not shape.key(name)] == []
        with opened_report(text_file(names, row(names))) as report:
            assert (report.kind, report.unknown_columns) == (kind, ())


def test_every_report_that_is_read_is_documented_here() -> None:
    assert {shape.kind for shape in SHAPES} == set(DOWNLOADS)


@pytest.mark.parametrize("how", FORMATS)
@pytest.mark.parametrize("kind", DOWNLOADS)
def test_a_report_says_the_same_in_every_format(kind: ReportKind, how: str) -> None:
    names = columns(kind)
    file = FORMATS[how](names, row(names), row(names))
    assert kind_of(file) is kind
    assert told(file) == told(text_file(names, row(names), row(names)))


@pytest.mark.parametrize("kind", [DETAILS, ReportKind.CSP_CUSTOMERS, ReportKind.CSP_SUBSCRIPTIONS])
def test_swedish_headers_say_the_same(kind: ReportKind) -> None:
    names = columns(kind)
    swedish = [SWEDISH.get(name, name) for name in names]
    assert swedish != list(names)
    assert told(text_file(swedish, row(names), separator=";")) == told(text_file(names, row(names)))


def test_subscription_details_tell_all_that_a_sighting_holds() -> None:
    sighting = only(details())
    customer, partner, reseller = sighting.customer, sighting.partner, sighting.reseller
    assert (customer.tenant_id, customer.tpid, customer.name, customer.masked) == (
        TENANT,
        "9012345",
        "Wide World Importers",
        False,
    )
    assert partner is not None
    assert (partner.location_id, partner.global_id, partner.name) == ("565381", "565380", "Tailspin Partner")
    assert reseller is not None
    assert (reseller.location_id, reseller.name) == ("4847383", "Trey Resale")
    assert (sighting.report, sighting.line, sighting.subscription_id) == (DETAILS, 2, SUBSCRIPTION)
    assert (sighting.product, sighting.product_name) == (Product.OFFICE_365, "OFFICE 365 E3")
    assert sighting.attribution is Attribution.PARTNER_OF_RECORD
    assert (sighting.month, sighting.starts_on, sighting.ends_on) == (
        date(2023, 8, 1),
        date(2021, 3, 1),
        date(2024, 2, 29),
    )
    assert (sighting.auto_renew, sighting.ended, sighting.duplicate_within) == (True, False, frozenset())
    assert sighting.amount(Measure.BILLED_USD) == Decimal("1234.5")
    assert sighting.amount(Measure.SEATS) == 250
    assert sighting.amount(Measure.CPOR_REVENUE) is None


@pytest.mark.parametrize(
    ("tenants", "market", "country"),
    [
        ("Sweden", "Germany", "SE"),
        ("", "Sverige", "SE"),
        ("no", "", "NO"),
        ("Atlantis", "Lemuria", ""),
        ("", "", ""),
    ],
)
def test_a_tenants_own_country_goes_before_its_market(tenants: str, market: str, country: str) -> None:
    names = columns(ReportKind.CUSTOMERS_AND_TENANTS)
    told_of = {"CustomerTenantCountry": tenants, "CustomerMarket": market}
    assert only(text_file(names, row(names, **told_of))).customer.country == country


def test_azure_usage_tells_role_use_and_duplicates() -> None:
    names = columns(ReportKind.AZURE_USAGE, later=True)
    changed = {"PartnerAttributionType": "Partner Admin Link (PAL)", "IsACRDuplicateAtMPNLevel": "1"}
    sighting = only(text_file(names, row(names, **changed)))
    assert (sighting.attribution, sighting.admin_role) == (Attribution.PARTNER_ADMIN_LINK, "Owner")
    assert sighting.product is Product.MICROSOFT_AZURE
    assert sighting.duplicate_within == {Duplicate.GLOBAL_ACCOUNT, Duplicate.LOCATION}
    assert sighting.partner is not None
    assert sighting.partner.location_id == "565381"
    assert sighting.amount(Measure.AZURE_CONSUMED_USD) == Decimal("99.25")


def test_cpor_usage_tells_a_claim_and_its_date_but_no_subscription() -> None:
    names = columns(ReportKind.CPOR_M365_USAGE)
    sighting = only(text_file(names, row(names, PartnerAttributionType="CPOR")))
    assert (sighting.claim_id, sighting.associated_on) == ("C-1001", date(2023, 5, 17))
    assert (sighting.subscription_id, sighting.workload) == ("", "Exchange Online")
    assert (sighting.product, sighting.attribution) == (
        Product.OFFICE_365,
        Attribution.CLAIMING_PARTNER_OF_RECORD,
    )


@pytest.mark.parametrize(
    ("kind", "workload", "product"),
    [
        (ReportKind.OFFICE_USAGE, {"WorkloadName": "Intune"}, Product.WINDOWS_INTUNE),
        (ReportKind.OFFICE_USAGE, {"WorkloadName": "A workload to come"}, Product.OFFICE_365),
        (ReportKind.BUSINESS_APPLICATIONS_REVENUE, {}, Product.DYNAMICS_CRM_ONLINE),
        (
            ReportKind.BUSINESS_APPLICATIONS_REVENUE,
            {"Workloads": "AI Builder", "WorkloadCategory": "Power Platform"},
            None,
        ),
        (ReportKind.EMS_USAGE, {}, Product.ENTERPRISE_MOBILITY_SUITE),
        (ReportKind.DYNAMICS_USAGE, {}, Product.DYNAMICS_CRM_ONLINE),
        (ReportKind.POWER_BI_USAGE, {}, None),
    ],
)
def test_what_knows_no_product_is_of_its_workloads_product(
    kind: ReportKind, workload: dict[str, str], product: Product | None
) -> None:
    names = columns(kind)
    assert only(text_file(names, row(names, **workload))).product is product


def test_a_report_of_claims_need_not_say_that_they_are_claims() -> None:
    names = columns(ReportKind.CPOR_M365_USAGE)
    without = tuple(name for name in names if name != "PartnerAttributionType")
    empty = text_file(names, row(names, PartnerAttributionType=""))
    for file in (text_file(without, row(without)), empty):
        assert only(file).attribution is Attribution.CLAIMING_PARTNER_OF_RECORD


def test_an_extract_is_told_by_the_columns_that_it_has() -> None:
    names = ("SubscriptionId", "SubscriptionState", "Month", "CustomerName", "Product", ATTRIBUTION)
    sighting = only(text_file(names, row(names)))
    assert (sighting.report, sighting.attribution) == (DETAILS, Attribution.PARTNER_OF_RECORD)


def test_a_state_that_nobody_knows_is_named_and_tells_nothing() -> None:
    names = columns(DETAILS)
    rows = (row(names, SubscriptionState=state) for state in ("Limbo", "Active", "", "Limbo", "churned"))
    with opened_report(text_file(names, *rows)) as report:
        ended = [each.ended for each in in_order(report) if isinstance(each, Sighting)]
    assert (ended, report.unknown_states) == ([None, False, None, None, True], {"Limbo"})


def test_the_partner_profile_tells_which_ids_are_ours() -> None:
    names = columns(ReportKind.PARTNER_PROFILE)
    (account,) = told(text_file(names, row(names)))
    assert isinstance(account, OurAccount)
    assert (account.partner.location_id, account.partner.global_id) == ("565381", "565380")
    assert (account.level, account.global_name, account.partner.location, account.country) == (
        AccountLevel.LOCATION,
        "Tailspin Group",
        "Umeå",
        "Sweden",
    )


def test_the_reseller_of_a_csp_subscription_is_never_partner_of_record() -> None:
    names = columns(ReportKind.CSP_SUBSCRIPTIONS)
    sighting = only(text_file(names, row(names)))
    assert (sighting.attribution, sighting.partner) == (None, None)
    assert sighting.reseller is not None
    assert sighting.reseller.location_id == "4847383"
    assert sighting.product is Product.WINDOWS_INTUNE


def test_nor_is_the_partner_of_a_subscription_from_the_rest_interface() -> None:
    names = ("id", "offerName", "quantity", "partnerId", "creationDate", "status", "autoRenewEnabled")
    cells = (SUBSCRIPTION.upper(), "Intune Device", 5, "4847383", "2017-04-10T23:02:26.02Z", "active", "true")
    sighting = only(text_file(names, cells))
    assert (sighting.report, sighting.attribution) == (ReportKind.CSP_SUBSCRIPTIONS, None)
    assert sighting.partner is None
    assert sighting.subscription_id == SUBSCRIPTION
    assert sighting.auto_renew is True


def test_a_csp_list_may_name_the_reseller_by_its_name() -> None:
    names = columns(ReportKind.CSP_SUBSCRIPTIONS)
    sighting = only(text_file(names, row(names, Reseller="Relecloud AB")))
    assert sighting.reseller == PartnerClue(name="Relecloud AB")


@pytest.mark.parametrize("cell", ["Partner of record (DPOR/POR)", "Partner of record (DPOR)", "DPOR (POR)"])
def test_an_attributions_short_name_may_follow_in_brackets(cell: str) -> None:
    assert only(details(PartnerAttributionType=cell)).attribution is Attribution.PARTNER_OF_RECORD


def test_brackets_that_say_something_else_are_not_guessed_at() -> None:
    told_twice = details(PartnerAttributionType="Partner of record (PAL)")
    assert refused(told_twice) == [(Reason.UNKNOWN_ATTRIBUTION, 2, "PartnerAttributionType")]


def test_what_cannot_be_seen_is_not_read() -> None:
    names = columns(DETAILS)
    unseen = [
        f"\ufeff{cell}\u200b" if cell else cell for cell in row(names, CustomerName="Con\x07to\u202eso")
    ]
    assert only(text_file(names, unseen)) == only(details(CustomerName="Contoso"))


def test_csp_customers_are_told_by_tenant_domain_and_name() -> None:
    names = columns(ReportKind.CSP_CUSTOMERS)
    (seen,) = told(text_file(names, row(names)))
    assert isinstance(seen, CustomerSeen)
    assert (seen.customer.tenant_id, seen.customer.domain) == (TENANT, "wideworldimporters.com")
    assert seen.relationship == "Cloud Reseller"


@pytest.mark.parametrize(
    ("name", "attribution"),
    [
        ("partner admin  link", Attribution.PARTNER_ADMIN_LINK),
        ("PAL", Attribution.PARTNER_ADMIN_LINK),
        ("DPOR", Attribution.PARTNER_OF_RECORD),
        ("Digital Partner of Record (DPOR)", Attribution.PARTNER_OF_RECORD),
        ("CSP T1", Attribution.CSP_TIER_1),
        ("CSP Tier 2", Attribution.CSP_TIER_2),
        ("TPOR", Attribution.TRANSACTING_PARTNER_OF_RECORD),
        ("CPOR", Attribution.CLAIMING_PARTNER_OF_RECORD),
        ("Partner as end-customer", Attribution.PARTNER_AS_END_CUSTOMER),
        ("DAP", Attribution.DELEGATED_ADMINISTRATOR),
    ],
)
def test_attributions_are_known_by_all_their_names(name: str, attribution: Attribution) -> None:
    assert only(details(PartnerAttributionType=name)).attribution is attribution


def test_a_deal_registration_has_no_subscription_and_maybe_no_customer() -> None:
    blank = dict.fromkeys(("CustomerName", "CustomerTenantId", "CustomerTpid"), "UNKNOWN")
    nil = "00000000-0000-0000-0000-000000000000"
    sighting = only(details(PartnerAttributionType="Deal registration", SubscriptionId=nil, **blank))
    assert (sighting.subscription_id, sighting.customer.name) == ("", "")
    assert refused(details(SubscriptionId=nil)) == [(Reason.MISSING, 2, "SubscriptionId")]
    assert refused(details(**blank)) == [(Reason.NO_CUSTOMER, 2, "")]


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Con**** AB", True),
        ("*****", True),
        ("XXXXXXX", True),
        ("Masked customer 12", True),
        ("0f8fad5bd9cb469fa165", True),
        (TENANT, True),
        ("Hidden Valley Foods", False),
        ("3M", False),
        ("Åre & Co", False),
    ],
)
def test_masked_names_are_told_from_names(name: str, masked: bool) -> None:
    assert only(details(CustomerName=name)).customer.masked is masked


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"SubscriptionId": "{" + SUBSCRIPTION.upper() + "}"}, SUBSCRIPTION),
        ({"SubscriptionId": SUBSCRIPTION.replace("-", "")}, SUBSCRIPTION),
        ({"SubscriptionId": f"  {SUBSCRIPTION} "}, SUBSCRIPTION),
    ],
)
def test_a_guid_is_one_however_it_is_written(given: dict[str, str], read: str) -> None:
    assert only(details(**given)).subscription_id == read


def test_ids_survive_a_spreadsheet() -> None:
    names = columns(DETAILS)
    sighting = only(workbook_file(names, row(names, MPNID=565381.0, CustomerTpid=9012345)))
    assert sighting.partner is not None
    assert sighting.partner.location_id == "565381"
    assert only(details(MPNID="565381.0")).partner == sighting.partner
    assert refused(details(CustomerTpid="9.01E+15")) == [(Reason.NOT_AN_ID, 2, "CustomerTpid")]


def test_days_without_a_format_are_numbers_in_a_workbook_alone() -> None:
    names = columns(DETAILS)
    serial = row(names, SubscriptionEndDate=45351, Month=45139)
    sighting = only(workbook_file(names, serial))
    assert (sighting.ends_on, sighting.month) == (date(2024, 2, 29), date(2023, 8, 1))
    assert refused(text_file(names, serial)) == [
        (Reason.NOT_A_DAY, 2, "SubscriptionEndDate"),
        (Reason.NOT_A_MONTH, 2, "Month"),
    ]


def test_everything_that_is_wrong_with_a_row_is_said_by_its_columns() -> None:
    wrong = details(
        Month="2023-13-01",
        IsAutoRenew="maybe",
        PartnerAttributionType="POR2",
        MPNID="12",
        BilledRevenueUSD="x",
    )
    assert set(refused(wrong)) == {
        (Reason.NOT_A_MONTH, 2, "Month"),
        (Reason.NOT_YES_OR_NO, 2, "IsAutoRenew"),
        (Reason.UNKNOWN_ATTRIBUTION, 2, "PartnerAttributionType"),
        (Reason.NOT_A_PARTNER_ID, 2, "MPNID"),
        (Reason.NOT_A_NUMBER, 2, "BilledRevenueUSD"),
    }


def test_what_is_neither_yes_nor_no_is_said_as_it_was_written() -> None:
    (refusal,) = told(details(IsAutoRenew="Maybe"))
    assert isinstance(refusal, Refusal)
    assert dict(refusal.arguments)["text"] == "Maybe"


def test_a_refused_row_stops_none_of_the_others() -> None:
    names = columns(DETAILS)
    file = text_file(names, row(names), row(names, Month=""), ["one cell"], row(names))
    found = told(file)
    assert [type(each) for each in found] == [Sighting, Refusal, Refusal, Sighting]
    assert [each.line for each in found] == [2, 3, 4, 5]


def test_a_formula_is_refused_by_name() -> None:
    assert refused(details(CustomerName='=HYPERLINK("http://x")')) == [(Reason.FORMULA, 2, "CustomerName")]


def test_unknown_columns_are_named_and_passed_over() -> None:
    names = (*columns(DETAILS), "Our own remark", "")
    file = text_file(names, [*row(columns(DETAILS)), "kept out", ""])
    with opened_report(file) as report:
        assert report.unknown_columns == ("Our own remark",)
        assert len(list(in_order(report))) == 1


@pytest.mark.parametrize(
    ("header", "reason", "said"),
    [
        ("Colour,Size", Reason.UNKNOWN_REPORT, "Colour, Size"),
        (
            "SubscriptionId,CustomerName,CustomerTenantId,MPNID,PartnerName,Month,ReportingProductName",
            Reason.COLUMNS_MISSING,
            "PartnerAttributionType",
        ),
        (
            "SubscriptionId,Month,PartnerAttributionType,CustomerName,FirstUseDate,IsAutoRenew",
            Reason.AMBIGUOUS_REPORT,
            "Subscription details or Azure usage",
        ),
    ],
)
def test_what_is_no_report_is_refused_with_what_was_found(header: str, reason: Reason, said: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        kind_of(text_file(header.split(","), [""]))
    assert refusal.value.refusal.reason is reason
    assert said in str(refusal.value)


def test_a_report_that_lacks_a_column_is_not_taken_for_a_smaller_one() -> None:
    names = [name for name in columns(DETAILS) if name != "PartnerAttributionType"]
    with pytest.raises(FileRefused) as refusal:
        kind_of(text_file(names, [""]))
    assert refusal.value.refusal.reason is Reason.COLUMNS_MISSING
    assert "PartnerAttributionType" in str(refusal.value)
    assert "Subscription details" in str(refusal.value)


def test_two_columns_that_say_the_same_are_refused() -> None:
    names = (*columns(DETAILS), "Prenumerations-ID")
    with pytest.raises(FileRefused, match='says the same as the column "SubscriptionId"'):
        told(text_file(names, [*row(columns(DETAILS)), ""]))


def test_our_own_csv_is_told_from_downloads() -> None:
    assert kind_of(text_file(["customer", "subscription_id", "product"], [])) is ReportKind.OWN_CSV
    assert kind_of(text_file(["Kund", "Prenumerations-ID", "Produkt"], [])) is ReportKind.OWN_CSV
    assert kind_of(workbook_file(["customer", "subscription_id", "product", "dpor"])) is ReportKind.OWN_CSV


def test_folding_forgets_case_spaces_and_marks() -> None:
    assert len({folded(name) for name in ("MPN ID", "MPNId", "mpn_id", "MPN-ID")}) == 1


@pytest.mark.parametrize("how", ["comma", "workbook"])
def test_progress_adds_up_to_the_size(how: str) -> None:
    names = columns(DETAILS)
    file = FORMATS[how](names, *(row(names) for _ in range(1200)))
    steps: list[int] = []
    with opened_report(file, steps.append) as report:
        assert sum(len(some.entries) for some in report.rows) == 1200
    assert sum(steps) == file.size()
    assert len(steps) > 2


def test_more_than_200_000_rows_are_refused_by_name() -> None:
    header, one = b"Microsoft ID,Company name,Relationship\n", b"t1,Contoso,x\n"
    full = File(name="full.csv", content=header + one * 200_000)
    with opened_report(full) as report:
        assert sum(len(some.entries) for some in report.rows) == 200_000
    with pytest.raises(FileRefused) as refusal:
        told(File(name="over.csv", content=header + one * 200_001))
    assert refusal.value.refusal.reason is Reason.TOO_MANY_ROWS


def test_more_than_100_columns_are_refused_by_name() -> None:
    with pytest.raises(FileRefused) as refusal:
        told(text_file([f"column {number}" for number in range(101)]))
    assert refusal.value.refusal.reason is Reason.TOO_MANY_COLUMNS
