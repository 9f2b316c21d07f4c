"""Events that have been here, on any replica, by the server's clock."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from adapters.stores.postgres.database import Database, key_text
from adapters.stores.postgres.link import Session, Statement
from adapters.stores.recent_events import LIMIT, LONGEST_AHEAD, Seen, event_key

_REMOVE_EVERY = 500
# `until` is when a lease ends, by the clock of whoever took it; nothing for what was taken for good.
_TAKE = b"""
    INSERT INTO dpor.events (organisation, id, until) VALUES (%(organisation)s, %(id)s, %(until)s)
    ON CONFLICT (organisation, id) DO UPDATE SET until = excluded.until, seen = now()
        WHERE dpor.events.until <= %(at)s OR dpor.events.until > %(latest)s
"""
_DONE = b"""
    INSERT INTO dpor.events (organisation, id) VALUES (%(organisation)s, %(id)s)
    ON CONFLICT (organisation, id) DO UPDATE SET until = NULL, seen = now()
"""
_REMOVE = b"""
    DELETE FROM dpor.events WHERE organisation = %(organisation)s AND id IN (
        SELECT id FROM dpor.events
        WHERE organisation = %(organisation)s AND seen < now() - interval '25 hours'
        ORDER BY seen LIMIT %(most)s FOR UPDATE SKIP LOCKED
    )
"""
_EVERY = b"""
    SELECT id, ceil(extract(epoch FROM seen))::bigint FROM dpor.events
    WHERE organisation = %(organisation)s AND until IS NULL ORDER BY seen DESC, id LIMIT %(most)s
"""
_BRING_IN = b"""
    INSERT INTO dpor.events (organisation, id, seen)
    SELECT %(organisation)s, id, to_timestamp(seconds)
    FROM unnest(%(ids)s::text[], %(seconds)s::bigint[]) AS came (id, seconds) ON CONFLICT DO NOTHING
"""
_AT_ONCE = 1_000


class Events:
    """Ids are kept for a day and an hour; every so often old ones are removed, more than came meanwhile."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._since_removal = 0

    async def first_time(self, event_id: str, at: datetime, lease: timedelta | None) -> bool:
        """Whether nobody has seen it, or nobody in time has done what a lease was for."""
        self._since_removal += 1
        if self._since_removal >= _REMOVE_EVERY:
            self._since_removal = 0
            await self.remove_old()

        until = None if lease is None else at + lease
        # A lease that ends after any that could be taken now was taken by a clock that was wrong.
        latest = None if lease is None else at + LONGEST_AHEAD * lease
        values = {"id": key_text((event_key(event_id),)), "at": at, "until": until, "latest": latest}

        async def take(session: Session) -> int:
            return (await session.send((_TAKE, values))).rowcount

        # To take it twice would say at the second time that it is not new.
        return await self._database.run(take) == 1

    async def done(self, event_id: str) -> None:
        """Never new again."""
        await self._database.send((_DONE, {"id": key_text((event_key(event_id),))}))

    async def every(self) -> tuple[Seen, ...]:
        """Those that are kept for good; the newest, the oldest of them first."""
        rows = await self._database.rows(_EVERY, most=LIMIT)
        return tuple((json.loads(id_)[0], seconds) for id_, seconds in reversed(rows))

    async def remove_old(self) -> None:
        """Those that no platform delivers again."""
        await self._database.send((_REMOVE, {"most": 4 * _REMOVE_EVERY}))


def bringing_in(events: Sequence[Seen]) -> Iterator[Statement]:
    """What writes those of another store."""
    for first in range(0, len(events), _AT_ONCE):
        some = events[first : first + _AT_ONCE]
        ids, seconds = [key_text((key,)) for key, _ in some], [seconds for _, seconds in some]
        yield _BRING_IN, {"ids": ids, "seconds": seconds}
