"""Which kind of Slack credential a value is, told from its form alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from adapters.findings import Finding, Grade, Said

_BOT = Said("a bot token", "en bot-token")
_APP = Said("an app-level token", "en token på appnivå")
_SECRET = Said("a signing secret or a client secret", "en signing secret eller client secret")
_KINDS: tuple[tuple[str, Said], ...] = (
    (r"xoxb-.*", _BOT),
    (r"xapp-.*", _APP),
    (r"xoxp-.*", Said("a user token", "en användares token")),
    (r"xoxe.*", Said("a configuration or refresh token", "en konfigurations- eller förnyelsetoken")),
    (r"xox[a-z]-.*", Said("another kind of Slack token", "en annan sorts Slack-token")),
    (r"[0-9a-f]{32}", _SECRET),
    (r"\d+\.\d+", Said("a client id", "ett client id")),
    (r"A[A-Z0-9]{8,}", Said("an app id", "ett app-id")),
)

_WANTED: Mapping[str, tuple[Said, Said]] = {
    "SLACK_BOT_TOKEN": (
        _BOT,
        Said(
            "Copy the Bot User OAuth Token from OAuth & Permissions; it begins xoxb-.",
            "Kopiera Bot User OAuth Token från OAuth & Permissions; den börjar med xoxb-.",
        ),
    ),
    "SLACK_APP_TOKEN": (
        _APP,
        Said(
            "Make an app-level token with connections:write under Basic Information; it begins xapp-.",
            "Skapa en App-Level Token med connections:write under Basic Information; den börjar med xapp-.",
        ),
    ),
    "SLACK_SIGNING_SECRET": (
        _SECRET,
        Said(
            "Copy Signing Secret from Basic Information: 32 digits and letters from a to f.",
            "Kopiera Signing Secret från Basic Information: 32 siffror och bokstäver från a till f.",
        ),
    ),
}


def form_findings(given: Mapping[str, str]) -> Iterator[Finding]:
    """Each Slack setting whose value is another kind of credential, or of no kind at all."""
    for name, (wanted, remedy) in _WANTED.items():
        value = given.get(name, "")
        if value and (kind := _kind(value)) is not wanted:
            yield Finding(grade=Grade.WRONG, where=name, what=_not_that(kind, wanted), remedy=remedy)


def is_bot_token(value: str) -> bool:
    """Whether it has a bot token's form."""
    return _kind(value) is _BOT


def is_app_token(value: str) -> bool:
    """Whether it has an app-level token's form."""
    return _kind(value) is _APP


def _kind(value: str) -> Said | None:
    return next((kind for form, kind in _KINDS if re.fullmatch(form, value, re.DOTALL)), None)


def _not_that(kind: Said | None, wanted: Said) -> Said:
    if kind is None:
        return Said(f"This is not {wanted.en}.", f"Det här är inte {wanted.sv}.")
    return Said(f"This is {kind.en}, not {wanted.en}.", f"Det här är {kind.sv}, inte {wanted.sv}.")
