"""Who may talk to the page, and what a browser may do with it. The page asks nobody to sign in."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

MAX_BODY: Final = 64 * 1024
JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"

HEADERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
)
"""On every response, also on refusals."""

_RELAYED = ("Forwarded", "Via", "X-Forwarded-For", "X-Real-IP")


class Refused(Exception):
    """The request is not served. The message is short and repeats nothing of the request."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def check_host(request: web.Request, allowed_hosts: frozenset[str]) -> None:
    """Raise Refused unless the Host is loopback or allowed.

    Any site can point its own name at 127.0.0.1 and then be "the same origin" as this page; only the
    name in Host gives it away.
    """
    name = _host_name(request)
    if not (_is_loopback_name(name) or name in allowed_hosts):
        raise Refused(421, "This host name is not served here.")


def check_same_site(request: web.Request) -> None:
    """Raise Refused where another site made the browser send this."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        # Origin is "null" for a form of a page that sends no referrer; this header is not.
        if site not in ("same-origin", "none"):
            raise Refused(403, "Another site may not ask here.")
        return
    origin = request.headers.get("Origin")
    if origin is not None and origin.partition("://")[2] != request.headers.get("Host"):
        raise Refused(403, "Another site may not ask here.")


def check_content_type(request: web.Request, wanted: str) -> None:
    """Raise Refused where the body says that it is something else."""
    if request.content_type != wanted:
        raise Refused(415, f"The content type is not {wanted}.")


async def read_body(request: web.Request) -> bytes:
    """The body, of at most 64 KiB. Raises Refused where it is longer, before reading it all."""
    if (request.content_length or 0) > MAX_BODY:
        raise Refused(413, "The body is over 64 KiB.")
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > MAX_BODY:
            raise Refused(413, "The body is over 64 KiB.")
    return bytes(body)


def from_this_machine(request: web.Request) -> bool:
    """Whether the asker sits at this machine: a loopback peer, a loopback Host, and no proxy between."""
    peer: object = request.transport.get_extra_info("peername") if request.transport else None
    return (
        isinstance(peer, tuple)
        and _is_loopback(str(peer[0]))  # pyright: ignore[reportUnknownArgumentType]
        and _is_loopback_name(_host_name(request))
        and not any(header in request.headers for header in _RELAYED)
    )


def _host_name(request: web.Request) -> str:
    """The name in Host, without port and brackets; empty where there is none to speak of."""
    try:
        return urlsplit(f"//{request.headers.get('Host', '')}").hostname or ""
    except ValueError:
        return ""


def _is_loopback_name(name: str) -> bool:
    return name == "localhost" or _is_loopback(name)


def _is_loopback(address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_loopback
