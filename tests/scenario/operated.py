"""The whole service in this process, with what whoever runs it asks: health, and figures."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from aiohttp.test_utils import TestClient, TestServer

from adapters.gate import Gate
from adapters.health import Health
from adapters.metrics.measures import Measures
from adapters.platforms import Platform
from adapters.service import Operations, application
from adapters.watching import Watching
from adapters.web.endpoint import WebPlatform
from bot.core import Bot, build_bot
from bot.ports import Services, Store
from tests.whole_bot import demo_services, recogniser

TOKEN = "a-token-for-figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operated:
    """What a test looks at."""

    client: TestClient
    bot: Bot
    services: Services
    health: Health
    gate: Gate

    async def ask(self, text: str) -> int:
        """Ask on the web page; gives the status."""
        async with self.client.post("/web/ask", json={"text": text}) as answer:
            await answer.read()
            return answer.status

    async def figures(self) -> dict[str, float]:
        """What Prometheus is told, by name and labels as they are written."""
        async with self.client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}) as answer:
            assert answer.status == 200
            lines = (await answer.text()).splitlines()
        return {
            name: float(value)
            for name, _, value in (line.rpartition(" ") for line in lines if not line.startswith("#"))
        }


@asynccontextmanager
async def operated(
    *, store: Store | None = None, token: str = TOKEN, platforms: Sequence[Platform] | None = None
) -> AsyncGenerator[Operated]:
    """Serve the demo data, or that store; without a token no figures."""
    watched = Watching(measures=Measures() if token else None)
    services = replace(await demo_services(), observer=watched.observer)
    if store is not None:
        services = replace(services, store=store)
    bot = build_bot(services, recogniser())
    health, gate = Health(services.store, services.knowledge), Gate()
    operations = Operations(health=health, routes=watched.routes(services.store, health, token))
    served = (WebPlatform(),) if platforms is None else platforms
    async with TestClient(TestServer(application(bot, served, operations, gate))) as client:
        yield Operated(client=client, bot=bot, services=services, health=health, gate=gate)
