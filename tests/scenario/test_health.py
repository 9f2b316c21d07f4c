"""Liveness and readiness over HTTP: which part is not well, and nothing else."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest

from adapters.health import LIVE, READY, Health, State
from adapters.stores import open_store
from bot.errors import StoreError
from bot.ports import Store
from bot.understanding.knowledge import KnowledgeBase
from tests.scenario.operated import Operated, operated
from tests.whole_bot import knowledge

SECRET = "/srv/secret/dpor.json"


class Ailing:
    """A store of which only `check` is asked."""

    def __init__(self) -> None:
        self.well = True
        self.asked = 0
        self.hanging: asyncio.Event | None = None

    async def check(self) -> None:
        self.asked += 1
        if self.hanging:
            await self.hanging.wait()
        if not self.well:
            raise StoreError(f"{SECRET}: could not be written")


async def ready(service: Operated, method: str = "GET") -> tuple[int, dict[str, object]]:
    async with service.client.request(method, READY) as answer:
        return answer.status, await answer.json() if method == "GET" else {}


async def test_a_service_that_is_well_is_alive_and_ready_for_get_and_head() -> None:
    async with operated() as service:
        async with service.client.get(LIVE) as answer:
            assert (answer.status, await answer.json()) == (200, {"status": "live"})
        async with service.client.head(LIVE) as answer:
            assert (answer.status, await answer.read()) == (200, b"")
        parts = {"store": "well", "knowledge": "well"}
        assert await ready(service) == (200, {"status": "ready", "parts": parts})
        assert (await ready(service, "HEAD"))[0] == 200


async def test_a_store_that_takes_no_writes_is_named_and_nothing_of_it_told() -> None:
    store = Ailing()
    store.well = False
    async with operated(store=cast("Store", store), token="") as service:
        status, said = await ready(service)
        assert status == 503
        assert said == {"status": "not ready", "parts": {"store": "failed", "knowledge": "well"}}
        assert SECRET not in str(said)
        assert (await ready(service, "HEAD"))[0] == 503
        async with service.client.get(LIVE) as answer:
            assert answer.status == 200


async def test_a_degraded_platform_is_named_and_the_service_is_ready() -> None:
    async with operated() as service:
        service.health.note("slack", State.DEGRADED)
        status, said = await ready(service)
    assert status == 200
    assert cast("dict[str, str]", said["parts"])["slack"] == "degraded"


async def test_while_stopping_it_is_alive_and_not_ready_and_work_is_turned_away_to_come_again() -> None:
    async with operated() as service:
        service.health.stop()
        service.gate.close()
        assert await ready(service) == (503, {"status": "stopping"})
        async with service.client.get(LIVE) as answer:
            assert answer.status == 200
        async with service.client.post("/web/ask", json={"text": "hi"}) as answer:
            assert answer.status == 503
            assert answer.headers["Retry-After"].isdecimal()
            assert answer.headers["Connection"] == "close"


async def test_without_an_article_it_is_not_ready() -> None:
    health = Health(open_store("memory:"), KnowledgeBase(()))
    assert (await health.parts())["knowledge"] is State.FAILED


async def test_however_often_it_is_asked_the_store_is_asked_once_a_second() -> None:
    now, store = [100.0], Ailing()
    health = Health(cast("Store", store), knowledge(), clock=lambda: now[0])
    assert await asyncio.gather(*(health.store() for _ in range(100))) == [State.WELL] * 100
    assert store.asked == 1
    store.well = False
    now[0] += 0.9
    assert await health.store() is State.WELL
    now[0] += 0.1
    assert await health.store() is State.FAILED
    assert store.asked == 2


async def test_a_store_that_does_not_answer_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.health.PATIENCE", 0.01)
    store = Ailing()
    store.hanging = asyncio.Event()
    assert await Health(cast("Store", store), knowledge()).store() is State.FAILED


async def test_a_closed_store_has_failed() -> None:
    store = open_store("memory:")
    health = Health(store, knowledge())
    await store.close()
    assert await health.store() is State.FAILED
