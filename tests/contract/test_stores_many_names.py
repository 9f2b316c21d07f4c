"""A store of very many customers finds them in a file, and nobody can tell."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.stores import open_store
from adapters.stores.names import beside
from adapters.stores.postgres import names
from bot.partnership.records import Holding
from bot.ports import Store
from tests.builders import a_customer, a_holding
from tests.contract.store_steps import LASTING, Open, save
from tests.postgres_server import PostgresServer, new_organisation

CALLED = ("Contoso Retail AB", "Fabrikam", "Litware Försäkring AB", "Woodgrove Bank", "Tailspin Toys")


def holdings(*called: str, others: tuple[str, ...] = ()) -> list[Holding]:
    return [a_holding(f"sub-{name}", customer=a_customer(name, other_names=others)) for name in called]


async def found(store: Store, text: str) -> list[str]:
    return sorted(match.name for match in (await store.names()).customers.find(text))


async def settled(store: Store) -> None:
    """Until nothing more is written beside."""
    await store.names()
    while writing := [task for task in asyncio.all_tasks() if "_write_beside" in repr(task.get_coro())]:
        await asyncio.wait(writing)
    await store.names()


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Four customers are as many as 20,000."""
    monkeypatch.setattr(beside, "MANY", 4)
    monkeypatch.setattr(names, "MANY", 4)
    monkeypatch.setattr(names, "MOST_HELD", 8)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return iter((None,))


def files(tmp_path: Path) -> list[Path]:
    return [*tmp_path.glob("*.names"), *tmp_path.glob("cache/dpor-bot/names-*")]


@pytest.mark.parametrize("opener", LASTING, indirect=True)
async def test_they_are_found_before_and_after_opening_again(opener: Open, tmp_path: Path) -> None:
    store = opener()
    await save(store, *holdings(*CALLED))
    assert await found(store, "are we dpor for fabrikm") == ["Fabrikam"]
    await settled(store)
    assert len(files(tmp_path)) == 1
    assert await found(store, "är vi dpor hos litwear försäkring") == ["Litware Försäkring AB"]
    await store.close()
    store = opener()
    assert await found(store, "who holds contoso retail") == ["Contoso Retail AB"]
    await store.close()


@pytest.mark.parametrize("opener", LASTING, indirect=True)
async def test_changes_are_found_at_once(opener: Open) -> None:
    store = opener()
    await save(store, *holdings(*CALLED))
    await settled(store)
    await save(store, *holdings("Fabrikam", others=("Proseware",)), *holdings("Northwind Traders"))
    assert await found(store, "who holds proseware") == ["Fabrikam"]
    assert await found(store, "who holds northwind traders") == ["Northwind Traders"]
    await save(store, a_holding("sub-Woodgrove Bank", customer=a_customer("Tailspin Toys")))
    assert await found(store, "who holds woodgrove bank") == []
    await store.close()
    store = opener()
    assert await found(store, "who holds woodgrove bank") == []
    assert await found(store, "who holds proseware") == ["Fabrikam"]
    await store.close()


@pytest.mark.parametrize("opener", LASTING, indirect=True)
async def test_a_damaged_file_is_written_anew(opener: Open, tmp_path: Path) -> None:
    store = opener()
    await save(store, *holdings(*CALLED))
    await settled(store)
    await store.close()
    (file,) = files(tmp_path)
    content = bytearray(file.read_bytes())
    content[5000] ^= 1
    file.write_bytes(content)
    store = opener()
    assert await found(store, "who holds tailspin toys") == ["Tailspin Toys"]
    await settled(store)
    await store.close()
    content[5000] ^= 1
    assert file.read_bytes()[4096:] == content[4096:]


@pytest.mark.parametrize("opener", LASTING, indirect=True)
async def test_where_no_file_can_be_written_they_are_held(
    opener: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.stores.names.worker.sys.executable", "/nowhere")
    store = opener()
    await save(store, *holdings(*CALLED, *(f"Adatum{letter * 5}" for letter in "bcdfghjk")))
    await settled(store)
    assert await found(store, "who holds tailspin toys") == ["Tailspin Toys"]
    await store.close()


async def test_replicas_stay_in_step(postgres: PostgresServer, tmp_path: Path) -> None:
    organisation = new_organisation()
    one, other = (open_store(postgres.url, organisation=organisation) for _ in range(2))
    await save(one, *holdings(*CALLED, *(f"Adatum{letter * 5}" for letter in "bcdfghjk")))
    assert await found(other, "who holds fabrikam") == ["Fabrikam"]
    await save(other, *holdings("Proseware"))
    for store in (one, other):
        await settled(store)
        assert await found(store, "who holds proseware") == ["Proseware"]
    await one.close()
    await other.close()


async def test_a_file_of_another_database_is_not_used(postgres: PostgresServer, tmp_path: Path) -> None:
    organisation = new_organisation()
    store = open_store(postgres.url, organisation=organisation)
    await save(store, *holdings(*CALLED))
    await settled(store)
    await store.close()
    file = files(tmp_path)[0]
    assert b"/" in file.read_bytes()[:4096]
    elsewhere = open_store(postgres.new_database(), organisation=organisation)
    await save(elsewhere, *holdings("Fabrikam"))
    assert await found(elsewhere, "who holds tailspin toys") == []
    await elsewhere.close()
