"""The app package that is uploaded to Teams: a manifest, two icons, and the words in Swedish.

https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import orjson

from adapters.teams.icons import colour_icon, outline_icon
from adapters.teams.invokes import ASK_ABOUT_THIS, REPORT_CONFLICT

MANIFEST_VERSION = "1.29"
PACKAGE_VERSION = "1.1.0"
"""Raised with every change below: Teams takes a package of the same version for the same app."""

SEARCH = "search"

_SCHEMAS = f"https://developer.microsoft.com/json-schemas/teams/v{MANIFEST_VERSION}"
_STAMP = (2026, 1, 1, 0, 0, 0)
"""Of every file, so that the same settings make the same package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who stands behind the app, as its details page says. The addresses begin with https://."""

    name: str
    website: str
    privacy: str
    terms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Everything that people read in the package; `commands` are what to write, and what that does."""

    short: str
    full: str
    commands: tuple[tuple[str, str], ...]
    search: tuple[str, str]
    search_for: tuple[str, str]
    ask: tuple[str, str]
    report: tuple[str, str]


ENGLISH = Words(
    short="Knows who is Digital Partner of Record",
    full=(
        "Ask about Microsoft's Digital Partner of Record in your own words, in Swedish or English: the rules"
        " and their sources, who is partner of record for a customer's subscription, what is missing and"
        " what to do next. Customers are named only where nobody from outside reads along."
    ),
    commands=(
        ("Help", "What I can do"),
        ("Who should be partner of record?", "The rule, its source and what has changed"),
        ("Which subscriptions have no partner of record?", "Where nobody is"),
        ("Which subscriptions renew soon?", "What renews in the coming month"),
        ("Show the checklist", "The points to remember"),
        ("Settings", "The language and what this conversation gets"),
    ),
    search=("Search DPOR", "Look up articles and subscriptions"),
    search_for=("What you look for", "A customer, a product or a rule"),
    ask=("Ask about this", "Answers a message's question, to you alone"),
    report=("Report a conflict", "Reports that somebody else claims the record"),
)

SWEDISH = Words(
    short="Vet vem som är Digital Partner of Record",
    full=(
        "Fråga om Microsofts Digital Partner of Record med egna ord, på svenska eller engelska: reglerna och"
        " deras källor, vem som är partner of record för en kunds prenumeration, vad som saknas och vad som"
        " ska göras härnäst. Kunder nämns bara där ingen utifrån läser."
    ),
    commands=(
        ("Hjälp", "Vad jag kan"),
        ("Vem ska vara partner of record?", "Regeln, dess källa och vad som har ändrats"),
        ("Vilka prenumerationer saknar partner of record?", "Där ingen är det"),
        ("Vilka prenumerationer förnyas snart?", "Vad som förnyas den närmaste månaden"),
        ("Visa checklistan", "Punkterna att komma ihåg"),
        ("Inställningar", "Språket och vad den här konversationen får"),
    ),
    search=("Sök i DPOR", "Slå upp artiklar och prenumerationer"),
    search_for=("Vad du söker", "En kund, en produkt eller en regel"),
    ask=("Fråga om det här", "Besvarar frågan i ett meddelande, bara för dig"),
    report=("Anmäl en konflikt", "Anmäler att någon annan gör anspråk på att vara partner of record"),
)


def package(app_id: str, publisher: Publisher) -> bytes:
    """The zip file for the registered bot with that app id."""
    made = io.BytesIO()
    files = {
        "manifest.json": _json(manifest(app_id, publisher)),
        "sv.json": _json(swedish()),
        "color.png": colour_icon(),
        "outline.png": outline_icon(),
    }
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def manifest(app_id: str, publisher: Publisher) -> dict[str, object]:
    """`manifest.json`, with the words in English. The app bears its bot's id: there is one to know."""
    return {
        "$schema": f"{_SCHEMAS}/MicrosoftTeams.schema.json",
        "manifestVersion": MANIFEST_VERSION,
        "version": PACKAGE_VERSION,
        "id": app_id,
        "localizationInfo": {
            "defaultLanguageTag": "en",
            "additionalLanguages": [{"languageTag": "sv", "file": "sv.json"}],
        },
        "developer": {
            "name": publisher.name,
            "websiteUrl": publisher.website,
            "privacyUrl": publisher.privacy,
            "termsOfUseUrl": publisher.terms,
        },
        "name": {"short": "DPOR", "full": "DPOR bot"},
        "description": {"short": ENGLISH.short, "full": ENGLISH.full},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1F3A5F",
        "bots": [_bot(app_id)],
        "composeExtensions": [_extension(app_id)],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [],
        # Shared and private channels too: who reads along there is looked up before a customer is named.
        "supportsChannelFeatures": "tier1",
        "defaultInstallScope": "personal",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
    }


def swedish() -> dict[str, object]:
    """`sv.json`: the same words, each under its place in the manifest."""
    words = SWEDISH
    extension = "composeExtensions[0].commands"
    listed = {
        f"bots[0].commandLists[0].commands[{place}].{part}": text
        for place, command in enumerate(words.commands)
        for part, text in zip(("title", "description"), command, strict=True)
    }
    said = {
        f"{extension}[{place}].{part}": text
        for place, command in enumerate((words.search, words.ask, words.report))
        for part, text in zip(("title", "description"), command, strict=True)
    }
    return {
        "$schema": f"{_SCHEMAS}/MicrosoftTeams.Localization.schema.json",
        "name.short": "DPOR",
        "name.full": "DPOR-boten",
        "description.short": words.short,
        "description.full": words.full,
        **listed,
        **said,
        f"{extension}[0].parameters[0].title": words.search_for[0],
        f"{extension}[0].parameters[0].description": words.search_for[1],
    }


def _bot(app_id: str) -> dict[str, object]:
    scopes = ["personal", "team", "groupChat"]
    commands = [{"title": title, "description": about} for title, about in ENGLISH.commands]
    return {
        "botId": app_id,
        "scopes": scopes,
        "isNotificationOnly": False,
        "supportsFiles": True,
        "commandLists": [{"scopes": scopes, "commands": commands}],
    }


def _extension(app_id: str) -> dict[str, object]:
    name, about = ENGLISH.search_for
    search = {
        **_command(SEARCH, ENGLISH.search),
        "type": "query",
        "context": ["compose", "commandBox"],
        "initialRun": True,
        "parameters": [{"name": "text", "title": name, "description": about, "inputType": "text"}],
    }
    on_message = {"type": "action", "context": ["message"], "fetchTask": True}
    return {
        "botId": app_id,
        "commands": [
            search,
            {**_command(ASK_ABOUT_THIS, ENGLISH.ask), **on_message},
            {**_command(REPORT_CONFLICT, ENGLISH.report), **on_message},
        ],
    }


def _command(name: str, said: tuple[str, str]) -> dict[str, object]:
    title, description = said
    return {"id": name, "title": title, "description": description}


def _json(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2)
