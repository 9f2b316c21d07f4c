"""What a report changes in the record, and what it leaves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from adapters.stores import open_store
from bot.partnership.records import NOBODY, US, Association, AssociationKind, Holding, Import, other
from bot.ports import Store
from tests.bringing import report
from tests.builders import a_customer, a_holding, an_association
from tests.fakes import NOON

LATER = NOON + timedelta(days=7)
DELEGATED = AssociationKind.DELEGATED_ADMINISTRATOR


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    """An empty one."""
    store = open_store("memory:")
    yield store
    await store.close()


async def reported(store: Store, *holdings: Holding, later: bool = False) -> Import:
    at = LATER if later else NOON
    seen = [replace(h, associations=tuple(_as_of(a, at.date()) for a in h.associations)) for h in holdings]
    async with store.transaction() as transaction:
        return await report(transaction, seen, file="subscriptions.csv", at=at)


def _as_of(association: Association, day: date) -> Association:
    at = LATER if day == LATER.date() else NOON
    return replace(association, since=day, seen_for=day, imported_at=at)


async def stored(store: Store, id_: str = "s1") -> Holding:
    async with store.transaction() as transaction:
        holding = await transaction.record.subscription(id_)
    assert holding is not None
    return holding


async def test_rows_are_counted_as_new_changed_or_unchanged(store: Store) -> None:
    first = await reported(store, a_holding("s1"), a_holding("s2"))
    assert (first.new, first.changed, first.unchanged) == (2, 0, 0)
    second = await reported(store, a_holding("s1"), a_holding("s2", dpor=NOBODY), a_holding("s3"), later=True)
    assert (second.new, second.changed, second.unchanged) == (1, 1, 1)
    async with store.transaction() as transaction:
        assert await transaction.imports.latest() == second


async def test_the_same_holder_keeps_since_and_is_confirmed(store: Store) -> None:
    await reported(store, a_holding())
    again = await reported(store, a_holding(), later=True)
    assert again.unchanged == 1
    fact = (await stored(store)).dpor
    assert fact is not None
    assert (fact.since, fact.seen_for, fact.imported_at) == (NOON.date(), LATER.date(), LATER)


async def test_another_holder_replaces_the_stored_one_from_today(store: Store) -> None:
    await reported(store, a_holding(dpor=other("Relecloud")))
    await reported(store, a_holding(dpor=other("Trey Research")), later=True)
    fact = (await stored(store)).dpor
    assert fact is not None
    assert (fact.holder, fact.since) == (other("Trey Research"), LATER.date())


async def test_a_row_that_does_not_know_the_dpor_leaves_it_with_its_age(store: Store) -> None:
    await reported(store, a_holding(dpor=other("Relecloud")))
    entry = await reported(store, a_holding(dpor=None), later=True)
    assert entry.unchanged == 1
    fact = (await stored(store)).dpor
    assert fact is not None
    assert (fact.holder, fact.seen_for) == (other("Relecloud"), NOON.date())


async def test_what_a_row_does_not_know_of_the_subscription_stays(store: Store) -> None:
    known = a_holding(label="Azure", renewal_date=date(2027, 1, 1), customer=a_customer(domain="contoso.com"))
    await reported(store, known)
    entry = await reported(store, a_holding(), later=True)
    assert entry.unchanged == 1
    after = await stored(store)
    assert (after.subscription, after.customer) == (known.subscription, known.customer)


async def test_other_names_of_a_customer_outlive_the_reports(store: Store) -> None:
    async with store.transaction() as transaction:
        await transaction.record.save([a_holding(customer=a_customer(other_names=("Contoso Ltd",)))])
    await reported(store, a_holding())
    assert (await stored(store)).customer.other_names == ("Contoso Ltd",)


async def test_a_new_subscription_leaves_what_is_known_of_its_customer(store: Store) -> None:
    known = a_customer(domain="contoso.com", other_names=("Contoso Ltd",))
    async with store.transaction() as transaction:
        await transaction.record.save([a_holding("s1", customer=known)])
    await reported(store, a_holding("s2"))
    assert (await stored(store, "s2")).customer == (await stored(store, "s1")).customer == known


async def test_a_subscription_that_moves_to_another_customer_takes_no_names_along(store: Store) -> None:
    seller = a_customer("Contoso", domain="contoso.com", other_names=("Contoso Ltd",))
    async with store.transaction() as transaction:
        await transaction.record.save([a_holding("s1", customer=seller)])
    await reported(store, a_holding("s1", customer=a_customer("Fabrikam")))
    assert (await stored(store)).customer == a_customer("Fabrikam")


async def test_an_association_beside_dpor_comes_stays_and_goes(store: Store) -> None:
    ours, nobodys = (an_association(kind=DELEGATED, holder=holder) for holder in (US, NOBODY))
    dpor = an_association(holder=other("Relecloud"))
    assert (await reported(store, a_holding(associations=(dpor, nobodys)))).new == 1
    assert (await stored(store)).association(DELEGATED) is None
    assert (await reported(store, a_holding(associations=(dpor, ours)))).changed == 1
    assert (await reported(store, a_holding(associations=(dpor,)))).unchanged == 1
    assert (await stored(store)).association(DELEGATED) is not None
    assert (await reported(store, a_holding(associations=(dpor, nobodys)))).changed == 1
    assert (await stored(store)).association(DELEGATED) is None


async def test_a_tenant_id_that_becomes_known_stays_the_same_customers(store: Store) -> None:
    await reported(store, a_holding(customer=a_customer("Contoso", domain="contoso.com")))
    known = replace(a_customer("Contoso", id_="tenant-1"), tenant_id="tenant-1")
    await reported(store, a_holding(customer=known), later=True)
    customer = (await stored(store)).customer
    assert (customer.domain, customer.tenant_id) == ("contoso.com", "tenant-1")
    matches = (await store.names()).customers.find("Contoso")
    assert [match.id for match in matches] == ["name:contoso"]
    fact = (await stored(store)).dpor
    assert fact is not None
    assert fact.since == NOON.date()


async def test_a_thousand_repeats_change_nothing(store: Store) -> None:
    await reported(store, a_holding("s1"), a_holding("s2", dpor=None))
    before = await stored(store)
    for _ in range(1000):
        entry = await reported(store, a_holding("s1"), a_holding("s2", dpor=None))
        assert (entry.new, entry.changed, entry.unchanged) == (0, 0, 2)
    assert await stored(store) == before
