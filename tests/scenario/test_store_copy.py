"""`dpor-bot store copy` moves everything either way, or nothing."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.stores import open_store
from adapters.stores.everything import Everything
from adapters.stores.postgres.store import PostgresStore
from adapters.stores.state_store import StateStore
from app import main
from bot.partnership.records import Import
from bot.ports import Store
from tests.builders import a_customer, a_holding
from tests.contract.import_steps import leave_one_of_each
from tests.contract.notice_steps import a_notice
from tests.contract.store_steps import a_claim, fill
from tests.contract.test_stores_threads import THREAD, about
from tests.fakes import NOON
from tests.postgres_server import PASSWORD, PostgresServer, new_organisation

EVENTS = ("Ev1", "Ev2", "an odd id, räksmörgås", "x" * 300)


async def fill_to_the_brim(store: Store) -> None:
    """Something of everything, a taken notice too."""
    await fill(store)
    async with store.transaction() as transaction:
        many = (
            a_holding(f"m{n}", customer=a_customer(f"Åre {n} AB", other_names=("x",))) for n in range(700)
        )
        await transaction.record.save(list(many))
        await leave_one_of_each(transaction)
        for number in range(3):
            entry = Import(id=f"i{number}", file="å.csv", at=NOON, new=number, changed=0, unchanged=0)
            await transaction.imports.add(entry)
        await transaction.claims.add(a_claim("k2", note="line\nline \\ \U0001f600"))
        for key in ("n1", "n2"):
            await transaction.notices.add(a_notice(key))
    await store.take(NOON, timedelta(hours=1), 1)
    for event in EVENTS:
        await store.first_time(event, NOON)
    await store.first_time("never answered", NOON, timedelta(hours=1))
    await store.remember(THREAD, about())


async def held(address: str, organisation: str) -> Everything:
    store = open_store(address, organisation=organisation)
    assert isinstance(store, StateStore | PostgresStore)
    everything = await store.everything()
    await store.close()
    return everything


async def filled(address: str, organisation: str) -> None:
    store = open_store(address, organisation=organisation)
    await fill_to_the_brim(store)
    await store.close()


def copied(source: str, target: str, organisation: str) -> Result:
    return CliRunner().invoke(
        main, ["store", "copy", source, target], env={"DPOR_ORGANISATION": organisation}
    )


def in_order(everything: Everything) -> tuple[dict[str, list[str]], ...]:
    values = {table: sorted(map(repr, found)) for table, found in everything.values.items()}
    of_a_day = {"events": sorted(map(repr, everything.events)), "threads": [*map(repr, everything.threads)]}
    return {"holdings": sorted(map(repr, everything.holdings))}, values, of_a_day


def test_everything_goes_to_postgresql_and_back_and_is_the_same(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    organisation = new_organisation()
    there, back = f"tinydb:{tmp_path / 'there.json'}", f"tinydb:{tmp_path / 'back.json'}"
    asyncio.run(filled(there, organisation))
    for source, target in ((there, postgres.url), (postgres.url, back)):
        done = copied(source, target, organisation)
        assert done.exit_code == 0, done.output
        assert "subscriptions         702" in done.output
        assert "notices                 2" in done.output
        assert "events                  4" in done.output
        assert "threads                 1" in done.output
        assert "TO holds exactly what FROM holds." in done.output
        assert "NOT" not in done.output
    first, middle, last = (asyncio.run(held(place, organisation)) for place in (there, postgres.url, back))
    assert in_order(first) == in_order(last) == in_order(middle)
    assert len(first.events) == len(EVENTS)
    for place in (postgres.url, back):
        asyncio.run(known(place, organisation))


async def known(address: str, organisation: str) -> None:
    """What was answered before the move is not answered after it, and a question goes on."""
    store = open_store(address, organisation=organisation)
    assert not any([await store.first_time(event, NOON) for event in EVENTS])
    assert await store.first_time("never answered", NOON, timedelta(hours=1))
    assert await store.recall(THREAD) == about()
    await store.close()


def test_a_target_that_holds_something_is_left_as_it_is(postgres: PostgresServer, tmp_path: Path) -> None:
    organisation, file = new_organisation(), f"tinydb:{tmp_path / 'store.json'}"
    for place in (file, postgres.url):
        asyncio.run(filled(place, organisation))
    before = (tmp_path / "store.json").read_bytes()
    for source, target in ((file, postgres.url), (postgres.url, file)):
        done = copied(source, target, organisation)
        assert done.exit_code == 1
        assert "TO is not empty" in done.output
    assert (tmp_path / "store.json").read_bytes() == before


def test_a_copy_that_cannot_be_finished_leaves_nothing(postgres: PostgresServer, tmp_path: Path) -> None:
    organisation, file = new_organisation(), f"tinydb:{tmp_path / 'store.json'}"

    async def fill_badly() -> None:
        store = open_store(file)
        await fill_to_the_brim(store)
        async with store.transaction() as transaction:
            await transaction.claims.add(a_claim("k9", note="no database holds a NUL: \0"))
        await store.close()

    asyncio.run(fill_badly())
    done = copied(file, postgres.url, organisation)
    assert done.exit_code == 1
    assert "cannot be stored" in done.output
    assert not asyncio.run(held(postgres.url, organisation))


@pytest.mark.parametrize("source", ["tinydb:{}/absent.json", "memory:"])
def test_a_source_that_holds_nothing_is_taken_for_a_mistake(source: str, tmp_path: Path) -> None:
    done = copied(source.format(tmp_path), f"tinydb:{tmp_path / 'to.json'}", "main")
    assert done.exit_code == 1
    assert "FROM holds nothing" in done.output
    assert not (tmp_path / "to.json").exists()


def test_a_database_that_is_not_there_is_said_without_its_password(tmp_path: Path) -> None:
    file = f"tinydb:{tmp_path / 'store.json'}"
    asyncio.run(filled(file, "main"))
    done = copied(file, f"postgresql://dpor:{PASSWORD}@127.0.0.1:1/dpor", "main")
    assert done.exit_code == 1
    assert "cannot be used" in done.output
    assert PASSWORD not in done.output
    assert "Traceback" not in done.output
