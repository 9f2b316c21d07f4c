"""Slack, through slack-bolt: one request URL, or Socket Mode."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Sequence
from copy import copy
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp
import orjson
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.farewell import Farewell
from adapters.guard import Guard, JsonObject, Refused
from adapters.settings import SlackSettings
from adapters.slack.answers import Answers
from adapters.slack.discretion import discreet_logger
from adapters.slack.intake import Intake
from adapters.slack.manifest import EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH
from adapters.slack.outgoing import Outgoing, stay
from adapters.slack.poster import SlackPoster
from adapters.slack.signature import signed
from adapters.slack.wire import payload
from adapters.slack.workspace import OneWorkspace, Workspace, Workspaces
from bot.conversation.events import Address
from bot.conversation.replies import Reply
from bot.core import Bot
from bot.errors import DeliveryError, StoreError
from bot.ports import Store

if TYPE_CHECKING:
    from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

    from adapters.slack.oauth import Installing

PATH = EVENTS_PATH
# A wait for a connection does not count: what was never sent is not lost.
TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=5.0, sock_read=10.0)
CONNECTIONS = 1000
"""Calls to Slack that are under way at a time, in all."""
FAREWELL = 0.5
"""Seconds until a socket is dropped."""

log = logging.getLogger("dpor.slack")


class SlackPlatform:
    """One Slack workspace, or several by OAuth; `clock` is in seconds, `calls` watch the calls to Slack.

    With an app token it uses Socket Mode, and has no route for events.
    """

    def __init__(
        self,
        settings: SlackSettings,
        store: Store | None = None,
        *,
        clock: Callable[[], float] = time.time,
        calls: Sequence[aiohttp.TraceConfig] = (),
    ) -> None:
        if settings.oauth and store is None:
            raise ValueError("Several workspaces need a store for their installations.")
        self._settings = settings
        self._store = store
        self._clock = clock
        self._calls = calls
        self._guard = Guard()
        self._life = contextlib.AsyncExitStack()
        self._app: AsyncApp | None = None
        self._answers: Answers | None = None
        self._installing: Installing | None = None

    @property
    def name(self) -> str:
        """The name that `Address.platform` carries."""
        return "slack"

    def routes(self, bot: Bot) -> Sequence[web.RouteDef]:
        """The one request URL, none in Socket Mode; and two to install the bot in several workspaces."""
        events = [] if self._settings.app_token else [web.post(PATH, self._receive)]
        if self._settings.oauth is None:
            return events
        return [
            *events,
            web.get(INSTALL_PATH, self._install, allow_head=False),
            web.get(REDIRECT_PATH, self._install, allow_head=False),
        ]

    async def start(self, bot: Bot) -> None:
        """Open the session to Slack. A Slack that cannot be reached is logged, and asked again later."""
        session = await self._life.enter_async_context(
            aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
                timeout=TIMEOUT,
                json_serialize=lambda value: orjson.dumps(value).decode(),
                cookie_jar=aiohttp.DummyCookieJar(),
                middlewares=(stay,),
                trace_configs=list(self._calls),
            )
        )
        self._answers = Answers(
            bot, self._workspaces(session), Farewell(self._store) if self._store else None
        )
        self._life.callback(self._take_nothing_more)
        self._life.push_async_callback(self._answers.settle)
        self._app = self._bolt(self._client(session, self._settings.bot_token), self._answers)
        if self._settings.app_token:
            self._connect(self._app)

    async def deliver(self, address: Address, reply: Reply, previous: str | None) -> str:
        """Post a message, or edit the one whose receipt is `previous`; gives "channel:ts"."""
        if self._answers is None:
            raise DeliveryError("Slack has not been started.")
        return await self._answers.deliver(address, reply, previous)

    @property
    def poster(self) -> SlackPoster | None:
        """By which the courier delivers."""
        return self._answers.poster if self._answers else None

    async def close(self) -> None:
        """Take nothing more, answer what was acknowledged, for at most 2.8 seconds, then let go."""
        await self._life.aclose()

    def _take_nothing_more(self) -> None:
        self._app = None

    def _workspaces(self, session: aiohttp.ClientSession) -> Workspaces:
        oauth, store = self._settings.oauth, self._store
        if oauth is None or store is None:
            return OneWorkspace(Workspace(Outgoing(self._client(session, self._settings.bot_token))))
        # Imported here: only several workspaces need it.
        from adapters.slack.installed import InstalledWorkspaces
        from adapters.slack.oauth import Installing

        def connect(token: str) -> AsyncWebClient:
            return self._client(session, token)

        workspaces = InstalledWorkspaces(oauth, store, connect)
        self._installing = Installing(oauth, store, workspaces.installations, connect)
        return workspaces

    def _client(self, session: aiohttp.ClientSession, token: str) -> AsyncWebClient:
        client = AsyncWebClient(
            token=token,
            base_url=self._settings.api_url,
            session=session,
            logger=discreet_logger(),
            retry_handlers=[],
        )
        if urlsplit(self._settings.api_url).hostname in ("127.0.0.1", "localhost", "::1"):
            client.proxy = None  # The SDK takes a proxy from the environment whatever the address.
        return client

    def _bolt(self, client: AsyncWebClient, answers: Answers) -> AsyncApp:
        return _App(
            name="dpor.slack.sdk",
            logger=discreet_logger(),
            client=client,
            authorize=_granted,
            before_authorize=Intake(answers),
            signing_secret=self._settings.signing_secret,
            # `_receive` has verified the bytes; over Socket Mode there is nothing to verify.
            request_verification_enabled=False,
            # inbound knows our own messages; ours come with a bot_id.
            ignoring_self_events_enabled=False,
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )

    def _connect(self, app: AsyncApp) -> None:
        # Imported here: it loads half of bolt again, and only Socket Mode needs it.
        from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

        handler = AsyncSocketModeHandler(app, self._settings.app_token, logger=discreet_logger())
        connecting = asyncio.create_task(handler.connect_async())
        self._life.push_async_callback(_disconnect, handler)
        self._life.callback(connecting.cancel)

    async def _install(self, request: web.Request) -> web.Response:
        if self._installing is None:
            return web.json_response({"error": "the service is not up"}, status=503)
        begins = request.path == INSTALL_PATH
        try:
            return await (self._installing.begin(request) if begins else self._installing.end(request))
        except StoreError as error:
            log.error("slack installation failed reason=%s", type(error).__name__)
            return web.json_response({"error": "try again in a while"}, status=502)

    async def _receive(self, request: web.Request) -> web.Response:
        try:
            body = await self._guard.read(request, None)
            if not signed(self._settings.signing_secret, request.headers, body, now=self._clock()):
                raise Refused(401, "the signature is not right")
            said = payload(body, request.content_type, self._guard)
        except Refused as refused:
            return refused.response()
        if self._app is None:
            return web.Response(status=503, headers={"Retry-After": "5"})  # Slack sends it again.
        answer = await self._app.async_dispatch(_bolt_request(said))
        if answer.status >= 500:
            log.error("slack-bolt could not read a signed request")
            return Refused(400, "the request could not be read").response()
        if answer.status == 200 and not answer.body:
            return web.Response()
        return await to_aiohttp_response(answer)


class _App(AsyncApp):
    """Bolt without what it lays out for listeners at every request, a client among it: there are none."""

    def _init_context(self, req: AsyncBoltRequest) -> None:
        req.context["listener_runner"] = self.listener_runner


async def _disconnect(handler: AsyncSocketModeHandler) -> None:
    """Close the socket; a Slack that does not answer the farewell is not waited for."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(FAREWELL):
            await handler.close_async()
    await handler.client.aiohttp_client_session.close()


async def _granted() -> AuthorizeResult:
    """Bolt may go on to its listeners, of which there are none: `Intake` takes all that is ours."""
    return AuthorizeResult(enterprise_id=None, team_id=None)


def _bolt_request(said: JsonObject) -> AsyncBoltRequest:
    """Bolt's request. The body was read to be guarded: bolt need not read it again, and fails on odd ones."""
    made = copy(_blank())
    made.body, made.context = said, AsyncBoltContext()
    return made


@cache
def _blank() -> AsyncBoltRequest:
    """A request without anything in it, which takes bolt longer to make than to copy."""
    return AsyncBoltRequest(body="")
