"""Many holdings at once: copied beside the record, then one statement a table puts in what is different."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence

from adapters.stores.postgres.copying import cell, copied, in_blocks, line
from adapters.stores.postgres.database import storable
from adapters.stores.postgres.first_rows import Coming, FirstRows, NotAsExpected
from adapters.stores.postgres.hearing import MOVE, TURN, copy_heard
from adapters.stores.postgres.link import Session, Statement
from adapters.stores.postgres.record_tables import (
    BESIDE,
    COPY,
    COPY_CUSTOMERS,
    NEW_CUSTOMERS,
    NEW_SUBSCRIPTIONS,
    PUT_CUSTOMERS,
    PUT_NAMES,
    TELL,
    customer_line,
)
from adapters.stores.postgres.subscription_lines import Lines
from bot.partnership.associated import Associated
from bot.partnership.many import Holdings
from bot.partnership.records import Customer

KEPT_FORGOTTEN = 100
"""Versions for which a forgotten customer's id is kept, so that every replica hears of it."""

_BESIDE_TOO: tuple[Statement, ...] = (
    (b"CREATE TEMPORARY TABLE came_told (id uuid, document jsonb) ON COMMIT DROP", {}),
    (b"""CREATE TEMPORARY TABLE gone (id text COLLATE "C") ON COMMIT DROP""", {}),
)
_COPY_TOLD = b"COPY pg_temp.came_told FROM STDIN"
_COPY_GONE = b"COPY pg_temp.gone FROM STDIN"

# What is looked up row by row says so (LATERAL … OFFSET 0). Of an organisation that is new to it the planner
# guesses that it has one row, and any index may seem good enough, so it has to look anew after many. Of an id
# of which it knows nothing it guesses that hundreds of rows have it, and reads every customer to find one.
_MANY = 1000
_LOOK_ANEW = b"ANALYZE dpor.customers (organisation, id), dpor.subscriptions (organisation, id, customer_id)"
_FORGET_TOLD = b"""
    DELETE FROM dpor.told t WHERE organisation = %(organisation)s AND NOT EXISTS (
        SELECT FROM dpor.subscriptions s WHERE s.organisation = %(organisation)s AND s.told = t.id
    )
"""
_PUT = (
    b"""
    CREATE TEMPORARY TABLE left_behind ON COMMIT DROP AS
        SELECT old.customer_id AS id FROM pg_temp.came CROSS JOIN LATERAL (
            SELECT s.customer_id FROM dpor.subscriptions s
            WHERE s.organisation = %(organisation)s AND s.id = came.id OFFSET 0
        ) AS old
        WHERE old.customer_id <> came.customer_id
        UNION (SELECT id FROM pg_temp.came_customers EXCEPT SELECT customer_id FROM pg_temp.came)
        UNION SELECT old.customer_id FROM pg_temp.gone CROSS JOIN LATERAL (
            SELECT s.customer_id FROM dpor.subscriptions s
            WHERE s.organisation = %(organisation)s AND s.id = gone.id OFFSET 0
        ) AS old
    """,
    b"""
    DELETE FROM dpor.subscriptions
    WHERE organisation = %(organisation)s AND id IN (SELECT id FROM pg_temp.gone)
    """,
    PUT_CUSTOMERS,
    PUT_NAMES,
    TELL,
    b"""
    INSERT INTO dpor.subscriptions AS s (
        organisation, id,
        customer_id, renews, started, usage, ended, product, label, holder, partner, told
    )
    SELECT %(organisation)s, came.id,
        customer_id, renews, started, usage, ended, product, label, holder, partner, one.id
    FROM pg_temp.came JOIN (
        SELECT DISTINCT ON (says) says, id FROM dpor.told
        WHERE organisation = %(organisation)s ORDER BY says, id
    ) one ON one.says = came.told
    ON CONFLICT (organisation, id) DO UPDATE SET
        (customer_id, renews, started, usage, ended, product, label, holder, partner, told) = ROW (
            excluded.customer_id, excluded.renews, excluded.started, excluded.usage, excluded.ended,
            excluded.product, excluded.label, excluded.holder, excluded.partner, excluded.told
        )
    WHERE s IS DISTINCT FROM excluded
    """,
    b"""
    UPDATE dpor.customers c SET document = NULL, folded = '', own = false, changed = %(version)s
    FROM pg_temp.left_behind LEFT JOIN LATERAL (
        SELECT true AS held FROM dpor.subscriptions s
        WHERE s.organisation = %(organisation)s AND s.customer_id = left_behind.id LIMIT 1
    ) AS still ON true
    WHERE c.organisation = %(organisation)s AND c.id = left_behind.id
        AND c.document IS NOT NULL AND still.held IS NULL
    """,
    b"""
    DELETE FROM dpor.customers
    WHERE organisation = %(organisation)s AND document IS NULL AND changed < %(version)s - %(kept)s
    """,
)
_PUT_FIRST = (
    b"""
    DELETE FROM pg_temp.came_customers AS c
    WHERE NOT EXISTS (SELECT FROM pg_temp.came WHERE came.customer_id = c.id)
    """,
    NEW_CUSTOMERS,
    PUT_NAMES,
    TELL,
    NEW_SUBSCRIPTIONS,
)
_PUT_THE_REST = (PUT_CUSTOMERS, PUT_NAMES, TELL)


async def copy_in(
    session: Session, parts: Sequence[Holdings], heard: Sequence[Associated], removed: Collection[str]
) -> None:
    """Bring them beside the record; nothing is locked yet. The last one under an id counts.

    Of those that are `heard` only that is written. `removed` are the ids of subscriptions that go before
    those come.
    """
    newest, customers = await asyncio.to_thread(_newest, parts)
    lines = Lines()
    await session.send(*BESIDE)
    await copied(session, COPY, lines.blocks(newest))
    if heard:
        await copy_heard(session, heard, lines)
    await _copy_rest(session, customers, lines.told(), removed)


async def coming(parts: Sequence[Holdings]) -> Coming:
    """What is to be saved, beside what may stand in the record already."""
    newest, customers = await asyncio.to_thread(_newest, parts)
    return Coming(newest=newest, customers=customers)


async def copy_left(session: Session, come: Coming, removed: Collection[str], first: FirstRows) -> None:
    """Bring beside the record what of it does not stand there yet. Raises NotAsExpected."""
    customers = await asyncio.to_thread(first.left_of, come)
    if customers is None or removed:
        raise NotAsExpected
    await _copy_rest(session, customers, first.told(), removed)


async def _copy_rest(
    session: Session, customers: Sequence[Customer], told: Iterable[bytes], removed: Collection[str]
) -> None:
    await copied(session, COPY_CUSTOMERS, in_blocks(map(customer_line, customers)))
    await session.send(*_BESIDE_TOO)
    await copied(session, _COPY_TOLD, in_blocks(told))
    await copied(session, _COPY_GONE, in_blocks(line(cell(id_)) for id_ in removed if storable(id_)))


async def put_in(session: Session, version: int, *, first: bool, heard: int) -> None:
    """From beside the record into it, as that version. Nobody has ever written what the first one finds.

    `first`: the rows of a first import stand there already. Of so many only what was `heard` is written.
    """
    values = {"version": version, "kept": KEPT_FORGOTTEN}
    statements = _PUT_THE_REST if first else _PUT_FIRST if version == 1 else _PUT
    if heard:
        await session.send(*TURN)
    cursor = await session.send(*((statement, values) for statement in statements))
    if heard:
        await session.send(*MOVE)
    changed = cursor.rowcount
    while cursor.nextset():
        changed += cursor.rowcount
    # What nobody says any more goes when there is much to do anyway: to find it, all have to be read.
    if version > 1 and changed + heard >= _MANY:
        await session.send((_FORGET_TOLD, {}))
    if first or changed >= _MANY:
        await session.send((_LOOK_ANEW, {}))


def _newest(parts: Sequence[Holdings]) -> tuple[Sequence[Holdings], Sequence[Customer]]:
    """The last under each id, and each customer as the last one has it."""
    customers = {customer.id: customer for part in parts for customer in part.customers}
    if len({id_ for part in parts for id_ in part.ids}) < sum(map(len, parts)):
        every = Holdings.joined(parts)
        last = {id_: at for at, id_ in enumerate(every.ids)}
        parts = [every.at(list(last.values()))]
    return parts, list(customers.values())
