"""Very many customers' names on PostgreSQL: in a file on this machine, as of a version of the record.

Rows go to the worker that writes the file as they come, so that this process never holds them all. What has
changed after that version is laid over the file.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

from adapters.stores.names.filed import FiledNames, opened
from adapters.stores.names.worker import AT_ONCE, END, command, first_line, lines
from adapters.stores.postgres.database import Database
from adapters.stores.postgres.link import Session
from adapters.stores.postgres.record import VERSION

log = logging.getLogger("dpor.store")

# A restored or moved database has other tables, or another timeline: its versions count something else.
_DATABASE = b"""
    SELECT format('%%s/%%s/%%s', (SELECT oid FROM pg_database WHERE datname = current_database()),
        'dpor.customers'::regclass::oid,
        CASE WHEN pg_is_in_recovery() THEN '' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END)
"""
_ALL = b"""
    DECLARE every_name NO SCROLL CURSOR FOR
    SELECT id, document ->> 'name', document -> 'other_names' FROM dpor.customers
    WHERE organisation = %(organisation)s AND document IS NOT NULL
"""
_NEXT = f"FETCH FORWARD {AT_ONCE} FROM every_name".encode()


class NamesFile:
    """The file of one organisation's names on this machine; replicas beside each other share it."""

    def __init__(self, database: Database, organisation: str, folder: Path | None = None) -> None:
        self._database = database
        name = hashlib.blake2b(organisation.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        self._path = (folder or _folder()) / f"names-{name}"

    async def read(self) -> FiledNames | None:
        """What it holds, where it is of this database and of a version of it. `of` has the version."""
        names = await asyncio.to_thread(opened, self._path)
        if names is None:
            return None
        return names if names.of.get("database") == await self._identity() else None

    async def write(self) -> FiledNames | None:
        """Write it anew as of now; None where it cannot be written."""
        of = await self._identity()
        try:
            worker = await self._database.run(lambda session: self._told(session, of), much=True)
            await worker.wait()
        except OSError as error:
            log.warning("%s: could not be written (%s)", self._path, error.strerror)
        return await self.read()

    async def _identity(self) -> str:
        return (await self._database.rows(_DATABASE))[0][0]

    async def _told(self, session: Session, database: str) -> Process:
        """A worker that has been told every name."""
        worker = await asyncio.create_subprocess_exec(*command(self._path), stdin=asyncio.subprocess.PIPE)
        given = cast("asyncio.StreamWriter", worker.stdin)
        try:
            async for piece in self._pieces(session, database):
                given.write(piece)
                await given.drain()
            given.close()
        except BaseException:
            worker.kill()
            await worker.wait()
            raise
        return worker

    async def _pieces(self, session: Session, database: str) -> AsyncIterator[bytes]:
        # The version is read first: what is read after it is at least as new.
        found = await (await session.send((VERSION, {}))).fetchone()
        yield first_line({"database": database, "version": found[0] if found else 0})
        await session.send((_ALL, {}))
        while rows := await (await session.send((_NEXT, {}))).fetchall():
            yield lines((id_, (name, *others)) for id_, name, others in rows)
        yield END


def every_file() -> list[Path]:
    """The files of all organisations on this machine."""
    return sorted(_folder().glob("names-????????????????"))


def _folder() -> Path:
    """Where caches belong by the XDG rules."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if os.path.isabs(named) else Path.home() / ".cache") / "dpor-bot"
