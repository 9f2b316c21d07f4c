"""A small Slack on loopback: the Web API's methods that the bot uses, Socket Mode, and faults on demand."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

TEAM, BOT_USER, BOT_ID = "T0CONTOSO1", "U0DPORBOT1", "B0DPORBOT1"
BOT_TOKEN, APP_TOKEN = "xoxb-not-a-real-token", "xapp-not-a-real-token"
SIGNING_SECRET = "not-a-real-secret"

Json = dict[str, Any]
Fault = Callable[[web.Request], web.Response | None]


def rate_limited(seconds: int) -> Fault:
    """HTTP 429 with Retry-After, nothing done."""
    return lambda _: web.json_response(
        {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(seconds)}
    )


def refused(code: str) -> Fault:
    """`ok: false` with HTTP 200, nothing done."""
    return lambda _: web.json_response({"ok": False, "error": code})


def status(number: int, text: str = "upstream trouble") -> Fault:
    """A plain error page; the call itself was counted."""
    return lambda _: web.Response(status=number, text=text)


def reset(request: web.Request) -> None:
    """The connection is cut after the call arrived."""
    assert request.transport is not None
    request.transport.abort()


@dataclass
class FakeSlack:
    """What was called, and what is answered. `faults` are used up one a call, by method."""

    url: str = ""
    calls: list[tuple[str, Json]] = field(default_factory=list)
    rooms: dict[str, Json] = field(default_factory=dict)
    users: dict[str, Json] = field(default_factory=dict)
    faults: dict[str, deque[Fault]] = field(default_factory=dict)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    slow: dict[str, asyncio.Event] = field(default_factory=dict)

    def fail(self, method: str, *faults: Fault) -> None:
        """Answer the next calls of this method with these."""
        self.faults.setdefault(method, deque()).extend(faults)

    @asynccontextmanager
    async def held(self, method: str) -> AsyncGenerator[None]:
        """Within the block, calls of this method are not answered."""
        self.slow[method] = asyncio.Event()
        try:
            yield
        finally:
            self.slow.pop(method).set()

    def of(self, method: str) -> list[Json]:
        """The arguments of every call of this method."""
        return [arguments for called, arguments in self.calls if called == method]

    async def wait_for(self, method: str, number: int = 1, within: float = 5.0) -> list[Json]:
        """The arguments, once there are that many calls."""
        async with asyncio.timeout(within):
            while len(self.of(method)) < number:
                self.arrived.clear()
                await self.arrived.wait()
        return self.of(method)

    async def say(self, envelope_id: str, payload: Json, kind: str = "events_api") -> None:
        """Send an envelope down the newest socket."""
        envelope = {
            "envelope_id": envelope_id,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": False,
        }
        await self.sockets[-1].send_json(envelope)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One Web API call."""
        method = request.match_info["method"]
        arguments: Json = (
            await request.json() if request.content_type == "application/json" else dict(await request.post())
        )
        self.calls.append((method, arguments))
        self.arrived.set()
        if method in self.slow:
            await self.slow[method].wait()
        if self.faults.get(method):
            answer = self.faults[method].popleft()(request)
            return answer if answer is not None else web.Response()
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token != (APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN):
            return web.json_response({"ok": False, "error": "invalid_auth"})
        return web.json_response(self._answer(method, arguments))

    def _answer(self, method: str, arguments: Json) -> Json:
        match method:
            case "auth.test":
                return {"ok": True, "team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID}
            case "chat.postMessage" | "chat.postEphemeral":
                stamp = f"1466080000.{len(self.calls):06}"
                return {"ok": True, "channel": arguments["channel"], "ts": stamp, "message_ts": stamp}
            case "chat.update":
                return {"ok": True, "channel": arguments["channel"], "ts": arguments["ts"]}
            case "conversations.info":
                return _found("channel", self.rooms.get(str(arguments["channel"])))
            case "users.info":
                return _found("user", self.users.get(str(arguments["user"])))
            case "apps.connections.open":
                return {"ok": True, "url": self.url.replace("http", "ws") + "socket?ticket=secret-ticket"}
            case _:
                return {"ok": False, "error": "unknown_method"}

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        """Socket Mode's own connection."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.calls.append(("socket", {}))
        self.arrived.set()
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                self.acknowledged.append(json.loads(frame.data)["envelope_id"])
        return socket


def _found(kind: str, value: Json | None) -> Json:
    return {"ok": True, kind: value} if value else {"ok": False, "error": f"{kind}_not_found"}


@asynccontextmanager
async def fake_slack() -> AsyncGenerator[FakeSlack]:
    """A running one, on a random port of loopback."""
    slack = FakeSlack()
    app = web.Application()
    app.router.add_get("/api/socket", slack.socket)
    app.router.add_route("*", "/api/{method}", slack.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    try:
        yield slack
    finally:
        for socket in slack.sockets:
            await socket.close()
        await runner.cleanup()
