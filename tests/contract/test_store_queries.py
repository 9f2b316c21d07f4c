"""Every store gives for a query exactly what the query matches."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.partnership.records import (
    NOBODY,
    US,
    Customer,
    HolderKind,
    Holding,
    HoldingQuery,
    Product,
    in_order,
    other,
)
from tests.builders import a_customer, a_holding
from tests.contract.store_steps import Open, listed, save

NAMES = ["Contoso", "Fabrikam", "Litware"]
HOLDERS = st.sampled_from([None, US, NOBODY, other("Relecloud"), other("Trey Research")])
DATES = st.none() | st.dates(date(2026, 11, 1), date(2026, 11, 9))


@st.composite
def customers(draw: st.DrawFn) -> Customer:
    name = draw(st.sampled_from(NAMES))
    return a_customer(name, own_tenant=draw(st.booleans()))


@st.composite
def holdings(draw: st.DrawFn) -> Holding:
    return a_holding(
        f"s{draw(st.integers(0, 6))}",
        customer=draw(customers()),
        product=draw(st.sampled_from(Product)),
        dpor=draw(HOLDERS),
        renewal_date=draw(DATES),
        usage_driven_by_us=draw(st.booleans()),
        ended=draw(st.booleans()),
        started_on=draw(DATES),
    )


QUERIES = st.builds(
    HoldingQuery,
    customer_ids=st.none() | st.frozensets(st.sampled_from([f"name:{name.casefold()}" for name in NAMES])),
    product=st.none() | st.sampled_from(Product),
    holder=st.none() | st.sampled_from(HolderKind),
    holders=st.none() | st.frozensets(st.none() | st.sampled_from(HolderKind)),
    partner=st.none() | st.sampled_from(["Relecloud", "Trey Research", "Nobody We Know"]),
    usage_driven_by_us=st.none() | st.booleans(),
    renews_from=DATES,
    renews_until=DATES,
    ended=st.none() | st.booleans(),
)


def remembered(saves: list[list[Holding]]) -> tuple[Holding, ...]:
    """What a store must hold: the newest of each subscription, with the newest of its customer."""
    newest: dict[str, Holding] = {}
    known: dict[str, Customer] = {}
    for holding in (holding for batch in saves for holding in batch):
        newest[holding.subscription.id] = holding
        known[holding.customer.id] = holding.customer
    return tuple(
        Holding(customer=known[h.customer.id], subscription=h.subscription, associations=h.associations)
        for h in newest.values()
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(saves=st.lists(st.lists(holdings(), max_size=8), max_size=3), query=QUERIES)
async def test_a_query_gives_exactly_what_it_matches(
    opener: Open, saves: list[list[Holding]], query: HoldingQuery
) -> None:
    store = opener.anew()
    for batch in saves:
        await save(store, *batch)
    expected = tuple(sorted(filter(query.matches, remembered(saves)), key=in_order))
    assert await listed(store, query) == expected
    async with store.transaction() as transaction:
        assert await transaction.record.ids(query) == tuple(h.subscription.id for h in expected)
        own = {h.customer.id for h in remembered(saves) if h.customer.own_tenant}
        assert {customer.id for customer in await transaction.record.own_customers()} == own
    await store.close()
    if opener.lasts:
        store = opener()
        assert await listed(store, query) == expected
        await store.close()
