"""Who may talk to the page, and what a browser may do with it. The page asks nobody to sign in."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from aiohttp import ClientPayloadError, HttpVersion11, web

MAX_BODY: Final = 64 * 1024
JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"
FILES: Final = "multipart/form-data"

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

_RELAYED = re.compile(
    r"forwarded|via|cdn-loop|true-client-ip|x-real-ip|x-client-ip|x-cluster-client-ip"
    r"|(?:x-forwarded|x-original-|x-envoy-|x-arr-|cf-).*",
    re.IGNORECASE,
)
"""Names of the headers that proxies add and browsers never send."""
_HOST = re.compile(
    r"(?:(?P<name>[a-z0-9._-]+)|\[(?P<ipv6>[0-9a-f:.]*:[0-9a-f:.]*)\])(?::[0-9]{1,5})?", re.IGNORECASE
)


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


def check_content_type(request: web.Request, *wanted: str) -> None:
    """Raise Refused where the body says that it is something else."""
    if request.content_type not in wanted:
        raise Refused(415, f"The content type is not {' or '.join(wanted)}.")


async def read_body(request: web.Request) -> bytes:
    """The body, at most 64 KiB. Raises Refused where it breaks off, or is longer, before reading it all."""
    if (request.content_length or 0) > MAX_BODY:
        raise Refused(413, "The body is over 64 KiB.")
    body = bytearray()
    try:
        async for chunk in request.content.iter_any():
            body += chunk
            if len(body) > MAX_BODY:
                raise Refused(413, "The body is over 64 KiB.")
    except (ConnectionError, web.RequestPayloadError, ClientPayloadError):
        raise Refused(400, "The body broke off.") from None
    return bytes(body)


def from_this_machine(request: web.Request) -> bool:
    """Whether the asker sits at this machine: a loopback peer, a loopback Host, and no proxy between.

    A proxy that adds no header cannot be told from a browser, so a page with a public name must not ask.
    """
    peer: object = request.transport.get_extra_info("peername") if request.transport else None
    return (
        isinstance(peer, tuple)
        and _is_loopback(str(peer[0]))  # pyright: ignore[reportUnknownArgumentType]
        and _is_loopback_name(_host_name(request))
        # What nginx speaks to those behind it, unless it is told otherwise, is 1.0.
        and request.version == HttpVersion11
        and not any(_RELAYED.fullmatch(header) for header in request.headers)
    )


def _host_name(request: web.Request) -> str:
    """The name in Host, in lower case, without port and brackets; empty where it is not one host."""
    hosts = request.headers.getall("Host", [])
    found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
    return (found["name"] or found["ipv6"]).lower() if found else ""


def _is_loopback_name(name: str) -> bool:
    return name == "localhost" or _is_loopback(name)


def _is_loopback(address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_loopback
