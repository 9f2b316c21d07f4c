"""What was exported is imported again: the same standings, in every format that a person may send back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.imports.file import File
from adapters.imports.own_csv import COLUMNS as READ
from adapters.imports.own_csv import read_holdings
from adapters.imports.table_files import TableFiles
from adapters.stores import open_store
from bot.errors import ImportRefused
from bot.partnership.exporting import COLUMNS, OWN_COLUMNS, Format, row_of
from bot.partnership.records import (
    NOBODY,
    US,
    Association,
    AssociationKind,
    Customer,
    Holding,
    HoldingQuery,
    Product,
    Subscription,
    Voice,
    other,
)
from bot.partnership.standing import standing
from tests.bringing import report
from tests.builders import a_holding, an_association
from tests.whole_bot import demo_services

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NAMES = st.text(st.sampled_from("abcåäö=+-@'; ,\"1"), min_size=1, max_size=8).map(
    lambda name: " ".join(name.split()) or "x"
)
PARTNERS = st.sampled_from([other("First Up Consultants"), other("=Relecloud"), other("Trey; Research")])
DAYS = st.dates(date(2020, 1, 1), NOW.date())


@st.composite
def holdings(draw: st.DrawFn) -> tuple[Holding, ...]:
    customers = [
        Customer(
            id=f"00000000-0000-4000-8000-{n:012}",
            name=f"{draw(NAMES)} {n}",
            tenant_id=f"00000000-0000-4000-8000-{n:012}",
            domain=f"c{n}.example",
            own_tenant=draw(st.booleans()),
            country=draw(st.sampled_from(["", "SE", "NO"])),
        )
        for n in range(3)
    ]
    return tuple(
        _holding(draw, f"s{n}", draw(st.sampled_from(customers))) for n in range(draw(st.integers(1, 4)))
    )


def _holding(draw: st.DrawFn, id_: str, customer: Customer) -> Holding:
    subscription = Subscription(
        id=id_,
        customer_id=customer.id,
        product=draw(st.sampled_from(Product)),
        label=" ".join(draw(st.just("") | NAMES).split()),
        renewal_date=draw(st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1))),
        usage_driven_by_us=draw(st.booleans()),
        ended=draw(st.booleans()),
    )
    seen_for = draw(DAYS)
    associations = [
        Association(
            kind=kind,
            holder=draw(st.sampled_from([US, NOBODY]) | PARTNERS) if kind is AssociationKind.DPOR else US,
            since=min(seen_for, draw(DAYS)),
            seen_for=seen_for,
            imported_at=NOW,
            source="report.csv",
        )
        for kind in AssociationKind
        if draw(st.booleans())
    ]
    return Holding(customer=customer, subscription=subscription, associations=tuple(associations))


def told(holding: Holding) -> object:
    """All that a standing says, but for when it was imported from where."""
    stands = standing(holding)
    fact = stands.fact
    return (
        holding.customer,
        holding.subscription,
        stands.state,
        stands.partner,
        set(stands.ours_otherwise),
        stands.next_step,
        fact and (fact.since, fact.seen_for),
    )


@settings(max_examples=40)
@given(exported=holdings(), form=st.sampled_from([Format.CSV, Format.XLSX]))
async def test_an_export_reads_back_as_the_same_standings(
    exported: tuple[Holding, ...], form: Format
) -> None:
    content = await TableFiles().write(form, COLUMNS, map(row_of, exported))
    found = read_holdings(File(name=f"export.{form}", content=content), at=NOW)
    known = {h.customer.id: h.customer for h in found}
    assert list(map(told, found)) == [
        told(Holding(customer=known[h.customer.id], subscription=h.subscription, associations=h.associations))
        for h in exported
    ]
    assert {h.customer.id: h.customer.name for h in found} == {
        h.customer.id: h.customer.name for h in exported
    }


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX])
async def test_an_export_fills_an_empty_store_with_the_same_standings(form: Format) -> None:
    services = await demo_services()
    async with services.store.transaction() as transaction:
        before = await transaction.record.holdings(HoldingQuery())
    content = await TableFiles().write(form, COLUMNS, map(row_of, before))
    store = open_store("memory:")
    async with store.transaction() as transaction:
        again = read_holdings(File(name=f"export.{form}", content=content), at=services.clock.now())
        await report(transaction, again, file="export", at=services.clock.now())
    async with store.transaction() as transaction:
        after = await transaction.record.holdings(HoldingQuery())
    assert len(before) > 20
    assert list(map(told, after)) == list(map(told, before))


async def test_json_holds_days_as_text_and_flags_as_such() -> None:
    holding = a_holding(dpor=US, renewal_date=date(2027, 1, 2))
    content = await TableFiles().write(
        Format.JSON, COLUMNS, [row_of(holding), row_of(a_holding("s2", dpor=None))]
    )
    first, second = json.loads(content)
    assert tuple(first) == COLUMNS
    assert (first["renewal_date"], first["usage_driven_by_us"], first["dpor"]) == ("2027-01-02", True, "us")
    assert (second["dpor"], second["since"]) == ("", None)
    assert json.loads(await TableFiles().write(Format.JSON, COLUMNS, [])) == []


def test_disagreement_is_told_with_its_source_and_day() -> None:
    voice = Voice(
        teller="by-hand", holder=other("Relecloud"), seen_for=date(2026, 10, 1), imported_at=NOW, source="Kim"
    )
    same = Voice(teller="azure", holder=US, seen_for=date(2026, 10, 2), imported_at=NOW, source="azure.csv")
    association = an_association(holder=US)
    row: dict[str, Any] = dict(
        zip(COLUMNS, row_of(a_holding(associations=(_with_voices(association, voice, same),))), strict=True)
    )
    assert row["disagreement"] == "Relecloud (Kim, 2026-10-01)"
    assert row["teller"] == "own-csv"


def _with_voices(association: Association, *voices: Voice) -> Association:
    return replace(association, voices=voices)


def test_what_is_exported_is_what_is_read() -> None:
    assert READ == COLUMNS
    assert COLUMNS[: len(OWN_COLUMNS)] == OWN_COLUMNS


@pytest.mark.parametrize(
    ("column", "day", "what"),
    [
        ("seen_for", NOW.date() + timedelta(days=1), "is yet to come"),
        ("since", NOW.date(), "is after the day it speaks for"),
    ],
)
def test_days_that_cannot_be_are_refused(column: str, day: date, what: str) -> None:
    cells = {"customer": "Contoso", "subscription_id": "s1", "product": "microsoft-azure", "dpor": "us"}
    cells |= {"seen_for": "2026-01-01", column: day.isoformat()}
    content = f"{','.join(cells)}\n{','.join(cells.values())}\n".encode()
    with pytest.raises(ImportRefused, match=what):
        read_holdings(File(name="a.csv", content=content), at=NOW)
