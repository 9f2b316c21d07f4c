"""Questions to Slack at the pace that it allows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from time import monotonic

from adapters.guard import JsonObject
from bot.errors import DeliveryError

PATIENCE = 3.0
"""Seconds that a question waits in all, for somebody waits for what hangs on it."""
ATTEMPTS = 3

Ask = Callable[[str, Mapping[str, str]], Awaitable[JsonObject]]


class Paced:
    """Puts a method's questions no sooner than Slack allows, whichever of them was told to wait."""

    def __init__(self, ask: Ask, clock: Callable[[], float] = monotonic) -> None:
        self._ask = ask
        self._clock = clock
        self._not_before: dict[str, float] = {}

    async def ask(self, method: str, arguments: Mapping[str, str]) -> JsonObject:
        """Slack's answer. Raises DeliveryError, with `retry_after` where the wait would be too long."""
        waited, attempts = 0.0, 0
        while True:
            wait = max(0.0, self._not_before.get(method, 0.0) - self._clock())
            waited += wait
            if waited > PATIENCE:
                raise DeliveryError(f"{method}: rate limited", retry_after=wait)
            if wait:
                await asyncio.sleep(wait)
            try:
                return await self._ask(method, arguments)
            except DeliveryError as error:
                attempts += 1
                if error.retry_after is None:
                    raise
                self._note(method, error.retry_after)
                if attempts == ATTEMPTS:
                    raise

    def _note(self, method: str, wait: float) -> None:
        until = self._clock() + wait
        self._not_before[method] = max(until, self._not_before.get(method, until))
