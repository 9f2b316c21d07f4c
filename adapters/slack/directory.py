"""Who belongs to the workspace, a thousand at a time: large rooms cannot be asked about one by one.

users.info may be asked about a hundred times a minute, users.list (a page each) about twenty times:
https://docs.slack.dev/apis/web-api/rate-limits
"""

from __future__ import annotations

from collections.abc import Callable

from adapters.guard import JsonObject
from adapters.slack.lookups import Lookups
from adapters.slack.paced import Ask
from adapters.slack.wire import listed, mapping, text

PAGE, PAGES = 1000, 10
"""Accounts on a page, which Slack may make shorter, and the most pages that are read."""

_ALL = ""


class Directory:
    """The ids of those accounts that `belongs` says yes to."""

    def __init__(self, ask: Ask, belongs: Callable[[JsonObject], bool], clock: Callable[[], float]) -> None:
        self._ask = ask
        self._belongs = belongs
        self._known = Lookups(lambda _: self._read(), clock)

    async def insiders(self, fresh: float) -> frozenset[str] | None:
        """As they were at most `fresh` seconds ago; None where Slack does not say, or they are too many."""
        return await self._known.of(_ALL, fresh)

    async def _read(self) -> frozenset[str] | None:
        found: set[str] = set()
        asked = {"limit": str(PAGE)}
        for _ in range(PAGES):
            page = await self._ask("users.list", asked)
            users = [mapping(user) for user in listed(page.get("members"))]
            found.update(text(user.get("id")) for user in users if self._belongs(user))
            asked["cursor"] = text(mapping(page.get("response_metadata")).get("next_cursor"))
            if not asked["cursor"]:
                return frozenset(found) or None
        return None
