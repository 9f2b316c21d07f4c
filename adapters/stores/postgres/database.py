"""Short transactions on a pool of connections, each bound to one organisation."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import orjson
import psycopg
from psycopg import AsyncConnection, AsyncCursor, IsolationLevel, errors
from psycopg.types.json import set_json_loads
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout

from bot.errors import StoreError

Row = tuple[Any, ...]
Statement = tuple[bytes, dict[str, Any]]
Result = TypeVar("Result")
Connection = AsyncConnection[Row]

CONNECTIONS = 10
_ATTEMPTS = 4
_CLOSE_WITHIN = 0.3
"""Seconds for a server that may not answer any more; a process that stops has four in all."""
_BIND = b"""
    SELECT set_config('dpor.organisation', %(organisation)s, true), set_config('TimeZone', 'UTC', true),
        set_config('statement_timeout', %(limit)s, true),
        set_config('idle_in_transaction_session_timeout', %(limit)s, true)
"""
_AGAIN = (errors.SerializationFailure, errors.DeadlockDetected)
_LOST = (errors.AdminShutdown, errors.CrashShutdown, errors.CannotConnectNow, errors.ReadOnlySqlTransaction)
UNSURE = "PostgreSQL was lost while it was writing: it may have been written, or not."
_SILENT = "PostgreSQL did not answer in time."


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
    """Where the store's statements go. `%(organisation)s` is filled in for each."""

    def __init__(self, info: str, organisation: str, limits: Limits) -> None:
        self._info = info
        self._limits = limits
        self._organisation = organisation
        self._pool: AsyncConnectionPool[Connection] | None = None
        self._opening = asyncio.Lock()
        self._made: WeakKeyDictionary[Connection, float] = WeakKeyDictionary()
        self._lost_at = 0.0
        self._closed = False

    async def rows(self, statement: bytes, **values: Any) -> list[Row]:
        """What one statement gives, in one round trip."""
        return await (await self.read((statement, values)))[0].fetchall()

    async def read(self, *statements: Statement) -> list[AsyncCursor[Row]]:
        """All in one transaction and one round trip; the cursors hold their rows."""

        async def work(connection: Connection) -> list[AsyncCursor[Row]]:
            return [await self.execute(connection, text, values) for text, values in statements]

        return await self.run(work, together=True, harmless=True)

    async def execute(self, connection: Connection, text: bytes, values: dict[str, Any]) -> AsyncCursor[Row]:
        """One statement in a transaction under way."""
        return await connection.execute(text, {"organisation": self._organisation, **values})

    async def run(
        self,
        work: Callable[[Connection], Awaitable[Result]],
        *,
        together: bool = False,
        harmless: bool = False,
        much: bool = False,
    ) -> Result:
        """Do it in one transaction, and again where the database was lost before it could be written.

        `together` sends everything in one go; nothing may be fetched inside. `harmless`: to do it twice
        changes nothing. `much`: it may take long. Raises StoreError.
        """
        limit = self._limits.long if much else self._limits.short
        how = _How(limit=limit, together=together, harmless=harmless)
        for _ in range(_ATTEMPTS - 1):
            try:
                return await self._once(work, how)
            except _Anew:
                continue
        try:
            return await self._once(work, how)
        except _Anew as error:
            raise StoreError(f"PostgreSQL is not to be had ({_named(error.__cause__)}).") from error

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

    async def _once(self, work: Callable[[Connection], Awaitable[Result]], how: _How) -> Result:
        pool = await self._opened()
        connection, ending = await self._taken(pool), _Ending()
        try:
            async with _cut_off(connection, how.limit + self._limits.grace):
                if how.together:
                    async with connection.pipeline():
                        return await self._bound(connection, work, how, ending)
                return await self._bound(connection, work, how, ending)
        except psycopg.Error as error:
            raise await self._seen_as(error, connection, ending) from error
        except StoreError as error:
            if not ending.begun:
                raise
            # From then on only silence raises it.
            raise StoreError(UNSURE) from error
        except (UnicodeEncodeError, orjson.JSONEncodeError) as error:
            raise StoreError("A text holds half a character and cannot be stored.") from error
        finally:
            await _given_back(connection, pool, self._limits.grace)

    async def _bound(
        self,
        connection: Connection,
        work: Callable[[Connection], Awaitable[Result]],
        how: _How,
        ending: _Ending,
    ) -> Result:
        await self.execute(connection, _BIND, {"limit": str(int(how.limit * 1000))})
        result = await work(connection)
        ending.begun = not how.harmless
        await connection.commit()
        return result

    async def _taken(self, pool: AsyncConnectionPool[Connection]) -> Connection:
        try:
            while True:
                connection = await pool.getconn()
                if self._made[connection] >= self._lost_at:
                    return connection
                # Most likely lost together with the one that was found to be.
                await connection.close()
                await pool.putconn(connection)
        except PoolClosed as error:
            raise StoreError("The store is closed.") from error
        except PoolTimeout as error:
            raise StoreError("PostgreSQL cannot be reached, or every connection is busy.") from error

    async def _seen_as(self, error: psycopg.Error, connection: Connection, ending: _Ending) -> Exception:
        lost = connection.closed or isinstance(error, _LOST)
        if lost:
            self._lost_at = monotonic()
            await connection.close()
        if isinstance(error, _AGAIN) or (lost and not ending.begun):
            return _Anew()
        if lost:
            return StoreError(UNSURE)
        return StoreError(_said_of(error))

    async def _configured(self, connection: Connection) -> None:
        self._made[connection] = monotonic()
        set_json_loads(orjson.loads, connection)
        await connection.set_isolation_level(IsolationLevel.READ_COMMITTED)

    async def _opened(self) -> AsyncConnectionPool[Connection]:
        self.refuse_if_closed()
        if self._pool is None:
            async with self._opening:
                self._pool = self._pool or await self._new_pool()
        return self._pool

    async def _new_pool(self) -> AsyncConnectionPool[Connection]:
        # A pool belongs to the event loop in which it is used, so it is not made before.
        pool = AsyncConnectionPool(
            self._info,
            connection_class=AsyncConnection[Row],
            kwargs={"prepare_threshold": None},
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
    limit: float
    together: bool
    harmless: bool


class _Anew(Exception):
    """Nothing was written; the same again may go well."""


class _Ending:
    """Whether the end of the transaction was sent: from then on, silence says nothing about it."""

    begun = False


async def _given_back(connection: Connection, pool: AsyncConnectionPool[Connection], grace: float) -> None:
    if not connection.closed and connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
        try:
            async with _cut_off(connection, grace):
                await connection.rollback()
        except (psycopg.Error, StoreError):
            await connection.close()
    await pool.putconn(connection)


def _said_of(error: psycopg.Error) -> str:
    if isinstance(error, errors.QueryCanceled):
        return _SILENT
    if isinstance(error, psycopg.DataError):
        return "A text holds a character that cannot be stored."
    return f"PostgreSQL did not do what was asked ({_named(error)})."


def _named(error: BaseException | None) -> str:
    """What may be logged: a message of the server's may quote what was to be written."""
    state = error.sqlstate if isinstance(error, psycopg.Error) else None
    return f"{type(error).__name__}, {state}" if state else type(error).__name__


@asynccontextmanager
async def _cut_off(connection: Connection, seconds: float) -> AsyncGenerator[None]:
    """A server that says nothing for so long is left: the connection is closed under whoever waits."""
    task, loop, cut = asyncio.current_task(), asyncio.get_running_loop(), False

    def cut_now() -> None:
        nonlocal cut
        cut = True
        connection.pgconn.finish()
        if task:
            task.cancel()

    timer = loop.call_later(seconds, cut_now)
    try:
        yield
    except (asyncio.CancelledError, psycopg.Error) as error:
        if not cut or task is None:
            raise
        # Somebody else may have cancelled the task too; then that counts.
        if task.uncancel() and isinstance(error, asyncio.CancelledError):
            raise
        raise StoreError(_SILENT) from None
    finally:
        timer.cancel()


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
    return json.dumps(key, separators=(",", ":"))
