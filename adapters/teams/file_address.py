"""Where files are fetched from and put. An address comes with a message, so it could lead anywhere."""

from __future__ import annotations

import ipaddress
import socket

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import DefaultResolver
from yarl import URL

from adapters.teams.access import Access, DangerouslyAnonymous

_HTTPS = 443
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def public_place(address: str, access: Access) -> URL | None:
    """The address where it is a public place's, by https; this machine's where only that is allowed.

    None for any other. A name may still stand for a private address: `PublicResolver` sees to that. Nothing
    of it is written anew, for it may be signed.
    """
    try:
        url = URL(address, encoded=True)
        host, port = url.host or "", url.port
    except ValueError:
        return None
    if url.user is not None or url.password is not None:
        return None
    if isinstance(access, DangerouslyAnonymous) or access.microsoft.on_this_machine:
        return url if url.scheme in ("http", "https") and host in _LOOPBACK else None
    public = url.scheme == "https" and port == _HTTPS and "." in host and not _is_number(host)
    return url if public else None


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
