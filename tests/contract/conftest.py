"""The stores under contract. A new backend adds its address to `opener`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from adapters.stores import open_store
from bot.ports import Store
from tests.contract.store_steps import LASTING, Open
from tests.postgres_server import PostgresServer, new_organisation


@pytest.fixture(params=["memory", *LASTING])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Opens the store under test; a lasting one with what it held before."""
    numbers = count()

    def memory() -> Callable[[], Store]:
        return partial(open_store, "memory:")

    def tinydb() -> Callable[[], Store]:
        return partial(open_store, f"tinydb:{tmp_path / f'store{next(numbers)}.json'}")

    def postgres() -> Callable[[], Store]:
        server: PostgresServer = request.getfixturevalue("postgres")
        return partial(open_store, server.url, organisation=new_organisation())

    elsewhere = {"memory": memory, "tinydb": tinydb, "postgres": postgres}
    return Open(lasts=request.param in LASTING, elsewhere=elsewhere[request.param])


@pytest.fixture
async def store(opener: Open) -> AsyncIterator[Store]:
    """An empty store, closed afterwards."""
    store = opener()
    yield store
    await store.close()
