"""Answers of Slack's that are believed for a while, each asked once however many wait for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.errors import DeliveryError, Fate

RETRY = 30.0
"""Seconds after which a question that failed is put again, where Slack does not name them."""
MOST = 10_000
"""Answers that are kept."""

log = logging.getLogger("dpor.slack")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failed:
    again: float
    error: DeliveryError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked(Generic[_Answer]):
    at: float
    task: asyncio.Task[_Answer | _Failed]


class Lookups(Generic[_Answer]):
    """Answers by what was asked. None stands for no answer, and is what a failure gives."""

    def __init__(self, find: Callable[[str], Awaitable[_Answer | None]], clock: Callable[[], float]) -> None:
        self._find = find
        self._clock = clock
        self._asked: dict[str, _Asked[_Answer]] = {}

    async def of(self, asked: str, fresh: float) -> _Answer | None:
        """The answer, not older than `fresh` seconds; none at all for a while after a failure."""
        answer = await self._answer(asked, fresh)
        return None if isinstance(answer, _Failed) else answer

    async def surely(self, asked: str, fresh: float) -> _Answer:
        """The same. Raises DeliveryError where there is none: that of the failure."""
        answer = await self._answer(asked, fresh)
        if isinstance(answer, _Failed):
            raise answer.error or DeliveryError("no answer", fate=Fate.NOT_TAKEN)
        return answer

    async def _answer(self, asked: str, fresh: float) -> _Answer | _Failed:
        known = self._asked.get(asked)
        if known is None or self._is_stale(known, fresh):
            if len(self._asked) >= MOST:
                self._asked.clear()
            task = asyncio.create_task(self._ask(asked))
            known = self._asked[asked] = _Asked(at=self._clock(), task=task)
        # Shielded: others wait for the same answer.
        return known.task.result() if known.task.done() else await asyncio.shield(known.task)

    def forget(self, asked: str) -> None:
        """Ask again the next time."""
        self._asked.pop(asked, None)

    def _is_stale(self, known: _Asked[_Answer], fresh: float) -> bool:
        if not known.task.done():
            return False
        answer = known.task.result()
        return self._clock() >= (answer.again if isinstance(answer, _Failed) else known.at + fresh)

    async def _ask(self, asked: str) -> _Answer | _Failed:
        wait, failure = RETRY, None
        try:
            answer = await self._find(asked)
        except DeliveryError as error:
            log.warning("slack lookup failed id=%s reason=%s", asked, error)
            wait, failure = RETRY if error.retry_after is None else error.retry_after, error
        else:
            if answer is not None:
                return answer
        return _Failed(again=self._clock() + wait, error=failure)
