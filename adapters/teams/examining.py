"""Whether Microsoft takes the app registration, and whether its keys can be had. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

import aiohttp
import orjson

from adapters.findings import LONGEST_WAIT, Finding, Grade, Said, clock_finding, well
from adapters.teams.access import MICROSOFT, Microsoft
from adapters.teams.app_token import SCOPE
from adapters.teams.registration import APP_ID, PASSWORD, TENANT, has_form, login_finding
from adapters.teams.wire import Json, object_at, text_at


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What Microsoft said. Without a `status` it could not be asked, and `trouble` says why."""

    status: int = 0
    trouble: str = ""
    body: Json
    date: str = ""


async def examined(
    given: Mapping[str, str], microsoft: Microsoft = MICROSOFT, *, now: datetime | None = None
) -> tuple[Finding, ...]:
    """What Microsoft says to the registration in the settings, where its form can be right."""
    if not has_form(given):
        return ()
    form = {
        "grant_type": "client_credentials",
        "client_id": given[APP_ID],
        "client_secret": given[PASSWORD],
        "scope": SCOPE,
    }
    url = f"{microsoft.login}/{given[TENANT]}/oauth2/v2.0/token"
    async with aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=LONGEST_WAIT), cookie_jar=aiohttp.DummyCookieJar()
    ) as session:
        login = await _asked(session, "POST", url, form)
        keys = await _asked(session, "GET", microsoft.signing_keys, None)
    clock = clock_finding(login.date, now or datetime.now(UTC))
    return (_login_finding(login), *_key_findings(keys), *((clock,) if clock else ()))


def _login_finding(answer: _Answer) -> Finding:
    if not answer.status:
        return _unreached(APP_ID, answer)
    if answer.status == 200 and text_at(answer.body, "access_token"):
        return well(
            APP_ID, "Microsoft knows the app and its secret.", "Microsoft känner appen och dess hemlighet."
        )
    return login_finding(_codes(answer.body), text_at(answer.body, "error")[:60])


def _key_findings(answer: _Answer) -> Iterator[Finding]:
    if not text_at(answer.body, "jwks_uri"):
        yield _unreached("login.botframework.com", answer)


def _unreached(where: str, answer: _Answer) -> Finding:
    why = answer.trouble or f"status {answer.status}"
    return Finding(
        grade=Grade.WRONG,
        where=where,
        what=Said(f"Microsoft was not reached ({why}).", f"Microsoft nåddes inte ({why})."),
        remedy=Said(
            "Let this machine reach login.microsoftonline.com and login.botframework.com on port 443.",
            "Låt datorn nå login.microsoftonline.com och login.botframework.com på port 443.",
        ),
    )


def _codes(body: Json) -> frozenset[int]:
    listed = body.get("error_codes")
    numbers = cast("list[object]", listed) if isinstance(listed, list) else []
    return frozenset(code for code in numbers if isinstance(code, int))


async def _asked(
    session: aiohttp.ClientSession, method: str, url: str, form: Mapping[str, str] | None
) -> _Answer:
    try:
        async with session.request(method, url, data=form, allow_redirects=False) as answer:
            said = object_at(orjson.loads(await answer.read()))
            return _Answer(status=answer.status, body=said, date=answer.headers.get("Date", ""))
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return _Answer(trouble=type(error).__name__, body={})
