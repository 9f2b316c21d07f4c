"""The manifest is what Slack takes, asks for no more than the code needs, and agrees with what it reads."""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import Any

import pytest
from jsonschema import Draft7Validator

from adapters.settings import ROOT
from adapters.slack import inbound, manifest
from adapters.slack.manifest import BOT_EVENTS, BOT_SCOPES, EVENTS_PATH, SOCKET_SCOPE, Reached

HTTP = Reached(address="https://dpor.example.com")
SOCKET = Reached()
SEVERAL = Reached(address="https://dpor.example.com", redirect="https://dpor.example.com")
SOURCES = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "adapters/slack").rglob("*.py")}

ROOMS_READ = frozenset({"channels:read", "groups:read", "mpim:read"})
ALL_READ = ROOMS_READ | {"im:read"}
ROOMS_HISTORY = frozenset({"channels:history", "groups:history", "mpim:history", "im:history"})
NOTHING: frozenset[str] = frozenset()

METHODS = {
    # https://docs.slack.dev/reference/methods/<method>: "Required scopes"
    "apps.connections.open": frozenset({SOCKET_SCOPE}),
    "auth.revoke": NOTHING,
    "auth.test": NOTHING,
    "chat.getPermalink": NOTHING,
    "chat.postEphemeral": frozenset({"chat:write"}),
    "chat.postMessage": frozenset({"chat:write"}),
    "chat.update": frozenset({"chat:write"}),
    "conversations.history": ROOMS_HISTORY,
    "conversations.info": ALL_READ,
    "conversations.members": ROOMS_READ,
    "conversations.open": frozenset({"im:write"}),
    "conversations.replies": ROOMS_HISTORY,
    "files.completeUploadExternal": frozenset({"files:write"}),
    "files.getUploadURLExternal": frozenset({"files:write"}),
    "oauth.v2.access": NOTHING,
    "users.info": frozenset({"users:read"}),
    "users.list": frozenset({"users:read"}),
    "views.open": NOTHING,
    "views.publish": NOTHING,
    "views.update": NOTHING,
}
"""What Slack's method pages ask for, of a bot token, in the kinds of rooms that the bot looks at."""

EVENTS = {
    # https://docs.slack.dev/reference/events/<event>: "Required scopes"
    "app_home_opened": NOTHING,
    "app_mention": frozenset({"app_mentions:read"}),
    "app_uninstalled": NOTHING,
    "channel_archive": frozenset({"channels:read"}),
    "channel_deleted": frozenset({"channels:read"}),
    "channel_left": frozenset({"channels:read"}),
    "channel_shared": frozenset({"channels:read", "groups:read"}),
    "channel_unshared": frozenset({"channels:read", "groups:read"}),
    "group_archive": frozenset({"groups:read"}),
    "group_deleted": frozenset({"groups:read"}),
    "group_left": frozenset({"groups:read"}),
    "member_joined_channel": frozenset({"channels:read", "groups:read"}),
    "member_left_channel": frozenset({"channels:read", "groups:read"}),
    "message.im": frozenset({"im:history"}),
    "tokens_revoked": NOTHING,
}

SDK_NAMES: dict[str, str] = {
    re.sub(r"(?<=[a-z])(?=[A-Z])|\.", "_", method).lower(): method for method in METHODS
}
FAMILIES = "admin|apps|auth|bots|chat|conversations|dialog|files|im|oauth|pins|reactions|team|users|views"
CALL = re.compile(rf'"((?:{FAMILIES})\.[A-Za-z0-9.]+)"')


BY_SDK = re.compile(rf"client\.((?:{FAMILIES})_[a-z0-9_]+)\(")


def called() -> set[str]:
    named: set[str] = set(chain.from_iterable(CALL.findall(text) for text in SOURCES.values()))
    by_sdk: set[str] = set(chain.from_iterable(BY_SDK.findall(text) for text in SOURCES.values()))
    return named | {SDK_NAMES.get(name, name) for name in by_sdk}


def made(reached: Reached) -> Any:
    return json.loads(json.dumps(manifest.manifest(reached)))


@pytest.mark.parametrize("reached", [HTTP, SOCKET, SEVERAL], ids=["http", "socket", "several"])
def test_slack_takes_the_manifest(reached: Reached) -> None:
    schema = json.loads((ROOT / "tests/schemas/slack-app-manifest.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(made(reached))] == []


def test_the_schema_sees_what_slack_would_refuse() -> None:
    schema = json.loads((ROOT / "tests/schemas/slack-app-manifest.json").read_text(encoding="utf-8"))
    wrong = made(HTTP)
    wrong["display_information"]["name"] = "x" * 36
    wrong["features"]["shortcuts"][0]["name"] = "x" * 25
    wrong["settings"]["interactivity"]["request_url"] = "http://dpor.example.com/slack/events"
    wrong["surprise"] = True
    assert len(list(Draft7Validator(schema).iter_errors(wrong))) == 4


def test_every_call_in_the_code_is_in_the_table_of_methods() -> None:
    assert called() >= {"auth.test", "chat.postMessage", "conversations.info", "users.info"}
    assert called() <= METHODS.keys()


def test_the_scopes_are_those_that_the_calls_and_events_need_and_no_more() -> None:
    needed = frozenset(chain.from_iterable(METHODS[method] for method in called()))
    heard = frozenset(chain.from_iterable(EVENTS[event] for event in BOT_EVENTS))
    # A command and a file's own address are neither methods nor events.
    assert BOT_SCOPES.keys() == (needed | heard | {"commands", "files:read"}) - {SOCKET_SCOPE}


def test_the_events_asked_for_are_those_that_the_code_reads() -> None:
    assert sorted(BOT_EVENTS) == sorted(inbound.EVENTS)


def test_it_has_one_command_and_two_message_shortcuts() -> None:
    features = made(HTTP)["features"]
    assert [command["command"] for command in features["slash_commands"]] == ["/dpor"]
    assert [(one["type"], one["callback_id"]) for one in features["shortcuts"]] == [
        ("message", "ask_about_this"),
        ("message", "report_conflict"),
    ]


def test_over_http_everything_comes_to_one_address() -> None:
    described = made(HTTP)
    address = f"https://dpor.example.com{EVENTS_PATH}"
    assert described["settings"]["event_subscriptions"]["request_url"] == address
    assert described["settings"]["interactivity"]["request_url"] == address
    assert described["features"]["slash_commands"][0]["url"] == address
    assert described["settings"]["socket_mode_enabled"] is False


def test_in_socket_mode_no_address_is_named() -> None:
    assert made(SOCKET)["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(made(SOCKET))


def test_several_workspaces_have_a_redirect_address() -> None:
    assert made(SEVERAL)["oauth_config"]["redirect_urls"] == ["https://dpor.example.com/slack/oauth_redirect"]
    assert "redirect_urls" not in made(HTTP)["oauth_config"]


def test_every_scope_says_what_it_is_for_in_the_installing_guide() -> None:
    guide = (ROOT / "docs/slack.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\s*\| `([a-z_]+:?[a-z]*)` \| ([^|]+?) \|$", guide, re.MULTILINE))
    assert {scope: rows.get(scope) for scope in BOT_SCOPES} == dict(BOT_SCOPES)
