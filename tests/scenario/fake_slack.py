"""A small Slack on loopback: the Web API's methods that the bot uses, Socket Mode, and faults on demand."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web
from aiohttp.typedefs import Middleware

from adapters.slack.manifest import BOT_SCOPES
from tests.scenario.listening import listening
from tests.scenario.slack_history import History
from tests.scenario.slack_values import (
    APP_TOKEN,
    ASKER,
    BOT_ID,
    BOT_TOKEN,
    BOT_USER,
    DIRECT,
    KINDS,
    NEEDS,
    ROOM,
    TEAM,
    Json,
    a_room,
    a_user,
)

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
    """What was called, and what is answered. `faults` are used up one a call, by method.

    `members` are the ids of who is in a room, beside the bot; a room that is not there has no bot in it.
    `triggers` are those that were handed out, with the time. Each message takes `delay` seconds. `grants`
    stand in what an installation gets. `files` can be downloaded by their names, with the scope for it;
    `uploads` are what came, and in `downloads` are the names that were asked for.
    """

    url: str = ""
    calls: list[tuple[str, Json]] = field(default_factory=list)
    rooms: dict[str, Json] = field(default_factory=lambda: {ROOM: a_room()})
    members: dict[str, list[str]] = field(default_factory=lambda: {ROOM: [ASKER]})
    users: dict[str, Json] = field(default_factory=lambda: {ASKER: a_user()})
    directs: dict[str, str] = field(default_factory=lambda: {ASKER: DIRECT})
    scopes: set[str] = field(default_factory=lambda: {*BOT_SCOPES})
    tokens: dict[str, Json] = field(
        default_factory=lambda: {BOT_TOKEN: {"team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID}}
    )
    codes: dict[str, str] = field(default_factory=dict)
    grants: Json = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    uploads: dict[str, bytes] = field(default_factory=dict)
    downloads: list[str] = field(default_factory=list)
    triggers: dict[str, float] = field(default_factory=dict)
    handed_out: int = 0
    tokens_used: list[str] = field(default_factory=list)
    history: History = field(default_factory=History)
    page: int = 100
    delay: float = 0.0
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

    async def arrives(self, within: float = 30.0) -> None:
        """The next call."""
        async with asyncio.timeout(within):
            self.arrived.clear()
            await self.arrived.wait()

    async def wait_for(self, method: str, number: int = 1, within: float = 30.0) -> list[Json]:
        """The arguments, once there are that many calls."""
        async with asyncio.timeout(within):
            while len(self.of(method)) < number:
                await self.arrives(within)
        return self.of(method)

    def trigger(self, age: float = 0.0) -> str:
        """A trigger that was handed out that many seconds ago."""
        self.handed_out += 1
        name = f"{self.handed_out}.2.scrubbed"
        self.triggers[name] = time.monotonic() - age
        return name

    async def say(self, envelope_id: str, payload: Json, kind: str = "events_api") -> None:
        """Send an envelope down the newest socket."""
        envelope = {
            "envelope_id": envelope_id,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        await self.sockets[-1].send_json(envelope)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One Web API call."""
        method = request.match_info["method"]
        arguments: Json = (
            await request.json() if request.content_type == "application/json" else dict(await request.post())
        )
        self.calls.append((method, arguments))
        self.tokens_used.append(request.headers.get("Authorization", "").removeprefix("Bearer "))
        self.arrived.set()
        if method in self.slow:
            await self.slow[method].wait()
        if method.startswith("chat."):
            await asyncio.sleep(self.delay)
        if self.faults.get(method):
            answer = self.faults[method].popleft()(request)
            return answer if answer is not None else web.Response()
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if method == "apps.connections.open":
            return web.json_response(self._connection(token))
        if method == "oauth.v2.access":
            return web.json_response(self._granted(arguments))
        if token not in self.tokens:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if lacking := self._lacks(method, arguments):
            return web.json_response({"ok": False, "error": "missing_scope", "needed": lacking})
        return web.json_response(self._answer(method, arguments, token))

    async def respond(self, request: web.Request) -> web.Response:
        """The address that comes with a press or a command: no token, and "ok" in plain text."""
        assert "Authorization" not in request.headers
        self.calls.append(("response_url", await request.json()))
        self.arrived.set()
        if self.faults.get("response_url"):
            return self.faults["response_url"].popleft()(request) or web.Response()
        return web.Response(text="ok")

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A private file. Whoever may not read it is sent to sign in, as a browser would be."""
        name = request.match_info["name"]
        self.downloads.append(name)
        if self.faults.get("download"):
            return self.faults["download"].popleft()(request) or web.Response()
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.tokens or "files:read" not in self.scopes:
            return web.Response(status=302, headers={"Location": f"{self.url}signin"})
        return web.Response(body=self.files[name], content_type="text/csv")

    async def sign_in(self, request: web.Request) -> web.Response:
        """The page that nobody should be led to."""
        self.calls.append(("signin", {}))
        return web.Response(text="<!DOCTYPE html><title>Sign in</title>", content_type="text/html")

    async def upload(self, request: web.Request) -> web.Response:
        """The address is the permission."""
        assert "Authorization" not in request.headers
        self.calls.append(("upload", {}))
        if self.faults.get("upload"):
            return self.faults["upload"].popleft()(request) or web.Response()
        self.uploads[request.match_info["name"]] = await request.read()
        return web.Response(text="OK - 13")

    def _slot(self, arguments: Json) -> Json:
        number = len(self.of("files.getUploadURLExternal"))
        address = f"{self.url}upload/F{number}"
        return {"ok": True, "upload_url": address, "file_id": f"F{number}", "length": arguments["length"]}

    def _granted(self, arguments: Json) -> Json:
        """A code, or a refresh token, is good once: it is the token's own."""
        renews = arguments.get("grant_type") == "refresh_token"
        token = self.codes.pop(str(arguments["refresh_token" if renews else "code"]), "")
        if not token:
            return {"ok": False, "error": "invalid_refresh_token" if renews else "invalid_code"}
        me = self.tokens[token]
        return {
            "ok": True,
            "app_id": "A0DPORBOT1",
            "team": {"id": me["team_id"], "name": "Contoso"},
            "access_token": token,
            "token_type": "bot",
            "bot_user_id": me["user_id"],
            "scope": ",".join(sorted(self.scopes)),
            "authed_user": {"id": ASKER},
            "is_enterprise_install": False,
            **self.grants,
        }

    def _connection(self, token: str) -> Json:
        if token != APP_TOKEN:
            return {"ok": False, "error": "invalid_auth"}
        return {"ok": True, "url": self.url.replace("http", "ws") + "socket?ticket=secret-ticket"}

    def _lacks(self, method: str, arguments: Json) -> str:
        needed = NEEDS.get(method, "")
        if method in ("conversations.info", "conversations.members"):
            room = self.rooms.get(str(arguments.get("channel")), {})
            private = "mpim:read" if room.get("is_mpim") else "groups:read" if room.get("is_private") else ""
            needed = private or KINDS[str(arguments.get("channel"))[0]]
        if method in ("conversations.history", "conversations.replies"):
            room = self.rooms.get(str(arguments.get("channel")), {})
            kind = (
                "groups" if room.get("is_private") else KINDS[str(arguments.get("channel"))[0]].split(":")[0]
            )
            needed = f"{kind}:history"
        return "" if not needed or needed in self.scopes else needed

    def _answer(self, method: str, arguments: Json, token: str) -> Json:
        answers: dict[str, Callable[[], Json]] = {
            "auth.test": lambda: {"ok": True, **self.tokens[token]},
            "chat.postMessage": lambda: self._posted(method, arguments),
            "chat.postEphemeral": lambda: self._posted(method, arguments),
            "chat.update": lambda: {"ok": True, "channel": arguments["channel"], "ts": arguments["ts"]},
            "conversations.history": lambda: self.history.answer(arguments, replies=False),
            "conversations.replies": lambda: self.history.answer(arguments, replies=True),
            "conversations.info": lambda: _found("channel", self.rooms.get(str(arguments["channel"]))),
            "conversations.members": lambda: self._page_of(arguments),
            "conversations.open": lambda: _found("channel", self._direct_of(str(arguments["users"]))),
            "files.completeUploadExternal": lambda: {"ok": True, "files": arguments["files"]},
            "files.getUploadURLExternal": lambda: self._slot(arguments),
            "users.list": lambda: self._directory(arguments),
            "users.info": lambda: _found("user", self.users.get(str(arguments["user"]))),
            "views.open": lambda: self._opened(arguments),
            "views.publish": lambda: {"ok": True, "view": {"id": "V0HOME0001"}},
        }
        return answers.get(method, lambda: {"ok": False, "error": "unknown_method"})()

    def _direct_of(self, person: str) -> Json | None:
        return {"id": self.directs[person]} if person in self.directs else None

    def _posted(self, method: str, arguments: Json) -> Json:
        channel = str(arguments["channel"])
        if channel.startswith(("C", "G")) and channel not in self.members:
            return {"ok": False, "error": "channel_not_found"}
        if method == "chat.postEphemeral" and arguments["user"] not in self.members.get(channel, [ASKER]):
            return {"ok": False, "error": "user_not_in_channel"}
        if not self._shown(arguments) <= self._complete():
            return {"ok": False, "error": "invalid_blocks"}
        stamp = f"1466080000.{len(self.calls):06}"
        if method == "chat.postMessage":
            self.history.add(stamp, arguments)
        return {"ok": True, "channel": channel, "ts": stamp, "message_ts": stamp}

    def _shown(self, arguments: Json) -> set[str]:
        """The files that a message shows as images."""
        images = [block for block in arguments.get("blocks", []) if block["type"] == "image"]
        return {block["slack_file"]["id"] for block in images}

    def _complete(self) -> set[str]:
        """The files that came whole and were then named."""
        named = self.of("files.completeUploadExternal")
        return {file["id"] for one in named for file in one["files"]} & self.uploads.keys()

    def _page_of(self, arguments: Json) -> Json:
        everybody = self.members.get(str(arguments["channel"]))
        if everybody is None:
            return {"ok": False, "error": "channel_not_found"}
        everybody = [*everybody, BOT_USER]
        start = int(arguments.get("cursor") or 0)
        end = start + min(self.page, int(arguments["limit"]))
        cursor = str(end) if end < len(everybody) else ""
        return {
            "ok": True,
            "members": everybody[start:end],
            "response_metadata": {"next_cursor": cursor},
        }

    def _directory(self, arguments: Json) -> Json:
        everybody, start = list(self.users.values()), int(arguments.get("cursor") or 0)
        end = start + min(self.page, int(arguments["limit"]))
        cursor = str(end) if end < len(everybody) else ""
        return {
            "ok": True,
            "members": everybody[start:end],
            "response_metadata": {"next_cursor": cursor},
        }

    def _opened(self, arguments: Json) -> Json:
        """A trigger is good once, and for 3 seconds."""
        began = self.triggers.pop(str(arguments["trigger_id"]), None)
        if began is None:
            return {"ok": False, "error": "invalid_trigger_id"}
        if time.monotonic() - began > 3:
            return {"ok": False, "error": "expired_trigger_id"}
        return {"ok": True, "view": {"id": "V0MODAL001"}}

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
                said = json.loads(frame.data)
                self.acknowledged.append(said["envelope_id"])
                self.calls.append(("acknowledged", said))
                self.arrived.set()
        return socket


def _found(kind: str, value: Json | None) -> Json:
    return {"ok": True, kind: value} if value else {"ok": False, "error": f"{kind}_not_found"}


@asynccontextmanager
async def fake_slack(*middlewares: Middleware) -> AsyncGenerator[FakeSlack]:
    """A running one, on a random port of loopback; `middlewares` stand before it."""
    slack = FakeSlack()
    app = web.Application(client_max_size=1 << 27, middlewares=middlewares)
    app.router.add_get("/api/socket", slack.socket)
    app.router.add_get("/api/signin", slack.sign_in)
    app.router.add_get("/api/files/{name}", slack.download)
    app.router.add_post("/api/upload/{name}", slack.upload)
    app.router.add_post("/api/respond/{which}", slack.respond)
    app.router.add_route("*", "/api/{method}", slack.serve)
    async with listening(app) as address:
        slack.url = f"{address}/api/"
        try:
            yield slack
        finally:
            for socket in slack.sockets:
                await socket.close()
