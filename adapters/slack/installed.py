"""The workspaces that have installed the bot, each with a token of its own, which is renewed before it ends.

https://docs.slack.dev/authentication/using-token-rotation
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.web.async_client import AsyncWebClient

from adapters.settings import SlackOAuth
from adapters.slack.arrival import Identity
from adapters.slack.installations import Installations
from adapters.slack.outgoing import Outgoing
from adapters.slack.wire import text
from adapters.slack.workspace import Workspace
from bot.errors import DeliveryError
from bot.ports import Store

EARLY = 7200.0
"""Seconds before its end that a token is renewed; Slack gives it 12 hours."""
AGAIN = 60.0
"""Seconds until it is tried again where it could not be."""

log = logging.getLogger("dpor.slack")

Connect = Callable[[str], AsyncWebClient]
"""A client for a token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    workspace: Workspace
    good_until: float


class InstalledWorkspaces:
    """The workspaces whose installations the store keeps. `clock` is in seconds since 1970."""

    def __init__(
        self, oauth: SlackOAuth, store: Store, connect: Connect, clock: Callable[[], float] = time.time
    ) -> None:
        self.installations: Installations = Installations(store, oauth.secret_key, oauth.teams, self._changed)
        self._oauth = oauth
        self._connect = connect
        self._clock = clock
        self._open: dict[str, _Open] = {}
        self._opening = asyncio.Lock()

    async def of(self, team: str) -> Workspace | None:
        """The workspace with that id, None where the bot is not installed there. Raises StoreError."""
        if (known := self._good(team)) is not None:
            return known
        async with self._opening:
            return self._good(team) or await self._opened(team)

    async def gone(self, team: str) -> None:
        """Forget its token."""
        await self.installations.async_delete_bot(enterprise_id=None, team_id=team)
        log.info("slack uninstalled team=%s", team)

    def _good(self, team: str) -> Workspace | None:
        known = self._open.get(team)
        return known.workspace if known is not None and self._clock() < known.good_until else None

    async def _opened(self, team: str) -> Workspace | None:
        bot = await self.installations.async_find_bot(enterprise_id=None, team_id=team)
        if bot is None:
            return None
        if self._good_until(bot) <= self._clock():
            bot = await self._renewed(bot)
        me = Identity(team=team, user=bot.bot_user_id, bot=bot.bot_id)
        workspace = Workspace(Outgoing(self._connect(bot.bot_token)), me)
        good_until = max(self._good_until(bot), self._clock() + AGAIN)
        self._open[team] = _Open(workspace=workspace, good_until=good_until)
        return workspace

    async def _renewed(self, bot: Bot) -> Bot:
        """With a new token; as it is where Slack gives none, or as another replica has just renewed it."""
        asked = {
            "grant_type": "refresh_token",
            "refresh_token": bot.bot_refresh_token or "",
            "client_id": self._oauth.client_id,
            "client_secret": self._oauth.client_secret,
        }
        try:
            said = await Outgoing(self._connect("")).look_up("oauth.v2.access", asked)
        except DeliveryError as error:
            kept = await self.installations.async_find_bot(enterprise_id=None, team_id=bot.team_id)
            if kept is None or kept.bot_token == bot.bot_token:
                log.error("slack token not renewed team=%s reason=%s", bot.team_id, error)
            return kept or bot
        bot.bot_token, bot.bot_refresh_token = text(said.get("access_token")), text(said.get("refresh_token"))
        lasts = said.get("expires_in")
        bot.bot_token_expires_at = int(self._clock()) + lasts if isinstance(lasts, int) else None
        await self.installations.async_save_bot(bot)
        return bot

    def _good_until(self, bot: Bot) -> float:
        return bot.bot_token_expires_at - EARLY if bot.bot_token_expires_at else math.inf

    def _changed(self, team: str) -> None:
        self._open.pop(team, None)
