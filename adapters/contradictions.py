"""Settings that do not go together: what is missing beside another, or in another's place."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from bot.errors import Fault

TRACES = "OTEL_EXPORTER_OTLP_ENDPOINT"
DANGEROUS_TEAMS = "DPOR_DANGEROUSLY_ALLOW_ANONYMOUS_TEAMS"


def contradictions(values: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Everything of that kind; `values` are the variables by their names, each well formed by itself."""
    return (*_slack_faults(values), *_teams_faults(values), *_traces_faults(values))


def _traces_faults(values: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Traces are an extra: who wants none need not install what sends them."""
    if not values[TRACES] or _is_installed("opentelemetry.exporter.otlp.proto.http"):
        return ()
    what = "What sends traces is not installed."
    remedy = 'Install it with: pip install "dpor-bot[telemetry]", or take the setting away.'
    return (_fault(TRACES, what, remedy),)


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _slack_faults(values: Mapping[str, Any]) -> tuple[Fault, ...]:
    bot, app, secret = (
        values[name] for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")
    )
    oauth = bool(values["SLACK_CLIENT_ID"] or values["SLACK_CLIENT_SECRET"])
    faults: list[Fault] = list(_oauth_faults(values))
    if bot.startswith("xapp-"):
        faults.append(_fault("SLACK_BOT_TOKEN", "This is an app-level token.", "The bot token begins xoxb-."))
    if app.startswith("xoxb-"):
        faults.append(_fault("SLACK_APP_TOKEN", "This is a bot token.", "The app-level token begins xapp-."))
    if (bot or oauth) and not (secret or app):
        faults.append(
            _fault(
                "SLACK_SIGNING_SECRET",
                "Missing, so Slack's requests could not be verified.",
                "Copy it from the app's Basic Information page, or set SLACK_APP_TOKEN for Socket Mode.",
            )
        )
    if (secret or app) and not (bot or oauth):
        faults.append(
            _fault("SLACK_BOT_TOKEN", "Missing.", "Copy it from the app's OAuth & Permissions page.")
        )
    return tuple(faults)


_OAUTH = {
    "SLACK_CLIENT_ID": "Copy it from the app's Basic Information page.",
    "SLACK_CLIENT_SECRET": "Copy it from the app's Basic Information page.",
    "DPOR_SECRET_KEY": (
        "It seals the workspaces' tokens. Make one with: "
        'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
    ),
    "SLACK_TEAMS": "Name the workspaces (T…) that may install the bot: their members see your customers.",
}


def _oauth_faults(values: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Several workspaces: all four settings, and no token of a single one."""
    if not (values["SLACK_CLIENT_ID"] or values["SLACK_CLIENT_SECRET"]):
        return ()
    missing = tuple(_fault(name, "Missing.", remedy) for name, remedy in _OAUTH.items() if not values[name])
    if not values["SLACK_BOT_TOKEN"]:
        return missing
    remedy = "Set it for one workspace, or SLACK_CLIENT_ID for several, not both."
    return (*missing, _fault("SLACK_BOT_TOKEN", "Each workspace brings its own token.", remedy))


def _teams_faults(values: Mapping[str, Any]) -> tuple[Fault, ...]:
    if values[DANGEROUS_TEAMS]:
        if _is_loopback(values["HOST"]):
            return ()
        remedy = "Set HOST=127.0.0.1, or take the setting away."
        return (_fault(DANGEROUS_TEAMS, "Only for this machine, but HOST is open to others.", remedy),)
    names = ("MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppTenantId")
    given = [name for name in names if values[name]]
    if not given:
        return ()
    remedy = "All three belong together: see the app registration in Microsoft Entra."
    return tuple(_fault(name, "Missing.", remedy) for name in names if name not in given)


def _fault(where: str, what: str, remedy: str) -> Fault:
    return Fault(where=where, what=what, remedy=remedy)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
