"""Several workspaces' installations, kept in the bot's own store with their tokens sealed."""

from __future__ import annotations

import hashlib
import logging
import secrets
import time
from collections.abc import Callable
from logging import Logger
from typing import cast

import orjson
from cryptography.fernet import Fernet, InvalidToken
from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from adapters.slack.discretion import discreet_logger
from adapters.slack.wire import mapping, text
from bot.errors import StoreError
from bot.ports import Store

STATE_SECONDS = 600
"""For how long somebody may stand on Slack's own page in the middle of installing."""

log = logging.getLogger("dpor.slack")


class NotInvited(BoltError):
    """The workspace is not among those that may install the bot."""


class WholeOrganisation(BoltError):
    """It was installed in a whole Enterprise organisation, where it could not tell members from others."""


class Installations(AsyncInstallationStore):
    """slack_sdk's interface on our store. Only bot tokens are kept, and only of invited workspaces."""

    def __init__(
        self, store: Store, key: str, teams: frozenset[str], changed: Callable[[str], None] = lambda _: None
    ) -> None:
        self._store = store
        self._seal = Fernet(key)
        self._teams = teams
        self._changed = changed

    @property
    def logger(self) -> Logger:
        """The SDK's own lines, without what they quote."""
        return discreet_logger()

    async def async_save(self, installation: Installation) -> None:
        """Keep a workspace's token in place of an older one.

        Raises WholeOrganisation, and what `async_save_bot` raises.
        """
        if installation.is_enterprise_install:
            log.error("slack installation refused: the bot is installed workspace by workspace")
            raise WholeOrganisation("The bot is installed workspace by workspace.")
        await self.async_save_bot(installation.to_bot())

    async def async_save_bot(self, bot: Bot) -> None:
        """The same for what is kept of it. Raises NotInvited, or BoltError where it cannot be kept."""
        team = bot.team_id or ""
        if team not in self._teams:
            log.error("slack installation refused: SLACK_TEAMS does not name team=%s", team)
            raise NotInvited("This workspace is not named in SLACK_TEAMS.")
        kept = {
            "team": team,
            "name": bot.team_name or "",
            "app": bot.app_id or "",
            "user": bot.bot_user_id or "",
            "bot": bot.bot_id or "",
            "scopes": ",".join(bot.bot_scopes or ()),
            "token": self._sealed(bot.bot_token),
            "refresh": self._sealed(bot.bot_refresh_token),
            "until": str(bot.bot_token_expires_at or ""),
        }
        await self._write(_key(team), orjson.dumps(kept).decode())
        self._changed(team)
        log.info("slack installed team=%s", team)

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """What is kept of a workspace that is still invited. Raises StoreError."""
        if team_id not in self._teams:
            return None
        async with self._store.transaction() as transaction:
            kept = await transaction.installations.text(_key(team_id))
        said = mapping(orjson.loads(kept)) if kept else {}
        token = self._opened(team_id, text(said.get("token")))
        if not token:
            return None
        until = text(said.get("until"))
        return Bot(
            app_id=text(said.get("app")),
            team_id=team_id,
            team_name=text(said.get("name")),
            bot_token=token,
            bot_id=text(said.get("bot")),
            bot_user_id=text(said.get("user")),
            bot_scopes=text(said.get("scopes")),
            bot_refresh_token=self._opened(team_id, text(said.get("refresh"))),
            bot_token_expires_at=int(until) if until else None,
            installed_at=0.0,
        )

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The same as an installation, without who installed it."""
        bot = await self.async_find_bot(enterprise_id=enterprise_id, team_id=team_id)
        if bot is None:
            return None
        return Installation(
            app_id=bot.app_id,
            team_id=bot.team_id,
            team_name=bot.team_name,
            bot_token=bot.bot_token,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_scopes=bot.bot_scopes,
            user_id=user_id or "",
        )

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget a workspace. Nothing happens where none is kept."""
        await self._write(_key(team_id or ""), None)
        self._changed(team_id or "")

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Nothing: no person's own token is kept."""

    async def _write(self, key: str, kept: str | None) -> None:
        try:
            async with self._store.transaction() as transaction:
                await transaction.installations.save(key, kept)
        except StoreError as error:
            raise BoltError("The installation could not be kept.") from error

    def _sealed(self, token: str | None) -> str:
        return self._seal.encrypt(token.encode()).decode() if token else ""

    def _opened(self, team: str, sealed: str) -> str:
        try:
            return self._seal.decrypt(sealed.encode()).decode() if sealed else ""
        except InvalidToken:
            log.error("slack token sealed with another DPOR_SECRET_KEY team=%s; install again", team)
            return ""


class States(AsyncOAuthStateStore):
    """What ties the way back from Slack to the way there: sealed, good for 10 minutes, and once.

    Nothing is kept before somebody comes back, so who only asks for the page fills no store.
    """

    def __init__(self, store: Store, key: str, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._seal = Fernet(key)
        self._clock = clock

    @property
    def logger(self) -> Logger:
        """The SDK's own lines, without what they quote."""
        return discreet_logger()

    async def async_issue(self, *args: object, **kwargs: object) -> str:
        """A new one."""
        sealed = self._seal.encrypt_at_time(secrets.token_bytes(16), int(self._clock()))
        return sealed.decode().rstrip("=")

    async def async_consume(self, state: str) -> bool:
        """Whether it is ours, fresh, and comes for the first time. Raises StoreError."""
        now = int(self._clock())
        try:
            self._seal.decrypt_at_time(state + "=" * (-len(state) % 4), STATE_SECONDS, now)
        except (InvalidToken, ValueError):
            return False
        key = f"{_USED}{hashlib.sha256(state.encode()).hexdigest()}"
        async with self._store.transaction() as transaction:
            kept = transaction.installations
            for old in await kept.keys(_USED):
                if now - int(cast("str", await kept.text(old))) > 2 * STATE_SECONDS:
                    await kept.save(old, None)
            if await kept.text(key) is not None:
                return False
            await kept.save(key, str(now))
        return True


_USED = "slack/state/"


def _key(team: str) -> str:
    return f"slack/team/{team}"
