"""Slack's and Teams's side: asks as the platform does, and waits for the answer that is posted back."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, Protocol

import aiohttp
import orjson
from aiohttp import web

from adapters.settings import ROOT

QUESTION = "are we DPOR for Contoso Azure?"
ANSWER = "Yes, we are DPOR for Contoso."
NAMED = b"Contoso"
"""What every answer to it holds; one without it would be cheaper, and wrong."""

BOT_USER = "U0DPORBOT1"
BOT_TOKEN, SIGNING_SECRET = "xoxb-not-a-real-token", "not-a-real-secret"
PAYLOADS = ROOT / "tests" / "payloads"

Json = dict[str, Any]

TOLD: dict[str, Json] = {
    "auth.test": {"team_id": "T0CONTOSO1", "user_id": BOT_USER, "bot_id": "B0DPORBOT1"},
    "users.info": {"user": {"team_id": "T0CONTOSO1", "is_restricted": False, "is_ultra_restricted": False}},
    "conversations.info": {"channel": {"is_ext_shared": False}},
    "conversations.members": {"members": [BOT_USER, "U0ASKER001"]},
}
"""What Slack says when it is asked: a room of members alone."""


class Side(Protocol):
    """A platform that asks servers."""

    async def ask(self, server: str, text: str) -> None:
        """Ask a server (its address), and return when its answer has been posted. Raises ValueError."""
        ...


class _Posts:
    """Which answers are awaited, by the message that they answer."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._waiting: dict[str, asyncio.Future[bytes]] = {}

    def number(self) -> str:
        return f"{next(self._numbers):09}"

    @asynccontextmanager
    async def awaited(self, message: str, text: str) -> AsyncGenerator[None]:
        """Leaving the block waits for the answer to that message, which asks that."""
        answer = self._waiting[message] = asyncio.get_running_loop().create_future()
        yield
        async with asyncio.timeout(20):
            if NAMED not in await answer and text == QUESTION:
                raise ValueError("The answer is not about what was asked.")

    def arrived(self, message: str, body: bytes) -> None:
        if waiting := self._waiting.pop(message, None):
            waiting.set_result(body)


class SlackSide:
    """One workspace. `api` is the Web API's address."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self._http = http
        self._posts = _Posts()
        self._mention: Json = json.loads((PAYLOADS / "slack" / "app_mention.json").read_text("utf-8"))
        self.api = ""

    async def ask(self, server: str, text: str) -> None:
        """Send a signed mention that has not been sent before."""
        number, now = self._posts.number(), str(int(time.time()))
        stamp = f"{now}.{number}"
        # In a thread: by that an answer tells what it answers, also where only the asker sees it.
        stamps = {"ts": stamp, "event_ts": stamp, "thread_ts": stamp}
        event = {**self._mention["event"], **stamps, "text": f"<@{BOT_USER}> {text}"}
        body = orjson.dumps({**self._mention, "event": event, "event_id": f"Ev{number}"})
        signed = hmac.new(SIGNING_SECRET.encode(), b"v0:" + now.encode() + b":" + body, hashlib.sha256)
        headers = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": now,
            "X-Slack-Signature": f"v0={signed.hexdigest()}",
        }
        async with (
            self._posts.awaited(stamp, text),
            self._http.post(f"{server}/slack/events", data=body, headers=headers) as response,
        ):
            _expect_success(response)

    async def serve(self, request: web.Request) -> web.Response:
        """The Web API."""
        if told := TOLD.get(request.match_info["method"]):
            return web.json_response({"ok": True, **told})
        body = await request.read()
        message = orjson.loads(body) if request.content_type == "application/json" else await request.post()
        self._posts.arrived(str(message["thread_ts"]), body)
        return web.json_response({"ok": True, "channel": message["channel"], "ts": "1466080000.000001"})


class TeamsSide:
    """One tenant. `service` is the connector's address."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self._http = http
        self._posts = _Posts()
        self._message: Json = json.loads((PAYLOADS / "teams" / "message-personal.json").read_text("utf-8"))
        self.service = ""

    async def ask(self, server: str, text: str) -> None:
        """Send a personal message that has not been sent before."""
        number = self._posts.number()
        activity = {**self._message, "id": number, "serviceUrl": self.service, "text": text}
        headers = {"Content-Type": "application/json"}
        async with (
            self._posts.awaited(number, text),
            self._http.post(
                f"{server}/api/messages", data=orjson.dumps(activity), headers=headers
            ) as response,
        ):
            _expect_success(response)

    async def serve(self, request: web.Request) -> web.Response:
        """The connector."""
        self._posts.arrived(request.match_info["activity"], await request.read())
        return web.json_response({"id": "posted"}, status=201)


def _expect_success(response: aiohttp.ClientResponse) -> None:
    if not response.ok:
        raise ValueError(f"The question was not taken: {response.status}.")


@asynccontextmanager
async def other_side() -> AsyncGenerator[tuple[SlackSide, TeamsSide]]:
    """Both platforms on one random port, until the block ends."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        slack, teams = SlackSide(http), TeamsSide(http)
        app = web.Application()
        app.router.add_post("/api/{method}", slack.serve)
        app.router.add_post("/emea/v3/conversations/{conversation}/activities/{activity}", teams.serve)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            root = f"http://127.0.0.1:{runner.addresses[0][1]}"
            slack.api, teams.service = f"{root}/api/", f"{root}/emea/"
            yield slack, teams
        finally:
            await runner.cleanup()
