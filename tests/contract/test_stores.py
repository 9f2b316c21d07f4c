"""What every store promises."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.errors import StoreError
from bot.partnership.checklist import Point
from bot.partnership.records import (
    NOBODY,
    US,
    AssociationKind,
    HolderKind,
    HoldingQuery,
    Import,
    Product,
    other,
)
from bot.ports import Store
from tests.builders import ROOM, a_customer, a_holding, a_tick, a_watch, an_association
from tests.contract.store_steps import LASTING, Open, listed, save
from tests.fakes import NOON


async def test_an_empty_store_knows_nothing(store: Store) -> None:
    async with store.transaction() as transaction:
        assert await transaction.record.holdings(HoldingQuery()) == ()
        assert await transaction.record.subscription("s1") is None
        assert await transaction.record.customer("name:contoso") is None
        assert await transaction.record.own_customers() == ()
        assert (await store.names()).customers.find("are we DPOR for Contoso") == ()
        assert (await store.names()).partners.find("where is Relecloud DPOR") == ()
        assert await transaction.imports.latest() is None
        assert await transaction.checklists.ticks("general") == ()
        assert await transaction.watches.every() == ()


async def test_what_was_saved_is_found_by_its_id(store: Store) -> None:
    holding = a_holding(
        "s1", label="Azure Production", dpor=other("Relecloud"), renewal_date=date(2027, 3, 31)
    )
    await save(store, holding)
    async with store.transaction() as transaction:
        assert await transaction.record.subscription("s1") == holding
        assert await transaction.record.customer(holding.customer.id) == holding.customer


async def test_an_exception_takes_everything_back(store: Store) -> None:
    await save(store, a_holding("s1"))
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 (the block is the transaction)
        async with store.transaction() as transaction:
            await transaction.record.save([a_holding("s1", dpor=NOBODY), a_holding("s2")])
            await transaction.imports.add(an_import("i1"))
            await transaction.checklists.save("general", (a_tick(),))
            await transaction.watches.save(a_watch(ROOM))
            raise ZeroDivisionError
    assert await listed(store) == (a_holding("s1"),)
    async with store.transaction() as transaction:
        assert await transaction.imports.latest() is None
        assert await transaction.checklists.ticks("general") == ()
        assert await transaction.watches.every() == ()


async def test_long_work_lets_whoever_waits_have_a_turn(store: Store) -> None:
    turns: list[str] = []

    async def waiting() -> None:
        turns.append("theirs")

    async with store.transaction() as transaction:
        task = asyncio.create_task(waiting())
        await transaction.record.give_way()
        turns.append("ours")
    await task
    assert turns == ["theirs", "ours"]


async def test_a_transaction_sees_its_own_writes_and_others_do_not_before_it_is_left(store: Store) -> None:
    async with store.transaction() as writing:
        await writing.record.save([a_holding("s1")])
        await writing.checklists.save("general", (a_tick(),))
        await writing.watches.save(a_watch(ROOM))
        await writing.imports.add(an_import("i1"))
        assert await writing.record.subscription("s1") == a_holding("s1")
        assert await writing.record.holdings(HoldingQuery(holder=HolderKind.US)) == (a_holding("s1"),)
        assert await writing.checklists.ticks("general") == (a_tick(),)
        assert await writing.watches.every() == (a_watch(ROOM),)
        assert await writing.imports.latest() == an_import("i1")
        async with store.transaction() as reading:
            assert await reading.record.subscription("s1") is None
            assert await reading.record.holdings(HoldingQuery()) == ()
            assert await reading.checklists.ticks("general") == ()
            assert await reading.watches.every() == ()
            assert await reading.imports.latest() is None
    assert await listed(store) == (a_holding("s1"),)


async def test_two_transactions_at_once_both_keep_what_they_wrote(store: Store) -> None:
    async with store.transaction() as first:
        await first.record.save([a_holding("s1")])
        async with store.transaction() as second:
            await second.record.save([a_holding("s2")])
            await second.watches.save(a_watch(ROOM))
    assert [holding.subscription.id for holding in await listed(store)] == ["s1", "s2"]


async def test_a_change_built_on_what_somebody_else_has_changed_meanwhile_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="try again"):  # noqa: PT012
        async with store.transaction() as first:
            before = await first.checklists.ticks("general")
            async with store.transaction() as second:
                await second.checklists.save("general", (a_tick(person="Robin"),))
            await first.checklists.save("general", (*before, a_tick(Point.OWN_SUBSCRIPTIONS)))
    async with store.transaction() as transaction:
        assert await transaction.checklists.ticks("general") == (a_tick(person="Robin"),)


async def test_ticks_of_many_people_at_once_are_all_kept(store: Store) -> None:
    async def tick(point: Point) -> None:
        async with store.transaction() as transaction:
            ticks = await transaction.checklists.ticks("general")
            await transaction.checklists.save("general", (*ticks, a_tick(point)))

    await asyncio.gather(*(tick(point) for point in Point))
    async with store.transaction() as transaction:
        assert {tick.point for tick in await transaction.checklists.ticks("general")} == set(Point)


async def test_holdings_come_by_customer_name_product_label_and_id(store: Store) -> None:
    contoso, adatum = a_customer("contoso"), a_customer("A. Datum Corporation")
    expected = (
        a_holding("s9", customer=adatum),
        a_holding("s1", customer=contoso, product=Product.DYNAMICS_CRM_ONLINE),
        a_holding("s8", customer=contoso, label="Production"),
        a_holding("s2", customer=contoso, label="Test"),
        a_holding("s3", customer=contoso, label="Test"),
    )
    await save(store, *reversed(expected))
    assert await listed(store) == expected


async def test_a_customers_new_name_shows_on_all_of_its_subscriptions(store: Store) -> None:
    before, after = a_customer("Contoso", id_="c1"), a_customer("Fabrikam", id_="c1")
    await save(store, a_holding("s1", customer=before), a_holding("s2", customer=before))
    await save(store, a_holding("s1", customer=after))
    assert await listed(store) == (a_holding("s1", customer=after), a_holding("s2", customer=after))
    names = (await store.names()).customers
    assert [match.id for match in names.find("are we DPOR for Fabrikam?")] == ["c1"]
    assert names.find("are we DPOR for Contoso?") == ()


async def test_a_customer_whose_only_subscription_moves_on_in_the_same_save_never_was(store: Store) -> None:
    first, last = a_customer("Contoso", own_tenant=True), a_customer("Fabrikam")
    await save(store, a_holding("s1", customer=first), a_holding("s1", customer=last))
    async with store.transaction() as transaction:
        assert await transaction.record.customer(first.id) is None
        assert await transaction.record.own_customers() == ()
    assert (await store.names()).customers.find("Contoso") == ()


async def test_a_customer_without_any_subscription_left_is_forgotten(store: Store) -> None:
    guess, known = a_customer("Contoso"), a_customer("Contoso", id_="tenant-1")
    await save(store, a_holding("s1", customer=guess))
    await save(store, a_holding("s1", customer=known))
    async with store.transaction() as transaction:
        assert await transaction.record.customer(guess.id) is None
        matches = (await store.names()).customers.find("Contoso")
    assert [match.id for match in matches] == ["tenant-1"]


async def test_own_customers_come_by_name(store: Store) -> None:
    own = [a_customer(name, own_tenant=True) for name in ("Litware", "A. Datum Corporation")]
    await save(store, *(a_holding(f"s{n}", customer=c) for n, c in enumerate([*own, a_customer()])))
    async with store.transaction() as transaction:
        assert await transaction.record.own_customers() == (own[1], own[0])


async def test_partners_are_found_as_long_as_they_hold_something(store: Store) -> None:
    await save(store, a_holding("s1", dpor=other("Relecloud")), a_holding("s2", dpor=other("Trey Research")))
    names = (await store.names()).partners
    assert [match.id for match in names.find("where is relecloud dpor")] == ["Relecloud"]
    await save(store, a_holding("s1", dpor=US))
    names = (await store.names()).partners
    assert names.find("where is relecloud dpor") == ()
    assert [match.id for match in names.find("where is Trey Research dpor")] == ["Trey Research"]


def an_import(id_: str, *, minutes: int = 0) -> Import:
    at = NOON + timedelta(minutes=minutes)
    return Import(id=id_, file="subscriptions.csv", at=at, new=1, changed=2, unchanged=3)


async def test_the_newest_import_is_the_latest_whatever_the_order_of_writing(store: Store) -> None:
    async with store.transaction() as transaction:
        await transaction.imports.add(an_import("b", minutes=5))
        await transaction.imports.add(an_import("a"))
        assert await transaction.imports.latest() == an_import("b", minutes=5)


async def test_each_list_has_its_own_ticks_and_saving_replaces_them(store: Store) -> None:
    async with store.transaction() as transaction:
        await transaction.checklists.save("general", (a_tick(), a_tick(Point.HELP_THE_CUSTOMER)))
        await transaction.checklists.save("name:contoso", (a_tick(person="Robin"),))
    async with store.transaction() as transaction:
        await transaction.checklists.save("general", ())
    async with store.transaction() as transaction:
        assert await transaction.checklists.ticks("general") == ()
        assert await transaction.checklists.ticks("name:contoso") == (a_tick(person="Robin"),)


async def test_a_closed_store_refuses(store: Store) -> None:
    await store.close()
    await store.close()
    with pytest.raises(StoreError, match="closed"):
        async with store.transaction():
            pass


@pytest.mark.parametrize("opener", LASTING, indirect=True)
async def test_everything_is_there_again_after_reopening(opener: Open) -> None:
    holdings = (
        a_holding("s1", customer=a_customer("Blå Lucerne & Co", other_names=("Lucerne",)), dpor=None),
        a_holding("s2", associations=both_kinds("s2"), renewal_date=date(2027, 1, 1)),
    )
    room = replace(
        ROOM, tenant="T", platform="teams", conversation="19:x", thread="1", reference='{"a": "å"}'
    )
    store = opener()
    async with store.transaction() as transaction:
        await transaction.record.save(holdings)
        await transaction.imports.add(an_import("i1"))
        await transaction.checklists.save("general", (a_tick(person="Åsa"),))
        await transaction.watches.save(a_watch(room))
        await transaction.watches.save(a_watch(ROOM))
    async with store.transaction() as transaction:
        await transaction.watches.forget(ROOM)
    await store.close()
    store = opener()
    assert await listed(store) == holdings
    async with store.transaction() as transaction:
        assert await transaction.imports.latest() == an_import("i1")
        assert await transaction.checklists.ticks("general") == (a_tick(person="Åsa"),)
        assert await transaction.watches.every() == (a_watch(room),)
    await store.close()


def both_kinds(id_: str) -> tuple:
    return (
        an_association(holder=other("Relecloud"), since=date(2020, 1, 1)),
        an_association(kind=AssociationKind.TRANSACTING_PARTNER),
    )
