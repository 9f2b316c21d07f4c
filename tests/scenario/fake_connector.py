"""Teams on this machine: a connector that keeps what is posted, Microsoft's login, and its published keys."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from aiohttp.typedefs import Middleware
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from adapters.teams.access import Microsoft

APP_ID = "00000000-0000-0000-0000-0000000000b0"
PASSWORD = "not-a-real-secret"
TENANT = "72f988bf-0000-0000-0000-00000000c0de"
ASKER = "00000000-0000-0000-0000-0000000000a1"
KEY_ID = "test-key"
ISSUER = "https://api.botframework.com"

_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_STRANGERS_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One request to the connector. `conversation` and `activity` are ids from its path, unquoted."""

    method: str
    conversation: str
    activity: str
    authorization: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How the connector answers next."""

    status: int = 201
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    after: float = 0.0


def somebody(person: str = "29:1a2b3c", **changes: object) -> dict[str, Any]:
    """An entry of a roster: a full member of our organisation, with some parts changed; None leaves out."""
    entry: dict[str, Any] = {
        "id": person,
        "aadObjectId": ASKER if person == "29:1a2b3c" else f"00000000-0000-0000-0000-{len(person):012}",
        "name": "Test Person",
        "email": "test.person@contoso.example",
        "userPrincipalName": "test.person@contoso.example",
        "tenantId": TENANT,
        "userRole": "user",
        **changes,
    }
    return {name: value for name, value in entry.items() if value is not None}


@dataclass(slots=True)
class FakeTeams:
    """What was sent, and how to answer; `answers` are used up in order, then all is well.

    `people` are in every conversation without a roster of its own in `rosters`; the bot is not in those
    in `elsewhere`. `files` can be fetched by their names, `drive` is what was put into somebody's OneDrive,
    `file_answers` how either is answered first. `looked` are the paths of look-ups, `look_answers` how
    they are answered first.
    """

    server: TestServer
    sent: list[Sent] = field(default_factory=list[Sent])
    answers: list[Answer] = field(default_factory=list[Answer])
    people: list[dict[str, Any]] = field(default_factory=lambda: [somebody()])
    rosters: dict[str, list[dict[str, Any]]] = field(default_factory=dict[str, list[dict[str, Any]]])
    elsewhere: set[str] = field(default_factory=set[str])
    looked: list[str] = field(default_factory=list[str])
    look_answers: list[Answer] = field(default_factory=list[Answer])
    opened: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    open_status: int = 201
    open_answers: list[int] = field(default_factory=list[int])
    page: int = 500
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    drive: dict[str, bytes] = field(default_factory=dict[str, bytes])
    file_answers: list[Answer] = field(default_factory=list[Answer])
    asked_for: list[str] = field(default_factory=list[str])
    removed: list[str] = field(default_factory=list[str])
    logins: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    keys_asked: int = 0
    keys_served: bool = True
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def service_url(self) -> str:
        """The address that activities name."""
        return f"http://127.0.0.1:{self.server.port}/emea/{TENANT}/"

    @property
    def microsoft(self) -> Microsoft:
        """Where login and keys are."""
        root = f"http://127.0.0.1:{self.server.port}"
        return Microsoft(
            login=f"{root}/login", signing_keys=f"{root}/openidconfiguration", on_this_machine=True
        )

    def token(self, *, strangers_key: bool = False, key_id: str = KEY_ID, **claims: object) -> str:
        """A token as the channel signs it; a claim of None is left out."""
        now = int(time.time())
        stated = {
            "iss": ISSUER,
            "aud": APP_ID,
            "serviceurl": self.service_url,
            "nbf": now - 60,
            "exp": now + 600,
            **claims,
        }
        payload = {name: value for name, value in stated.items() if value is not None}
        key = _STRANGERS_KEY if strangers_key else _KEY
        return jwt.encode(payload, key, algorithm="RS256", headers={"kid": key_id})

    async def until_sent(self, count: int) -> list[Sent]:
        """What was sent, once it is that many. Raises TimeoutError after half a minute."""
        async with asyncio.timeout(30):
            while len(self.sent) < count:
                self._arrived.clear()
                await self._arrived.wait()
        return self.sent

    async def connector(self, request: web.Request) -> web.Response:
        """Posts and edits."""
        answer = self.answers.pop(0) if self.answers else Answer()
        body: dict[str, Any] = await request.json()
        await asyncio.sleep(answer.after)
        self.sent.append(
            Sent(
                method=request.method,
                conversation=unquote(request.match_info["conversation"]),
                activity=unquote(request.match_info.get("activity", "")),
                authorization=request.headers.get("Authorization", ""),
                body=body,
            )
        )
        self._arrived.set()
        return web.json_response(
            {"id": f"posted-{len(self.sent)}"}, status=answer.status, headers=answer.headers
        )

    async def _look(self, request: web.Request) -> list[dict[str, Any]] | web.Response:
        answer = self.look_answers.pop(0) if self.look_answers else Answer(status=200)
        room = unquote(request.match_info["conversation"])
        self.looked.append(request.path.partition("/v3/conversations/")[2])
        await asyncio.sleep(answer.after)
        if answer.status != 200:
            return web.Response(status=answer.status, headers=answer.headers)
        if room in self.elsewhere or not request.headers.get("Authorization", "Bearer ").startswith(
            "Bearer "
        ):
            return web.Response(status=403)
        return self.rosters.get(room, self.people)

    async def members(self, request: web.Request) -> web.Response:
        """A page of a roster."""
        roster = await self._look(request)
        if isinstance(roster, web.Response):
            return roster
        start = int(request.query.get("continuationToken", "0"))
        end = start + min(self.page, int(request.query["pageSize"]))
        more = {"continuationToken": str(end)} if end < len(roster) else {}
        return web.json_response({"members": roster[start:end], **more})

    async def member(self, request: web.Request) -> web.Response:
        """One person of a roster, by either id."""
        roster = await self._look(request)
        if isinstance(roster, web.Response):
            return roster
        asked = unquote(request.match_info["person"])
        found = [one for one in roster if asked in (one.get("id"), one.get("aadObjectId"))]
        return web.json_response(found[0]) if found else web.Response(status=404)

    async def remove(self, request: web.Request) -> web.Response:
        """A message is taken away."""
        self.removed.append(unquote(request.match_info["activity"]))
        self._arrived.set()
        return web.Response()

    async def file(self, request: web.Request) -> web.Response:
        """A file in somebody's OneDrive. Its address is the permission; parts are put together."""
        assert "Authorization" not in request.headers
        name = request.match_info["name"]
        self.asked_for.append(f"{request.method} {name}")
        answer = self.file_answers.pop(0) if self.file_answers else Answer(status=200)
        if answer.status != 200:
            return web.Response(status=answer.status, headers=answer.headers)
        if request.method == "GET":
            return web.Response(body=self.files[name], headers=answer.headers)
        place, _, whole = request.headers["Content-Range"].removeprefix("bytes ").partition("/")
        first, _, last = place.partition("-")
        part = await request.read()
        assert (len(part), int(first)) == (int(last) - int(first) + 1, len(self.drive.get(name, b"")))
        self.drive[name] = self.drive.get(name, b"") + part
        return web.Response(status=201 if len(self.drive[name]) == int(whole) else 202)

    async def until_removed(self) -> list[str]:
        """What was taken away, once something was. Raises TimeoutError after half a minute."""
        async with asyncio.timeout(30):
            while not self.removed:
                self._arrived.clear()
                await self._arrived.wait()
        return self.removed

    async def open(self, request: web.Request) -> web.Response:
        """A conversation of one person with the bot; the person is named by the id that activities have."""
        body: dict[str, Any] = await request.json()
        if not body["members"][0]["id"].startswith("29:"):
            return web.Response(status=400)
        self.opened.append(body)
        status = self.open_answers.pop(0) if self.open_answers else self.open_status
        if status != 201:
            return web.Response(status=status)
        return web.json_response({"id": f"a:private-{body['members'][0]['id']}"}, status=201)

    async def login(self, request: web.Request) -> web.Response:
        """Client credentials."""
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.logins.append(form)
        if form.get("client_secret") != PASSWORD or request.match_info["tenant"] != TENANT:
            return web.json_response({"error": "invalid_client", "error_description": "…"}, status=401)
        token = f"bot-token-{len(self.logins)}"
        return web.json_response({"token_type": "Bearer", "expires_in": 3599, "access_token": token})

    async def metadata(self, request: web.Request) -> web.Response:
        """Where the keys are."""
        return web.json_response({"jwks_uri": f"http://127.0.0.1:{self.server.port}/keys"})

    async def keys(self, request: web.Request) -> web.Response:
        """The published keys."""
        self.keys_asked += 1
        if not self.keys_served:
            return web.Response(status=503)
        key = RSAAlgorithm.to_jwk(_KEY.public_key(), as_dict=True)
        return web.json_response({"keys": [{**key, "kid": KEY_ID, "endorsements": ["msteams"]}]})


@asynccontextmanager
async def fake_teams(*middlewares: Middleware) -> AsyncGenerator[FakeTeams]:
    """Microsoft's side on a random port, until the block ends; `middlewares` stand before it."""
    app = web.Application(client_max_size=1 << 27, middlewares=middlewares)
    fake = FakeTeams(TestServer(app))
    activities = "/emea/{tenant}/v3/conversations/{conversation}/activities"
    app.add_routes(
        [
            web.post(activities, fake.connector),
            web.post(activities + "/{activity}", fake.connector),
            web.put(activities + "/{activity}", fake.connector),
            web.delete(activities + "/{activity}", fake.remove),
            web.get("/files/{name}", fake.file),
            web.put("/files/{name}", fake.file),
            web.post("/emea/{tenant}/v3/conversations", fake.open),
            web.get("/emea/{tenant}/v3/conversations/{conversation}/pagedmembers", fake.members),
            web.get("/emea/{tenant}/v3/conversations/{conversation}/members/{person}", fake.member),
            web.post("/login/{tenant}/oauth2/v2.0/token", fake.login),
            web.get("/openidconfiguration", fake.metadata),
            web.get("/keys", fake.keys),
        ]
    )
    await fake.server.start_server()
    try:
        yield fake
    finally:
        await fake.server.close()
