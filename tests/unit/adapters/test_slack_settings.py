"""One Slack workspace by its token, or several by OAuth: what belongs together, and what is missing."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from adapters.settings import Settings
from bot.errors import SettingsError

SEVERAL = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "not-a-real-secret",
    "SLACK_TEAMS": "T0CONTOSO1, T0TAILSPIN",
    "DPOR_SECRET_KEY": Fernet.generate_key().decode(),
    "SLACK_SIGNING_SECRET": "not-a-real-secret",
}


def places_of_faults(environment: dict[str, str]) -> set[str]:
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(environment)
    return {str(fault.where) for fault in caught.value.faults}


def test_several_workspaces_need_no_token() -> None:
    slack = Settings.from_env(SEVERAL).slack
    assert slack is not None
    assert slack.oauth is not None
    assert slack.bot_token == ""
    assert slack.oauth.teams == {"T0CONTOSO1", "T0TAILSPIN"}


def test_several_workspaces_may_use_socket_mode() -> None:
    environment = {**SEVERAL, "SLACK_SIGNING_SECRET": "", "SLACK_APP_TOKEN": "xapp-not-a-real-token"}
    assert Settings.from_env(environment).slack is not None


@pytest.mark.parametrize("name", SEVERAL)
def test_each_setting_that_several_workspaces_lack_is_named(name: str) -> None:
    assert places_of_faults({**SEVERAL, name: ""}) == {name}


def test_everything_that_several_workspaces_lack_is_named_at_once() -> None:
    assert places_of_faults({"SLACK_CLIENT_SECRET": "x"}) == {*SEVERAL} - {"SLACK_CLIENT_SECRET"}


def test_one_workspace_and_several_exclude_each_other() -> None:
    assert places_of_faults({**SEVERAL, "SLACK_BOT_TOKEN": "xoxb-x"}) == {"SLACK_BOT_TOKEN"}


@pytest.mark.parametrize("key", ["x", "a" * 44, "å" * 43 + "="])
def test_a_key_that_could_seal_nothing_is_refused(key: str) -> None:
    assert places_of_faults({**SEVERAL, "DPOR_SECRET_KEY": key}) == {"DPOR_SECRET_KEY"}


@pytest.mark.parametrize("teams", ["contoso", "T1,", "T1;T2", "*", "E0CONTOSO"])
def test_workspaces_are_named_by_their_ids(teams: str) -> None:
    assert places_of_faults({**SEVERAL, "SLACK_TEAMS": teams}) == {"SLACK_TEAMS"}
