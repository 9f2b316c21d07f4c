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

from adapters.settings import SlackOAuth, SlackSettings
from adapters.slack.endpoint import PATH, SlackPlatform
from adapters.slack.signature import sign
from bot.core import Bot
from bot.ports import Store
from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import FakeSlack
from tests.scenario.listening import listening
from tests.scenario.slack_values import SIGNING_SECRET
from tests.whole_bot import demo_bot

PAYLOADS = Path(__file__).parent.parent / "payloads" / "slack"
ROOM, DIRECT, ASKER = fakes.ROOM, fakes.DIRECT, fakes.ASKER
FORMS = ("block_actions", "message_action", "view_submission")
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


def a_mention(text: str = "what is DPOR?", **changes: Any) -> dict[str, Any]:
    """A mention in a room, by default with a question that is answered to all of it."""
    return event("app_mention", **{"text": f"<@{fakes.BOT_USER}> {text}", **changes})


@dataclass
class Service:
    """The bot's own web server, as Slack sees it, and the Slack behind it."""

    slack: FakeSlack
    platform: SlackPlatform
    address: str
    session: aiohttp.ClientSession

    def fresh(self, name: str, **changes: object) -> dict[str, Any]:
        """A recorded press, shortcut, command or form with a trigger and an address of this Slack."""
        address = f"{self.slack.url}respond/1"
        return payload(name) | {"trigger_id": self.slack.trigger(), "response_url": address} | changes

    async def command(self, text: str, **changes: str) -> tuple[int, str]:
        """Somebody types `/dpor` and this."""
        return await self.send_form(self.fresh("slash_command", text=text) | changes)

    async def send(self, body: object, **headers: str) -> tuple[int, str]:
        """A signed request: JSON for events, a form for what people press."""
        if isinstance(body, dict) and body.get("type") in FORMS:
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
            "X-Slack-Signature": sign(SIGNING_SECRET, stamp, raw),
        }
        return await self.unsigned(raw, signed | {n.replace("_", "-"): v for n, v in headers.items()})

    async def unsigned(self, raw: bytes, headers: dict[str, str], method: str = "POST") -> tuple[int, str]:
        async with self.session.request(
            method, self.address, data=io.BytesIO(raw), headers=headers
        ) as response:
            return response.status, await response.text()

    async def silence(self, beginning: str = "chat.") -> None:
        """Nothing whose method begins so is called."""
        await asyncio.sleep(QUIET)
        assert not [name for name, _ in self.slack.calls if name.startswith(beginning)]


def settings(url: str, app_token: str = "", oauth: SlackOAuth | None = None) -> SlackSettings:
    return SlackSettings(
        bot_token="" if oauth else fakes.BOT_TOKEN,
        signing_secret="" if app_token else SIGNING_SECRET,
        app_token=app_token,
        api_url=url,
        oauth=oauth,
    )


@asynccontextmanager
async def serving(
    slack: FakeSlack,
    app_token: str = "",
    bot: Bot | None = None,
    store: Store | None = None,
    oauth: SlackOAuth | None = None,
) -> AsyncGenerator[Service]:
    """The service on a random port."""
    if bot is None:
        bot, _ = await demo_bot()
    platform = SlackPlatform(settings(slack.url, app_token, oauth), store)
    app = web.Application()
    app.add_routes(list(platform.routes(bot)))
    await platform.start(bot)
    try:
        async with listening(app) as address, aiohttp.ClientSession() as session:
            yield Service(slack, platform, f"{address}{PATH}", session)
    finally:
        await platform.close()
