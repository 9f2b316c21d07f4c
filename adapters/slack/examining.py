"""Whether Slack takes the credentials, and what it has granted them. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

import aiohttp
import orjson

from adapters.findings import LONGEST_WAIT, Finding, Grade, Said, clock_finding, well
from adapters.slack.credentials import is_app_token, is_bot_token
from adapters.slack.manifest import BOT_SCOPES, SOCKET_SCOPE
from adapters.slack.wire import mapping, text

_NEW_TOKEN = Said(
    "Install the app to the workspace again and copy the new token.",
    "Installera appen i arbetsytan igen och kopiera den nya token.",
)
_REFUSED: Mapping[str, Said] = {
    "invalid_auth": Said("Slack does not know this token.", "Slack känner inte till den här token."),
    "not_authed": Said("Slack does not know this token.", "Slack känner inte till den här token."),
    "account_inactive": Said("The app was removed from the workspace.", "Appen har tagits bort."),
    "token_revoked": Said("The token was revoked.", "Token har återkallats."),
    "token_expired": Said("The token has expired.", "Token har gått ut."),
}
_REINSTALL = Said(
    "Put the output of `dpor-bot manifest slack` under App Manifest, then reinstall the app.",
    "Lägg in det som `dpor-bot manifest slack` skriver under App Manifest och installera om appen.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What Slack said. Without a `status` it could not be asked, and `code` says why."""

    status: int = 0
    code: str = ""
    body: Mapping[str, object]
    headers: Mapping[str, str]


async def examined(
    given: Mapping[str, str], api_url: str, *, sockets: bool = True, now: datetime | None = None
) -> tuple[Finding, ...]:
    """What Slack says to the tokens among the settings that have the right form.

    `sockets` asks for a Socket Mode address too, which is not connected to.
    """
    bot, app = given.get("SLACK_BOT_TOKEN", ""), given.get("SLACK_APP_TOKEN", "")
    found: list[Finding] = []
    async with aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=LONGEST_WAIT),
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=not _is_here(api_url),  # As the SDK does for the bot itself.
    ) as session:
        if is_bot_token(bot):
            answer = await _asked(session, f"{api_url}auth.test", bot)
            found.extend(_bot_findings(answer))
            found.extend(_clock(answer, now or datetime.now(UTC)))
        if sockets and is_app_token(app):
            found.append(_app_finding(await _asked(session, f"{api_url}apps.connections.open", app)))
    return tuple(found)


def _is_here(url: str) -> bool:
    try:
        return urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")
    except ValueError:
        return False


def _bot_findings(answer: _Answer) -> Iterator[Finding]:
    if answer.body.get("ok") is not True:
        yield _refusal("SLACK_BOT_TOKEN", answer)
        return
    team, user = text(answer.body.get("team")), text(answer.body.get("user"))
    yield well("SLACK_BOT_TOKEN", f"Slack knows @{user} in {team}.", f"Slack känner @{user} i {team}.")
    yield from _scope_findings(answer.headers.get("x-oauth-scopes"))


def _scope_findings(header: str | None) -> Iterator[Finding]:
    if header is None:
        what = Said("Slack did not say which are granted.", "Slack sade inte vilka som är beviljade.")
        yield Finding(grade=Grade.NOTE, where="Slack scopes", what=what)
        return
    granted = {scope.strip() for scope in header.split(",") if scope.strip()}
    if missing := sorted(BOT_SCOPES.keys() - granted):
        listed = ", ".join(missing)
        what = Said(f"Not granted: {listed}.", f"Inte beviljade: {listed}.")
        yield Finding(grade=Grade.WRONG, where="Slack scopes", what=what, remedy=_REINSTALL)
    if extra := sorted(granted - BOT_SCOPES.keys()):
        listed = ", ".join(extra)
        what = Said(f"Granted, but not needed: {listed}.", f"Beviljade men inte behövda: {listed}.")
        yield Finding(grade=Grade.NOTE, where="Slack scopes", what=what, remedy=_REINSTALL)
    if granted == set(BOT_SCOPES):
        yield well("Slack scopes", "All are granted, and no more.", "Alla är beviljade, och inga fler.")


def _app_finding(answer: _Answer) -> Finding:
    if answer.body.get("ok") is True:
        return well("SLACK_APP_TOKEN", "Socket Mode is open to it.", "Socket Mode är öppet för den.")
    if answer.code == "missing_scope":
        what = Said(f"It lacks the scope {SOCKET_SCOPE}.", f"Den saknar behörigheten {SOCKET_SCOPE}.")
        remedy = Said(
            "Make a new one with that scope, under Basic Information, App-Level Tokens.",
            "Skapa en ny med den behörigheten, under Basic Information, App-Level Tokens.",
        )
        return Finding(grade=Grade.WRONG, where="SLACK_APP_TOKEN", what=what, remedy=remedy)
    return _refusal("SLACK_APP_TOKEN", answer)


def _refusal(where: str, answer: _Answer) -> Finding:
    if known := _REFUSED.get(answer.code):
        return Finding(grade=Grade.WRONG, where=where, what=known, remedy=_NEW_TOKEN)
    if answer.status:
        what = Said(f"Slack refused it: {answer.code}.", f"Slack avvisade den: {answer.code}.")
        remedy = Said("Try again in a minute.", "Försök igen om en minut.")
    else:
        what = Said(f"Slack was not reached ({answer.code}).", f"Slack nåddes inte ({answer.code}).")
        remedy = Said("Let this machine reach slack.com on port 443.", "Låt datorn nå slack.com på port 443.")
    return Finding(grade=Grade.WRONG, where=where, what=what, remedy=remedy)


def _clock(answer: _Answer, now: datetime) -> Iterator[Finding]:
    if found := clock_finding(answer.headers.get("Date", ""), now):
        yield found


async def _asked(session: aiohttp.ClientSession, url: str, token: str) -> _Answer:
    try:
        async with session.post(
            url, headers={"Authorization": f"Bearer {token}"}, allow_redirects=False
        ) as answer:
            said = mapping(orjson.loads(await answer.read())) if answer.status == 200 else {}
            code = text(said.get("error"))[:60] or f"status {answer.status}"
            return _Answer(status=answer.status, code=code, body=said, headers=answer.headers)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return _Answer(code=type(error).__name__, body={}, headers={})
