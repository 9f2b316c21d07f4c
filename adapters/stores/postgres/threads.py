"""What each thread was last about, for all replicas."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

import orjson

from adapters.stores.postgres.database import Database, key_text
from adapters.stores.postgres.link import Statement
from adapters.stores.threads import IN_A_THREAD, LIMIT, OUTSIDE, Remembered, place_of, read_context
from bot.conversation.context import Context
from bot.conversation.events import Address

_TRIM_EVERY = 50
_RECALL = b"SELECT document FROM dpor.threads WHERE organisation = %(organisation)s AND place = %(place)s"
_REMEMBER = b"""
    INSERT INTO dpor.threads (organisation, place, document)
    VALUES (%(organisation)s, %(place)s, %(document)s)
    ON CONFLICT (organisation, place) DO UPDATE SET
        document = excluded.document, touched = nextval('dpor.touches')
"""
_NOT_SYNCED = b"SELECT set_config('synchronous_commit', 'off', true)"
_TRIM = b"""
    DELETE FROM dpor.threads WHERE organisation = %(organisation)s AND touched <= (
        SELECT touched FROM dpor.threads WHERE organisation = %(organisation)s
        ORDER BY touched DESC OFFSET %(limit)s LIMIT 1
    )
"""
_EVERY = b"""
    SELECT place, document FROM dpor.threads WHERE organisation = %(organisation)s
    ORDER BY touched DESC LIMIT %(limit)s
"""


class PostgresThreads:
    """A context lasts as long as in any store; beyond a number the oldest go first.

    `now` is the time of the last event, None before the first.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._remembered = 0
        self.now: datetime | None = None

    async def recall(self, address: Address) -> Context | None:
        """None where it was remembered too long before the last event."""
        rows = await self._database.rows(_RECALL, place=key_text(place_of(address)))
        if not rows or self.now is None:
            return None
        context = read_context(rows[0][0])
        kept_for = OUTSIDE if address.thread is None else IN_A_THREAD
        return context if self.now - context.at <= kept_for else None

    async def every(self) -> tuple[Remembered, ...]:
        """The newest, the oldest of them first."""
        rows = await self._database.rows(_EVERY, limit=LIMIT)
        return tuple((tuple(json.loads(place)), read_context(document)) for place, document in reversed(rows))

    async def remember(self, address: Address, context: Context) -> None:
        """In place of what was remembered there."""
        self.now = context.at
        self._remembered += 1
        remembering = _remembering(key_text(place_of(address)), context)
        statements: list[Statement] = [(_NOT_SYNCED, {}), remembering]
        if self._remembered % _TRIM_EVERY == 0:
            statements.append((_TRIM, {"limit": LIMIT}))
        await self._database.send(*statements)


def bringing_in(remembered: Iterable[Remembered]) -> Iterator[Statement]:
    """What writes those of another store."""
    return (_remembering(key_text(place), context) for place, context in remembered)


def _remembering(place: str, context: Context) -> Statement:
    return _REMEMBER, {"place": place, "document": orjson.dumps(context).decode()}
