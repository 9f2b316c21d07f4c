"""The outbox in PostgreSQL: several replicas take from it, and none takes what another has."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from adapters.stores.kinds import place_key, read_notice
from adapters.stores.postgres.database import Database, key_text
from adapters.stores.postgres.link import Session, Statement
from bot.conversation.notices import Notice

_DOCUMENT = """document || jsonb_build_object(
    'due', due, 'state', state, 'attempt', attempt, 'leased_until', leased_until, 'first_tried', first_tried,
    'perhaps_sent', perhaps_sent, 'receipt', receipt, 'reason', reason)"""
_FROM = f"SELECT {_DOCUMENT} FROM dpor.notices WHERE organisation = %(organisation)s"  # noqa: S608 (constants)
_OPEN = "organisation = %(organisation)s AND state IN ('ready', 'trying', 'quarantined')"
_MAY_BE_TRIED = """(CASE state WHEN 'trying' THEN leased_until <= now() ELSE due <= %(now)s END)"""

ONE = f"{_FROM} AND key = %(key)s".encode()
ABOUT = f"{_FROM} AND subject = %(grouped)s".encode()
SEVERAL = f"{_FROM} AND key = ANY(%(keys)s) ORDER BY key".encode()
ABOUT_SEVERAL = f"{_FROM} AND subject = ANY(%(groups)s) ORDER BY key".encode()
EVERY = _FROM.encode()
WAITING = b"""
    SELECT state, count(*), min(coalesce(first_tried, greatest(created, due))) FROM dpor.notices
    WHERE organisation = %(organisation)s AND state <> 'sent' GROUP BY state
"""
OVERDUE = f"""
    SELECT document #>> '{{address,platform}}', count(*), min(coalesce(first_tried, greatest(created, due)))
    FROM dpor.notices WHERE {_OPEN} AND due <= %(moment)s GROUP BY 1
""".encode()  # noqa: S608
_HEADS = f"""
    SELECT DISTINCT ON (conversation) conversation, key, due, {_MAY_BE_TRIED} AS may
    FROM dpor.notices WHERE {_OPEN}
    AND (%(platform)s::text IS NULL OR document #>> '{{address,platform}}' = %(platform)s)
"""  # noqa: S608
_IN_TURN = "ORDER BY conversation, attempt = 0, due, created, key"
_LOCK = f"""
    SELECT conversations.conversation FROM dpor.conversations
    JOIN ({_HEADS} {_IN_TURN}) AS heads USING (conversation)
    WHERE organisation = %(organisation)s AND may AND rests_until <= %(now)s
    ORDER BY due, key LIMIT %(most)s FOR UPDATE OF conversations SKIP LOCKED
""".encode()  # noqa: S608
_TAKE = f"""
    WITH heads AS ({_HEADS} AND conversation = ANY(%(conversations)s) {_IN_TURN})
    UPDATE dpor.notices SET
        state = 'trying',
        attempt = attempt + 1,
        leased_until = now() + %(lease)s,
        first_tried = coalesce(first_tried, %(now)s),
        perhaps_sent = perhaps_sent OR state <> 'ready'
    WHERE organisation = %(organisation)s AND key IN (SELECT key FROM heads WHERE may)
    RETURNING {_DOCUMENT}
""".encode()  # noqa: S608
_SETTLE = b"""
    UPDATE dpor.notices SET
        state = %(state)s, due = %(due)s, leased_until = NULL, perhaps_sent = %(perhaps_sent)s,
        receipt = %(receipt)s, reason = %(reason)s
    WHERE organisation = %(organisation)s AND key = %(key)s AND state = 'trying' AND attempt = %(attempt)s
    RETURNING 1
"""
_REST = b"""
    UPDATE dpor.conversations SET rests_until = %(rests_until)s
    WHERE organisation = %(organisation)s AND conversation = %(conversation)s
"""
_ADD_CONVERSATION = b"""
    INSERT INTO dpor.conversations VALUES (%(organisation)s, %(conversation)s) ON CONFLICT DO NOTHING
"""
_ADD = b"""
    INSERT INTO dpor.notices (
        organisation, key, subject, conversation, document, created, due,
        state, attempt, leased_until, first_tried, perhaps_sent, receipt, reason
    ) VALUES (
        %(organisation)s, %(key)s, %(subject)s, %(conversation)s, %(document)s, %(created)s, %(due)s,
        %(state)s, %(attempt)s, %(leased_until)s, %(first_tried)s, %(perhaps_sent)s, %(receipt)s, %(reason)s
    ) ON CONFLICT DO NOTHING
"""


async def take(
    database: Database, now: datetime, lease: timedelta, most: int, platform: str | None = None
) -> tuple[Notice, ...]:
    """The next ones, the longest due first; leases are counted by the server's clock."""

    async def work(session: Session) -> list[Notice]:
        values: dict[str, Any] = {"now": now, "most": most, "platform": platform}
        locked = await (await session.send((_LOCK, values))).fetchall()
        # What others did before the locks were ours is seen by this second statement.
        values |= {"conversations": [row[0] for row in locked], "lease": lease}
        rows = await (await session.send((_TAKE, values))).fetchall() if locked else []
        return [read_notice(document) for (document,) in rows]

    if most <= 0:
        return ()
    given = await database.run(work)
    return tuple(sorted(given, key=lambda notice: (notice.due, notice.key)))


async def settle(database: Database, notice: Notice, key: str, rests_until: datetime | None) -> bool:
    """Write how it ended, where it is still this taker's."""
    values = {**_fields(notice, key), "rests_until": rests_until}

    async def work(session: Session) -> bool:
        settled = bool(await (await session.send((_SETTLE, values))).fetchall())
        if settled and rests_until is not None:
            await session.send((_REST, values))
        return settled

    # To write the same end twice would say at the second time that it is not this taker's.
    return await database.run(work)


def adding(notice: Notice, key: str, document: str) -> tuple[Statement, ...]:
    """What writes it."""
    values = {**_fields(notice, key), "document": document}
    return (_ADD_CONVERSATION, values), (_ADD, values)


def _fields(notice: Notice, key: str) -> dict[str, Any]:
    return {
        "key": key,
        "subject": key_text((notice.subject,)),
        "conversation": key_text(place_key(notice.address)),
        "created": notice.created,
        "due": notice.due,
        "state": notice.state.value,
        "attempt": notice.attempt,
        "leased_until": notice.leased_until,
        "first_tried": notice.first_tried,
        "perhaps_sent": notice.perhaps_sent,
        "receipt": notice.receipt,
        "reason": notice.reason,
    }
