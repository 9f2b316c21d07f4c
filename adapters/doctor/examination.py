"""All checks, in the order in which a person would put things right."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from adapters.contradictions import DANGEROUS_TEAMS
from adapters.doctor import alerts, content, public_address, slack_drift
from adapters.doctor.settings import public_address as named_address
from adapters.doctor.settings import settings_findings
from adapters.findings import CLOCK, Finding, Grade, Said
from adapters.settings import Settings
from adapters.slack import examining as slack
from adapters.slack.manifest import EVENTS_PATH
from adapters.teams import examining as teams
from adapters.teams.access import MICROSOFT, Microsoft

MESSAGES_PATH = "/api/messages"
_PLAIN = (content.STORE, content.KNOWLEDGE, "DPOR_ORGANISATION")
_ON = frozenset({"1", "on", "t", "true", "y", "yes"})
_SLACK_API = "https://slack.com/api/"
_TEAMS = ("MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppTenantId")
_SLACK = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What was found about one part."""

    title: Said
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Who is asked. `address` is the bot's own (https://host), empty where it has none."""

    microsoft: Microsoft = MICROSOFT
    address: str = ""


def outside(given: Mapping[str, str]) -> Outside:
    """Microsoft, and the bot under its public name."""
    return Outside(address=named_address(given))


async def examine(
    given: Mapping[str, str], asked: Outside, today: date, installed: Mapping[str, object] | None = None
) -> tuple[Section, ...]:
    """Everything, in a few seconds. `given` holds the settings as text, with no empty ones.

    `installed` is the manifest that Slack shows for the installed app, where there is one to compare with.
    """
    plain = Settings.from_env({name: given[name] for name in _PLAIN if name in given})
    waiting = alerts.stored_alerts(plain.store, plain.organisation, alerts.late())
    about_slack, about_teams, reached = await asyncio.gather(
        slack_findings(given), teams_findings(given, asked.microsoft), address_findings(given, asked.address)
    )
    compared = slack_drift.findings(given, installed)
    return (
        Section(title=Said("Settings", "Inställningar"), findings=settings_findings(given)),
        Section(title=Said("Slack", "Slack"), findings=(*about_slack, *compared)),
        Section(title=Said("Teams", "Teams"), findings=_once(about_teams, about_slack)),
        Section(title=Said("Public address", "Publik adress"), findings=reached),
        Section(title=Said("Store", "Lager"), findings=tuple(content.store_findings(plain.store))),
        Section(title=Said("Alerts", "Larm"), findings=alerts.unserved(waiting, _served(given))),
        Section(
            title=Said("Articles", "Artiklar"),
            findings=tuple(content.knowledge_findings(plain.knowledge, today)),
        ),
    )


async def slack_findings(given: Mapping[str, str], *, sockets: bool = True) -> tuple[Finding, ...]:
    """What Slack says to the credentials."""
    if not uses_slack(given):
        return (_not_set_up("docs/slack.md"),)
    found = await slack.examined(given, _api(given), sockets=sockets)
    if given.get("SLACK_CLIENT_ID") and not given.get("SLACK_BOT_TOKEN"):
        what = Said("Each workspace has its own token.", "Varje arbetsyta har sin egen token.")
        remedy = Said("They are checked when the app is installed.", "De kontrolleras när appen installeras.")
        return (Finding(grade=Grade.NOTE, where="SLACK_CLIENT_ID", what=what, remedy=remedy), *found)
    return found or (_not_asked("Slack"),)


async def teams_findings(given: Mapping[str, str], microsoft: Microsoft) -> tuple[Finding, ...]:
    """What Microsoft says to the app registration."""
    if _is_anonymous(given):
        what = Said(
            "Messages are taken from anybody on this machine, without a token.",
            "Meddelanden tas emot från vem som helst på den här datorn, utan token.",
        )
        remedy = Said("For try-outs alone: take it away afterwards.", "Bara för prov: ta bort det efteråt.")
        return (Finding(grade=Grade.NOTE, where=DANGEROUS_TEAMS, what=what, remedy=remedy),)
    if not uses_teams(given):
        return (_not_set_up("docs/teams.md"),)
    return await teams.examined(given, microsoft) or (_not_asked("Microsoft"),)


async def address_findings(given: Mapping[str, str], address: str) -> tuple[Finding, ...]:
    """Whether Slack and Teams can reach the bot, where they have to."""
    by_http = uses_slack(given) and not given.get("SLACK_APP_TOKEN")
    paths = [path for path, used in ((EVENTS_PATH, by_http), (MESSAGES_PATH, uses_teams(given))) if used]
    if not paths:
        what = Said("None is needed.", "Ingen behövs.")
        return (Finding(grade=Grade.WELL, where="DPOR_PUBLIC_HOST", what=what),)
    if not address:
        what = Said("Not set, so it could not be tried.", "Inte satt, så den kunde inte prövas.")
        remedy = Said(
            f"Set it to the name under which {' and '.join(paths)} can be reached from outside.",
            f"Sätt det till namnet som {' och '.join(paths)} nås under utifrån.",
        )
        return (Finding(grade=Grade.NOTE, where="DPOR_PUBLIC_HOST", what=what, remedy=remedy),)
    return await public_address.examined(address, paths)


def uses_slack(given: Mapping[str, str]) -> bool:
    """Whether any of Slack's credentials is there."""
    return any(given.get(name) for name in _SLACK)


def uses_teams(given: Mapping[str, str]) -> bool:
    """Whether any part of an app registration is there."""
    return any(given.get(name) for name in _TEAMS)


def _served(given: Mapping[str, str]) -> frozenset[str]:
    uses = {"slack": uses_slack(given), "teams": uses_teams(given) or _is_anonymous(given)}
    return frozenset(platform for platform, used in uses.items() if used)


def _is_anonymous(given: Mapping[str, str]) -> bool:
    return given.get(DANGEROUS_TEAMS, "").lower() in _ON


def _api(given: Mapping[str, str]) -> str:
    address = given.get("SLACK_API_URL", _SLACK_API)
    return address if address.endswith("/") else f"{address}/"


def _not_set_up(guide: str) -> Finding:
    return Finding(
        grade=Grade.NOTE,
        where=guide,
        what=Said("It is not set up.", "Det är inte inställt."),
        remedy=Said("That guide says how.", "Den guiden säger hur."),
    )


def _not_asked(whom: str) -> Finding:
    what = Said(
        "Not asked: the settings have to be right first.", "Inte frågat: inställningarna måste stämma först."
    )
    return Finding(grade=Grade.NOTE, where=whom, what=what)


def _once(findings: Iterable[Finding], before: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that were not said before: the clock is the same for all."""
    said = {finding.where for finding in before if finding.where == CLOCK}
    return tuple(finding for finding in findings if finding.where not in said)
