"""Settings from the environment and `.env`: one frozen value, or everything that is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from adapters.contradictions import DANGEROUS_TEAMS, contradictions
from bot.errors import Fault, SettingsError

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
    log: Log
    metrics_token: str
    """Empty: no figures are served."""
    traces_endpoint: str
    """Empty: no spans are sent."""
    slack: SlackSettings | None
    teams: TeamsSettings | None

    @classmethod
    def from_env(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings. Raises SettingsError with every fault at once."""
        given = {name: value.strip() for name, value in environment.items() if value.strip()}
        try:
            values = cast("dict[str, Any]", _Variables(unknown=EXCLUDE).load(given))
        except ValidationError as error:
            raise SettingsError(_all_faults(given, error)) from error
        if faults := contradictions(values):
            raise SettingsError(faults)
        return cls(
            host=values["HOST"],
            port=values["PORT"],
            public_host=values["DPOR_PUBLIC_HOST"],
            store=values["DPOR_STORE"],
            organisation=values["DPOR_ORGANISATION"],
            knowledge=Path(values["DPOR_KNOWLEDGE"]),
            log=values["DPOR_LOG"],
            metrics_token=values["DPOR_METRICS_TOKEN"],
            traces_endpoint=values["OTEL_EXPORTER_OTLP_ENDPOINT"],
            slack=_slack(values),
            teams=_teams(values),
        )


_HTTP, _NO_ADDRESS = r"https?://\S+", "Not an http or https address."
_SHORT_TOKEN = "Not 16 or more letters, digits and signs."  # noqa: S105 - a sentence


class _Variables(Schema):
    """Every variable, with its default. `.env.example` explains each."""

    HOST = fields.String(load_default="127.0.0.1")
    PORT = fields.Integer(
        load_default=3978,
        validate=validate.Range(0, 65535, error="Not from 0 to 65535."),
        error_messages={"invalid": "Not a whole number."},
    )
    DPOR_PUBLIC_HOST = fields.String(load_default="")
    DPOR_STORE = fields.String(load_default="tinydb:data/dpor.json")
    DPOR_ORGANISATION = fields.String(load_default="main")
    DPOR_KNOWLEDGE = fields.String(load_default=str(ROOT / "knowledge"))
    DPOR_LOG = fields.String(
        load_default="text", validate=validate.OneOf(("text", "json"), error="Neither text nor json.")
    )
    DPOR_METRICS_TOKEN = fields.String(
        load_default="", validate=validate.Regexp(r"[!-~]{16,}$", error=_SHORT_TOKEN)
    )
    OTEL_EXPORTER_OTLP_ENDPOINT = fields.String(
        load_default="", validate=validate.Regexp(_HTTP, error=_NO_ADDRESS)
    )
    SLACK_BOT_TOKEN = fields.String(load_default="")
    SLACK_SIGNING_SECRET = fields.String(load_default="")
    SLACK_APP_TOKEN = fields.String(load_default="")
    SLACK_CLIENT_ID = fields.String(load_default="")
    SLACK_CLIENT_SECRET = fields.String(load_default="")
    SLACK_TEAMS = fields.String(
        load_default="",
        validate=validate.Regexp(
            r"T[A-Z0-9]+(\s*,\s*T[A-Z0-9]+)*$", error="Not workspace ids (T…) with commas between."
        ),
    )
    DPOR_SECRET_KEY = fields.String(
        load_default="",
        validate=validate.Regexp(r"[A-Za-z0-9_-]{43}=$", error="Not 32 bytes in URL-safe base64."),
    )
    SLACK_API_URL = fields.String(
        load_default="https://slack.com/api/",
        validate=validate.Regexp(_HTTP, error=_NO_ADDRESS),
    )
    MicrosoftAppId = fields.String(load_default="")
    MicrosoftAppPassword = fields.String(load_default="")
    MicrosoftAppTenantId = fields.String(load_default="")
    MicrosoftAppAllowedTenants = fields.String(
        load_default="",
        validate=validate.Regexp(
            r"[0-9A-Fa-f-]{36}(\s*,\s*[0-9A-Fa-f-]{36})*$", error="Not tenant ids with commas."
        ),
    )
    DPOR_DANGEROUSLY_ALLOW_ANONYMOUS_TEAMS = fields.Boolean(
        load_default=False, error_messages={"invalid": "Neither true nor false."}
    )


VARIABLES: tuple[str, ...] = tuple(cast("Mapping[str, object]", _Variables().fields))
"""The names of every setting."""


def _all_faults(given: Mapping[str, str], error: ValidationError) -> tuple[Fault, ...]:
    """What is malformed, and what is wrong with the rest."""
    malformed = _malformed(error)
    named = {fault.where for fault in malformed}
    rest = {name: value for name, value in given.items() if name not in named}
    values = cast("dict[str, Any]", _Variables(unknown=EXCLUDE).load(rest))
    return (*malformed, *(fault for fault in contradictions(values) if fault.where not in named))


def _malformed(error: ValidationError) -> tuple[Fault, ...]:
    messages = cast("dict[str, list[str]]", error.messages)
    return tuple(
        Fault(where=name, what=" ".join(said), remedy="See .env.example.") for name, said in messages.items()
    )


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
