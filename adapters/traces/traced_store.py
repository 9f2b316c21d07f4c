"""A store whose transactions are spans."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from opentelemetry.trace import Span, Status, StatusCode, Tracer

from bot.conversation.context import Context
from bot.conversation.events import Address
from bot.conversation.notices import Notice
from bot.ports import Names, Store, Transaction


class TracedStore:
    """Does everything as the real store does."""

    def __init__(self, real: Store, tracer: Tracer) -> None:
        self._real = real
        self._tracer = tracer

    @property
    def quick_up_to(self) -> int | None:
        """As the real store."""
        return self._real.quick_up_to

    async def names(self) -> Names:
        """As the real store."""
        return await self._real.names()

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction]:
        """From its begin until it is durable."""
        with self._tracer.start_as_current_span(
            "store.transaction", record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                async with self._real.transaction() as transaction:
                    yield transaction
            except Exception as error:
                _mark(span, error)
                raise

    async def first_time(self, event_id: str, at: datetime, lease: timedelta | None = None) -> bool:
        """As the real store."""
        return await self._real.first_time(event_id, at, lease)

    async def done(self, event_id: str, at: datetime) -> None:
        """As the real store."""
        await self._real.done(event_id, at)

    async def recall(self, address: Address) -> Context | None:
        """As the real store."""
        return await self._real.recall(address)

    async def remember(self, address: Address, context: Context) -> None:
        """As the real store."""
        await self._real.remember(address, context)

    async def take(
        self, now: datetime, lease: timedelta, most: int, platform: str | None = None
    ) -> tuple[Notice, ...]:
        """As the real store."""
        return await self._real.take(now, lease, most, platform)

    async def settle(self, notice: Notice, rests_until: datetime | None = None) -> bool:
        """As the real store."""
        return await self._real.settle(notice, rests_until)

    async def check(self) -> None:
        """As the real store."""
        await self._real.check()

    async def close(self) -> None:
        """As the real store."""
        await self._real.close()


def _mark(span: Span, error: Exception) -> None:
    span.set_status(Status(StatusCode.ERROR, type(error).__name__))
