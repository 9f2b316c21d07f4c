"""The backup and the restore that docs/operations.md describes, line by line."""

from __future__ import annotations

from pathlib import Path

import aiohttp

from tests.scenario.documented import carried_out
from tests.scenario.test_graceful_stop import Service, rating, send, served, topics_in

STORE = "data/dpor.json"
KEPT_THERE = {"DPOR_STORE": f"tinydb:{STORE}"}


async def rated(service: Service, topics: list[str]) -> None:
    async with aiohttp.ClientSession() as session:
        for topic in topics:
            await send(service, session, rating(service), topic)
    assert set(topics) <= service.acknowledged


async def test_a_copy_of_a_running_service_is_whole_and_brings_everything_back(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    before, after = [f"before-{n}" for n in range(5)], [f"after-{n}" for n in range(5)]
    async with served(tmp_path, **KEPT_THERE) as service:
        await rated(service, before)
        carried_out("backup", tmp_path, KEPT_THERE)
        await rated(service, after)
        await service.stop()
    assert set(after) <= await topics_in(tmp_path / STORE)
    (tmp_path / STORE).write_bytes(b"ruined")
    assert "WRONG" not in carried_out("restore", tmp_path, KEPT_THERE)
    async with served(tmp_path, **KEPT_THERE) as service:
        await rated(service, ["later"])
        await service.stop()
    assert await topics_in(tmp_path / STORE) == {*before, "later"}
