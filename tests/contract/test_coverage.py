"""Coverage counted at once says what counting one by one says, in every store."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from random import Random

import pytest

from bot.handlers.coverage import Counted, counted_at_once, counted_one_by_one
from bot.importing.taking_back import taken_back
from bot.partnership.coverage import Tally
from bot.partnership.history import Arrivals
from bot.partnership.records import (
    NOBODY,
    US,
    Holding,
    HoldingQuery,
    Known,
    Product,
    other,
    tallied,
)
from bot.ports import Store
from tests.bringing import bring, told
from tests.builders import a_customer, a_holding
from tests.contract.store_steps import listed
from tests.fakes import NOON

TODAY = date(2027, 5, 3)
HOLDERS = (US, NOBODY, other("Relecloud"), None)
PRODUCTS = (Product.OFFICE_365, Product.MICROSOFT_AZURE)
_NUMBERS = count()


def some_holdings(random: Random, among: range) -> list[Holding]:
    customers = [a_customer("Contoso"), a_customer("Fabrikam")]
    return [
        a_holding(
            f"s{number}",
            customer=random.choice(customers),
            product=PRODUCTS[number % 2],
            dpor=random.choice(HOLDERS),
            ended=random.random() < 0.2,
        )
        for number in random.sample(among, 8)
    ]


async def bring_some(store: Store, random: Random, *, at: datetime, among: range) -> None:
    says = told(some_holdings(random, among), content=f"{next(_NUMBERS)}")
    await bring(store, says, at=at)


@pytest.mark.parametrize("seed", range(4))
async def test_all_at_once_is_one_by_one(store: Store, seed: int) -> None:
    random = Random(seed)
    for month in range(5):
        at = NOON + timedelta(days=31 * month)
        await bring_some(store, random, at=at, among=range(10 + 4 * month))
        if month == 2:
            await taken_back(store, by="Kim", at=at)
    for product in (None, Product.MICROSOFT_AZURE):
        async with store.transaction() as transaction:
            quick = await counted_at_once(product, transaction, TODAY)
            slow = await counted_one_by_one(None, product, transaction, TODAY)
        assert quick is not None
        assert shown(quick) == shown(slow)
        assert len(shown(quick)[1]) > 4


def shown(counted: Counted) -> tuple[object, tuple[object, ...]]:
    coverage, _ = counted
    return coverage.by_product(), coverage.over_time()


async def test_a_product_of_which_nothing_runs_is_not_counted(store: Store) -> None:
    came = [a_holding("s1"), a_holding("s2", product=Product.OFFICE_365, ended=True)]
    await bring(store, told(came))
    async with store.transaction() as transaction:
        counted = await counted_at_once(None, transaction, TODAY)
    assert counted is not None
    assert counted[0].by_product() == {Product.MICROSOFT_AZURE: Tally(ours=1)}


async def test_what_no_history_tells_of_is_counted_one_by_one(store: Store) -> None:
    await bring_some(store, Random(1), at=NOON, among=range(10))
    async with store.transaction() as transaction:
        await transaction.record.save([a_holding("unheard of")])
    async with store.transaction() as transaction:
        assert await counted_at_once(None, transaction, TODAY) is None


async def test_history_tells_apart_what_came_and_what_changed_since(store: Store) -> None:
    await bring(store, told([a_holding("s1"), a_holding("s2")]))
    await bring(store, told([a_holding("s1", dpor=NOBODY), a_holding("s3")]), at=NOON + timedelta(days=1))
    async with store.transaction() as transaction:
        history = transaction.history
        came: list[Arrivals] = [arrivals async for arrivals in history.came()]
        written = await history.written(9)
        assert await history.written(0) == ()
    assert sorted(id_ for arrivals in came for id_ in arrivals.subscription_ids) == ["s1", "s2", "s3"]
    assert [(change.subscription_id, change.before, change.after) for change in written] == [
        ("s1", US, NOBODY)
    ]


async def test_the_record_is_tallied_and_told_in_few_words(store: Store) -> None:
    holdings = some_holdings(Random(7), range(20))
    async with store.transaction() as transaction:
        await transaction.record.save(holdings)
        # What is written in the same transaction counts.
        assert await transaction.record.tally(HoldingQuery()) == tallied(holdings)
    every = await listed(store)
    for query in (HoldingQuery(), HoldingQuery(product=PRODUCTS[0], ended=False), HoldingQuery(partner="x")):
        async with store.transaction() as transaction:
            assert await transaction.record.tally(query) == tallied(filter(query.matches, every))
    async with store.transaction() as transaction:
        states = await transaction.record.states([*(held.subscription.id for held in every), "never", "\x00"])
    assert states == {held.subscription.id: Known.of(held) for held in every}
