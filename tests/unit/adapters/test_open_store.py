"""Which addresses open which store."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.stores import open_store
from bot.errors import SettingsError
from tests.builders import a_holding


@pytest.mark.parametrize(
    "address",
    ["tinydb:store.json", "tinydb:data/store", "data/store.json", "store.db", "tinydb://data/x.json"],
)
async def test_a_relative_path_starts_at_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store(address)
    async with store.transaction() as transaction:
        await transaction.record.save([a_holding()])
    await store.close()
    assert (tmp_path / address.removeprefix("tinydb:").removeprefix("//")).is_file()


async def test_an_absolute_path_has_three_slashes(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    store = open_store(f"tinydb://{path}")
    async with store.transaction() as transaction:
        await transaction.record.save([a_holding()])
    await store.close()
    assert path.is_file()


@pytest.mark.parametrize(
    "address", ["", "tinydb:", "tinydb://", "postgres:x/y", "http://x/y.json", "memory:x"]
)
def test_any_other_address_is_refused_naming_the_choices(address: str) -> None:
    with pytest.raises(SettingsError, match='Write "memory:"') as refusal:
        open_store(address)
    # The kind alone is repeated: the rest may hold a password.
    kind, colon, _ = address.partition(":")
    assert f'"{kind}{colon and ":…"}"' in str(refusal.value)
