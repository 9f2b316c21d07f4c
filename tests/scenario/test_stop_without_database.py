"""SIGTERM while the database is dead, or says nothing: the service ends all the same, in the time it has."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.postgres_server import ABSENT, PostgresServer, programs
from tests.scenario.fake_slack import fake_slack
from tests.scenario.slack_values import BOT_TOKEN, SIGNING_SECRET
from tests.scenario.test_graceful_stop import Service, in_slack, send, served

ASKED = 25
"""More than there are connections."""
KILLED_AFTER = 10.0
"""Seconds that docs/operations.md has a service manager wait: a process that takes longer is killed."""


@pytest.mark.parametrize("database", ["silent", "dead", "just restarted"])
async def test_a_service_with_work_under_way_ends_without_its_database(tmp_path: Path, database: str) -> None:
    async with a_server() as server, fake_slack() as slack, aiohttp.ClientSession() as session:
        settings = {
            "DPOR_STORE": server.url,
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": slack.url,
        }
        async with served(tmp_path, **settings) as service:
            await ask(service, session, "1772439330.000000")
            await slack.wait_for("chat.postMessage", within=30)
            await asyncio.to_thread(put, server, database)
            events = [f"1772439331.{number:06}" for number in range(ASKED)]
            on_the_page = [asyncio.create_task(on_page(service, session)) for _ in range(ASKED)]
            await asyncio.gather(*(ask(service, session, event) for event in events))
            assert await service.stop() < KILLED_AFTER
            await asyncio.gather(*on_the_page)
    assert "Traceback" not in (tmp_path / "log").read_text()


async def ask(service: Service, session: aiohttp.ClientSession, event: str) -> None:
    await send(service, session, in_slack(service), event)
    assert service.said[event] == 200


async def on_page(service: Service, session: aiohttp.ClientSession) -> None:
    try:
        async with session.post(f"{service.address}/web/ask", json={"text": "help"}) as answer:
            await answer.read()
    except aiohttp.ClientError:
        return


@asynccontextmanager
async def a_server() -> AsyncGenerator[PostgresServer]:
    """One that may be stopped."""
    found = programs()
    if found is None:
        pytest.fail(ABSENT) if os.environ.get("CI") == "true" else pytest.skip(ABSENT)
    server = await asyncio.to_thread(PostgresServer, found)
    try:
        yield server
    finally:
        server.resume()
        await asyncio.to_thread(server.close)


def put(server: PostgresServer, database: str) -> None:
    """Make it so."""
    if database == "silent":
        server.pause()
        return
    server.stop()
    if database == "just restarted":
        server.start()
