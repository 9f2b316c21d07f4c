"""Tokens that end: each is renewed in time, once, and whoever shares the store has it too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.web.async_client import AsyncWebClient

from adapters.settings import SlackOAuth
from adapters.slack.installed import AGAIN, EARLY, InstalledWorkspaces
from adapters.slack.workspace import Workspace
from adapters.stores import open_store
from bot.ports import Store
from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import TEAM, FakeSlack, fake_slack

OAUTH = SlackOAuth(
    client_id="1.2", client_secret="shh", secret_key=Fernet.generate_key().decode(), teams=frozenset({TEAM})
)
LASTS = 43_200


class Clock:
    """Seconds since 1970, as told."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with fake_slack() as running:
        running.grants = {"expires_in": LASTS, "refresh_token": "xoxe-1-second"}
        running.tokens["xoxb-second"] = {"team_id": TEAM, "user_id": fakes.BOT_USER, "bot_id": fakes.BOT_ID}
        running.codes["xoxe-1-first"] = "xoxb-second"
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


def a_replica(
    slack: FakeSlack, store: Store, session: aiohttp.ClientSession, clock: Clock
) -> InstalledWorkspaces:
    def connect(token: str) -> AsyncWebClient:
        return AsyncWebClient(token=token, base_url=slack.url, session=session)

    return InstalledWorkspaces(OAUTH, store, connect, clock)


async def installed(workspaces: InstalledWorkspaces, clock: Clock) -> None:
    bot = Bot(
        team_id=TEAM,
        bot_token=fakes.BOT_TOKEN,
        bot_id=fakes.BOT_ID,
        bot_user_id=fakes.BOT_USER,
        bot_refresh_token="xoxe-1-first",
        bot_token_expires_at=int(clock()) + LASTS,
        installed_at=0.0,
    )
    await workspaces.installations.async_save_bot(bot)


def token_of(workspace: Workspace | None) -> str | None:
    assert workspace is not None
    return workspace.outgoing.client.token


async def test_a_token_is_renewed_before_it_ends_and_once(
    slack: FakeSlack, session: aiohttp.ClientSession
) -> None:
    clock, store = Clock(), open_store("memory:")
    workspaces = a_replica(slack, store, session, clock)
    await installed(workspaces, clock)
    assert token_of(await workspaces.of(TEAM)) == fakes.BOT_TOKEN
    clock.now += LASTS - EARLY - 1
    assert token_of(await workspaces.of(TEAM)) == fakes.BOT_TOKEN
    clock.now += 1
    opened = await asyncio.gather(*(workspaces.of(TEAM) for _ in range(5)))
    assert {token_of(workspace) for workspace in opened} == {"xoxb-second"}
    assert len(slack.of("oauth.v2.access")) == 1
    assert token_of(await a_replica(slack, store, session, clock).of(TEAM)) == "xoxb-second"
    assert len(slack.of("oauth.v2.access")) == 1


async def test_what_another_replica_has_just_renewed_is_taken_over(
    slack: FakeSlack, session: aiohttp.ClientSession
) -> None:
    clock, store = Clock(), open_store("memory:")
    one, other = (a_replica(slack, store, session, clock) for _ in range(2))
    await installed(one, clock)
    clock.now += LASTS - EARLY
    async with slack.held("oauth.v2.access"):
        both = [asyncio.create_task(replica.of(TEAM)) for replica in (one, other)]
        await slack.wait_for("oauth.v2.access", 2)
    assert {token_of(workspace) for workspace in await asyncio.gather(*both)} == {"xoxb-second"}


async def test_while_slack_gives_no_new_token_the_old_one_serves_and_it_is_asked_again(
    slack: FakeSlack, session: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    workspaces = a_replica(slack, open_store("memory:"), session, clock)
    await installed(workspaces, clock)
    clock.now += LASTS - EARLY
    slack.fail("oauth.v2.access", fakes.status(500))
    for _ in range(3):
        assert token_of(await workspaces.of(TEAM)) == fakes.BOT_TOKEN
    assert "token not renewed" in caplog.text
    assert "xoxe" not in caplog.text
    clock.now += AGAIN
    assert token_of(await workspaces.of(TEAM)) == "xoxb-second"
    assert len(slack.of("oauth.v2.access")) == 2
