"""What every store promises of what imports leave behind: history, what stood before, accounts, files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import orjson
import pytest

from adapters.stores.tiny import tiny_store
from bot.errors import StoreError
from bot.partnership.history import Before, counting
from bot.partnership.records import (
    BY_HAND,
    US,
    Association,
    AssociationKind,
    Customer,
    Holding,
    HoldingQuery,
    Import,
    Voice,
    other,
)
from bot.partnership.sightings import CustomerClue, ReportKind
from bot.ports import Store, Transaction
from tests.builders import a_customer, a_holding, an_association
from tests.contract.import_steps import (
    FULL_CHANGE,
    a_before,
    a_change,
    an_account,
    an_entry,
    an_upload,
    leave_one_of_each,
)
from tests.contract.store_steps import LASTING, Open, contents, listed, save, tables_in
from tests.fakes import NOON


def a_full_holding() -> Holding:
    """Every field that came later says something."""
    customer = replace(a_customer("Contoso"), tpid="4711")
    voice = Voice(
        teller=BY_HAND,
        holder=other("Relecloud"),
        seen_for=date(2026, 1, 1),
        imported_at=NOON,
        source="Kim",
    )
    association = replace(
        an_association(kind=AssociationKind.CLAIMING_PARTNER),
        teller=ReportKind.CPOR_M365_USAGE.value,
        voices=(voice,),
    )
    holding = a_holding("s1", customer=customer, associations=(association,))
    return replace(
        holding, subscription=replace(holding.subscription, ended=True, started_on=date(2024, 2, 29))
    )


async def all_of(transaction: Transaction) -> list[object]:
    return [
        await transaction.imports.newest(9),
        {before.subscription_id: before for before in await transaction.imports.before("i1")},
        await transaction.history.since(NOON, 9),
        await transaction.accounts.every(),
        await transaction.uploads.every(),
    ]


EVERYTHING: list[object] = [
    (an_entry("import"),),
    {
        "s1": a_before(holding=a_holding("s1")),
        "s2": a_before("s2"),
        "": Before(origin="i1", accounts=(an_account("111111"),)),
    },
    (a_change(),),
    (an_account(),),
    (an_upload(),),
]
NOTHING: list[object] = [(), {}, (), (), ()]


async def test_what_is_left_behind_is_seen_inside_at_once_and_outside_when_it_is_committed(
    store: Store,
) -> None:
    async with store.transaction() as writing:
        await leave_one_of_each(writing)
        assert await all_of(writing) == EVERYTHING
        async with store.transaction() as reading:
            assert await all_of(reading) == NOTHING
    async with store.transaction() as reading:
        assert await all_of(reading) == EVERYTHING


async def test_an_exception_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):  # noqa: PT012
        async with store.transaction() as transaction:
            await leave_one_of_each(transaction)
            raise ZeroDivisionError
    async with store.transaction() as transaction:
        assert await all_of(transaction) == NOTHING


@pytest.mark.parametrize("opener", LASTING, indirect=True)
async def test_all_of_it_is_there_again_after_reopening(opener: Open) -> None:
    store = opener()
    async with store.transaction() as transaction:
        await leave_one_of_each(transaction)
        await transaction.history.add([FULL_CHANGE])
        await transaction.record.save([a_full_holding()])
    await store.close()
    store = opener()
    async with store.transaction() as transaction:
        assert (await all_of(transaction))[:2] == EVERYTHING[:2]
        assert (await all_of(transaction))[3:] == EVERYTHING[3:]
        assert await transaction.history.since(NOON, 9) == (FULL_CHANGE, a_change())
        assert await transaction.record.holdings(HoldingQuery()) == (a_full_holding(),)
    await store.close()


async def test_the_latest_import_is_the_newest_that_stands(store: Store) -> None:
    async with store.transaction() as transaction:
        await transaction.imports.add(an_entry("old"))
        for number in range(20):
            await transaction.imports.add(an_entry(f"back-{number:02}", minutes=1 + number, undone=True))
        assert await transaction.imports.latest() == an_entry("old")
    async with store.transaction() as transaction:
        assert await transaction.imports.latest() == an_entry("old")
        assert [entry.id for entry in await transaction.imports.newest(2)] == ["back-19", "back-18"]
        await transaction.imports.add(an_entry("old", undone=True))
        assert await transaction.imports.latest() is None


async def test_what_stood_before_is_kept_by_import_and_let_go_by_import(store: Store) -> None:
    many = [a_before(f"s{number}", holding=a_holding(f"s{number}")) for number in range(230)]
    async with store.transaction() as transaction:
        await transaction.imports.keep([*many, a_before("new"), a_before("s1", origin="i2")])
    async with store.transaction() as transaction:
        kept = await transaction.imports.before("i1")
        assert sorted(before.subscription_id for before in kept) == sorted(
            [
                *(before.subscription_id for before in many),
                "new",
            ]
        )
        assert {before.subscription_id: before for before in kept}["s7"] == many[7]
        assert await transaction.imports.can_be_taken_back("i1")
        await transaction.imports.let_go("i1")
        assert not await transaction.imports.can_be_taken_back("i1")
        assert await transaction.imports.before("i1") == ()
    async with store.transaction() as transaction:
        assert await transaction.imports.before("i1") == ()
        assert await transaction.imports.before("i2") == (a_before("s1", origin="i2"),)
        await transaction.imports.let_go("never")


async def test_history_comes_by_customer_and_by_time_the_newest_first(store: Store) -> None:
    changes = [
        a_change("i1-0001", minutes=5),
        a_change("i1-0002", minutes=5, customer_id="c2"),
        a_change("i0-0001", minutes=1),
        a_change("i2-0001", minutes=9, after=None),
    ]
    async with store.transaction() as transaction:
        await transaction.history.add(changes[:2])
    async with store.transaction() as transaction:
        await transaction.history.add(changes[2:])
        assert await transaction.history.since(NOON, 9) == (changes[3], changes[1], changes[0], changes[2])
    async with store.transaction() as transaction:
        history = transaction.history
        assert await history.about("name:contoso") == (changes[3], changes[0], changes[2])
        assert await history.about("never") == ()
        assert await history.since(NOON, 2) == (changes[3], changes[1])
        assert await history.since(NOON + timedelta(minutes=5), 9) == (changes[3], changes[1], changes[0])
        assert await history.since(NOON + timedelta(minutes=10), 9) == ()
        assert await history.since(NOON, 0) == ()


def test_what_an_import_told_that_was_taken_back_does_not_count() -> None:
    told, by_hand = a_change(), replace(a_change("i2-0001"), origin="claim")
    assert counting([told, by_hand], [an_entry("i1")]) == (told, by_hand)
    assert counting([told, by_hand], [an_entry("i1", undone=True)]) == (by_hand,)


async def test_a_file_waits_until_it_is_forgotten(store: Store) -> None:
    later = an_upload("u0", minutes=1, content=bytes(range(256)) * 1000)
    async with store.transaction() as transaction:
        await transaction.uploads.keep(later)
        await transaction.uploads.keep(an_upload())
    async with store.transaction() as transaction:
        assert await transaction.uploads.one("u0") == later
        assert await transaction.uploads.one("never") is None
        assert await transaction.uploads.every() == (an_upload(), later)
        await transaction.uploads.forget("u0")
        await transaction.uploads.forget("never")
        assert await transaction.uploads.one("u0") is None
    async with store.transaction() as transaction:
        assert await transaction.uploads.every() == (an_upload(),)


async def test_accounts_are_added_to_those_that_are_known(store: Store) -> None:
    async with store.transaction() as transaction:
        await transaction.accounts.save([an_account("222222"), an_account("111111", name="Old")])
    async with store.transaction() as transaction:
        await transaction.accounts.save([an_account("111111"), an_account("333333")])
    async with store.transaction() as transaction:
        assert await transaction.accounts.every() == tuple(map(an_account, ("111111", "222222", "333333")))
        await transaction.accounts.put_back([an_account("222222", name="Old"), an_account("444444")])
    async with store.transaction() as transaction:
        assert await transaction.accounts.every() == (
            an_account("222222", name="Old"),
            an_account("444444"),
        )


async def test_a_removed_subscription_is_gone_and_its_customer_with_the_last_one(store: Store) -> None:
    fabrikam = a_customer("Fabrikam")
    await save(
        store, a_holding("s1"), a_holding("s2"), a_holding("s3", customer=fabrikam, dpor=other("Relecloud"))
    )
    async with store.transaction() as transaction:
        await transaction.record.remove({"s2", "s3", "never"})
        assert await transaction.record.holdings(HoldingQuery()) == (a_holding("s1"),)
        assert await transaction.record.subscription("s3") is None
        assert await transaction.record.customer(fabrikam.id) is None
    assert await listed(store) == (a_holding("s1"),)
    names = await store.names()
    assert names.customers.find("are we DPOR for Fabrikam?") == ()
    assert names.partners.find("where is Relecloud DPOR") == ()
    assert [match.id for match in names.customers.find("Contoso")] == ["name:contoso"]


async def test_within_one_transaction_the_last_word_on_a_subscription_counts(store: Store) -> None:
    await save(store, a_holding("s1"), a_holding("s2"))
    async with store.transaction() as transaction:
        await transaction.record.save([a_holding("s1", dpor=other("Relecloud")), a_holding("s3")])
        await transaction.record.remove(["s1", "s2", "s3"])
        await transaction.record.save([a_holding("s1", label="again")])
        assert await transaction.record.holdings(HoldingQuery()) == (a_holding("s1", label="again"),)
    assert await listed(store) == (a_holding("s1", label="again"),)


async def test_own_customers_are_forgotten_with_their_last_subscription(store: Store) -> None:
    ours = a_customer("First Up", own_tenant=True)
    await save(store, a_holding("s1", customer=ours))
    async with store.transaction() as transaction:
        await transaction.record.remove(["s1"])
        assert await transaction.record.own_customers() == ()
    async with store.transaction() as transaction:
        assert await transaction.record.own_customers() == ()


async def test_customers_are_found_by_any_of_their_clues(store: Store) -> None:
    contoso = replace(
        a_customer("Contoso  Öl", id_="t1", domain="contoso.com", other_names=('Ölet "C" \\ x', "Ctso")),
        tenant_id="t1",
        tpid="4711",
    )
    fabrikam = a_customer("Fabrikam")
    await save(store, a_holding("s1", customer=contoso), a_holding("s2", customer=fabrikam))
    found = {
        CustomerClue(tenant_id="T1"): {contoso},
        CustomerClue(tpid="4711"): {contoso},
        CustomerClue(domain="Contoso.com"): {contoso},
        CustomerClue(name="contoso öl"): {contoso},
        CustomerClue(name='ÖLET "c" \\ X'): {contoso},
        CustomerClue(tenant_name="fabrikam"): {fabrikam},
        CustomerClue(name="ctso", masked=True): set[Customer](),
        CustomerClue(name="Contos"): set[Customer](),
        CustomerClue(): set[Customer](),
    }
    async with store.transaction() as transaction:
        for clue, expected in found.items():
            assert set(await transaction.record.customers_like([clue])) == expected
        assert set(await transaction.record.customers_like(found)) == {contoso, fabrikam}
        renamed = replace(contoso, tpid="4712")
        await transaction.record.save([a_holding("s1", customer=renamed)])
        assert renamed in await transaction.record.customers_like([CustomerClue(tpid="4712")])
        await transaction.record.remove(["s2"])
        assert fabrikam not in await transaction.record.customers_like([CustomerClue(name="Fabrikam")])
    async with store.transaction() as transaction:
        assert await transaction.record.customers_like([CustomerClue(tpid="4712")]) == (renamed,)
        assert await transaction.record.customers_like([CustomerClue(name="Fabrikam")]) == ()


async def test_half_a_character_in_a_change_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="half a character"):
        async with store.transaction() as transaction:
            await transaction.history.add([replace(a_change(), source="\ud800")])


async def test_a_store_of_before_opens_with_what_came_later_left_out(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    store = tiny_store(path)
    await save(store, a_holding("s1"))
    async with store.transaction() as transaction:
        await transaction.imports.add(an_entry())
    await store.close()
    tables = tables_in(path)
    entry = tables["imports"]["1"]
    for field in ("ended", "by", "report", "checksum", "undone_at", "undone_by"):
        del entry[field]
    assert not {"ended", "started_on", "tpid", "teller", "voices"} & {
        *contents(path)["subscriptions"]["1"],
        *contents(path)["customers"]["1"],
        *contents(path)["subscriptions"]["1"]["associations"][0],
    }
    path.write_bytes(orjson.dumps(tables))
    store = tiny_store(path)
    async with store.transaction() as transaction:
        assert await transaction.imports.latest() == Import(
            id="i1", file="å.csv", at=NOON, new=1, changed=2, unchanged=3
        )
        (holding,) = await transaction.record.holdings(HoldingQuery())
    (association,) = holding.associations
    assert association == Association(
        kind=AssociationKind.DPOR,
        holder=US,
        since=NOON.date(),
        seen_for=NOON.date(),
        imported_at=NOON,
        source="subscriptions.csv",
    )
    await store.close()
