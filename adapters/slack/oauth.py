"""Installing the bot in one of several workspaces: the two addresses of Slack's OAuth."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.web.async_client import AsyncWebClient

from adapters.settings import SlackOAuth
from adapters.slack.arrival import Identity
from adapters.slack.discretion import discreet_logger
from adapters.slack.installations import STATE_SECONDS, Installations, NotInvited, States
from adapters.slack.manifest import BOT_SCOPES
from adapters.slack.outgoing import Outgoing
from adapters.slack.wire import mapping, text
from adapters.slack.workspace import Workspace
from bot.errors import DeliveryError
from bot.ports import Store

log = logging.getLogger("dpor.slack")

Connect = Callable[[str], AsyncWebClient]
"""A client for a token."""


class InstalledWorkspaces:
    """The workspaces whose installations the store keeps, each with a token of its own."""

    def __init__(self, oauth: SlackOAuth, store: Store, connect: Connect) -> None:
        self.installations: Installations = Installations(store, oauth.secret_key, oauth.teams, self._renewed)
        self._connect = connect
        self._open: dict[str, Workspace] = {}

    async def of(self, team: str) -> Workspace | None:
        """The workspace with that id, None where the bot is not installed there. Raises StoreError."""
        if team not in self._open:
            bot = await self.installations.async_find_bot(enterprise_id=None, team_id=team)
            if bot is None:
                return None
            me = Identity(team=team, user=bot.bot_user_id, bot=bot.bot_id)
            self._open[team] = Workspace(Outgoing(self._connect(bot.bot_token)), me)
        return self._open[team]

    async def gone(self, team: str) -> None:
        """Forget its token."""
        await self.installations.async_delete_bot(enterprise_id=None, team_id=team)
        log.info("slack uninstalled team=%s", team)

    def _renewed(self, team: str) -> None:
        self._open.pop(team, None)


class _Flow(AsyncOAuthFlow):
    """Bolt's flow, with our own calls: the SDK's use what aiohttp is about to drop."""

    def __init__(self, settings: AsyncOAuthSettings, connect: Connect) -> None:
        super().__init__(client=connect(""), logger=discreet_logger(), settings=settings)
        self._connect = connect

    async def run_installation(self, code: str) -> Installation | None:
        """What Slack grants for the code, None where it grants nothing."""
        ours = {"client_id": self.settings.client_id, "client_secret": self.settings.client_secret}
        try:
            said = await Outgoing(self._connect("")).look_up("oauth.v2.access", {"code": code, **ours})
            token = text(said.get("access_token"))
            me = await Outgoing(self._connect(token)).call("auth.test", {})
        except DeliveryError as error:
            log.error("slack granted nothing reason=%s", error)
            return None
        team = mapping(said.get("team"))
        return Installation(
            app_id=text(said.get("app_id")),
            team_id=text(team.get("id")),
            team_name=text(team.get("name")),
            bot_token=token,
            bot_id=text(me.get("bot_id")),
            bot_user_id=text(said.get("bot_user_id")),
            bot_scopes=text(said.get("scope")),
            user_id=text(mapping(said.get("authed_user")).get("id")),
        )


class Installing:
    """slack-bolt's OAuth flow on our store, answering aiohttp's requests."""

    def __init__(
        self, oauth: SlackOAuth, store: Store, installations: Installations, connect: Connect
    ) -> None:
        settings = AsyncOAuthSettings(
            client_id=oauth.client_id,
            client_secret=oauth.client_secret,
            scopes=sorted(BOT_SCOPES),
            user_scopes=[],
            installation_store=installations,
            installation_store_bot_only=True,
            state_store=States(store, oauth.secret_key),
            state_expiration_seconds=STATE_SECONDS,
            callback_options=AsyncCallbackOptions(success=_succeeded, failure=_failed),
            logger=discreet_logger(),
        )
        self._flow = _Flow(settings, connect)

    async def begin(self, request: web.Request) -> web.Response:
        """The page with the button that leads to Slack."""
        return await to_aiohttp_response(await self._flow.handle_installation(_asked(request)))

    async def end(self, request: web.Request) -> web.Response:
        """Where Slack sends the browser back to; the page says how it went."""
        return await to_aiohttp_response(await self._flow.handle_callback(_asked(request)))


def _asked(request: web.Request) -> AsyncBoltRequest:
    headers: dict[str, str | Sequence[str]] = {"cookie": request.headers.get("Cookie", "")}
    return AsyncBoltRequest(body="", query=request.query_string, headers=headers)


async def _succeeded(args: AsyncSuccessArgs) -> BoltResponse:
    return await args.default.success(args)


async def _failed(args: AsyncFailureArgs) -> BoltResponse:
    log.error("slack installation failed reason=%s", args.reason)
    if isinstance(args.error, NotInvited):
        args.suggested_status_code = 403
    return await args.default.failure(args)
