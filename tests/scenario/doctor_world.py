"""Slack, Microsoft and the bot's own public address, on loopback, as the doctor meets them."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from email.utils import formatdate
from pathlib import Path
from time import time
from typing import Any

from aiohttp import web

from adapters.settings import ROOT
from adapters.slack.manifest import BOT_SCOPES
from adapters.teams.access import Microsoft
from tests.scenario.listening import listening

BOT, APP, SECRET = "xoxb-not-a-real-token", "xapp-not-a-real-token", "0123456789abcdef0123456789abcdef"
APP_ID, TENANT = "00000000-0000-4000-8000-0000000000b0", "72f988bf-0000-0000-0000-00000000c0de"
PASSWORD = "not-a~real.secret"

Json = dict[str, Any]


@dataclass
class World:
    """What each answers; change a field to break it. `asked` has every path that was asked for."""

    url: str = ""
    auth: Json = field(default_factory=lambda: {"ok": True, "team": "Contoso", "user": "dpor"})
    scopes: str | None = ",".join(BOT_SCOPES)
    socket: Json = field(default_factory=lambda: {"ok": True, "url": "wss://example.com/?ticket=secret"})
    login: Json = field(default_factory=lambda: {"access_token": "not.a.token", "expires_in": 3599})
    keys: Json = field(default_factory=lambda: {"jwks_uri": "https://example.com/keys"})
    public: int = 401
    behind: float = 0.0
    asked: list[str] = field(default_factory=list)
    knowledge: Path = ROOT / "knowledge"

    @property
    def settings(self) -> dict[str, str]:
        """Right ones, for this Slack."""
        return {
            "SLACK_BOT_TOKEN": BOT,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": f"{self.url}/slack-api/",
            "MicrosoftAppId": APP_ID,
            "MicrosoftAppPassword": PASSWORD,
            "MicrosoftAppTenantId": TENANT,
            "DPOR_STORE": "memory:",
            "DPOR_KNOWLEDGE": str(self.knowledge),
        }

    @property
    def microsoft(self) -> Microsoft:
        """This Microsoft."""
        return Microsoft(login=f"{self.url}/login", signing_keys=f"{self.url}/keys", on_this_machine=True)

    async def serve(self, request: web.Request) -> web.Response:
        """Whatever is asked."""
        self.asked.append(request.path)
        date = {"Date": formatdate(time() - self.behind, usegmt=True)}
        match request.path:
            case "/slack-api/auth.test":
                known = request.headers.get("Authorization") == f"Bearer {BOT}"
                answer = self.auth if known else {"ok": False, "error": "invalid_auth"}
                granted = {} if self.scopes is None else {"x-oauth-scopes": self.scopes}
                return web.json_response(answer, headers={**date, **granted})
            case "/slack-api/apps.connections.open":
                return web.json_response(self.socket, headers=date)
            case "/keys":
                return web.json_response(self.keys, headers=date)
            case "/slack/events" | "/api/messages":
                return web.Response(status=self.public)
            case _:
                status = 200 if "access_token" in self.login else 401
                return web.json_response(self.login, status=status, headers=date)


def one_article(folder: Path, reviewed_on: date) -> Path:
    """The folder, with one article in both languages that nobody finds fault with on that day."""
    for article in (ROOT / "knowledge" / "2016").glob("guides.*.md"):
        alone = re.sub(r"^related:.*$", "related: []", article.read_text("utf-8"), flags=re.MULTILINE)
        fresh = re.sub(r"^reviewed_on:.*$", f"reviewed_on: {reviewed_on}", alone, flags=re.MULTILINE)
        (folder / article.name).write_text(fresh, encoding="utf-8")
    return folder


@asynccontextmanager
async def world() -> AsyncGenerator[World]:
    """A running one, on a random port of loopback."""
    made = World()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.serve)
    async with listening(app) as made.url:
        yield made
