"""Installing the bot in one of several workspaces: the two addresses of Slack's OAuth."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store.models.installation import Installation

from adapters.settings import SlackOAuth
from adapters.slack.discretion import discreet_logger
from adapters.slack.install_page import install_page, installed_page, language_of, refused_page
from adapters.slack.installations import (
    STATE_SECONDS,
    Installations,
    NotInvited,
    States,
    WholeOrganisation,
)
from adapters.slack.installed import Connect
from adapters.slack.manifest import BOT_SCOPES, INSTALL_PATH
from adapters.slack.outgoing import Outgoing
from adapters.slack.wire import mapping, text
from bot.conversation.language import Language
from bot.errors import DeliveryError
from bot.ports import Store

log = logging.getLogger("dpor.slack")


class _Flow(AsyncOAuthFlow):
    """Bolt's flow, with our own calls: the SDK's use what aiohttp is about to drop."""

    def __init__(self, settings: AsyncOAuthSettings, connect: Connect) -> None:
        super().__init__(client=connect(""), logger=discreet_logger(), settings=settings)
        self._connect = connect

    async def build_install_page_html(self, url: str, request: AsyncBoltRequest) -> str:
        """The page with the button that leads to Slack."""
        return install_page(_language(request), url)

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
            is_enterprise_install=said.get("is_enterprise_install") is True,
            bot_refresh_token=text(said.get("refresh_token")),
            bot_token_expires_in=_seconds(said.get("expires_in")),
        )


def _seconds(said: object) -> int | None:
    return said if isinstance(said, int) else None


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
    headers: dict[str, str | Sequence[str]] = {
        name: request.headers.get(name, "") for name in ("cookie", "accept-language")
    }
    return AsyncBoltRequest(body="", query=request.query_string, headers=headers)


async def _succeeded(args: AsyncSuccessArgs) -> BoltResponse:
    return _shown(200, installed_page(_language(args.request), args.installation.team_name or "Slack"))


async def _failed(args: AsyncFailureArgs) -> BoltResponse:
    reason = _REASONS.get(type(args.error), _ABOUT_THE_WAY_BACK.get(args.reason, args.reason))
    log.error("slack installation failed reason=%s", reason)
    status = 403 if type(args.error) in _REASONS else args.suggested_status_code
    return _shown(status, refused_page(_language(args.request), reason, INSTALL_PATH))


_REASONS: Mapping[type[Exception | None], str] = MappingProxyType(
    {NotInvited: "not_invited", WholeOrganisation: "whole_organisation"}
)
_ABOUT_THE_WAY_BACK: Mapping[str, str] = MappingProxyType(
    {"invalid_browser": "state", "invalid_state": "state"}
)


def _shown(status: int, page: str) -> BoltResponse:
    headers: dict[str, str | Sequence[str]] = {"Content-Type": "text/html; charset=utf-8"}
    return BoltResponse(status=status, body=page, headers=headers)


def _language(request: AsyncBoltRequest) -> Language:
    return language_of(request.headers.get("accept-language", [""])[0])
