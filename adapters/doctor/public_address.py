"""Whether the bot is reached from outside, under its public name. Asks, unsigned, what it must refuse."""

from __future__ import annotations

import ssl
from collections.abc import Sequence

import aiohttp

from adapters.findings import LONGEST_WAIT, Finding, Grade, Said, well

_REFUSED = 401
"""What the bot answers to a request without a signature or token."""

_BOT_DOWN = frozenset({502, 503, 504})


async def examined(address: str, paths: Sequence[str]) -> tuple[Finding, ...]:
    """What stands at `address` (https://host), path by path."""
    async with aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=LONGEST_WAIT), cookie_jar=aiohttp.DummyCookieJar()
    ) as session:
        return tuple([await _finding(session, f"{address}{path}") for path in paths])


async def _finding(session: aiohttp.ClientSession, url: str) -> Finding:
    try:
        async with session.post(url, json={}, allow_redirects=False) as answer:
            return _by_status(url, answer.status)
    except (aiohttp.ClientConnectorCertificateError, ssl.CertificateError):
        what = Said("Its certificate is not trusted.", "Dess certifikat är inte betrott.")
        remedy = Said(
            "Give the proxy a certificate of a public authority, for this very name.",
            "Ge proxyn ett certifikat från en publik utfärdare, för just det här namnet.",
        )
        return _wrong(url, what, remedy)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        name = type(error).__name__
        what = Said(f"Nothing answers there ({name}).", f"Ingenting svarar där ({name}).")
        remedy = Said(
            "Check the name in DNS, the firewall and the proxy: port 443 must be open to the world.",
            "Kontrollera namnet i DNS, brandväggen och proxyn: port 443 måste vara öppen mot omvärlden.",
        )
        return _wrong(url, what, remedy)


def _by_status(url: str, status: int) -> Finding:
    if status == _REFUSED:
        return well(url, "The bot answers there.", "Boten svarar där.")
    if status in _BOT_DOWN:
        what = Said(f"The proxy answers {status}.", f"Proxyn svarar {status}.")
        remedy = Said(
            "Start the bot, and point the proxy at its HOST and PORT.",
            "Starta boten och rikta proxyn mot dess HOST och PORT.",
        )
        return _wrong(url, what, remedy)
    what = Said(f"Something else answers there ({status}).", f"Något annat svarar där ({status}).")
    remedy = Said(
        "Let the proxy pass this path on, unchanged, to the bot; start the bot with these settings.",
        "Låt proxyn skicka sökvägen oförändrad till boten; starta boten med de här inställningarna.",
    )
    return _wrong(url, what, remedy)


def _wrong(url: str, what: Said, remedy: Said) -> Finding:
    return Finding(grade=Grade.WRONG, where=url, what=what, remedy=remedy)
