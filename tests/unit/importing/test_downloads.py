"""A download's slots are taken in columns; what each comes to is what it comes to one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.stores import open_store
from bot.importing import downloads
from bot.partnership.records import HoldingQuery, Product
from bot.partnership.sightings import (
    Attribution,
    CustomerClue,
    Measure,
    PartnerClue,
    ReportKind,
    Sighting,
)
from bot.ports import Store
from tests.bringing import bring, told
from tests.fakes import NOON

_MONTH = timedelta(days=30)
_CUSTOMERS = [
    CustomerClue(tenant_id="t1", tpid="1", name="Contoso"),
    CustomerClue(tenant_id="T1", name="**", masked=True),
    CustomerClue(tenant_id="t2", tpid="1", name="Fabrikam"),
    CustomerClue(tpid="1", name="Contoso"),
    CustomerClue(name="Fabrikam"),
    CustomerClue(),
]
_DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 3))


@st.composite
def _files(draw: st.DrawFn) -> list[list[Sighting]]:
    """Months of one report, each of which mostly says what the one before it says."""
    made = st.builds(
        Sighting,
        report=st.just(ReportKind.SUBSCRIPTION_DETAILS),
        line=st.just(0),
        customer=st.sampled_from(_CUSTOMERS),
        product=st.sampled_from([Product.OFFICE_365, Product.MICROSOFT_AZURE, None]),
        product_name=st.sampled_from(["E3", "E5", ""]),
        attribution=st.sampled_from([*Attribution, None]),
        partner=st.sampled_from([PartnerClue(name="A"), PartnerClue(location_id="1111")]),
        month=st.just(date(2026, 6, 1)),
        starts_on=_DAYS,
        ends_on=_DAYS,
        ended=st.sampled_from([None, True, False]),
        amounts=st.sampled_from(
            [(), ((Measure.ACTIVE_USERS, Decimal(1)),), ((Measure.ACTIVE_USERS, Decimal(0)),)]
        ),
    )
    ids = [f"s{number}" for number in range(6)]
    rows = {id_: replace(draw(made), subscription_id=id_) for id_ in ids[:4]}
    files = [list(rows.values())]
    for month in draw(st.lists(st.integers(4, 9), max_size=2)):
        for id_ in draw(st.lists(st.sampled_from([*ids, ""]), max_size=2)):
            rows[id_] = replace(draw(made), subscription_id=id_)
        rows = {id_: replace(row, month=date(2026, month, 1)) for id_, row in rows.items()}
        files.append(list(rows.values()))
    return files


async def _brought(files: Sequence[Sequence[Sighting]]) -> list[object]:
    store = open_store("memory:")
    plans = [
        await bring(store, told(sightings=rows, content=str(number)), at=NOON + number * _MONTH)
        for number, rows in enumerate(files)
    ]
    said = [
        (plan.entry, plan.left_out, plan.stayed, plan.changes, dict(plan.customers or {})) for plan in plans
    ]
    heard = [dict(zip(plan.heard.ids, plan.heard.associations, strict=True)) for plan in plans]
    everything = [*said, *heard, *(await _everything_in(store))]
    await store.close()
    return everything


async def _everything_in(store: Store) -> tuple[object, ...]:
    async with store.transaction() as transaction:
        return (
            await transaction.record.holdings(HoldingQuery()),
            await transaction.history.since(datetime.min.replace(tzinfo=NOON.tzinfo), 1000),
        )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_files())
async def test_what_is_taken_in_columns_is_what_it_is_one_by_one(
    monkeypatch: pytest.MonkeyPatch, files: list[list[Sighting]]
) -> None:
    in_columns = await _brought(files)
    with monkeypatch.context() as patched:
        patched.setattr(downloads, "more_than_once", frozenset)
        one_by_one = await _brought(files)
    assert in_columns == one_by_one


async def test_a_month_that_says_the_same_again_is_heard_and_nothing_else() -> None:
    row = Sighting(
        report=ReportKind.SUBSCRIPTION_DETAILS,
        line=2,
        customer=_CUSTOMERS[0],
        subscription_id="s1",
        product=Product.OFFICE_365,
        attribution=Attribution.PARTNER_OF_RECORD,
        partner=PartnerClue(name="A"),
        month=date(2026, 6, 1),
    )
    store = open_store("memory:")
    rows = [replace(row, subscription_id=f"s{number}") for number in range(3)]
    await bring(store, told(sightings=rows))
    july = [replace(one, month=date(2026, 7, 1)) for one in rows]
    plan = await bring(store, told(sightings=july), at=NOON + _MONTH)
    assert (
        plan.entry.unchanged,
        plan.holdings,
        len(plan.heard),
        len(set(map(id, plan.heard.associations))),
    ) == (
        3,
        (),
        3,
        1,
    )
    await store.close()
