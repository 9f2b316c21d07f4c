"""Where the bot may post. An activity names its own service address, so a stranger could choose it."""

from __future__ import annotations

import re

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
_LOOPBACK = re.compile(
    r"https?://(?:127(?:\.[0-9]{1,3}){3}|localhost|\[::1\])(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~-]*)*",
    re.IGNORECASE,
)


def may_post_to(address: str, access: Access) -> bool:
    """Whether a service address is Microsoft's (https), or on this machine where only that is allowed."""
    if isinstance(access, DangerouslyAnonymous) or access.microsoft.on_this_machine:
        return _LOOPBACK.fullmatch(address) is not None
    return _MICROSOFT.fullmatch(address) is not None
