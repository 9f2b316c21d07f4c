"""Our side of Teams on a random port: the real endpoint and SDK, before a bot that shows samples."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.settings import TeamsSettings
from adapters.stores import open_store
from adapters.teams.access import MICROSOFT
from adapters.teams.endpoint import TeamsPlatform
from bot.conversation.events import Event, Question
from bot.conversation.replies import Reply
from bot.core import Bot
from bot.ports import Store
from tests.samples import SAMPLES
from tests.scenario.fake_connector import APP_ID, PASSWORD, TENANT, FakeTeams

PAYLOADS = Path(__file__).parent.parent / "payloads" / "teams"


def recorded(name: str, **changes: object) -> dict[str, Any]:
    """A recorded activity, with some of its parts changed."""
    return {**json.loads((PAYLOADS / f"{name}.json").read_text("utf-8")), **changes}


def payload(name: str, service_url: str, **changes: object) -> dict[str, Any]:
    """A recorded activity from that service address."""
    return recorded(name, serviceUrl=service_url, **changes)


@dataclass(slots=True)
class SampleBot:
    """Answers with one sample and keeps the events; an event it has seen gets no answer."""

    reply: Reply = field(default_factory=lambda: SAMPLES["status-other.en"])
    takes: float = 0.0
    events: list[Event] = field(default_factory=list[Event])

    async def handle(self, event: Event) -> Reply | None:
        """The sample."""
        if event.origin.event_id in {seen.origin.event_id for seen in self.events}:
            return None
        self.events.append(event)
        await asyncio.sleep(self.takes)
        return self.reply

    @property
    def asked(self) -> list[str]:
        """The texts of the questions so far."""
        return [event.text for event in self.events if isinstance(event, Question)]


@dataclass(slots=True)
class OurSide:
    """The endpoint as Teams sees it."""

    server: TestServer
    http: ClientSession
    platform: TeamsPlatform

    async def post(self, body: object, *, token: str | None = None, **headers: str) -> ClientResponse:
        """POST an activity, or bytes as they are; with a token as Teams does."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", **headers}
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        address = self.server.make_url("/api/messages")
        response = await self.http.post(address, data=io.BytesIO(data), headers=sent)
        await response.read()
        return response


@asynccontextmanager
async def our_side(
    bot: SampleBot | Bot,
    fake: FakeTeams | None,
    *,
    password: str = PASSWORD,
    allowed: tuple[str, ...] = (),
    store: Store | None = None,
) -> AsyncGenerator[OurSide]:
    """Teams for that bot: registered with the fake Microsoft, or dangerously anonymous without one."""
    settings = TeamsSettings(
        app_id=APP_ID if fake else "",
        app_password=password if fake else "",
        tenant_id=TENANT if fake else "",
        dangerously_anonymous=fake is None,
        allowed_tenants=allowed,
    )
    platform = TeamsPlatform(settings, store or open_store("memory:"), fake.microsoft if fake else MICROSOFT)
    app = web.Application()
    app.add_routes(platform.routes(cast("Bot", bot)))
    server = TestServer(app)
    await server.start_server()
    await platform.start(cast("Bot", bot))
    try:
        async with ClientSession() as http:
            yield OurSide(server, http, platform)
    finally:
        await platform.close()
        await server.close()
