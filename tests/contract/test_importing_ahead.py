"""What a store may make ready for while a file is still being read, and what comes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.importing.bringing_in import brought_in, brought_in_meanwhile
from bot.importing.plan import Plan
from bot.importing.planning import Bringing
from bot.importing.taking_back import taken_back
from bot.partnership.history import What
from bot.partnership.many import Holdings
from bot.partnership.records import Holding, Product, other
from bot.partnership.sightings import Attribution, CustomerClue, PartnerClue, ReportKind, Sighting
from bot.partnership.told import Told
from bot.ports import Store
from tests.bringing import told
from tests.builders import a_customer, a_holding
from tests.contract.store_steps import Open, ids, listed, save
from tests.fakes import NOON

_BRINGING = Bringing(by="Kim", at=NOON)
Rows = Callable[[Holdings], None]


def many(count: int = 150, **fields: Any) -> list[Holding]:
    """More than are written one by one."""
    return [
        a_holding(f"s{n:03}", customer=a_customer(f"Customer {n % 40}"), label=f"Label\t{n}", **fields)
        for n in range(count)
    ]


async def read_in(store: Store, says: Told, *parts: list[Holding]) -> Plan:
    """Bring it in; the parts are told while it is being read."""

    async def read(rows: Rows | None) -> Told:
        for part in parts if rows else ():
            assert rows
            await asyncio.to_thread(rows, Holdings.of(part))
            await asyncio.sleep(0.01)
        return says

    return await brought_in_meanwhile(store, read, _BRINGING)


async def left_behind(store: Store) -> set[object]:
    async with store.transaction() as transaction:
        changes = await transaction.history.since(NOON, 1000)
    return {(change.subscription_id, change.what, change.after) for change in changes}


async def test_a_first_import_comes_to_the_same_as_if_it_had_been_read_before(opener: Open) -> None:
    rows = many()
    plain = opener()
    await brought_in(plain, told(rows), _BRINGING)
    expected = await listed(plain), await left_behind(plain)
    await taken_back(plain, by="Kim", at=NOON)
    assert await listed(plain) == ()
    await plain.close()
    ahead = opener.anew()
    await read_in(ahead, told(rows, content="the same, another file"), rows[:70], rows[70:])
    assert (await listed(ahead), await left_behind(ahead)) == expected
    await taken_back(ahead, by="Kim", at=NOON)
    assert await listed(ahead) == ()
    await ahead.close()


def shown(number: int, **fields: Any) -> Sighting:
    """A row of a download; every customer has several."""
    tenant = f"00000000-0000-4000-8000-{number % 40:012}"
    given: dict[str, Any] = {
        "report": ReportKind.SUBSCRIPTION_DETAILS,
        "line": number + 2,
        "customer": CustomerClue(tenant_id=tenant, name=f"Customer {number % 40}"),
        "subscription_id": f"s{number:03}",
        "product": Product.OFFICE_365,
        "product_name": "Microsoft 365 E3",
        "attribution": Attribution.PARTNER_OF_RECORD,
        "partner": PartnerClue(location_id="4847383", name="Our Company"),
        "month": NOON.date().replace(day=1),
    }
    return Sighting(**(given | fields))


def shown_later(number: int) -> Sighting:
    """More is told of its customer."""
    tenant = f"00000000-0000-4000-8000-{number % 40:012}"
    clue = CustomerClue(tenant_id=tenant, name=f"Customer {number % 40} AB", domain=f"c{number % 40}.example")
    return shown(number, customer=clue, product=Product.MICROSOFT_AZURE)


_ALL = [shown(number) for number in range(150)]
_LAST_MONTH = NOON.date().replace(day=1, month=NOON.month - 1)


@pytest.mark.parametrize(
    "rows",
    [
        _ALL,
        [*_ALL[:75], *(shown_later(number) for number in range(75, 150))],
        [*_ALL, *(shown(number, attribution=Attribution.PARTNER_ADMIN_LINK) for number in range(60))],
        [*_ALL, *(shown(number, month=_LAST_MONTH) for number in range(60))],
        [*_ALL, *(shown(number, subscription_id="", workload="Teams") for number in range(60))],
        [*_ALL, *(shown(number, product=None) for number in range(150, 170))],
    ],
    ids=("plain", "more of customers", "two ties", "two months", "no ids", "left out"),
)
async def test_a_first_download_comes_to_the_same_as_if_it_had_been_read_before(
    opener: Open, rows: list[Sighting]
) -> None:
    plain = opener()
    before = await brought_in(plain, told(sightings=rows), _BRINGING)
    expected = await listed(plain), await left_behind(plain)
    await plain.close()
    ahead = opener.anew()
    plan = await read_in(ahead, told(sightings=rows))
    assert (await listed(ahead), await left_behind(ahead)) == expected
    assert (plan.entry, plan.left_out) == (before.entry, before.left_out)
    await taken_back(ahead, by="Kim", at=NOON)
    assert await listed(ahead) == ()
    await ahead.close()


async def test_what_was_expected_and_is_refused_leaves_nothing(store: Store) -> None:
    async def read(rows: Rows | None) -> Told:
        if rows:
            await asyncio.to_thread(rows, Holdings.of(many()))
        await asyncio.sleep(0.05)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await brought_in_meanwhile(store, read, _BRINGING)
    assert await ids(store) == []
    await read_in(store, told(many()), many())
    assert len(await ids(store)) == 150


@pytest.mark.parametrize(
    "expected",
    [
        many(149),
        many(151),
        many(usage_driven_by_us=False),
        many(dpor=other("Relecloud")),
        many()[::-1],
        [*many(), *many()],
        [replace(one, customer=a_customer("Somebody else")) for one in many()],
        [replace(one, customer=replace(one.customer, domain="", other_names=("Old",))) for one in many()],
    ],
)
async def test_what_comes_otherwise_than_expected_counts_as_it_comes(
    store: Store, expected: list[Holding]
) -> None:
    await read_in(store, told(many()), expected)
    assert sorted(await listed(store), key=lambda one: one.subscription.id) == many()


async def test_a_few_rows_and_none_at_all_are_no_matter(store: Store) -> None:
    async def read(rows: Rows | None) -> Told:
        if rows:
            await asyncio.to_thread(rows, Holdings.of(many()))
        # So long that it stands there already.
        await asyncio.sleep(0.3)
        return told(many(3))

    await brought_in_meanwhile(store, read, _BRINGING)
    assert len(await ids(store)) == 3
    async with store.transaction() as transaction:
        expect = await transaction.record.expecting()
        if expect:
            expect(Holdings.of(many()))
    assert len(await ids(store)) == 3


async def test_no_first_import_is_as_any_other(store: Store) -> None:
    await save(store, a_holding("s001", dpor=other("Relecloud")), a_holding("other"))
    plan = await read_in(store, told(many()), many())
    assert (plan.entry.new, plan.entry.changed) == (149, 1)
    assert len(await ids(store)) == 151
    assert [change.what for change in plan.holders] == [What.HOLDER]


async def test_two_first_imports_at_once_both_come_in(store: Store) -> None:
    others = [
        replace(one, subscription=replace(one.subscription, id=f"t{at}")) for at, one in enumerate(many())
    ]
    await asyncio.gather(
        read_in(store, told(many(), file="a.csv"), many()), read_in(store, told(others, file="b.csv"), others)
    )
    assert len(await ids(store)) == 300


async def test_others_read_and_write_while_it_is_being_read(store: Store) -> None:
    async def read(rows: Rows | None) -> Told:
        if rows:
            await asyncio.to_thread(rows, Holdings.of(many()))
        await asyncio.sleep(0.05)
        assert await ids(store) == []
        async with store.transaction() as transaction:
            await transaction.installations.save("key", "text")
        return told(many())

    await brought_in_meanwhile(store, read, _BRINGING)
    assert len(await ids(store)) == 150
