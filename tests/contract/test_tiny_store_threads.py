"""A service that stops leaves the next one what was spoken of."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.stores.tiny import tiny_store
from tests.contract.test_stores_threads import THREAD, about
from tests.fakes import NOON


async def test_the_next_service_goes_on_from_where_the_last_one_stopped(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    for _ in range(2):
        store = tiny_store(path)
        await store.first_time("e1", NOON)
        if await store.recall(THREAD) is None:
            await store.remember(THREAD, about())
        await store.close()
    assert (tmp_path / "store.json.threads").stat().st_mode & 0o777 == 0o600
    store = tiny_store(path)
    await store.first_time("e2", NOON)
    assert await store.recall(THREAD) == about()
    # While a service has it there is none, so nobody finds an old one after a kill.
    assert not (tmp_path / "store.json.threads").exists()
    await store.close()


@pytest.mark.parametrize("content", [b"", b"{", b"[[1]]", b'[[["T1"], {"intent": 7}]]', b"\xff", b"null"])
async def test_what_is_damaged_is_left_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "store.json.threads").write_bytes(content)
    store = tiny_store(tmp_path / "store.json")
    await store.first_time("e1", NOON)
    assert await store.recall(THREAD) is None
    await store.close()


async def test_a_store_in_which_nothing_was_spoken_of_leaves_no_file(tmp_path: Path) -> None:
    await tiny_store(tmp_path / "store.json").close()
    assert not (tmp_path / "store.json.threads").exists()
