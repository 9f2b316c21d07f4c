"""Each person's own conversation with the bot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from adapters.guard import JsonObject
from adapters.slack.wire import mapping, text
from bot.errors import DeliveryError

MOST = 10_000
"""Conversations that are kept in mind."""

Call = Callable[[str, JsonObject], Awaitable[JsonObject]]


class Directs:
    """Finds it by the person's id. It never changes, so it is asked once."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._known: dict[str, str] = {}

    def note(self, person: str, conversation: str) -> None:
        """An event has told."""
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[person] = conversation

    async def of(self, person: str) -> str:
        """Its id. Raises DeliveryError where Slack opens none."""
        if person not in self._known:
            answer = await self._call("conversations.open", {"users": person})
            conversation = text(mapping(answer.get("channel")).get("id"))
            if not conversation:
                raise DeliveryError("conversations.open: no conversation")
            self.note(person, conversation)
        return self._known[person]
