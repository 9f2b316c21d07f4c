"""Short transactions on a pool of connections, each bound to one organisation."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import orjson
import psycopg
from psycopg import AsyncCursor, errors
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout

from adapters.stores.postgres.link import (
    SILENT,
    Link,
    Row,
    Session,
    Statement,
    configured,
    cut_off,
    rolled_back,
)
from bot.errors import StoreError

Result = TypeVar("Result")

CONNECTIONS = 10
_ATTEMPTS = 4
_CLOSE_WITHIN = 0.1
"""Seconds for a server that may not answer any more; a process that stops has four in all."""
_AGAIN = (errors.SerializationFailure, errors.DeadlockDetected)
_LOST = (errors.AdminShutdown, errors.CrashShutdown, errors.CannotConnectNow, errors.ReadOnlySqlTransaction)
UNSURE = "PostgreSQL was lost while it was writing: it may have been written, or not."


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """In seconds: how long a turn waits for a connection, the time to connect anew included; how long one
    transaction may take that somebody waits for, and one that writes a whole file; and how much longer the
    server may be silent.
    """

    wait: float = 5.0
    short: float = 5.0
    long: float = 120.0
    grace: float = 2.0


class Database:
    """Where the store's statements go."""

    def __init__(self, info: str, organisation: str, limits: Limits) -> None:
        self._info = info
        self._limits = limits
        self._organisation = organisation
        self._pool: AsyncConnectionPool[Link] | None = None
        self._opening = asyncio.Lock()
        self._made: WeakKeyDictionary[Link, float] = WeakKeyDictionary()
        self._lost_at = 0.0
        self._closed = False

    async def rows(self, statement: bytes, **values: Any) -> list[Row]:
        """What one statement gives, in one round trip."""
        return await (await self.send((statement, values))).fetchall()

    async def send(self, *statements: Statement) -> AsyncCursor[Row]:
        """All in one transaction and one round trip. To do them twice must change nothing.

        The cursor stands at the first one's result, and holds them all.
        """

        async def work(session: Session) -> AsyncCursor[Row]:
            return await session.send(*statements)

        return await self._until_done(work, _How(limit=self._limits.short, whole=True))

    async def run(self, work: Callable[[Session], Awaitable[Result]], *, much: bool = False) -> Result:
        """Do it in one transaction, and again where the database was lost before it could be written.

        `much`: it may take long. Raises StoreError.
        """
        limit = self._limits.long if much else self._limits.short
        return await self._until_done(work, _How(limit=limit, whole=False))

    async def check(self) -> None:
        """Raise StoreError where the server does not answer, or takes no writes, as a standby does."""
        if await self.rows(b"SELECT current_setting('transaction_read_only')") != [("off",)]:
            raise StoreError("PostgreSQL takes no writes: it is set to read only, or is a standby.")

    async def close(self) -> None:
        """Every later call raises StoreError."""
        self._closed = True
        if self._pool:
            await self._pool.close(_CLOSE_WITHIN)

    def refuse_if_closed(self) -> None:
        """Raise StoreError then."""
        if self._closed:
            raise StoreError("The store is closed.")

    async def _until_done(self, work: Callable[[Session], Awaitable[Result]], how: _How) -> Result:
        for _ in range(_ATTEMPTS - 1):
            try:
                return await self._once(work, how)
            except _Anew:
                continue
        try:
            return await self._once(work, how)
        except _Anew as error:
            raise StoreError(f"PostgreSQL is not to be had ({_named(error.__cause__)}).") from error

    async def _once(self, work: Callable[[Session], Awaitable[Result]], how: _How) -> Result:
        pool = await self._opened()
        link, ending = await self._taken(pool), _Ending()
        try:
            async with cut_off(link, how.limit + self._limits.grace):
                session = Session(link, self._organisation, how.limit, whole=how.whole)
                result = await work(session)
                if not how.whole:
                    ending.begun = True
                    await session.commit()
                return result
        except psycopg.Error as error:
            raise await self._seen_as(error, link, ending) from error
        except StoreError as error:
            if not ending.begun:
                raise
            # From then on only silence raises it.
            raise StoreError(UNSURE) from error
        except (UnicodeEncodeError, orjson.JSONEncodeError) as error:
            raise StoreError("A text holds half a character and cannot be stored.") from error
        finally:
            try:
                await rolled_back(link, self._limits.grace)
            finally:
                await pool.putconn(link)

    async def _taken(self, pool: AsyncConnectionPool[Link]) -> Link:
        try:
            while True:
                link = await taken_from(pool)
                if self._made[link] >= self._lost_at:
                    return link
                # Most likely lost together with the one that was found to be.
                await link.close()
                await pool.putconn(link)
        except PoolClosed as error:
            raise StoreError("The store is closed.") from error
        except PoolTimeout as error:
            raise StoreError("PostgreSQL cannot be reached, or every connection is busy.") from error

    async def _seen_as(self, error: psycopg.Error, link: Link, ending: _Ending) -> Exception:
        lost = link.closed or isinstance(error, _LOST)
        if lost:
            self._lost_at = monotonic()
            await link.close()
        if isinstance(error, _AGAIN) or (lost and not ending.begun):
            return _Anew()
        if lost:
            return StoreError(UNSURE)
        return StoreError(_said_of(error))

    async def _configured(self, link: Link) -> None:
        self._made[link] = monotonic()
        await configured(link)

    async def _opened(self) -> AsyncConnectionPool[Link]:
        self.refuse_if_closed()
        if self._pool is None:
            async with self._opening:
                self._pool = self._pool or await self._new_pool()
        return self._pool

    async def _new_pool(self) -> AsyncConnectionPool[Link]:
        # What the pool notes is for a log. Where there is none, as in a command, Python would write it on the
        # screen, though whoever waits is told in words.
        if not (notes := logging.getLogger("psycopg.pool")).handlers:
            notes.addHandler(logging.NullHandler())
        # A pool belongs to the event loop in which it is used, so it is not made before.
        pool = AsyncConnectionPool(
            self._info,
            connection_class=Link,
            configure=self._configured,
            min_size=1,
            max_size=CONNECTIONS,
            timeout=self._limits.wait,
            reconnect_timeout=self._limits.wait,
            open=False,
            name="dpor-bot",
        )
        await pool.open()
        return pool


@dataclass(frozen=True, slots=True, kw_only=True)
class _How:
    """`whole`: one message is all of it, and may be sent again."""

    limit: float
    whole: bool


class _Anew(Exception):
    """Nothing was written; the same again may go well."""


class _Ending:
    """Whether the end of the transaction was sent: from then on, silence says nothing about it."""

    begun = False


async def taken_from(pool: AsyncConnectionPool[Link]) -> Link:
    """A connection, unless the task is cancelled meanwhile: the pool waits with `asyncio.wait_for`, and in
    Python 3.11 that swallows a cancellation which comes together with what it waits for.
    """
    task = asyncio.current_task()
    before = task.cancelling() if task else 0
    link = await pool.getconn()
    if task and task.cancelling() > before:
        await pool.putconn(link)
        raise asyncio.CancelledError
    return link


def _said_of(error: psycopg.Error) -> str:
    if isinstance(error, errors.QueryCanceled):
        return SILENT
    if isinstance(error, psycopg.DataError):
        return "A text holds a character that cannot be stored."
    return f"PostgreSQL did not do what was asked ({_named(error)})."


def _named(error: BaseException | None) -> str:
    """What may be logged: a message of the server's may quote what was to be written."""
    state = error.sqlstate if isinstance(error, psycopg.Error) else None
    return f"{type(error).__name__}, {state}" if state else type(error).__name__


def listed(values: Sequence[str] | frozenset[str] | None) -> list[str] | None:
    """As a parameter, without what no database can hold."""
    return None if values is None else [value for value in values if storable(value)]


def storable(value: str) -> bool:
    """Whether PostgreSQL can hold it: neither a NUL nor half a character."""
    try:
        return b"\0" not in value.encode()
    except UnicodeEncodeError:
        return False


def key_text(key: tuple[str, ...]) -> str:
    """A key as one text, which any database can hold and compare, whatever somebody put into it."""
    together = "".join(key)
    if together.isascii() and together.isprintable() and '"' not in together and "\\" not in together and key:
        # The same, several times as quickly: an import may have tens of thousands.
        return '["' + '","'.join(key) + '"]'
    return json.dumps(key, separators=(",", ":"))
