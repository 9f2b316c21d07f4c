"""From what reports show to what it means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.partnership.records import US, AssociationKind, Product, other
from bot.partnership.resolution import (
    KINDS,
    LAG,
    PRIORITY,
    holder,
    in_priority,
    is_our_own,
    our_use,
    seen_for,
)
from bot.partnership.resolving import resolved
from bot.partnership.sightings import (
    Attribution,
    CustomerClue,
    Duplicate,
    Measure,
    PartnerClue,
    ReportKind,
    Sighting,
)

AUGUST = date(2023, 8, 1)
OURS = PartnerClue(location_id="565381", global_id="565380", name="Tailspin Partner")


def sighting(attribution: Attribution | None = Attribution.PARTNER_OF_RECORD, **changed: Any) -> Sighting:
    values: dict[str, Any] = {
        "report": ReportKind.AZURE_USAGE,
        "line": 2,
        "customer": CustomerClue(name="Wide World Importers"),
        "subscription_id": "s1",
        "attribution": attribution,
        "partner": OURS,
        "month": AUGUST,
    }
    return Sighting(**values | changed)


def amount(measure: Measure, value: str) -> tuple[tuple[Measure, Decimal], ...]:
    return ((measure, Decimal(value)),)


def test_every_attribution_has_a_place_and_a_kind() -> None:
    assert set(PRIORITY) == set(KINDS) == set(Attribution)
    assert len(set(PRIORITY.values())) == len(PRIORITY)


def test_the_documented_order_holds() -> None:
    documented = [
        Attribution.PARTNER_ADMIN_LINK,
        Attribution.TRANSACTING_PARTNER_OF_RECORD,
        Attribution.PARTNER_OF_RECORD,
        Attribution.CSP_TIER_1,
        Attribution.CSP_TIER_2,
        Attribution.PARTNER_AS_END_CUSTOMER,
    ]
    assert sorted(documented, key=PRIORITY.__getitem__) == documented
    assert PRIORITY[Attribution.CLAIMING_PARTNER_OF_RECORD] < PRIORITY[Attribution.PARTNER_OF_RECORD]


@given(st.permutations(list(Attribution)))
def test_associations_of_one_subscription_stand_in_one_order_whatever_the_rows(
    order: list[Attribution],
) -> None:
    rows = [sighting(attribution, line=line) for line, attribution in enumerate(order, 2)]
    (one,) = resolved(rows)
    assert one.ties[0].attribution is Attribution.PARTNER_ADMIN_LINK
    assert len(one.ties) == len(Attribution)


def test_the_row_that_is_no_duplicate_goes_first() -> None:
    duplicate = sighting(
        Attribution.PARTNER_ADMIN_LINK, duplicate_within=frozenset({Duplicate.GLOBAL_ACCOUNT})
    )
    (one,) = resolved([duplicate, sighting(line=3)])
    assert [tie.attribution for tie in one.ties] == [
        Attribution.PARTNER_OF_RECORD,
        Attribution.PARTNER_ADMIN_LINK,
    ]


def test_an_owner_goes_before_a_contributor() -> None:
    link = Attribution.PARTNER_ADMIN_LINK
    rows = [sighting(link, admin_role=role) for role in ("Reader", "Contributor", "Owner")]
    assert [row.admin_role for row in sorted(rows, key=in_priority)] == ["Owner", "Contributor", "Reader"]


def test_services_of_one_association_are_one_and_add_up() -> None:
    use = Measure.AZURE_CONSUMED_USD
    for last, ours in (("-5", False), ("-4.99", True)):
        rows = [sighting(line=line, amounts=amount(use, told)) for line, told in enumerate(("2", "3", last))]
        (one,) = resolved([replace(row, product=Product.MICROSOFT_AZURE) for row in rows])
        assert (len(one.ties), one.uses) == (1, (ours,))


def test_a_row_flagged_as_told_twice_adds_nothing() -> None:
    azure: dict[str, Any] = {"product": Product.MICROSOFT_AZURE}
    row = sighting(amounts=amount(Measure.AZURE_CONSUMED_USD, "0"), **azure)
    within = frozenset({Duplicate.GLOBAL_ACCOUNT_AND_ATTRIBUTION})
    azure |= {"duplicate_within": within, "line": 4}
    flagged = sighting(amounts=amount(Measure.AZURE_CONSUMED_USD, "7"), **azure)
    for rows in ([row, flagged], [replace(flagged, line=1), row]):
        (one,) = resolved(rows)
        assert one.uses == (False,)


def test_months_and_workloads_are_slots_of_their_own() -> None:
    no_subscription: dict[str, Any] = {"subscription_id": "", "report": ReportKind.OFFICE_USAGE}
    rows = [
        sighting(),
        sighting(month=date(2023, 7, 1)),
        sighting(workload="Teams", **no_subscription),
        sighting(workload="Exchange", **no_subscription),
        sighting(workload="teams", **no_subscription),
    ]
    assert len(resolved(rows)) == 4


@pytest.mark.parametrize(
    ("report", "month", "read_on", "day"),
    [
        (ReportKind.AZURE_USAGE, AUGUST, date(2023, 10, 1), date(2023, 8, 31)),
        (ReportKind.AZURE_USAGE, AUGUST, date(2023, 8, 20), date(2023, 8, 16)),
        (ReportKind.SUBSCRIPTION_DETAILS, AUGUST, date(2023, 9, 2), date(2023, 8, 28)),
        (ReportKind.OFFICE_USAGE, AUGUST, date(2023, 9, 5), date(2023, 8, 5)),
        (ReportKind.AZURE_USAGE, AUGUST, date(2023, 8, 2), AUGUST),
        (ReportKind.CSP_SUBSCRIPTIONS, None, date(2023, 8, 20), date(2023, 8, 20)),
    ],
)
def test_a_row_speaks_for_its_month_as_far_as_its_report_had_come(
    report: ReportKind, month: date | None, read_on: date, day: date
) -> None:
    assert seen_for(sighting(report=report, month=month), read_on) == day


def test_what_lags_is_what_microsoft_says() -> None:
    days = {kind: lag.days for kind, lag in LAG.items()}
    assert (days[ReportKind.SUBSCRIPTION_DETAILS], days[ReportKind.AZURE_USAGE]) == (5, 4)
    assert ReportKind.PARTNER_PROFILE not in days


@pytest.mark.parametrize(
    ("attribution", "measure", "value", "ours"),
    [
        (Attribution.PARTNER_OF_RECORD, Measure.AZURE_CONSUMED_USD, "0.01", True),
        (Attribution.PARTNER_ADMIN_LINK, Measure.USAGE_QUANTITY, "3", True),
        (Attribution.CLAIMING_PARTNER_OF_RECORD, Measure.ACTIVE_USERS, "1", True),
        (Attribution.PARTNER_OF_RECORD, Measure.AZURE_CONSUMED_USD, "0", False),
        (Attribution.PARTNER_OF_RECORD, Measure.SEATS, "500", None),
        (Attribution.CSP_TIER_1, Measure.AZURE_CONSUMED_USD, "99", None),
        (Attribution.DEAL_REGISTRATION, Measure.AZURE_CONSUMED_USD, "99", None),
        (Attribution.CLAIMING_PARTNER_OF_RECORD, Measure.CPOR_ACTIVE_USERS, "0", False),
        (Attribution.PARTNER_OF_RECORD, Measure.CPOR_ACTIVE_USERS, "0", None),
    ],
)
def test_use_is_ours_where_we_drive_it(
    attribution: Attribution, measure: Measure, value: str, ours: bool | None
) -> None:
    azure = sighting(attribution, amounts=amount(measure, value), product=Product.MICROSOFT_AZURE)
    assert our_use(azure, azure.amounts) is ours


def test_no_azure_consumption_says_nothing_of_what_is_not_azure() -> None:
    nothing = amount(Measure.AZURE_CONSUMED_USD, "0")
    assert our_use(sighting(product=Product.OFFICE_365), nothing) is None


def test_a_partner_as_end_customer_is_our_own_organisation() -> None:
    assert is_our_own(sighting(Attribution.PARTNER_AS_END_CUSTOMER))
    assert not is_our_own(sighting())


def test_whose_an_association_is_needs_our_ids() -> None:
    rival = PartnerClue(location_id="777777", name="Relecloud")
    assert holder(OURS, frozenset()) == US
    assert holder(OURS, frozenset({"565380"})) == US
    assert holder(rival, frozenset({"565380"})) == other("Relecloud")
    assert holder(PartnerClue(), frozenset({"565380"})) is None
    assert holder(None, frozenset()) is None


def test_dpor_alone_stands_for_dpor() -> None:
    assert [a for a, kind in KINDS.items() if kind is AssociationKind.DPOR] == [Attribution.PARTNER_OF_RECORD]
