"""Settings: one value, or everything that is wrong at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.contradictions import DANGEROUS_TEAMS
from adapters.settings import ROOT, Settings, in_file
from bot.errors import SettingsError

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}
TEAMS = {"MicrosoftAppId": "id", "MicrosoftAppPassword": "p", "MicrosoftAppTenantId": "t"}


def faults(environment: dict[str, str]) -> dict[str, str]:
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(environment)
    return {fault.where: fault.what for fault in caught.value.faults}


@pytest.mark.parametrize("environment", [{}, {"PORT": "", "SLACK_BOT_TOKEN": " ", "MicrosoftAppId": ""}])
def test_nothing_is_required_and_empty_is_unset(environment: dict[str, str]) -> None:
    settings = Settings.from_env(environment)
    assert (settings.host, settings.port) == ("127.0.0.1", 3978)
    assert settings.store == "tinydb:data/dpor.json"
    assert settings.knowledge == ROOT / "knowledge"
    assert settings.slack is None
    assert settings.teams is None


def test_credentials_make_a_platform() -> None:
    settings = Settings.from_env({**SLACK, **TEAMS, "HOST": "0.0.0.0"})
    assert settings.slack is not None
    assert settings.teams is not None
    assert settings.slack.bot_token == "xoxb-1"
    assert settings.teams.tenant_id == "t"
    assert not settings.teams.dangerously_anonymous


def test_an_app_token_alone_is_enough_beside_the_bot_token() -> None:
    settings = Settings.from_env({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"})
    assert settings.slack is not None
    assert settings.slack.app_token == "xapp-1"


def test_everything_wrong_is_said_at_once() -> None:
    said = faults({"PORT": "99999", "SLACK_API_URL": "slack", DANGEROUS_TEAMS: "maybe"})
    assert said.keys() == {"PORT", "SLACK_API_URL", DANGEROUS_TEAMS}


def test_contradictions_of_both_platforms_are_said_together() -> None:
    said = faults({"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xoxb-1", "MicrosoftAppId": "id"})
    assert said.keys() == {
        "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "MicrosoftAppPassword", "MicrosoftAppTenantId",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("environment", "where"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET"),
        ({"SLACK_SIGNING_SECRET": "s"}, "SLACK_BOT_TOKEN"),
        ({DANGEROUS_TEAMS: "true", "HOST": "0.0.0.0"}, DANGEROUS_TEAMS),
        ({DANGEROUS_TEAMS: "true", "HOST": "example.com"}, DANGEROUS_TEAMS),
    ],
)
def test_what_is_missing_or_unsafe_is_named(environment: dict[str, str], where: str) -> None:
    assert faults(environment).keys() == {where}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_anonymous_teams_is_for_this_machine_alone(host: str) -> None:
    settings = Settings.from_env({DANGEROUS_TEAMS: "1", "HOST": host})
    assert settings.teams is not None
    assert settings.teams.dangerously_anonymous


def test_an_env_file_that_cannot_be_looked_for_is_said() -> None:
    with pytest.raises(SettingsError, match="Cannot be read"):
        in_file(Path("too long a name for any file " * 10))


def test_no_secret_is_shown_where_settings_are_printed() -> None:
    settings = Settings.from_env({**SLACK, **TEAMS})
    assert "xoxb" not in f"{settings} {settings.slack} {settings.teams}"


def test_where_people_work_is_sweden_unless_it_is_said() -> None:
    assert (Settings.from_env({}).country, Settings.from_env({}).zone) == ("SE", "Europe/Stockholm")
    said = Settings.from_env({"DPOR_COUNTRY": "fi", "DPOR_TIME_ZONE": "Europe/Helsinki"})
    assert (said.country, said.zone) == ("FI", "Europe/Helsinki")


@pytest.mark.parametrize(
    "given", [{"DPOR_COUNTRY": "XX"}, {"DPOR_TIME_ZONE": "Europe/Nowhere"}, {"DPOR_TIME_ZONE": "../etc"}]
)
def test_a_place_that_is_not_known_is_refused(given: dict[str, str]) -> None:
    assert faults(given).keys() == given.keys()
