"""The workspace that the bot's token belongs to."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack.inbound import Identity
from adapters.slack.outgoing import Outgoing
from adapters.slack.wire import text
from bot.errors import DeliveryError

RETRY = 10.0
"""Seconds until auth.test is asked again after it failed."""

log = logging.getLogger("dpor.slack")


class Workspace(AsyncAuthorize):
    """One workspace by its token. Asks auth.test once; bolt itself never has to."""

    def __init__(self, token: str, outgoing: Outgoing, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._token = token
        self._outgoing = outgoing
        self._clock = clock
        self._identity = Identity()
        self._grant = AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)
        self._asking = asyncio.Lock()
        self._not_before = 0.0

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult:
        """The token, at once: an event is acknowledged also while Slack cannot be asked."""
        return self._grant

    async def identity(self) -> Identity:
        """Who the bot is; empty while Slack does not say."""
        if self._identity.team:
            return self._identity
        async with self._asking:
            if not self._identity.team and self._clock() >= self._not_before:
                await self._ask()
        return self._identity

    async def _ask(self) -> None:
        try:
            answer = await self._outgoing.call("auth.test", {})
        except DeliveryError as error:
            self._not_before = self._clock() + RETRY
            log.error("slack degraded: %s; nothing about customers is said until it answers", error)
            return
        self._identity = Identity(
            team=text(answer.get("team_id")), user=text(answer.get("user_id")), bot=text(answer.get("bot_id"))
        )
        log.info("slack ready team=%s bot=%s", self._identity.team, self._identity.bot)
