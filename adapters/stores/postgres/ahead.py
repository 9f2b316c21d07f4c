"""What a first import will most likely save, put in its place while the file is still being read.

The server has a core of its own, mostly, and would have nothing to do meanwhile. It is one transaction with
the rest, or nothing: where it turns out otherwise than was expected, all of it is rolled back and done anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress

import psycopg

from adapters.stores.postgres.database import Database
from adapters.stores.postgres.first_rows import FirstRows, NotAsExpected, Part, add, begin
from adapters.stores.postgres.link import Session
from bot.partnership.many import Holdings

# In order of name, as a commit locks them; those that an import may read or write.
_LOCKED = b"""
    SELECT area, version FROM dpor.areas WHERE organisation = %(organisation)s AND area IN (
        'accounts', 'befores', 'case-entries', 'cases', 'history', 'imports', 'notices', 'record', 'watches'
    ) ORDER BY area FOR UPDATE
"""
_VERSION = b"SELECT version FROM dpor.areas WHERE organisation = %(organisation)s AND area = 'record'"

_AT_ONCE = 15_000

Work = Callable[[Session, FirstRows | None], Awaitable[None]]
"""The rest of the transaction; it is given the rows that are in place, None where none are."""


class Ahead:
    """Made in the loop's thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sending = False
        self._loop = asyncio.get_running_loop()
        self._parts: asyncio.Queue[Holdings | None] = asyncio.Queue()
        self._rest: asyncio.Future[Work] = self._loop.create_future()
        self._task: asyncio.Task[None] | None = None

    def take(self, holdings: Holdings) -> None:
        """These will most likely be saved, after those before. In any thread."""
        self._loop.call_soon_threadsafe(self._taken, holdings)

    @property
    def begun(self) -> bool:
        """Whether anything was given to it."""
        return self._task is not None

    async def finish(self, work: Work) -> bool:
        """Do the rest in the same transaction. False where it has to be done in another one: then nothing has
        been done.
        """
        if self._task is None:
            return False
        self._parts.put_nowait(None)
        self._rest.set_result(work)
        try:
            await self._task
        except NotAsExpected:
            return False
        return True

    async def give_up(self) -> None:
        """Nothing comes of it."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await self._task

    def _taken(self, holdings: Holdings) -> None:
        self._parts.put_nowait(holdings)
        self._task = self._task or asyncio.create_task(self._database.run(self._work, much=True))

    async def _work(self, session: Session) -> None:
        # The database may be lost meanwhile. What was taken has gone then, and is not taken again.
        sent = None if self._sending else await self._sent(session)
        work = await self._rest
        await work(session, sent)

    async def _sent(self, session: Session) -> FirstRows:
        self._sending = True
        rows = FirstRows()
        try:
            await self._lock(session)
            await begin(session)
            async with aclosing(self._made(rows)) as made:
                async for part in made:
                    await add(session, part)
        except (psycopg.Error, UnicodeEncodeError) as error:
            # Why will be seen when it is done anew.
            raise NotAsExpected from error
        return rows

    async def _made(self, rows: FirstRows) -> AsyncGenerator[Part]:
        """Each is made while the server has the one before."""
        following = asyncio.create_task(self._next(rows))
        try:
            while (part := await following) is not None:
                following = asyncio.create_task(self._next(rows))
                yield part
        finally:
            following.cancel()

    async def _next(self, rows: FirstRows) -> Part | None:
        holdings = await self._parts.get()
        return None if holdings is None else await asyncio.to_thread(rows.made, self._with_waiting(holdings))

    def _with_waiting(self, holdings: Holdings) -> Holdings:
        """With those that have come meanwhile: each part costs the server some milliseconds of its own."""
        some, count = [holdings], len(holdings)
        while count < _AT_ONCE and not self._parts.empty():
            following = self._parts.get_nowait()
            if following is None:
                self._parts.put_nowait(None)
                break
            some.append(following)
            count += len(following)
        return Holdings.joined(some)

    async def _lock(self, session: Session) -> None:
        found = await (await session.send((_VERSION, {}))).fetchall()
        if found == [(0,)]:
            found = await (await session.send((_LOCKED, {}))).fetchall()
            if dict(found).get("record") == 0:
                return
        raise NotAsExpected
