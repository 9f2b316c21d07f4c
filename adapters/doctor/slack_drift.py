"""The app as Slack has it against the app that this version needs: an installed one is often older."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from adapters.findings import Finding, Grade, Said, well
from adapters.slack.manifest import Reached, manifest

WHERE = "App Manifest"
_REPLACE = Said(
    "Put the output of `dpor-bot manifest slack` in its place, then reinstall the app.",
    "Lägg in det som `dpor-bot manifest slack` skriver i stället och installera om appen.",
)
_PLACES: tuple[tuple[tuple[str, ...], str, Said], ...] = (
    (("features", "slash_commands"), "command", Said("Commands", "Kommandon")),
    (("features", "shortcuts"), "callback_id", Said("Shortcuts", "Genvägar")),
    (("settings", "event_subscriptions", "bot_events"), "", Said("Events", "Händelser")),
    (("oauth_config", "scopes", "bot"), "", Said("Scopes", "Behörigheter")),
)
_SWITCHES: tuple[tuple[tuple[str, ...], Said], ...] = (
    (("settings", "interactivity", "is_enabled"), Said("Interactivity", "Interaktivitet")),
    (("settings", "socket_mode_enabled"), Said("Socket Mode", "Socket Mode")),
    (("features", "app_home", "home_tab_enabled"), Said("The Home tab", "Fliken Home")),
    (("features", "app_home", "messages_tab_enabled"), Said("The Messages tab", "Fliken Messages")),
)


def findings(given: Mapping[str, str], installed: Mapping[str, object] | None) -> tuple[Finding, ...]:
    """What the installed app lacks, or has otherwise; a note where there is nothing to compare with."""
    if not given.get("SLACK_BOT_TOKEN"):
        return ()
    if installed is None:
        what = Said(
            "Commands, shortcuts and events were not compared: Slack shows them to nobody's bot token.",
            "Kommandon, genvägar och händelser jämfördes inte: Slack visar dem inte för någon bot-token.",
        )
        remedy = Said(
            "Save what stands under App Manifest to a file and name it with --slack-manifest.",
            "Spara det som står under App Manifest i en fil och ange den med --slack-manifest.",
        )
        return (Finding(grade=Grade.NOTE, where=WHERE, what=what, remedy=remedy),)
    host = given.get("DPOR_PUBLIC_HOST", "")
    sockets = bool(given.get("SLACK_APP_TOKEN")) or not host
    ours = manifest(Reached(address="" if sockets else f"https://{host}"))
    found = (*_missing(ours, installed), *_switched(ours, installed), *_addresses(ours, installed))
    return found or (well(WHERE, "It is this version's.", "Det är den här versionens."),)


def _missing(ours: Mapping[str, object], installed: Mapping[str, object]) -> Iterator[Finding]:
    for path, key, name in _PLACES:
        if absent := sorted(_names(_at(ours, path), key) - _names(_at(installed, path), key)):
            listed = ", ".join(absent)
            yield _wrong(Said(f"{name.en} missing: {listed}.", f"{name.sv} saknas: {listed}."))


def _switched(ours: Mapping[str, object], installed: Mapping[str, object]) -> Iterator[Finding]:
    for path, name in _SWITCHES:
        wanted = bool(_at(ours, path))
        if bool(_at(installed, path)) is not wanted:
            state = Said("on", "på") if wanted else Said("off", "av")
            yield _wrong(Said(f"{name.en} should be {state.en}.", f"{name.sv} ska vara {state.sv}."))


def _addresses(ours: Mapping[str, object], installed: Mapping[str, object]) -> Iterator[Finding]:
    for place in ("event_subscriptions", "interactivity"):
        wanted = _at(ours, ("settings", place, "request_url"))
        if wanted and _at(installed, ("settings", place, "request_url")) != wanted:
            yield _wrong(
                Said(f"{place}: the address should be {wanted}.", f"{place}: adressen ska vara {wanted}.")
            )


def _wrong(what: Said) -> Finding:
    return Finding(grade=Grade.WRONG, where=WHERE, what=what, remedy=_REPLACE)


def _at(value: object, path: tuple[str, ...]) -> object:
    for name in path:
        value = cast("Mapping[str, object]", value).get(name) if isinstance(value, Mapping) else None
    return value


def _names(listed: object, key: str) -> set[str]:
    """What a list names: its texts, or the texts under `key` of its objects."""
    items = cast("list[object]", listed) if isinstance(listed, list) else []
    named = [_at(item, (key,)) if key else item for item in items]
    return {name for name in named if isinstance(name, str)}
