"""The doctor on settings alone: kinds mixed up, parts missing, names misspelt, in both languages."""

from __future__ import annotations

import ast
import re

import pytest

from adapters.doctor.settings import public_address, settings_findings
from adapters.doctor.swedish import SENTENCES
from adapters.findings import Finding, Grade
from adapters.settings import ROOT
from bot.conversation.language import Language

BOT, APP, SECRET = "xoxb-1-2-three", "xapp-1-A1-2-three", "0123456789abcdef0123456789abcdef"
GUID, OTHER = "00000000-0000-4000-8000-0000000000b0", "72f988bf-0000-0000-0000-00000000c0de"
SLACK = {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET}
TEAMS = {"MicrosoftAppId": GUID, "MicrosoftAppPassword": "a~secret.value", "MicrosoftAppTenantId": OTHER}


def wrong(given: dict[str, str]) -> dict[str, Finding]:
    return {found.where: found for found in settings_findings(given) if found.grade is Grade.WRONG}


@pytest.mark.parametrize("given", [{}, SLACK, {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}, TEAMS])
def test_right_settings_are_well(given: dict[str, str]) -> None:
    assert wrong(given) == {}
    assert [found.grade for found in settings_findings(given)] == [Grade.WELL]


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("SLACK_BOT_TOKEN", APP, "an app-level token"),
        ("SLACK_BOT_TOKEN", "xoxp-1-2", "a user token"),
        ("SLACK_BOT_TOKEN", "xoxe.xoxp-1-2", "a configuration or refresh token"),
        ("SLACK_BOT_TOKEN", SECRET, "a signing secret"),
        ("SLACK_APP_TOKEN", BOT, "a bot token"),
        ("SLACK_APP_TOKEN", "xoxp-1-2", "a user token"),
        ("SLACK_SIGNING_SECRET", BOT, "a bot token"),
        ("SLACK_SIGNING_SECRET", APP, "an app-level token"),
        ("SLACK_SIGNING_SECRET", "1234567890.1234567890", "a client id"),
        ("SLACK_SIGNING_SECRET", "A012ABCD0A0", "an app id"),
    ],
)
def test_a_slack_credential_in_anothers_place_is_named_by_its_kind(name: str, value: str, kind: str) -> None:
    right = {**SLACK, "SLACK_APP_TOKEN": APP}
    found = wrong({**right, name: value})
    assert found.keys() == {name}
    assert found[name].what.en.startswith(f"This is {kind}")
    assert found[name].remedy


def test_a_value_of_no_kind_is_named_too() -> None:
    assert wrong({**SLACK, "SLACK_BOT_TOKEN": "hello"}).keys() == {"SLACK_BOT_TOKEN"}


def test_the_secrets_id_is_told_from_its_value() -> None:
    found = wrong({**TEAMS, "MicrosoftAppPassword": OTHER})
    assert found.keys() == {"MicrosoftAppPassword"}
    assert "id, not its value" in found["MicrosoftAppPassword"].what.en


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"MicrosoftAppId": "dpor"}, "MicrosoftAppId"),
        ({"MicrosoftAppTenantId": "contoso"}, "MicrosoftAppTenantId"),
        ({"MicrosoftAppTenantId": GUID}, "MicrosoftAppTenantId"),
        ({"DPOR_PUBLIC_HOST": "https://dpor.example.com"}, "DPOR_PUBLIC_HOST"),
        ({"DPOR_PUBLIC_HOST": "dpor.example.com/slack"}, "DPOR_PUBLIC_HOST"),
    ],
)
def test_what_cannot_be_right_is_named(changed: dict[str, str], where: str) -> None:
    assert wrong({**TEAMS, **changed}).keys() == {where}


def test_a_tenant_may_be_named_by_its_domain() -> None:
    assert wrong({**TEAMS, "MicrosoftAppTenantId": "contoso.onmicrosoft.com"}) == {}


def test_a_misspelt_name_is_matched_with_what_was_meant() -> None:
    found = wrong({"SLACK_BOT_TOKN": BOT, "MICROSOFTAPPID": GUID, "PATH": "/bin", "HOSTNAME": "here"})
    assert found.keys() == {"SLACK_BOT_TOKN", "MICROSOFTAPPID"}
    assert found["SLACK_BOT_TOKN"].remedy is not None
    assert "SLACK_BOT_TOKEN" in found["SLACK_BOT_TOKN"].remedy.en


def test_everything_is_named_in_one_run_each_setting_once() -> None:
    given = {
        "PORT": "many",
        "SLACK_BOT_TOKEN": APP,
        "SLACK_APP_TOKEN": BOT,
        "MicrosoftAppId": GUID,
        "MicrosoftAppPassword": OTHER,
        "DPOR_PUBLIC_HOST": "http://x",
    }
    found = [finding.where for finding in settings_findings(given)]
    assert sorted(found) == sorted([*given.keys() - {"MicrosoftAppId"}, "MicrosoftAppTenantId"])


def test_no_finding_repeats_a_value() -> None:
    given = {**SLACK, "SLACK_BOT_TOKEN": SECRET, "SLACK_SIGNING_SECRET": BOT, "MicrosoftAppPassword": OTHER}
    said = " ".join(found.within(language) for found in settings_findings(given) for language in Language)
    assert not [value for value in (SECRET, BOT, OTHER) if value in said]


def test_every_sentence_of_the_settings_faults_has_its_swedish() -> None:
    files = ("adapters/settings.py", "adapters/contradictions.py")
    nodes = [
        node for file in files for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8")))
    ]
    documented = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    sentences = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented
        if " " in node.value.strip() and not re.search(r"\][+{]|^\w+\[", node.value)
    }
    assert sentences | {"Missing."} == SENTENCES.keys()


def test_swedish_is_another_language() -> None:
    given = {"SLACK_BOT_TOKEN": "hello", "PORT": "many", "DPOR_SECRET_KEY": "short", "SLACK_CLIENT_ID": "1.2"}
    for found in settings_findings(given):
        assert found.within(Language.SWEDISH) != found.within(Language.ENGLISH)


def test_the_public_address_is_the_name_over_https() -> None:
    assert public_address({"DPOR_PUBLIC_HOST": "dpor.example.com"}) == "https://dpor.example.com"
    assert public_address({}) == ""
    assert public_address({"DPOR_PUBLIC_HOST": "a b"}) == ""
