"""What each thread was last about, in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime, timedelta

from adapters.stores.fields import Fields, moment, text, texts
from bot.conversation.context import Context
from bot.conversation.events import Address

IN_A_THREAD = timedelta(hours=24)
OUTSIDE = timedelta(minutes=30)
LIMIT = 10_000

Remembered = tuple[tuple[str, ...], Context]
"""Tenant, platform, conversation and, in a thread, thread; and what that was about."""


def place_of(address: Address) -> tuple[str, ...]:
    """What a context is kept under."""
    thread = () if address.thread is None else (address.thread,)
    return (address.tenant, address.platform, address.conversation, *thread)


def read_context(fields: Fields) -> Context:
    """From a document. Raises ValueError."""
    return Context(
        intent=text(fields, "intent"),
        customers=texts(fields, "customers"),
        product=text(fields, "product"),
        at=moment(fields, "at"),
    )


class Threads:
    """A context lasts 24 hours in a thread, 30 minutes elsewhere; beyond `limit` the oldest go first."""

    def __init__(self, remembered: Iterable[Remembered] = (), *, limit: int = LIMIT) -> None:
        self._contexts = OrderedDict[tuple[str, ...], Context](remembered)
        self._limit = limit

    def remember(self, address: Address, context: Context) -> None:
        """Keep it, in place of what was remembered there."""
        key = place_of(address)
        self._contexts[key] = context
        self._contexts.move_to_end(key)
        if len(self._contexts) > self._limit:
            self._contexts.popitem(last=False)

    def every(self) -> tuple[Remembered, ...]:
        """All, the oldest first."""
        return tuple(self._contexts.items())

    def bring_in(self, remembered: Iterable[Remembered]) -> None:
        """Take over what another store remembers; the oldest come first."""
        self._contexts.update(remembered)

    def recall(self, address: Address, now: datetime) -> Context | None:
        """What was remembered there, None where that is too long ago."""
        key = place_of(address)
        context = self._contexts.get(key)
        if context is None:
            return None
        if now - context.at > (OUTSIDE if address.thread is None else IN_A_THREAD):
            del self._contexts[key]
            return None
        return context
