"""The stores under contract. A new backend adds its address to `opener`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.stores import open_store
from bot.ports import Store
from tests.contract.store_steps import LASTING, Open


@pytest.fixture(params=["memory", *LASTING])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Opens the store under test; a lasting one with what it held before."""
    urls = {"memory": "memory:", "tinydb": f"tinydb:{tmp_path / 'store.json'}"}
    return lambda: open_store(urls[request.param])


@pytest.fixture
async def store(opener: Open) -> AsyncIterator[Store]:
    """An empty store, closed afterwards."""
    store = opener()
    yield store
    await store.close()
