"""A workspace that the bot is installed in, and all that it takes to talk to it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Protocol

from adapters.slack.arrival import Identity
from adapters.slack.audience import AudienceCheck
from adapters.slack.directs import Directs
from adapters.slack.files import Files
from adapters.slack.outgoing import Outgoing
from adapters.slack.sending import Sending
from adapters.slack.wire import text
from bot.errors import DeliveryError

RETRY = 10.0
"""Seconds until auth.test is asked again after it failed."""

log = logging.getLogger("dpor.slack")


class Workspace:
    """One workspace by its token. Asks auth.test once where `identity` is not known beforehand."""

    def __init__(
        self,
        outgoing: Outgoing,
        identity: Identity | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        directs = Directs(outgoing.call)
        self.outgoing: Outgoing = outgoing
        self.audience: AudienceCheck = AudienceCheck(outgoing.look_up, directs)
        self.files: Files = Files(outgoing)
        self.sending: Sending = Sending(outgoing, directs, self.files)
        self._clock = clock
        self._identity = identity or Identity()
        self._asking = asyncio.Lock()
        self._not_before = 0.0

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
            answer = await self.outgoing.call("auth.test", {})
        except DeliveryError as error:
            self._not_before = self._clock() + RETRY
            log.error("slack degraded: %s; nothing about customers is said until it answers", error)
            return
        self._identity = Identity(
            team=text(answer.get("team_id")), user=text(answer.get("user_id")), bot=text(answer.get("bot_id"))
        )
        log.info("slack ready team=%s bot=%s", self._identity.team, self._identity.bot)


class Workspaces(Protocol):
    """Where the bot is installed."""

    async def of(self, team: str) -> Workspace | None:
        """The workspace with that id, None where the bot is not installed there."""
        ...

    async def gone(self, team: str) -> None:
        """The workspace has thrown the bot out: its token is worth nothing any more."""
        ...


class OneWorkspace:
    """The workspace that the one token is for, whatever team an event names: others share its rooms."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def of(self, team: str) -> Workspace | None:
        """That one."""
        return self._workspace

    async def identity(self) -> Identity:
        """Who the bot is there."""
        return await self._workspace.identity()

    async def gone(self, team: str) -> None:
        """Nothing is kept of it but the setting."""
        log.error("slack has revoked the token team=%s; install the app again", team)
