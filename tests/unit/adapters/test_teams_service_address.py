"""Which service addresses are served."""

from __future__ import annotations

import pytest

from adapters.teams.access import DangerouslyAnonymous, Registered
from adapters.teams.service_address import is_this_machine, may_post_to

REGISTERED = Registered(app_id="app", password="-", tenant_id="tenant")
ANONYMOUS = DangerouslyAnonymous()

MICROSOFTS = [
    "https://smba.trafficmanager.net/emea/72f988bf-0000-0000-0000-00000000c0de/",
    "https://smba.trafficmanager.net/teams",
    "https://smba.trafficmanager.net:443/teams/",
    "https://smba.infra.gcc.teams.microsoft.com/teams",
    "https://smba.infra.gov.teams.microsoft.us/teams",
    "https://smba.infra.dod.teams.microsoft.us/teams",
    "https://europe.webchat.botframework.com/",
]
LOCAL = [
    "http://127.0.0.1:56150/_connector",
    "http://localhost:3979/",
    "http://[::1]:1/",
    "https://127.0.0.2/",
    "http://127.0.0.1:65535/",
]
NOBODYS = [
    "",
    "smba.trafficmanager.net",
    "http://smba.trafficmanager.net/teams/",
    "https://smba.trafficmanager.net.evil.example/",
    "https://evil.example/smba.trafficmanager.net/",
    "https://evil.trafficmanager.net/",
    "https://botframework.com.evil.example/",
    "https://evilbotframework.com/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://user@smba.trafficmanager.net/",
    "https://smba.trafficmanager.net\\@evil.example/",
    "https://smba.trafficmanager.net:8443/",
    "https://smba.trafficmanager.net/?to=x",
    "https://smba.trafficmanager.net/#x",
    "https://smba.trafficmanager.net/\n",
    " https://smba.trafficmanager.net/",
    "https://smba.trafficmanager.net/%2e%2e/",
    "ftp://smba.trafficmanager.net/",
    "https://169.254.169.254/",
    "http://10.0.0.1/",
    "http://127.0.0.1.evil.example/",
    "http://localhost.evil.example/",
    "http://localhost@evil.example/",
    "http://0.0.0.0/",
    "http://127.0.0.1:65536/",
    "http://localhost:99999/",
    "http://[::ffff:10.0.0.1]/",
    "http://2130706433/",
    "file:///etc/passwd",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("address", MICROSOFTS)
def test_microsofts_addresses_are_for_the_registered(address: str) -> None:
    assert may_post_to(address, REGISTERED)
    assert not may_post_to(address, ANONYMOUS)


@pytest.mark.parametrize("address", LOCAL)
def test_this_machine_is_for_the_anonymous(address: str) -> None:
    assert may_post_to(address, ANONYMOUS)
    assert not may_post_to(address, REGISTERED)


@pytest.mark.parametrize("address", NOBODYS)
def test_all_else_is_for_nobody(address: str) -> None:
    assert not may_post_to(address, REGISTERED)
    assert not may_post_to(address, ANONYMOUS)


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("localhost", True),
        ("LOCALHOST:3978", True),
        ("127.0.0.1:3978", True),
        ("[::1]:3978", True),
        ("", False),
        ("localhost:65536", False),
        ("fabrikam.example", False),
        ("evil@127.0.0.1", False),
        ("127.0.0.1.fabrikam.example", False),
        ("[::1]x", False),
    ],
)
def test_a_host_is_this_machine_only_by_its_own_names(host: str, ours: bool) -> None:
    assert is_this_machine(host) is ours
