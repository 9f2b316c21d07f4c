"""Events that have been here, on any replica, by the server's clock."""

from __future__ import annotations

from adapters.stores.postgres.database import Connection, Database, key_text

_REMOVE_EVERY = 500
_NOTE = b"INSERT INTO dpor.events (organisation, id) VALUES (%(organisation)s, %(id)s) ON CONFLICT DO NOTHING"
_REMOVE = b"""
    DELETE FROM dpor.events WHERE organisation = %(organisation)s AND id IN (
        SELECT id FROM dpor.events
        WHERE organisation = %(organisation)s AND seen < now() - interval '25 hours'
        ORDER BY seen LIMIT %(most)s FOR UPDATE SKIP LOCKED
    )
"""


class Events:
    """Ids are kept for a day and an hour; every so often old ones are removed, more than came meanwhile."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._since_removal = 0

    async def first_time(self, event_id: str) -> bool:
        """Whether nobody has seen it."""
        self._since_removal += 1
        if self._since_removal >= _REMOVE_EVERY:
            self._since_removal = 0
            await self.remove_old()

        async def note(connection: Connection) -> int:
            done = await self._database.execute(connection, _NOTE, {"id": key_text((event_id,))})
            return done.rowcount

        return await self._database.run(note) == 1

    async def remove_old(self) -> None:
        """Those that no platform delivers again."""
        await self._database.rows(_REMOVE + b" RETURNING 1", most=4 * _REMOVE_EVERY)
