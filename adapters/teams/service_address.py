"""Where the bot may post. An activity names its own service address, so a stranger could choose it."""

from __future__ import annotations

import re
from functools import lru_cache

from adapters.teams.access import Access, DangerouslyAnonymous

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
# names the worldwide, GCC, GCC High and DoD services.
_MICROSOFT = re.compile(
    r"https://(?:"
    r"smba\.trafficmanager\.net"
    r"|smba\.infra\.gcc\.teams\.microsoft\.com"
    r"|smba\.infra\.(?:gov|dod)\.teams\.microsoft\.us"
    r"|(?:[a-z0-9-]+\.)*[a-z0-9-]+\.teams\.microsoft\.com"
    r"|(?:[a-z0-9-]+\.)*[a-z0-9-]+\.botframework\.com"
    r")(?::443)?(?:/[A-Za-z0-9._~-]*)*",
    re.IGNORECASE,
)
_HERE = r"(?:127(?:\.[0-9]{1,3}){3}|localhost|\[::1\])(?::(?P<port>[0-9]{1,5}))?"
_LOOPBACK = re.compile(rf"https?://{_HERE}(?:/[A-Za-z0-9._~-]*)*", re.IGNORECASE)
_LOOPBACK_HOST = re.compile(_HERE, re.IGNORECASE)
_LAST_PORT = 65_535


@lru_cache(maxsize=1024)
def may_post_to(address: str, access: Access) -> bool:
    """Whether a service address is Microsoft's (https), or on this machine where only that is allowed."""
    if isinstance(access, DangerouslyAnonymous) or access.microsoft.on_this_machine:
        return _has_real_port(_LOOPBACK.fullmatch(address))
    return _MICROSOFT.fullmatch(address) is not None


def is_this_machine(host: str) -> bool:
    """Whether a Host header, with or without a port, names this machine and not another name for it."""
    return _has_real_port(_LOOPBACK_HOST.fullmatch(host))


def _has_real_port(found: re.Match[str] | None) -> bool:
    return found is not None and int(found["port"] or 0) <= _LAST_PORT
