"""Commands for setting the bot up: `manifest` writes what platforms ask for; `check`, `doctor` look over."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import cast

import click
import orjson

from adapters.clock import SystemClock
from adapters.settings import given_now
from adapters.terminal.faults import refuse, reports_errors
from adapters.terminal.options import KNOWLEDGE, TODAY, clock_on, settings_now
from bot.conversation.language import Language
from bot.errors import Fault, SettingsError

_LONGEST_PUBLISHER = 32
_HOST_REMEDY = "Set it to the name under which the bot is reached from outside, such as dpor.example.com."


@click.group()
def manifest() -> None:
    """Write what Slack and Teams ask for.

    For Slack a manifest to paste, for Teams a package to upload.
    """


@manifest.command("slack")
@click.option("--socket", is_flag=True, help="For Socket Mode, also where the settings say otherwise.")
@reports_errors
def slack_manifest(socket: bool) -> None:
    """Print the app manifest as JSON.

    For DPOR_PUBLIC_HOST or for Socket Mode. Paste it at api.slack.com/apps under Create New App, From a
    manifest.
    """
    from adapters.slack.manifest import Reached
    from adapters.slack.manifest import manifest as described

    given = _given()
    address = _address(given)
    several = bool(given.get("SLACK_CLIENT_ID"))
    sockets = socket or bool(given.get("SLACK_APP_TOKEN"))
    if not address and (several or (given.get("SLACK_SIGNING_SECRET") and not sockets)):
        raise SettingsError((_missing("DPOR_PUBLIC_HOST", _HOST_REMEDY),))
    if not (address or sockets):
        click.echo("DPOR_PUBLIC_HOST is not set, so this is for Socket Mode.", err=True)
    reached = Reached(address="" if sockets else address, redirect=address if several else "")
    click.echo(orjson.dumps(described(reached), option=orjson.OPT_INDENT_2))


@manifest.command("teams")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), default="dpor-teams.zip")
@click.option("--publisher", default="DPOR", help="Who publishes the app, as its details page says.")
@click.option("--website", metavar="URL", help="The publisher's page; default the bot's own.")
@click.option("--privacy", metavar="URL", help="The privacy statement; default the website.")
@click.option("--terms", metavar="URL", help="The terms of use; default the website.")
@reports_errors
def teams_package(
    file: Path, publisher: str, website: str | None, privacy: str | None, terms: str | None
) -> None:
    """Write the app package for Teams to FILE.

    It holds a manifest and two icons, in Swedish and English. FILE is dpor-teams.zip where none is named.
    The bot's id is MicrosoftAppId. Upload the file in Teams under Apps, Manage your apps, Upload an app.
    """
    from adapters.teams.package import Publisher, package

    given = _given()
    address = _address(given)
    if faults := _package_faults(given, publisher, {"website": website, "privacy": privacy, "terms": terms}):
        raise SettingsError(faults)
    if not (website or address):
        click.echo(
            "The app's details page has no address to show: set DPOR_PUBLIC_HOST or --website.", err=True
        )
    page = website or f"{address or 'https://localhost'}/"
    described = Publisher(name=publisher, website=page, privacy=privacy or page, terms=terms or page)
    made = package(given["MicrosoftAppId"], described)
    try:
        file.write_bytes(made)
    except OSError as error:
        refuse([f"{file}: cannot be written ({error.strerror})."])
    click.echo(f"{file}: {len(made)} bytes. Upload it in Teams.", err=True)


def _package_faults(
    given: Mapping[str, str], publisher: str, links: Mapping[str, str | None]
) -> tuple[Fault, ...]:
    from adapters.teams.registration import form_findings

    app_id = given.get("MicrosoftAppId", "")
    faults = [
        Fault(where=f"--{name}", what="Not an address that begins with https://.")
        for name, link in links.items()
        if link is not None and not link.startswith("https://")
    ]
    if not app_id or any(form_findings({"MicrosoftAppId": app_id})):
        faults.append(_missing("MicrosoftAppId", "Copy it from the Azure Bot's Configuration page."))
    if len(publisher) > _LONGEST_PUBLISHER:
        what = f"Longer than the {_LONGEST_PUBLISHER} characters that Teams takes."
        faults.append(Fault(where="--publisher", what=what))
    return tuple(faults)


@click.command()
@KNOWLEDGE
@TODAY
@reports_errors
def check(knowledge: Path | None, today: datetime | None) -> None:
    """Check the articles, as an editor would.

    Headers, languages, sources, reviews, phrasings: each finding has its place.
    """
    from adapters.knowledge.checking import check as findings_in
    from adapters.knowledge.files import read_knowledge

    folder = settings_now(knowledge=knowledge).knowledge
    findings = findings_in(folder, today=clock_on(today).now().date())
    if findings:
        refuse([*(str(finding) for finding in findings), f"{len(findings)} findings."])
    click.echo(f"{folder.name}: {len(read_knowledge(folder))} articles, nothing to find fault with.")


@click.command()
@click.option("--language", type=click.Choice(["en", "sv"]), default="en", help="Of what is said.")
@click.option(
    "--slack-manifest",
    "installed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The installed app's manifest, from its App Manifest page, to compare with.",
)
@reports_errors
def doctor(language: str, installed: Path | None) -> None:
    """Look over everything the bot stands on.

    Settings, Slack, Microsoft, address, store, alerts, articles. Names all that is wrong in one run, and what
    to do about each. Changes nothing, prints no secret. Ends with exit code 1 where something is wrong.
    """
    from adapters.doctor.examination import examine, outside
    from adapters.doctor.report import lines, wrong

    given = _given()
    compared = _described(installed.read_bytes()) if installed else None
    today = SystemClock().now().date()
    sections = asyncio.run(examine(given, outside(given), today, compared))
    for line in lines(sections, Language(language)):
        click.echo(line)
    if wrong(sections):
        raise SystemExit(1)


def _described(content: bytes) -> Mapping[str, object]:
    """The manifest in a file: Slack shows it as JSON and as YAML, of which JSON is a part."""
    import yaml

    try:
        value: object = yaml.safe_load(content)
    except yaml.YAMLError:
        value = None
    if not isinstance(value, dict):
        refuse(["--slack-manifest: this is no manifest. Copy all of it from the App Manifest page."])
    return cast("Mapping[str, object]", value)


def _given() -> dict[str, str]:
    return {name: value.strip() for name, value in given_now().items() if value.strip()}


def _address(given: Mapping[str, str]) -> str:
    """The public address, empty where none is set. Raises SettingsError for what cannot be one."""
    from adapters.doctor.settings import public_address

    address = public_address(given)
    if given.get("DPOR_PUBLIC_HOST") and not address:
        raise SettingsError(
            (Fault(where="DPOR_PUBLIC_HOST", what="Not a host name alone.", remedy=_HOST_REMEDY),)
        )
    return address


def _missing(where: str, remedy: str) -> Fault:
    return Fault(where=where, what="Missing, or not of the right form.", remedy=remedy)
