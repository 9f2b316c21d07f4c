"""Month after month of one file: what it says again, what it says otherwise, and what it passes over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

import pytest

from bot.importing.bringing_in import brought_in, previewed
from bot.importing.merging import merged
from bot.importing.planning import Bringing
from bot.importing.taking_back import taken_back
from bot.importing.telling import Telling
from bot.importing.words import hear
from bot.partnership.associated import Associated
from bot.partnership.claims import Claim
from bot.partnership.many import Holdings
from bot.partnership.records import NOBODY, US, Association, Holder, HolderKind, Holding, Product, other
from bot.ports import Store
from tests.bringing import told
from tests.builders import a_customer, a_holding, an_association
from tests.contract.store_steps import Open, listed, save
from tests.fakes import NOON

MONTH = timedelta(days=30)
HOLDERS = (US, US, NOBODY, other("Relecloud"), None)
Record = dict[str, Holding]


def said(holder: Holder | None, month: int) -> tuple[Association, ...]:
    """What that month's file says; the same value for all of its rows that say the same."""
    at = NOON + month * MONTH
    if holder is None:
        return ()
    day, file = at.date(), f"{month}.csv"
    return (an_association(holder=holder, since=day, seen_for=day, imported_at=at, source=file),)


class Year:
    """Files of one organisation: in each most rows are as before, some otherwise, some new, some gone."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._said = cache(said)
        self._now: Record = {}

    def file(self, month: int, *, kept: float) -> list[Holding]:
        """That month's rows, of what was known so many in one."""
        old = [self._otherwise(row) for row in self._now.values() if self._random.random() < kept]
        rows = [*old, *self._new(month)]
        self._now |= {row.subscription.id: row for row in rows}
        twice = self._random.sample(rows, 3) if month % 2 else []
        holders = [row.dpor.holder if row.dpor else None for row in (*rows, *twice)]
        return [
            replace(row, associations=self._said(holder, month))
            for row, holder in zip((*rows, *twice), holders, strict=True)
        ]

    def _new(self, month: int) -> Iterator[Holding]:
        for number in range(10 if month else 200):
            yield a_holding(
                f"m{month}-{number}",
                customer=a_customer(f"Customer {self._random.randrange(60)}"),
                product=self._random.choice(list(Product)),
                label=f"Label {number % 5}",
                dpor=self._random.choice(HOLDERS),
                renewal_date=date(2027, self._random.randrange(1, 13), 1),
                usage_driven_by_us=self._random.random() < 0.5,
            )

    def _otherwise(self, row: Holding) -> Holding:
        if self._random.random() < 0.9:
            return row
        fields = (
            {"renewal_date": date(2028, 1, 1)},
            {"label": "Another label"},
            {"label": ""},
            {"usage_driven_by_us": not row.subscription.usage_driven_by_us},
            {"ended": True},
        )
        holder = self._random.choice((*HOLDERS, *HOLDERS))
        changed = replace(row, subscription=replace(row.subscription, **self._random.choice(fields)))
        return (
            replace(changed, associations=self._said(holder, 0)) if self._random.random() < 0.5 else changed
        )


def one_by_one(record: Record, rows: list[Holding], month: int) -> Record:
    """The record after those rows, each merged by itself."""
    record, telling = dict(record), Telling(file=f"{month}.csv", at=NOON + month * MONTH)
    for holding in rows:
        (row,) = telling.own_rows(Holdings.of([holding]), [holding.customer.id])
        record[row.subscription_id] = merged(record.get(row.subscription_id), row, holding.customer)
    return record


async def stored(store: Store) -> Record:
    return {holding.subscription.id: holding for holding in await listed(store)}


def bringing(month: int) -> Bringing:
    return Bringing(by="Kim", at=NOON + month * MONTH)


@pytest.mark.parametrize("seed", range(3))
async def test_every_month_comes_to_what_its_rows_come_to_one_by_one(opener: Open, seed: int) -> None:
    store, year = opener.anew(), Year(seed)
    expected: Record = {}
    for month, kept in enumerate((1, 1, 0.97, 0.4, 0.97)):
        before, rows = expected, year.file(month, kept=kept)
        expected = one_by_one(expected, rows, month)
        says = told(rows, file=f"{month}.csv")
        shown = await previewed(store, says, bringing(month))
        plan = await brought_in(store, says, bringing(month))
        assert plan.entry == shown.entry
        assert await stored(store) == expected
        if month == 2:
            await taken_back(store, by="Kim", at=NOON + month * MONTH)
            assert await stored(store) == before
            expected = before
    await store.close()


async def test_what_people_said_since_stays_when_a_month_is_taken_back(store: Store) -> None:
    rows = [a_holding(f"s{n}", dpor=other("Relecloud"), usage_driven_by_us=False) for n in range(3)]
    await brought_in(store, told(rows), bringing(0))
    again = [replace(row, associations=said(other("Relecloud"), 1)) for row in rows]
    plan = await brought_in(store, told(again, file="1.csv"), bringing(1))
    assert (plan.entry.unchanged, len(plan.heard)) == (3, 3)
    word = Claim(
        id="c1",
        customer="Contoso",
        partner="",
        reporter="Kim",
        at=NOON + MONTH + timedelta(days=1),
        customer_id=rows[0].customer.id,
        holder=HolderKind.US,
        subscriptions=("s1",),
    )
    async with store.transaction() as transaction:
        await hear(transaction, word)
    await taken_back(store, by="Kim", at=NOON + 2 * MONTH)
    now = await stored(store)
    assert (now["s0"], now["s2"]) == (rows[0], rows[2])
    dpor = now["s1"].dpor
    assert dpor
    assert (dpor.holder, [voice.holder for voice in dpor.voices]) == (US, [other("Relecloud")])


async def test_only_who_holds_them_is_written_of_what_was_heard(store: Store) -> None:
    rows = [a_holding(f"s{n}", label=f"Label {n}") for n in range(4)]
    await save(store, *rows)
    now = said(other("Relecloud"), 1)
    async with store.transaction() as transaction:
        in_columns = await transaction.record.stored(["s1", "s3", "never"])
        assert sorted(in_columns.ids) == ["s1", "s3"]
        assert {one.subscription.id: one for one in in_columns} == {"s1": rows[1], "s3": rows[3]}
        await transaction.record.hear(Associated(ids=("s1", "s3", "never"), associations=(now, now, now)))
        await transaction.record.save([a_holding("s4")])
        seen = await transaction.record.subscriptions(["s0", "s1"])
        assert seen == {"s0": rows[0], "s1": replace(rows[1], associations=now)}
    heard = [replace(row, associations=now) for row in (rows[1], rows[3])]
    assert await stored(store) == {
        one.subscription.id: one for one in (rows[0], rows[2], *heard, a_holding("s4"))
    }
