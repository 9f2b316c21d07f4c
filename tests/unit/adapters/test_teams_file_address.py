"""A file's address leads to a public place by https, or nowhere."""

from __future__ import annotations

import socket
from types import MappingProxyType

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.access import DangerouslyAnonymous, Registered
from adapters.teams.file_address import PublicResolver, is_public, public_place

OURS = Registered(app_id="app", password="-", tenant_id="tenant")


@pytest.mark.parametrize(
    "address",
    [
        "https://contoso-my.sharepoint.com/a?tempauth=x",
        "https://contoso.sharepoint.com:443/a",
        "https://a.b/",
    ],
)
def test_a_public_name_by_https_is_asked(address: str) -> None:
    place = public_place(address, OURS)
    assert place is not None
    assert str(place) == address.replace(":443", "")


@pytest.mark.parametrize(
    "address",
    [
        "http://contoso.sharepoint.com/a",
        "https://contoso.sharepoint.com:8443/a",
        "https://contoso.sharepoint.com:x/a",
        "https://contoso.sharepoint.com@10.0.0.1/a",
        "https://user:secret@contoso.sharepoint.com/a",
        "https://localhost/a",
        "https://intranet/a",
        "https://127.0.0.1/a",
        "https://8.8.8.8/a",
        "https://2130706433/a",
        "https://0x7f.0x1/a",
        "https://127.1./a",
        "https://[::1]/a",
        "https://[fe80::1%25eth0]/a",
        "https:///a",
        "ftp://contoso.sharepoint.com/a",
        "//contoso.sharepoint.com/a",
        "https://[",
        "",
    ],
)
def test_anything_else_is_not(address: str) -> None:
    assert public_place(address, OURS) is None


def test_without_registration_only_this_machine_is_asked() -> None:
    assert public_place("http://127.0.0.1:5000/a", DangerouslyAnonymous()) is not None
    assert public_place("https://contoso.sharepoint.com/a", DangerouslyAnonymous()) is None


def test_nothing_of_a_signed_address_is_written_anew() -> None:
    signed = "https://contoso.sharepoint.com/a%20b/(x)?t=a%2Fb+c&s=%c3%85=="
    assert str(public_place(signed, OURS)) == signed


@given(st.text(max_size=40).map("https://".__add__) | st.text(max_size=40))
def test_whatever_stands_in_an_address_is_read(address: str) -> None:
    place = public_place(address, OURS)
    assert place is None or (place.scheme == "https" and "." in (place.host or ""))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("13.107.136.10", True),
        ("2620:1ec:8f8::10", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:169.254.169.254", False),
        ("nonsense", False),
    ],
)
def test_private_addresses_are_told_from_public_ones(address: str, public: bool) -> None:
    assert is_public(address) is public


KNOWN = MappingProxyType(
    {"both.example": ("10.0.0.1", "13.107.136.10"), "inside.example": ("10.0.0.1", "::1")}
)


class Names(AbstractResolver):
    """Knows two names, both of which somebody has pointed at a private address."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in KNOWN[host]
        ]

    async def close(self) -> None:
        """Nothing to let go of."""


async def test_a_name_that_stands_for_a_private_address_leads_nowhere() -> None:
    resolver = PublicResolver(Names())
    assert [one["host"] for one in await resolver.resolve("both.example")] == ["13.107.136.10"]
    with pytest.raises(OSError, match="no public address"):
        await resolver.resolve("inside.example")
    await resolver.close()
