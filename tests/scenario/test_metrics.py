"""GET /metrics: closed without the token, and what it tells."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.bringing import bring_in
from adapters.health import State
from adapters.settings import Settings
from adapters.stores import open_store
from bot.conversation.notices import Notice
from bot.errors import ImportRefused, SettingsError, StoreError
from bot.ports import Transaction
from tests.builders import ROOM
from tests.fakes import NOON
from tests.scenario.operated import TOKEN, operated
from tests.whole_bot import DEMO


async def test_without_a_token_there_is_no_such_route() -> None:
    async with operated(token="") as service, service.client.get("/metrics") as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    "given",
    ["", "Bearer", "Bearer ", f"Basic {TOKEN}", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer ä"],
)
async def test_without_the_right_token_nothing_is_told(given: str) -> None:
    headers = {"Authorization": given} if given else {}
    async with operated() as service, service.client.get("/metrics", headers=headers) as answer:
        assert answer.status == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert "dpor_" not in await answer.text()


@pytest.mark.parametrize("token", ["short", "fifteen-letters", "sixteen letters!", "sexton-bokstäver"])
def test_a_token_that_is_easily_guessed_or_cannot_be_sent_is_refused_at_the_start(token: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env({"DPOR_METRICS_TOKEN": token})
    assert [fault.where for fault in refused.value.faults] == ["DPOR_METRICS_TOKEN"]
    assert token not in str(refused.value)


async def test_turns_are_counted_by_platform_outcome_and_language_and_timed() -> None:
    async with operated() as service:
        await service.ask("are we DPOR for Contoso Azure?")
        await service.ask("vem ska vara partner of record?")
        figures = await service.figures()
    shape = 'dpor_turns_total{{event="question",language="{}",outcome="{}",platform="web"}}'
    assert figures[shape.format("en", "status")] == 1
    assert figures[shape.format("sv", "knowledge")] == 1
    assert figures['dpor_turn_seconds_count{platform="web"}'] == 2
    assert figures["dpor_store_takes_writes"] == 1


class Failing:
    """A store that answers nothing but whether it is well."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def check(self) -> None:
        pass

    async def first_time(self, event_id: str, at: object, lease: object = None) -> bool:
        raise self.error

    async def done(self, event_id: str, at: object) -> None:
        raise StoreError("gone")

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction]:
        raise StoreError("gone")
        yield


@pytest.mark.parametrize(("error", "reason"), [(StoreError("x"), "store"), (KeyError("x"), "unexpected")])
async def test_turns_that_failed_are_counted_by_what_failed(error: Exception, reason: str) -> None:
    store: Any = Failing(error)
    async with operated(store=store) as service:
        assert await service.ask("hi") == 200
        figures = await service.figures()
    assert figures[f'dpor_turns_failed_total{{platform="web",reason="{reason}"}}'] == 1
    assert figures["dpor_store_takes_writes"] == 0


async def test_imports_are_counted_with_their_rows(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("nonsense\n", encoding="utf-8")
    async with operated() as service:
        store, observer = service.services.store, service.services.observer
        entry = await bring_in(store, DEMO, NOON, lambda _: None, observer)
        with pytest.raises(ImportRefused):
            await bring_in(store, bad, NOON, lambda _: None, observer)
        closed = open_store("memory:")
        await closed.close()
        with pytest.raises(StoreError):
            await bring_in(closed, DEMO, NOON, lambda _: None, observer)
        figures = await service.figures()
    outcomes = {
        name: figures[f'dpor_imports_total{{outcome="{name}"}}'] for name in ("done", "refused", "failed")
    }
    assert outcomes == {"done": 1, "refused": 1, "failed": 1}
    assert figures['dpor_import_rows_total{change="unchanged"}'] == entry.unchanged > 0
    assert figures['dpor_last_import_rows{change="unchanged"}'] == entry.unchanged
    assert figures["dpor_last_import_timestamp_seconds"] > 0


async def test_notices_are_told_by_where_they_stand_with_the_oldest_ones_age() -> None:
    written = datetime.now(UTC) - timedelta(minutes=10)
    async with operated() as service:
        async with service.services.store.transaction() as transaction:
            for key in ("one", "two"):
                await transaction.notices.add(
                    Notice(key=key, subject="s", address=ROOM, text="canary", due=written, created=written)
                )
        figures = await service.figures()
    assert figures['dpor_notices{state="ready"}'] == 2
    assert figures['dpor_notices{state="dead"}'] == 0
    assert 600 <= figures['dpor_notices_oldest_seconds{state="ready"}'] < 700
    assert figures['dpor_notices_oldest_seconds{state="dead"}'] == 0


async def test_parts_that_are_degraded_are_told() -> None:
    async with operated() as service:
        service.health.note("slack", State.DEGRADED)
        service.health.note("teams", State.UNKNOWN)
        figures = await service.figures()
    assert figures['dpor_degraded{part="slack"}'] == 1
    assert figures['dpor_degraded{part="teams"}'] == 0


async def test_nothing_from_outside_becomes_a_label() -> None:
    async with operated() as service:
        await service.ask("are we DPOR for Contoso Azure?")
        before = set(await service.figures())
        for number in range(20):
            await service.ask(f"are we DPOR for Contoso Azure? canary-{number}")
        after = set(await service.figures())
    assert not [name for name in after if "contoso" in name.lower() or "canary" in name]
    assert len(after) <= len(before) + 4
