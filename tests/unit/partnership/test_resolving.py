"""Rows by what they speak of: taken in columns and some at a time, they say what they say one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.partnership.many_sightings import Sightings
from bot.partnership.records import Product
from bot.partnership.resolution import in_priority, our_use
from bot.partnership.resolving import Contradiction, Resolving, resolved
from bot.partnership.sightings import (
    Attribution,
    CustomerClue,
    Duplicate,
    Measure,
    PartnerClue,
    ReportKind,
    Sighting,
)
from bot.partnership.slots import Resolved

_MONTHS = (date(2026, 8, 1), date(2026, 7, 1), None)
_CUSTOMERS = [CustomerClue(tenant_id=id_, name=name) for id_ in ("T1", "t1", "t2", "") for name in ("A", "B")]
_DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 4))
_AMOUNTS = st.dictionaries(
    st.sampled_from([Measure.AZURE_CONSUMED_USD, Measure.ACTIVE_USERS, Measure.SEATS]),
    st.integers(-2, 2).map(Decimal),
)


@st.composite
def _rows(draw: st.DrawFn) -> list[Sighting]:
    """Few different ones, so that many speak of the same."""
    made = st.builds(
        Sighting,
        report=st.just(ReportKind.AZURE_USAGE),
        line=st.just(0),
        customer=st.sampled_from(_CUSTOMERS),
        subscription_id=st.sampled_from(["s1", "s2", ""]),
        workload=st.sampled_from(["", "Teams", "teams"]),
        product=st.sampled_from([Product.MICROSOFT_AZURE, None]),
        attribution=st.sampled_from([Attribution.PARTNER_ADMIN_LINK, Attribution.PARTNER_OF_RECORD, None]),
        admin_role=st.sampled_from(["", "Owner"]),
        partner=st.sampled_from([PartnerClue(name="A"), PartnerClue(name="B")]),
        month=st.sampled_from(_MONTHS),
        duplicate_within=st.frozensets(st.sampled_from(Duplicate), max_size=2),
        starts_on=_DAYS,
        ends_on=_DAYS,
        amounts=_AMOUNTS.map(lambda told: tuple((one, told[one]) for one in Measure if one in told)),
    )
    return [replace(row, line=line) for line, row in enumerate(draw(st.lists(made, max_size=12)), 2)]


def _taken(rows: list[Sighting], at_once: int) -> tuple[list[Resolved], list[Contradiction]]:
    found: list[Contradiction] = []
    resolving = Resolving(found.append)
    for start in range(0, len(rows), at_once):
        resolving.take(Sightings.of(rows[start : start + at_once]))
    return list(resolving.slots()), found


def _by_slot(rows: list[Sighting]) -> list[list[Sighting]]:
    slots: dict[object, list[Sighting]] = {}
    for row in rows:
        who = row.customer.tenant_id or row.customer.name.casefold()
        what = row.product, row.product_name.casefold(), row.workload.casefold()
        key = row.subscription_id or (who, *what)
        slots.setdefault((key, row.month), []).append(row)
    return list(slots.values())


def _one_by_one(rows: list[Sighting]) -> dict[str, Any]:
    """What the rows of a slot say, each upon those before it."""
    held: dict[object, Sighting] = {}
    for row in rows:
        association = row.attribution, row.partner
        before = held.get(association)
        held[association] = _added(before, row) if before else row
    stand = sorted(held.values(), key=lambda row: (in_priority(row), row.line))
    days = {"starts_on": [row.starts_on for row in stand], "ends_on": [row.ends_on for row in stand]}
    return {
        "subscription_id": rows[0].subscription_id,
        "customer": stand[0].customer,
        "uses": tuple(our_use(row, row.amounts) for row in stand),
        "starts_on": min(filter(None, days["starts_on"]), default=None),
        "ends_on": max(filter(None, days["ends_on"]), default=None),
        "ties": [(row.attribution, row.partner, row.admin_role, row.duplicate_within) for row in stand],
    }


def _added(one: Sighting, another: Sighting) -> Sighting:
    kept, given = sorted((one, another), key=lambda row: (in_priority(row), row.line))
    if Duplicate.GLOBAL_ACCOUNT_AND_ATTRIBUTION in given.duplicate_within:
        return kept
    sums = dict(kept.amounts)
    for measure, amount in given.amounts:
        sums[measure] = sums.get(measure, Decimal(0)) + amount
    return replace(kept, amounts=tuple(sums.items()))


def _said(one: Resolved) -> dict[str, Any]:
    return {
        "subscription_id": one.subscription_id,
        "customer": one.customer,
        "uses": one.uses,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "ties": [(tie.attribution, tie.partner, tie.admin_role, tie.duplicate_within) for tie in one.ties],
    }


@given(_rows(), st.integers(1, 12))
def test_rows_come_to_what_they_come_to_one_by_one(rows: list[Sighting], at_once: int) -> None:
    slots, _ = _taken(rows, at_once)
    assert [_said(one) for one in slots] == [_one_by_one(some) for some in _by_slot(rows)]


@given(_rows(), st.integers(1, 12))
def test_a_row_of_another_tenant_than_the_first_of_its_slot_is_told(
    rows: list[Sighting], at_once: int
) -> None:
    _, found = _taken(rows, at_once)
    others = [
        (row.line, some[0].line)
        for some in _by_slot(rows)
        for row in some
        if len({row.customer.tenant_id.lower(), some[0].customer.tenant_id.lower()} - {""}) > 1
    ]
    assert [(one.line, one.earlier_line) for one in found] == sorted(others)


@given(_rows())
def test_rows_are_the_same_in_columns(rows: list[Sighting]) -> None:
    assert list(Sightings.of(rows)) == rows
    assert len({id(tie) for tie in Sightings.of(rows).ties}) == len(set(Sightings.of(rows).ties))


def test_slots_that_say_the_same_share_it() -> None:
    partner = PartnerClue(name="A")
    report, link = ReportKind.AZURE_USAGE, Attribution.PARTNER_ADMIN_LINK
    rows = [
        Sighting(
            report=report,
            line=line,
            customer=_CUSTOMERS[0],
            subscription_id=f"s{line // 2}",
            attribution=(link, None)[line % 2],
            partner=partner,
        )
        for line in range(8)
    ]
    slots = resolved(rows)
    assert (len(slots), len({id(ties) for ties in slots.ties})) == (4, 1)
    assert slots[1:3][0] == slots[1]
