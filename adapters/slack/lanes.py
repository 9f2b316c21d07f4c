"""One conversation that hangs uses up neither the connections nor the patience of the others."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from weakref import WeakValueDictionary

LANES = 32
"""Calls about one conversation that are under way at a time."""


class Lanes:
    """A few calls for each conversation; a conversation of which nothing is under way is forgotten."""

    def __init__(self) -> None:
        self._lanes: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    def of(self, conversation: str) -> AbstractAsyncContextManager[None]:
        """Within it is one of that conversation's calls."""
        lane = self._lanes.get(conversation)
        if lane is None:
            lane = self._lanes[conversation] = asyncio.Semaphore(LANES)
        return lane
