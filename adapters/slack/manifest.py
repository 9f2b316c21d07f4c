"""The app manifest, from which Slack makes the app: names, commands, events and the least permissions.

https://docs.slack.dev/reference/app-manifest
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

EVENTS_PATH = "/slack/events"
"""One address for events, presses, commands and shortcuts."""
INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"

COMMAND = "/dpor"
ASK_ABOUT_THIS = "ask_about_this"
REPORT_CONFLICT = "report_conflict"

BOT_SCOPES: Mapping[str, str] = {
    "app_mentions:read": "to be asked by a mention in a channel",
    "channels:history": "to look whether an alert got through, where Slack did not say, before sending again",
    "channels:read": "to see who reads along in a public channel before a customer is named",
    "chat:write": "to answer",
    "commands": "the command /dpor and the two message shortcuts",
    "files:read": "to read a report that somebody sends in a direct message",
    "files:write": "to send an export that somebody asks for, and to show a chart as an image",
    "groups:history": "to look whether an alert got through in a private channel",
    "groups:read": "to see who reads along in a private channel",
    "im:history": "to be asked in a direct message",
    "im:read": "to see whose direct message it is before an alert names a customer there",
    "im:write": "to send details in private when somebody asks for that",
    "mpim:history": "to look whether an alert got through in a group conversation",
    "mpim:read": "to see who reads along in a group conversation",
    "users:read": "to tell members of your workspace from guests and people of other companies",
}
"""What the bot token must be allowed, and what each is for."""

SOCKET_SCOPE = "connections:write"
"""What the app-level token must be allowed, in Socket Mode."""

BOT_EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "channel_shared",
    "channel_unshared",
    "group_archive",
    "group_deleted",
    "group_left",
    "member_joined_channel",
    "member_left_channel",
    "message.im",
    "tokens_revoked",
)
"""What Slack is asked to tell us, all with the scopes above."""

_ABOUT = (
    "Ask about Microsoft's Digital Partner of Record in your own words, in Swedish or English: the rules and"
    " their sources, who is partner of record for a customer's subscription, what is missing and what to do"
    " next. Customers are named only where nobody from outside reads along."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How Slack reaches the bot: `address` (https://host) over HTTP, an empty one by Socket Mode.

    `redirect` (https://host) is set where the app is installed in several workspaces.
    """

    address: str = ""
    redirect: str = ""


def manifest(reached: Reached) -> dict[str, object]:
    """The manifest as Slack takes it, ready to be written as JSON."""
    url = {"request_url": f"{reached.address}{EVENTS_PATH}"} if reached.address else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "DPOR",
            "description": "Knows who is Digital Partner of Record.",
            "long_description": _ABOUT,
            "background_color": "#1f3a5f",
        },
        "features": _features(reached),
        "oauth_config": {
            **({"redirect_urls": [f"{reached.redirect}{REDIRECT_PATH}"]} if reached.redirect else {}),
            "scopes": {"bot": sorted(BOT_SCOPES)},
        },
        "settings": {
            "event_subscriptions": {**url, "bot_events": list(BOT_EVENTS)},
            "interactivity": {"is_enabled": True, **url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not reached.address,
            "token_rotation_enabled": False,
        },
    }


def _features(reached: Reached) -> dict[str, object]:
    command: dict[str, object] = {
        "command": COMMAND,
        "description": "Ask about partner of record",
        "usage_hint": "are we DPOR for Contoso Azure? | help | settings | report",
        "should_escape": False,
    }
    if reached.address:
        command["url"] = f"{reached.address}{EVENTS_PATH}"
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "DPOR", "always_online": True},
        "shortcuts": [
            _shortcut(ASK_ABOUT_THIS, "Ask about this", "Answers a message's question, to you alone"),
            _shortcut(REPORT_CONFLICT, "Report a conflict", "Reports that somebody else claims the record"),
        ],
        "slash_commands": [command],
    }


def _shortcut(callback: str, name: str, description: str) -> dict[str, object]:
    return {"name": name, "type": "message", "callback_id": callback, "description": description}
