"""What each thread was last about, in memory."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

from bot.conversation.context import Context
from bot.conversation.events import Address

IN_A_THREAD = timedelta(hours=24)
OUTSIDE = timedelta(minutes=30)
LIMIT = 10_000

_Key = tuple[str, str, str, str | None]


class Threads:
    """A context lasts 24 hours in a thread, 30 minutes elsewhere; beyond `limit` the oldest go first."""

    def __init__(self, *, limit: int = LIMIT) -> None:
        self._contexts = OrderedDict[_Key, Context]()
        self._limit = limit

    def remember(self, address: Address, context: Context) -> None:
        """Keep it, in place of what was remembered there."""
        key = _key(address)
        self._contexts[key] = context
        self._contexts.move_to_end(key)
        if len(self._contexts) > self._limit:
            self._contexts.popitem(last=False)

    def recall(self, address: Address, now: datetime) -> Context | None:
        """What was remembered there, None where that is too long ago."""
        key = _key(address)
        context = self._contexts.get(key)
        if context is None:
            return None
        if now - context.at > (OUTSIDE if address.thread is None else IN_A_THREAD):
            del self._contexts[key]
            return None
        return context


def _key(address: Address) -> _Key:
    return (address.tenant, address.platform, address.conversation, address.thread)
