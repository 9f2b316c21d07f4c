"""Our side of Slack on a random port: the real endpoint and SDK, before the real bot on the demo data."""

from __future__ import annotations

import asyncio
import io
import json
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from adapters.settings import SlackSettings
from adapters.slack.endpoint import PATH, SlackPlatform
from adapters.slack.signature import sign
from bot.core import Bot
from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import FakeSlack
from tests.whole_bot import demo_bot

PAYLOADS = Path(__file__).parent.parent / "payloads" / "slack"
ROOM, DIRECT, ASKER = "C0ROOM0001", "D0DIRECT01", "U0ASKER001"
QUIET = 0.15
"""Seconds in which an answer, had there been one, would have come."""


def payload(name: str) -> dict[str, Any]:
    """A recorded request's JSON."""
    return json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))


def event(name: str, *, event_id: str | None = None, **changes: object) -> dict[str, Any]:
    """A recorded event with some of its inner event changed; None takes a key away."""
    body = payload(name)
    body["event"] |= changes
    body["event"] = {key: value for key, value in body["event"].items() if value is not None}
    return body | ({"event_id": event_id} if event_id else {})


@dataclass
class Service:
    """The bot's own web server, as Slack sees it, and the Slack behind it."""

    slack: FakeSlack
    platform: SlackPlatform
    address: str
    session: aiohttp.ClientSession

    async def send(self, body: object, **headers: str) -> tuple[int, str]:
        """A signed request: JSON for events, a form for what people press."""
        if isinstance(body, dict) and body.get("type") == "block_actions":
            return await self.send_form({"payload": json.dumps(body)}, **headers)
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await self.post(raw, "application/json", **headers)

    async def send_form(self, fields: dict[str, str], **headers: str) -> tuple[int, str]:
        return await self.post(urlencode(fields).encode(), "application/x-www-form-urlencoded", **headers)

    async def post(self, raw: bytes, content_type: str, **headers: str) -> tuple[int, str]:
        stamp = str(int(time.time()))
        signed = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": sign(fakes.SIGNING_SECRET, stamp, raw),
        }
        return await self.unsigned(raw, signed | {n.replace("_", "-"): v for n, v in headers.items()})

    async def unsigned(self, raw: bytes, headers: dict[str, str], method: str = "POST") -> tuple[int, str]:
        async with self.session.request(
            method, self.address, data=io.BytesIO(raw), headers=headers
        ) as response:
            return response.status, await response.text()

    async def silence(self) -> None:
        """Nothing is posted."""
        await asyncio.sleep(QUIET)
        assert not [name for name, _ in self.slack.calls if name.startswith("chat.")]


def settings(url: str, app_token: str = "") -> SlackSettings:
    secret = "" if app_token else fakes.SIGNING_SECRET
    return SlackSettings(bot_token=fakes.BOT_TOKEN, signing_secret=secret, app_token=app_token, api_url=url)


@asynccontextmanager
async def serving(slack: FakeSlack, app_token: str = "", bot: Bot | None = None) -> AsyncGenerator[Service]:
    """The service on a random port."""
    if bot is None:
        bot, _ = await demo_bot()
    platform = SlackPlatform(settings(slack.url, app_token))
    app = web.Application()
    app.add_routes(list(platform.routes(bot)))
    await platform.start(bot)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}{PATH}"
    try:
        async with aiohttp.ClientSession() as session:
            yield Service(slack, platform, address, session)
    finally:
        await runner.cleanup()
        await platform.close()
