"""Several workspaces: installing the bot, answering each with its own token, and forgetting it."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.fernet import Fernet

from adapters.settings import SlackOAuth
from adapters.slack.endpoint import SlackPlatform
from adapters.slack.installations import STATE_SECONDS, Installations, NotInvited, States
from adapters.stores import open_store
from bot.conversation.events import Address
from bot.errors import DeliveryError
from bot.ports import Services
from tests.samples import SAMPLES
from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import TEAM, fake_slack
from tests.scenario.slack_app import Service, a_mention, event, payload, serving, settings
from tests.whole_bot import demo_bot_and_services

KEY = Fernet.generate_key().decode()
OTHER, STRANGER = "T0TAILSPIN", "T0FABRIKAM"
OAUTH = SlackOAuth(client_id="1.2", client_secret="shh", secret_key=KEY, teams=frozenset({TEAM, OTHER}))
TOKENS = {TEAM: fakes.BOT_TOKEN, OTHER: "xoxb-of-another", STRANGER: "xoxb-of-a-stranger"}


@pytest.fixture
async def services() -> AsyncIterator[tuple[Service, Services]]:
    bot, stood_on = await demo_bot_and_services()
    async with fake_slack() as slack, serving(slack, bot=bot, store=stood_on.store, oauth=OAUTH) as running:
        for team, token in TOKENS.items():
            slack.tokens[token] = {"team_id": team, "user_id": fakes.BOT_USER, "bot_id": fakes.BOT_ID}
        yield running, stood_on


@pytest.fixture
def service(services: tuple[Service, Services]) -> Service:
    return services[0]


async def begun(service: Service) -> tuple[str, str]:
    """The state that leads to Slack, and the browser's cookie."""
    address = service.address.replace("/slack/events", "/slack/install")
    async with service.session.get(address) as response:
        assert response.status == 200
        page = await response.text()
        cookie = response.headers["Set-Cookie"].split(";")[0]
    [asked] = [part.split('"')[0] for part in page.split('href="') if "oauth/v2/authorize" in part]
    query = parse_qs(urlsplit(asked.replace("&amp;", "&")).query)
    assert "chat:write" in query["scope"][0]
    return query["state"][0], cookie


async def ended(service: Service, state: str, cookie: str, code: str = "code") -> int:
    address = service.address.replace("/slack/events", "/slack/oauth_redirect")
    headers = {"Cookie": cookie}
    query = {"code": code, "state": state}
    async with service.session.get(address, params=query, headers=headers) as response:
        return response.status


async def install(service: Service, team: str = TEAM) -> int:
    service.slack.codes["code"] = TOKENS[team]
    return await ended(service, *await begun(service))


def of_team(team: str, **changes: Any) -> dict[str, Any]:
    body = a_mention(event_id=f"Ev{team}", team=team, **changes)
    body["authorizations"][0]["team_id"] = team
    return body | {"team_id": team}


async def test_a_workspace_that_has_installed_the_bot_is_answered_with_its_own_token(
    service: Service,
) -> None:
    for number, team in enumerate((TEAM, OTHER), 1):
        assert await install(service, team) == 200
        await service.send(of_team(team))
        await service.slack.wait_for("chat.postMessage", number)
        assert service.slack.tokens_used[-1] == TOKENS[team]


async def test_a_member_of_one_is_a_stranger_in_the_other(service: Service) -> None:
    await install(service, OTHER)
    body = event("app_mention", team=OTHER)
    body["authorizations"][0]["team_id"] = OTHER
    await service.send(body | {"team_id": OTHER})
    [message] = await service.slack.wait_for("chat.postMessage")
    assert "Contoso" not in message["text"]


async def test_a_workspace_without_the_bot_is_acknowledged_and_not_answered(service: Service) -> None:
    assert (await service.send(payload("app_mention")))[0] == 200
    await service.silence()


async def test_only_invited_workspaces_may_install_it(service: Service) -> None:
    assert await install(service, STRANGER) == 403
    assert (await service.send(of_team(STRANGER)))[0] == 200
    await service.silence()


async def test_a_workspace_that_is_no_longer_invited_is_not_answered() -> None:
    store = open_store("memory:")
    await saved(Installations(store, KEY, frozenset({TEAM})))
    fewer = Installations(store, KEY, frozenset({OTHER}))
    assert await fewer.async_find_bot(enterprise_id=None, team_id=TEAM) is None


@pytest.mark.parametrize("name", ["app_uninstalled", "tokens_revoked"])
async def test_a_workspace_that_has_thrown_it_out_is_forgotten(
    services: tuple[Service, Services], name: str
) -> None:
    service, stood_on = services
    await install(service)
    await service.send(of_team(TEAM))
    await service.slack.wait_for("chat.postMessage")
    await service.send(payload(name))
    await service.platform.close()
    async with stood_on.store.transaction() as transaction:
        assert await transaction.installations.keys("slack/team") == ()


async def test_what_is_delivered_where_the_bot_is_not_installed_is_refused(service: Service) -> None:
    place = Address(tenant=STRANGER, platform="slack", conversation="C1")
    with pytest.raises(DeliveryError):
        await service.platform.deliver(place, SAMPLES["knowledge.en"], None)


async def test_a_new_installation_replaces_the_token_at_once(service: Service) -> None:
    await install(service)
    await service.send(of_team(TEAM))
    await service.slack.wait_for("chat.postMessage")
    service.slack.tokens["xoxb-newer"] = service.slack.tokens.pop(fakes.BOT_TOKEN)
    service.slack.codes["code"] = "xoxb-newer"
    assert await ended(service, *await begun(service)) == 200
    await service.send(of_team(TEAM) | {"event_id": "EvNewer"})
    await service.slack.wait_for("chat.postMessage", 2)
    assert service.slack.tokens_used[-1] == "xoxb-newer"


# The way back from Slack


async def test_the_way_back_is_good_once_and_only_in_the_same_browser(service: Service) -> None:
    state, cookie = await begun(service)
    service.slack.codes |= {"code": fakes.BOT_TOKEN, "again": fakes.BOT_TOKEN}
    assert await ended(service, state, "slack-app-oauth-state=other") == 400
    assert await ended(service, state, cookie) == 200
    assert await ended(service, state, cookie, "again") == 401


@pytest.mark.parametrize("state", ["", "x", "gAAAAA", "å"])
async def test_a_state_that_is_none_of_ours_is_refused(service: Service, state: str) -> None:
    assert await ended(service, state, f"slack-app-oauth-state={state}") in (400, 401)


async def test_a_code_that_slack_refuses_installs_nothing(service: Service) -> None:
    assert await ended(service, *await begun(service)) == 401


@pytest.mark.parametrize("fault", [fakes.reset, fakes.status(500), fakes.status(200, "odd")])
async def test_while_slack_has_trouble_nothing_is_installed(service: Service, fault: fakes.Fault) -> None:
    service.slack.fail("oauth.v2.access", fault)
    assert await ended(service, *await begun(service)) in (401, 502)


async def test_a_state_holds_for_ten_minutes() -> None:
    now = 1_000_000.0
    states = States(open_store("memory:"), KEY, clock=lambda: now)
    early, late = await states.async_issue(), await states.async_issue()
    now += STATE_SECONDS
    assert await states.async_consume(early)
    now += 1
    assert not await states.async_consume(late)


async def test_used_states_do_not_pile_up() -> None:
    now, store = 1_000_000.0, open_store("memory:")
    states = States(store, KEY, clock=lambda: now)
    for _ in range(5):
        assert await states.async_consume(await states.async_issue())
        now += 3 * STATE_SECONDS
    async with store.transaction() as transaction:
        assert len(await transaction.installations.keys("slack/state")) == 1


# What a browser is shown


async def page_of(service: Service, path: str, speaks: str, **query: str) -> str:
    address = service.address.replace("/slack/events", path)
    async with service.session.get(address, params=query, headers={"Accept-Language": speaks}) as response:
        return await response.text()


@pytest.mark.parametrize(
    ("speaks", "begins", "cancelled"),
    [
        ("sv-SE,sv;q=0.9,en;q=0.8", "Fortsätt till Slack", "Du avbröt"),
        ("en-GB,en;q=0.9,sv;q=0.1", "Continue to Slack", "You cancelled"),
        ("de", "Continue to Slack", "You cancelled"),
        ("", "Continue to Slack", "You cancelled"),
        ("sv;q=0, en;q=.5", "Continue to Slack", "You cancelled"),
    ],
)
async def test_the_pages_speak_the_browsers_language(
    service: Service, speaks: str, begins: str, cancelled: str
) -> None:
    assert begins in await page_of(service, "/slack/install", speaks)
    page = await page_of(service, "/slack/oauth_redirect", speaks, error="access_denied")
    assert cancelled in page
    assert 'href="/slack/install"' in page


async def test_what_slack_names_as_a_reason_is_no_part_of_the_page(service: Service) -> None:
    assert "<script>" not in await page_of(service, "/slack/oauth_redirect", "sv", error="<script>")


async def test_a_whole_organisation_is_refused_in_words(service: Service) -> None:
    service.slack.grants = {"is_enterprise_install": True, "team": None, "enterprise": {"id": "E0CONTOSO"}}
    state, cookie = await begun(service)
    service.slack.codes["code"] = fakes.BOT_TOKEN
    address = service.address.replace("/slack/events", "/slack/oauth_redirect")
    query, headers = {"code": "code", "state": state}, {"Cookie": cookie}
    async with service.session.get(address, params=query, headers=headers) as response:
        assert response.status == 403
        assert "one workspace at a time" in await response.text()
    assert (await service.send(of_team(TEAM)))[0] == 200
    await service.silence()


# What is kept


async def saved(installations: Installations, team: str = TEAM) -> None:
    from slack_sdk.oauth.installation_store.models.installation import Installation

    await installations.async_save(
        Installation(team_id=team, user_id="U1", bot_token="xoxb-secret", bot_id="B1", bot_user_id="U2")
    )


async def test_a_token_outlasts_a_restart_sealed(tmp_path: Path) -> None:
    address = f"tinydb:{tmp_path / 'store.json'}"
    store = open_store(address)
    await saved(Installations(store, KEY, frozenset({TEAM})))
    await store.close()
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert b"xoxb-secret" not in files
    store = open_store(address)
    bot = await Installations(store, KEY, frozenset({TEAM})).async_find_bot(enterprise_id=None, team_id=TEAM)
    assert bot is not None
    assert bot.bot_token == "xoxb-secret"
    found = await Installations(store, KEY, frozenset({TEAM})).async_find_installation(
        enterprise_id=None, team_id=TEAM
    )
    assert found is not None
    assert found.bot_user_id == "U2"
    await store.close()


async def test_with_another_key_nothing_is_installed_and_the_log_says_what_to_do(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = open_store("memory:")
    await saved(Installations(store, KEY, frozenset({TEAM})))
    other = Installations(store, Fernet.generate_key().decode(), frozenset({TEAM}))
    assert await other.async_find_bot(enterprise_id=None, team_id=TEAM) is None
    assert "install again" in caplog.text


async def test_a_workspace_that_is_not_invited_is_not_kept() -> None:
    with pytest.raises(NotInvited):
        await saved(Installations(open_store("memory:"), KEY, frozenset({TEAM})), STRANGER)


async def test_no_secret_reaches_a_log(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await install(service)
    await install(service, STRANGER)
    await service.send(of_team(TEAM))
    await service.slack.wait_for("chat.postMessage")
    ours = [record for record in caplog.records if not record.name.startswith(("asyncio", "tests"))]
    lines = json.dumps([record.getMessage() + str(record.exc_info or "") for record in ours])
    for secret in (*TOKENS.values(), KEY, "shh"):
        assert secret not in lines


def test_without_a_store_there_is_no_such_platform() -> None:
    with pytest.raises(ValueError, match="store"):
        SlackPlatform(settings("http://127.0.0.1:9/api/", oauth=OAUTH))
