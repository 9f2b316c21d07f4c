"""Where files are fetched from and put. An address comes with a message, so it could lead anywhere."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import DefaultResolver

from adapters.teams.access import Access, DangerouslyAnonymous

_HTTPS = 443
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def may_be_asked(address: str, access: Access) -> bool:
    """Whether it is a public place reached by https; on this machine where only that is allowed.

    A name may still stand for a private address: `PublicResolver` sees to that.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.username is not None or parts.password is not None:
        return False
    if isinstance(access, DangerouslyAnonymous) or access.microsoft.on_this_machine:
        return parts.scheme in ("http", "https") and host in _LOOPBACK
    return parts.scheme == "https" and port in (None, _HTTPS) and "." in host and not _is_number(host)


def is_public(address: str) -> bool:
    """Whether a network address is one of the internet's, and not of a network or machine of ours."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_global and not (mapped or ip).is_multicast


class PublicResolver(AbstractResolver):
    """Finds the public addresses of a name, and none other. Make it inside the running loop."""

    def __init__(self, resolver: AbstractResolver | None = None) -> None:
        self._resolver = resolver or DefaultResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Its public addresses. Raises OSError where it has none."""
        found = await self._resolver.resolve(host, port, family)
        public = [one for one in found if is_public(one["host"])]
        if not public:
            raise OSError("the name stands for no public address")
        return public

    async def close(self) -> None:
        """Let go."""
        await self._resolver.close()


def _is_number(host: str) -> bool:
    """Whether a host is an address already: nobody would look it up."""
    last = host.rstrip(".").rpartition(".")[2]
    return ":" in host or last.isdigit() or last.startswith("0x")
