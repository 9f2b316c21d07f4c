"""The settings as they were given: kinds mixed up, parts missing, names misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from adapters.doctor.swedish import in_swedish
from adapters.findings import SETTINGS, Finding, Grade, Said, well
from adapters.settings import VARIABLES, Settings
from adapters.slack import credentials
from adapters.teams import registration
from bot.errors import SettingsError

_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_NEAR = 0.85


def form_findings(given: Mapping[str, str]) -> Iterator[Finding]:
    """What is wrong by the look of it; nothing is asked of anybody."""
    for findings in forms(given).values():
        yield from findings


def forms(given: Mapping[str, str]) -> dict[str, tuple[Finding, ...]]:
    """The same by the part that suffers from it."""
    return {
        "slack": tuple(credentials.form_findings(given)),
        "teams": tuple(registration.form_findings(given)),
        "address": tuple(_host_findings(given.get("DPOR_PUBLIC_HOST", ""))),
        "settings": tuple(_misspelt(given)),
    }


def settings_findings(given: Mapping[str, str]) -> tuple[Finding, ...]:
    """Everything wrong or missing among the settings, each setting's fault once."""
    found = list(form_findings(given))
    named = {finding.where for finding in found}
    try:
        Settings.from_env(given)
    except SettingsError as error:
        found += [
            Finding(
                grade=Grade.WRONG,
                where=fault.where,
                what=Said(fault.what, in_swedish(fault.what)),
                remedy=Said(fault.remedy, in_swedish(fault.remedy)),
            )
            for fault in error.faults
            if fault.where not in named
        ]
    return tuple(found) or (_all_well(given),)


def _all_well(given: Mapping[str, str]) -> Finding:
    number = sum(bool(given.get(name)) for name in VARIABLES)
    return well(SETTINGS, f"What is set fits together ({number}).", f"Det som är satt hör ihop ({number}).")


def public_address(given: Mapping[str, str]) -> str:
    """https:// and the public name; empty where there is none that can be right."""
    host = given.get("DPOR_PUBLIC_HOST", "")
    return f"https://{host}" if _HOST.fullmatch(host) else ""


def _host_findings(host: str) -> Iterator[Finding]:
    if host and not _HOST.fullmatch(host):
        yield Finding(
            grade=Grade.WRONG,
            where="DPOR_PUBLIC_HOST",
            what=Said("This is not a host name alone.", "Det här är inte bara ett värdnamn."),
            remedy=Said(
                "Write it as dpor.example.com: without https://, port or path.",
                "Skriv det som dpor.example.com: utan https://, port eller sökväg.",
            ),
        )


def _misspelt(given: Mapping[str, str]) -> Iterator[Finding]:
    ours = {name.lower(): name for name in VARIABLES}
    for name in sorted(given.keys() - set(VARIABLES)):
        near = get_close_matches(name.lower(), ours, n=1, cutoff=_NEAR)
        if near and not given.get(ours[near[0]]):
            meant = ours[near[0]]
            yield Finding(
                grade=Grade.WRONG,
                where=name,
                what=Said("No setting has this name.", "Ingen inställning heter så."),
                remedy=Said(f"Did you mean {meant}?", f"Menade du {meant}?"),
            )
