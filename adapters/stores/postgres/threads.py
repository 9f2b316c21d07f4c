"""What each thread was last about, for all replicas."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson

from adapters.stores.fields import moment, text, texts
from adapters.stores.postgres.database import Database, key_text
from adapters.stores.postgres.link import Statement
from adapters.stores.threads import IN_A_THREAD, LIMIT, OUTSIDE
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
        rows = await self._database.rows(_RECALL, place=_place(address))
        if not rows or self.now is None:
            return None
        context = _read(rows[0][0])
        kept_for = OUTSIDE if address.thread is None else IN_A_THREAD
        return context if self.now - context.at <= kept_for else None

    async def remember(self, address: Address, context: Context) -> None:
        """In place of what was remembered there."""
        self.now = context.at
        self._remembered += 1
        values = {"place": _place(address), "document": orjson.dumps(context).decode(), "limit": LIMIT}

        statements: list[Statement] = [(_NOT_SYNCED, {}), (_REMEMBER, values)]
        if self._remembered % _TRIM_EVERY == 0:
            statements.append((_TRIM, values))
        await self._database.send(*statements)


def _place(address: Address) -> str:
    thread = () if address.thread is None else (address.thread,)
    return key_text((address.tenant, address.platform, address.conversation, *thread))


def _read(fields: dict[str, Any]) -> Context:
    return Context(
        intent=text(fields, "intent"),
        customers=texts(fields, "customers"),
        product=text(fields, "product"),
        at=moment(fields, "at"),
    )
