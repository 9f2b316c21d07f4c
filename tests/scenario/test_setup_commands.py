"""`manifest` and `doctor`, as a person runs them."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.settings import VARIABLES
from app import main
from tests.scenario.doctor_world import one_article

APP_ID = "00000000-0000-4000-8000-0000000000b0"
EVENTS = "https://dpor.example.com/slack/events"


@pytest.fixture(autouse=True)
def nothing_from_outside(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    articles = tmp_path_factory.mktemp("articles")
    monkeypatch.setenv("DPOR_KNOWLEDGE", str(one_article(articles, datetime.now(UTC).date())))
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, **settings: str) -> Result:
    return CliRunner().invoke(main, arguments, env=settings)


def test_the_slack_manifest_is_for_the_public_address() -> None:
    done = run("manifest", "slack", DPOR_PUBLIC_HOST="dpor.example.com")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["settings"]["event_subscriptions"]["request_url"] == EVENTS


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        (("--socket",), {"DPOR_PUBLIC_HOST": "dpor.example.com"}),
        ((), {"SLACK_APP_TOKEN": "xapp-1"}),
    ],
)
def test_the_slack_manifest_is_for_socket_mode(arguments: tuple[str, ...], settings: dict[str, str]) -> None:
    described = json.loads(run("manifest", "slack", *arguments, **settings).stdout)
    assert described["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in described["settings"]["event_subscriptions"]


def test_several_workspaces_are_sent_back_to_the_public_address() -> None:
    done = run("manifest", "slack", DPOR_PUBLIC_HOST="dpor.example.com", SLACK_CLIENT_ID="1.2")
    assert json.loads(done.stdout)["oauth_config"]["redirect_urls"] == [
        "https://dpor.example.com/slack/oauth_redirect"
    ]


def test_without_an_address_the_slack_manifest_is_for_socket_mode_and_says_so() -> None:
    done = run("manifest", "slack")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["settings"]["socket_mode_enabled"] is True
    assert "DPOR_PUBLIC_HOST" in done.stderr


@pytest.mark.parametrize(
    "settings",
    [
        {"SLACK_SIGNING_SECRET": "0" * 32},
        {"SLACK_CLIENT_ID": "1.2", "SLACK_APP_TOKEN": "xapp-1"},
        {"DPOR_PUBLIC_HOST": "https://dpor.example.com"},
    ],
)
def test_where_the_settings_need_an_address_its_want_is_said(settings: dict[str, str]) -> None:
    done = run("manifest", "slack", **settings)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "DPOR_PUBLIC_HOST" in done.stderr


def test_the_teams_package_is_written_and_said(tmp_path: Path) -> None:
    done = run("manifest", "teams", "dpor.zip", MicrosoftAppId=APP_ID, DPOR_PUBLIC_HOST="dpor.example.com")
    assert done.exit_code == 0
    with zipfile.ZipFile(tmp_path / "dpor.zip") as archive:
        described = json.loads(archive.read("manifest.json"))
        assert archive.testzip() is None
    assert described["id"] == APP_ID
    assert described["developer"]["privacyUrl"] == "https://dpor.example.com/"


def test_the_teams_package_needs_no_more_than_the_bots_id(tmp_path: Path) -> None:
    done = run("manifest", "teams", MicrosoftAppId=APP_ID)
    assert done.exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["dpor-teams.zip"]
    assert "--website" in done.stderr


def test_the_teams_package_names_everything_that_is_missing(tmp_path: Path) -> None:
    done = run("manifest", "teams", "dpor.zip", "--privacy", "example.com", MicrosoftAppId="dpor")
    assert done.exit_code == 1
    assert "MicrosoftAppId" in done.stderr
    assert "--privacy" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--website", "http://example.com/"), "https://"),
        (("--website", "example.com"), "https://"),
        (("--website", "https://example.com/", "--publisher", "x" * 33), "32"),
    ],
)
def test_what_teams_would_refuse_is_refused_first(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    done = run("manifest", "teams", "dpor.zip", *options, MicrosoftAppId=APP_ID)
    assert done.exit_code == 1
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_in_words() -> None:
    options = ("--website", "https://example.com/")
    done = run("manifest", "teams", "nowhere/dpor.zip", *options, MicrosoftAppId=APP_ID)
    assert done.exit_code == 1
    assert done.stderr.startswith("nowhere/dpor.zip: cannot be written")


def test_the_doctor_is_content_with_a_bot_without_credentials(tmp_path: Path) -> None:
    done = run("doctor")
    assert done.exit_code == 0
    assert done.stdout.endswith("Nothing is wrong.\n")
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_names_all_that_is_wrong_in_either_language(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_APP_TOKEN=xoxb-1-2\nMicrosoftAppPassword=" + APP_ID + "\n")
    english, swedish = run("doctor"), run("doctor", "--language", "sv")
    for done in (english, swedish):
        assert done.exit_code == 1
        for name in ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN", "MicrosoftAppPassword", "MicrosoftAppId"):
            assert name in done.stdout
        assert "xoxb-1" not in done.stdout
        assert APP_ID not in done.stdout
    assert english.stdout.endswith("things are wrong.\n")
    assert swedish.stdout.endswith("saker är fel.\n")


@pytest.mark.parametrize("content", ["- a list", "{", "name: [", "", "words"])
def test_a_file_that_is_no_manifest_is_said_in_words(tmp_path: Path, content: str) -> None:
    (tmp_path / "installed").write_text(content)
    done = run("doctor", "--slack-manifest", "installed")
    assert done.exit_code == 1
    assert done.stderr.startswith("--slack-manifest: this is no manifest.")


def test_an_installed_manifest_may_be_yaml(tmp_path: Path) -> None:
    (tmp_path / "installed.yaml").write_text("features:\n  slash_commands:\n    - command: /other\n")
    done = run("doctor", "--slack-manifest", "installed.yaml", SLACK_BOT_TOKEN="not-one")
    assert "Commands missing: /dpor." in done.stdout


def test_a_settings_file_that_cannot_be_read_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"PORT=\xff\xfe")
    for command in (("doctor",), ("manifest", "slack"), ("serve",)):
        done = run(*command)
        assert done.exit_code == 1
        assert ".env" in done.output
        assert "Traceback" not in done.output
