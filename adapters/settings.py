"""Settings from the environment and `.env`: one frozen value, or everything that is wrong with them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from adapters.contradictions import DANGEROUS_TEAMS, contradictions
from bot.errors import Fault, SettingsError
from bot.partnership.holidays import COUNTRIES, SWEDEN
from bot.partnership.quiet import STOCKHOLM

ROOT = Path(__file__).resolve().parent.parent
Log = Literal["text", "json"]


def given_now() -> dict[str, str]:
    """The environment, over `.env` in the working directory."""
    return {**in_file(Path(".env")), **os.environ}


def in_file(path: Path) -> dict[str, str]:
    """The variables of a `.env` file; none where there is no file. Raises SettingsError."""
    try:
        if not path.exists():
            return {}
        # Loaded only for who has such a file.
        from dotenv import dotenv_values

        return {name: value or "" for name, value in dotenv_values(path).items()}
    except (OSError, UnicodeDecodeError):
        remedy = "Make it a text file in UTF-8 that the bot may read; .env.example shows one."
        raise SettingsError((Fault(where=str(path), what="Cannot be read.", remedy=remedy),)) from None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SlackSettings:
    """Slack's credentials. `app_token` set means Socket Mode, and then no route for events is served.

    `oauth` set means several workspaces, each with a token of its own, and then there is no `bot_token`.
    """

    bot_token: str
    signing_secret: str
    app_token: str
    api_url: str
    oauth: SlackOAuth | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SlackOAuth:
    """What several workspaces need. `secret_key` (Fernet's form) seals their tokens; `teams` are the ids of
    the workspaces that may install the bot: who is a member of one of them is told about our customers.
    """

    client_id: str
    client_secret: str
    secret_key: str
    teams: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TeamsSettings:
    """The bot's single-tenant app registration; without an app id only dangerously anonymous."""

    app_id: str
    app_password: str
    tenant_id: str
    dangerously_anonymous: bool
    allowed_tenants: tuple[str, ...] = ()
    """Our organisation's tenants that are served; none means `tenant_id` alone."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Settings:
    """What the application is told. A platform without credentials is None."""

    host: str
    port: int
    public_host: str
    store: str
    organisation: str
    knowledge: Path
    country: str
    zone: str
    log: Log
    metrics_token: str
    """Empty: no figures are served."""
    traces_endpoint: str
    """Empty: no spans are sent."""
    slack: SlackSettings | None
    teams: TeamsSettings | None

    @property
    def delivers(self) -> frozenset[str]:
        """The platforms that are served and can be written to unasked."""
        given = {"slack": self.slack, "teams": self.teams}
        return frozenset(platform for platform, found in given.items() if found)

    @classmethod
    def from_env(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings. Raises SettingsError with every fault at once."""
        given = {name: value.strip() for name, value in environment.items() if value.strip()}
        values, malformed = _read(given)
        faults = [
            Fault(where=name, what=what, remedy="See .env.example.") for name, what in malformed.items()
        ]
        faults += [fault for fault in contradictions(values) if fault.where not in malformed]
        if faults:
            raise SettingsError(tuple(faults))
        return cls(
            host=values["HOST"],
            port=values["PORT"],
            public_host=values["DPOR_PUBLIC_HOST"],
            store=values["DPOR_STORE"],
            organisation=values["DPOR_ORGANISATION"],
            knowledge=Path(values["DPOR_KNOWLEDGE"]),
            country=values["DPOR_COUNTRY"],
            zone=values["DPOR_TIME_ZONE"],
            log=values["DPOR_LOG"],
            metrics_token=values["DPOR_METRICS_TOKEN"],
            traces_endpoint=values["OTEL_EXPORTER_OTLP_ENDPOINT"],
            slack=_slack(values),
            teams=_teams(values),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Variable:
    """One variable: its default, what its text has to look like, and what is said of one that does not."""

    default: object = ""
    pattern: str = ".*"
    fault: str = ""
    read: Callable[[str], object] = str
    holds: Callable[[str], bool] = bool
    """Of a text that looks right: whether it is."""


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


_HTTP, _NO_ADDRESS = r"https?://\S+", "Not an http or https address."
_TRUE = frozenset({"true", "t", "yes", "y", "on", "1"})
_PORT = r"\d{1,4}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]"
_TEXT = _Variable()

_VARIABLES: Mapping[str, _Variable] = {
    "HOST": _Variable(default="127.0.0.1"),
    "PORT": _Variable(default=3978, pattern=_PORT, fault="Not a whole number from 0 to 65535.", read=int),
    "DPOR_PUBLIC_HOST": _TEXT,
    "DPOR_STORE": _Variable(default="tinydb:data/dpor.json"),
    "DPOR_ORGANISATION": _Variable(default="main"),
    "DPOR_KNOWLEDGE": _Variable(default=str(ROOT / "knowledge")),
    "DPOR_COUNTRY": _Variable(
        default=SWEDEN,
        pattern="(?i:" + "|".join(sorted(COUNTRIES)) + ")",
        fault="Not a country whose public holidays are known: .env.example lists them.",
        read=str.upper,
    ),
    "DPOR_TIME_ZONE": _Variable(
        default=STOCKHOLM,
        pattern=r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*",
        fault="Not a time zone such as Europe/Stockholm.",
        holds=_is_zone,
    ),
    "DPOR_LOG": _Variable(default="text", pattern="text|json", fault="Neither text nor json."),
    "DPOR_METRICS_TOKEN": _Variable(pattern=r"[!-~]{16,}", fault="Not 16 or more letters, digits and signs."),
    "OTEL_EXPORTER_OTLP_ENDPOINT": _Variable(pattern=_HTTP, fault=_NO_ADDRESS),
    "SLACK_BOT_TOKEN": _TEXT,
    "SLACK_SIGNING_SECRET": _TEXT,
    "SLACK_APP_TOKEN": _TEXT,
    "SLACK_CLIENT_ID": _TEXT,
    "SLACK_CLIENT_SECRET": _TEXT,
    "SLACK_TEAMS": _Variable(
        pattern=r"T[A-Z0-9]+(\s*,\s*T[A-Z0-9]+)*", fault="Not workspace ids (T…) with commas between."
    ),
    "DPOR_SECRET_KEY": _Variable(pattern=r"[A-Za-z0-9_-]{43}=", fault="Not 32 bytes in URL-safe base64."),
    "SLACK_API_URL": _Variable(default="https://slack.com/api/", pattern=_HTTP, fault=_NO_ADDRESS),
    "MicrosoftAppId": _TEXT,
    "MicrosoftAppPassword": _TEXT,
    "MicrosoftAppTenantId": _TEXT,
    "MicrosoftAppAllowedTenants": _Variable(
        pattern=r"[0-9A-Fa-f-]{36}(\s*,\s*[0-9A-Fa-f-]{36})*", fault="Not tenant ids with commas."
    ),
    DANGEROUS_TEAMS: _Variable(
        default=False,
        pattern="(?i:true|t|yes|y|on|1|false|f|no|n|off|0)",
        fault="Neither true nor false.",
        read=lambda text: text.casefold() in _TRUE,
    ),
}
"""Every variable. `.env.example` explains each."""

VARIABLES: tuple[str, ...] = tuple(_VARIABLES)
"""The names of every setting."""


def _read(given: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The values, defaults among them, and what is wrong with those that are malformed."""
    values: dict[str, Any] = {}
    malformed: dict[str, str] = {}
    for name, variable in _VARIABLES.items():
        text = given.get(name)
        values[name] = variable.default
        if text is None:
            continue
        if re.fullmatch(variable.pattern, text, re.DOTALL) and variable.holds(text):
            values[name] = variable.read(text)
        else:
            malformed[name] = variable.fault
    return values, malformed


def _slack(values: Mapping[str, Any]) -> SlackSettings | None:
    if not (values["SLACK_BOT_TOKEN"] or values["SLACK_CLIENT_ID"]):
        return None
    return SlackSettings(
        bot_token=values["SLACK_BOT_TOKEN"],
        signing_secret=values["SLACK_SIGNING_SECRET"],
        app_token=values["SLACK_APP_TOKEN"],
        api_url=values["SLACK_API_URL"],
        oauth=_slack_oauth(values),
    )


def _slack_oauth(values: Mapping[str, Any]) -> SlackOAuth | None:
    if not values["SLACK_CLIENT_ID"]:
        return None
    return SlackOAuth(
        client_id=values["SLACK_CLIENT_ID"],
        client_secret=values["SLACK_CLIENT_SECRET"],
        secret_key=values["DPOR_SECRET_KEY"],
        teams=frozenset(_listed(values["SLACK_TEAMS"])),
    )


def _listed(text: str) -> list[str]:
    return [one for part in text.split(",") if (one := part.strip())]


def _teams(values: Mapping[str, Any]) -> TeamsSettings | None:
    anonymous = bool(values[DANGEROUS_TEAMS])
    if not (anonymous or values["MicrosoftAppId"]):
        return None
    return TeamsSettings(
        app_id=values["MicrosoftAppId"],
        app_password=values["MicrosoftAppPassword"],
        tenant_id=values["MicrosoftAppTenantId"],
        dangerously_anonymous=anonymous,
        allowed_tenants=tuple(_listed(values["MicrosoftAppAllowedTenants"])),
    )
