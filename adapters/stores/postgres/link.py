"""One connection: statements go over it by the message, and whoever has waited long enough leaves it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, TypeVar, cast

import orjson
import psycopg
from psycopg import AsyncClientCursor, AsyncConnection, AsyncCursor, waiting
from psycopg.abc import PQGen
from psycopg.types.json import set_json_loads

from bot.errors import StoreError

Row = tuple[Any, ...]
Statement = tuple[bytes, dict[str, Any]]
Result = TypeVar("Result")

SILENT = "PostgreSQL did not answer in time."
_LOOK_UP_EVERY = 0.1
_BIND = b"""
    SELECT set_config('dpor.organisation', %(organisation)s, true), set_config('TimeZone', 'UTC', true),
        set_config('statement_timeout', %(limit)s, true),
        set_config('idle_in_transaction_session_timeout', %(limit)s, true)
"""
_BEGIN = b"BEGIN ISOLATION LEVEL READ COMMITTED"


class Link(AsyncConnection[Row]):
    """A connection that is closed at once under whoever is cancelled while waiting for the server.

    psycopg would ask the server to stop, and wait ten seconds for one that does not answer.
    """

    left = False
    binds: dict[float, bytes]
    """What each transaction begins with, by the seconds that it may take."""

    async def wait(
        self,
        gen: PQGen[Result],
        interval: float = _LOOK_UP_EVERY,
        timeout: float | None = None,  # noqa: ASYNC109 (psycopg's own)
    ) -> Result:
        if self.left:
            self.pgconn.finish()
        try:
            return await waiting.wait_async(gen, self.pgconn.socket, interval=interval, timeout=timeout)
        except (asyncio.CancelledError, KeyboardInterrupt):
            self.pgconn.finish()
            raise


async def configured(link: Link) -> None:
    """Make it ours, once."""
    link.binds = {}
    set_json_loads(orjson.loads, link)
    await link.set_autocommit(True)


class Session:
    """A transaction on one connection, bound to one organisation.

    What is sent together is one message, so one round trip. PostgreSQL takes a message for a transaction of
    its own unless one was begun; `whole` says that the first message is all, and then none is begun.
    """

    def __init__(self, link: Link, organisation: str, seconds: float, *, whole: bool) -> None:
        self.link = link
        self._organisation = organisation
        if seconds not in link.binds:
            link.binds[seconds] = self._filled_in(_BIND, {"limit": str(int(seconds * 1000))})
        self._first = (link.binds[seconds],) if whole else (_BEGIN, link.binds[seconds])

    async def send(self, *statements: Statement) -> AsyncCursor[Row]:
        """The cursor stands at the first one's result, and holds them all.

        `%(organisation)s` is filled in for each.
        """
        cursor = AsyncClientCursor(self.link)
        filled = [self._filled_in(text, values) for text, values in statements]
        first, self._first = self._first, ()
        await cursor.execute(b";".join((*first, *filled)))
        await cursor.set_result(len(first))
        return cursor

    async def commit(self) -> None:
        """Return when it is written."""
        await self.link.execute(b"COMMIT")

    def _filled_in(self, text: bytes, values: dict[str, Any]) -> bytes:
        # A server that is sent the values apart takes one statement a message.
        given = {"organisation": self._organisation, **{name: _given(one) for name, one in values.items()}}
        return AsyncClientCursor(self.link).mogrify(text, given).encode()


def _given(value: object) -> object:
    """A list of texts as one text: psycopg takes some milliseconds for a thousand of them."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in cast("list[object]", value)):
        return cast("object", value)
    texts = cast("list[str]", value)
    if not texts:
        return "{}"
    whole = "".join(texts)
    if '"' in whole or "\\" in whole:
        texts = [text.replace("\\", "\\\\").replace('"', '\\"') for text in texts]
    return '{"' + '","'.join(texts) + '"}'


async def rolled_back(link: Link, seconds: float) -> None:
    """Whatever was begun on it is not; else it is closed."""
    if link.closed or link.info.transaction_status == psycopg.pq.TransactionStatus.IDLE:
        return
    try:
        async with cut_off(link, seconds):
            await link.rollback()
    except (psycopg.Error, StoreError):
        await link.close()


@asynccontextmanager
async def cut_off(link: Link, seconds: float) -> AsyncGenerator[None]:
    """A server that says nothing for so long is left: the connection is closed under whoever waits."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()

    def cut_now() -> None:
        link.left = True
        if task:
            task.cancel()

    timer = loop.call_later(seconds, cut_now)
    try:
        yield
    except (asyncio.CancelledError, psycopg.Error) as error:
        if not link.left or task is None:
            raise
        # Somebody else may have cancelled the task too; then that counts.
        if task.uncancel() and isinstance(error, asyncio.CancelledError):
            raise
        raise StoreError(SILENT) from None
    finally:
        timer.cancel()
