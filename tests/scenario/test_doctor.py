"""The doctor against servers that are right, and against each thing that goes wrong with them."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from adapters.doctor import content
from adapters.doctor.content import knowledge_findings
from adapters.doctor.examination import Outside, Section, examine
from adapters.doctor.report import lines, wrong
from adapters.findings import Finding, Grade
from adapters.slack.manifest import BOT_SCOPES, Reached, manifest
from adapters.stores import open_store
from bot.conversation.language import Language
from tests.builders import ROOM
from tests.contract.notice_steps import a_notice
from tests.scenario.doctor_world import APP, BOT, PASSWORD, SECRET, World, one_article, world

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return one_article(tmp_path_factory.mktemp("article"), TODAY)


@cache
def read_once(folder: Path, today: date) -> tuple[Finding, ...]:
    """The same article stands before every test, and reading it takes longest."""
    return tuple(knowledge_findings(folder, today))


@pytest_asyncio.fixture
async def outer(article: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[World]:
    monkeypatch.setattr(content, "knowledge_findings", read_once)
    async with world() as made:
        made.knowledge = article
        yield made


async def examined(
    outer: World, *, installed: dict[str, Any] | None = None, **changed: str
) -> tuple[Section, ...]:
    asked = Outside(microsoft=outer.microsoft, address=outer.url)
    return await examine({**outer.settings, **changed}, asked, TODAY, installed)


async def faults(
    outer: World, *, installed: dict[str, Any] | None = None, **changed: str
) -> dict[str, Finding]:
    sections = await examined(outer, installed=installed, **changed)
    return {
        finding.where: finding
        for section in sections
        for finding in section.findings
        if finding.grade is Grade.WRONG
    }


def made(reached: Reached | None = None) -> dict[str, Any]:
    return json.loads(json.dumps(manifest(reached or Reached())))


async def test_where_all_is_right_nothing_is_wrong(outer: World) -> None:
    sections = await examined(outer)
    assert wrong(sections) == 0
    said = "\n".join(lines(sections, Language.ENGLISH))
    assert "Slack knows @dpor in Contoso." in said
    assert "Microsoft knows the app and its secret." in said
    assert said.count("The bot answers there.") == 2
    assert said.endswith("\nNothing is wrong.")


async def test_no_secret_is_printed_in_any_language(outer: World) -> None:
    outer.auth = {"ok": False, "error": "invalid_auth"}
    outer.login = {"error": "invalid_client", "error_codes": [7000215], "error_description": PASSWORD}
    sections = await examined(outer, SLACK_APP_TOKEN=APP)
    said = "\n".join(line for language in Language for line in lines(sections, language))
    assert not [secret for secret in (BOT, APP, SECRET, PASSWORD, "ticket") if secret in said]


async def test_only_questions_are_asked(outer: World) -> None:
    await examined(outer, SLACK_APP_TOKEN=APP)
    assert sorted(set(outer.asked)) == [
        "/api/messages",
        "/keys",
        "/login/72f988bf-0000-0000-0000-00000000c0de/oauth2/v2.0/token",
        "/slack-api/apps.connections.open",
        "/slack-api/auth.test",
    ]


@pytest.mark.parametrize("code", ["invalid_auth", "account_inactive", "token_revoked", "fatal_error"])
async def test_a_token_that_slack_refuses_is_named(outer: World, code: str) -> None:
    outer.auth = {"ok": False, "error": code}
    assert (await faults(outer)).keys() == {"SLACK_BOT_TOKEN"}


async def test_scopes_of_an_older_manifest_are_named_with_what_to_do(outer: World) -> None:
    outer.scopes = ",".join(set(BOT_SCOPES) - {"commands", "users:read"})
    found = await faults(outer)
    assert found.keys() == {"Slack scopes"}
    assert found["Slack scopes"].what.en == "Not granted: commands, users:read."
    assert "dpor-bot manifest slack" in found["Slack scopes"].within(Language.ENGLISH)


async def test_more_scopes_than_needed_are_a_note(outer: World) -> None:
    outer.scopes = ",".join([*BOT_SCOPES, "reactions:write"])
    sections = await examined(outer)
    assert wrong(sections) == 0
    assert any("not needed: reactions:write" in line for line in lines(sections, Language.ENGLISH))


async def test_an_app_token_without_its_scope_is_named(outer: World) -> None:
    outer.socket = {"ok": False, "error": "missing_scope"}
    found = await faults(outer, SLACK_APP_TOKEN=APP)
    assert found.keys() == {"SLACK_APP_TOKEN"}
    assert "connections:write" in found["SLACK_APP_TOKEN"].what.en


@pytest.mark.parametrize(
    ("code", "where"),
    [
        (7000215, "MicrosoftAppPassword"),
        (7000222, "MicrosoftAppPassword"),
        (700016, "MicrosoftAppTenantId"),
        (90002, "MicrosoftAppTenantId"),
        (7000112, "MicrosoftAppId"),
        (123456, "MicrosoftAppId"),
    ],
)
async def test_what_microsoft_refuses_names_the_setting_to_change(
    outer: World, code: int, where: str
) -> None:
    outer.login = {"error": "unauthorized_client", "error_codes": [code]}
    found = await faults(outer)
    assert found.keys() == {where}
    assert found[where].remedy


async def test_a_clock_that_is_off_is_named_once(outer: World) -> None:
    outer.behind = 400.0
    sections = await examined(outer)
    said = [line for line in lines(sections, Language.ENGLISH) if " clock: " in line]
    assert len(said) == 1
    assert said[0].startswith("  WRONG  clock: This machine's clock is 40")


@pytest.mark.parametrize(("behind", "grade"), [(0.0, "ok"), (90.0, "note"), (-600.0, "WRONG")])
async def test_how_far_the_clock_may_be_off(outer: World, behind: float, grade: str) -> None:
    outer.behind = behind
    said = [line for line in lines(await examined(outer), Language.ENGLISH) if " clock: " in line]
    assert said[0].split()[0] == grade


@pytest.mark.parametrize("status", [200, 404, 502, 503])
async def test_a_public_address_where_the_bot_does_not_answer_is_named(outer: World, status: int) -> None:
    outer.public = status
    assert (await faults(outer)).keys() == {f"{outer.url}/slack/events", f"{outer.url}/api/messages"}


async def test_a_public_address_where_nothing_answers_is_named(outer: World) -> None:
    asked = Outside(microsoft=outer.microsoft, address="http://127.0.0.1:1")
    sections = await examine(outer.settings, asked, TODAY)
    assert wrong(sections) == 2


async def test_in_socket_mode_slack_needs_no_public_address(outer: World) -> None:
    outer.public = 404
    assert (await faults(outer, SLACK_APP_TOKEN=APP)).keys() == {f"{outer.url}/api/messages"}


async def test_servers_that_cannot_be_reached_are_named_and_the_rest_is_still_looked_at(outer: World) -> None:
    nowhere = "http://127.0.0.1:1"
    asked = Outside(
        microsoft=replace(outer.microsoft, login=nowhere, signing_keys=nowhere), address=outer.url
    )
    sections = await examine({**outer.settings, "SLACK_API_URL": f"{nowhere}/"}, asked, TODAY)
    said = "\n".join(lines(sections, Language.SWEDISH))
    assert "Slack nåddes inte" in said
    assert "Microsoft nåddes inte" in said
    assert "artiklar kan läsas" in said


async def test_the_installed_app_is_compared_with_this_versions_manifest(outer: World) -> None:
    assert await faults(outer, installed=made()) == {}
    older = made()
    older["features"]["slash_commands"] = []
    older["features"]["shortcuts"].pop()
    older["settings"]["event_subscriptions"]["bot_events"].remove("app_home_opened")
    older["settings"]["interactivity"]["is_enabled"] = False
    sections = await examined(outer, installed=older)
    said = "\n".join(lines(sections, Language.ENGLISH))
    for what in ("/dpor", "report_conflict", "app_home_opened", "Interactivity should be on"):
        assert what in said
    assert wrong(sections) == 4


async def test_an_installed_app_that_points_elsewhere_is_named(outer: World) -> None:
    installed = made(Reached(address="https://old.example.com"))
    found = await faults(outer, installed=installed, DPOR_PUBLIC_HOST="dpor.example.com")
    assert "https://dpor.example.com/slack/events" in found["App Manifest"].what.en


@pytest.mark.parametrize("url", ["http://[", "slack", "http://127.0.0.1:99999/", "https://\u00e5.invalid/"])
async def test_an_address_of_slack_that_is_none_is_named(outer: World, url: str) -> None:
    assert "SLACK_BOT_TOKEN" in await faults(outer, SLACK_API_URL=url)


async def test_alerts_that_nobody_sends_are_named(outer: World, tmp_path: Path) -> None:
    path = tmp_path / "store" / "dpor.json"
    path.parent.mkdir()
    store = open_store(str(path))
    async with store.transaction() as transaction:
        await transaction.notices.add(replace(a_notice(), address=replace(ROOM, platform="teams")))
    await store.close()
    assert await faults(outer, DPOR_STORE=str(path)) == {}
    found = await faults(
        outer, DPOR_STORE=str(path), MicrosoftAppId="", MicrosoftAppPassword="", MicrosoftAppTenantId=""
    )
    assert found.keys() == {"alerts"}
    assert found["alerts"].what.en.startswith("1 alert waits for Teams")


async def test_anonymous_teams_is_a_note_and_asks_nobody(outer: World) -> None:
    given = {"DPOR_DANGEROUSLY_ALLOW_ANONYMOUS_TEAMS": "true", "DPOR_STORE": "memory:"}
    sections = await examine({**given, "DPOR_KNOWLEDGE": outer.settings["DPOR_KNOWLEDGE"]}, Outside(), TODAY)
    assert wrong(sections) == 0
    assert any("DANGEROUSLY" in line for line in lines(sections, Language.ENGLISH))
