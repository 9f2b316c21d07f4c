"""Many holdings at once: copied beside the record, then one statement a table puts in what is different."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Collection, Iterator, Sequence

import orjson

from adapters.stores.documents import customer_document
from adapters.stores.postgres.ahead import NotAsExpected
from adapters.stores.postgres.copying import cell, copied, escaped_json, in_blocks, line
from adapters.stores.postgres.database import storable
from adapters.stores.postgres.link import Session, Statement
from adapters.stores.postgres.subscription_lines import Lines
from bot.partnership.many import Holdings
from bot.partnership.matching import folded
from bot.partnership.records import Customer

KEPT_FORGOTTEN = 100
"""Versions for which a forgotten customer's id is kept, so that every replica hears of it."""

CAME: Statement = (
    b"""
        CREATE TEMPORARY TABLE came (
            id text COLLATE "C", customer_id text COLLATE "C", renews text COLLATE "C",
            started text COLLATE "C", usage boolean, ended boolean, product text COLLATE "C",
            label text COLLATE "C", holder text COLLATE "C", partner text COLLATE "C", told uuid
        ) ON COMMIT DROP
        """,
    {},
)
_TEMPORARY: tuple[Statement, ...] = (
    (
        b"""
        CREATE TEMPORARY TABLE came_customers (
            id text COLLATE "C", folded text COLLATE "C", own boolean, also text[], document jsonb
        ) ON COMMIT DROP
        """,
        {},
    ),
    (b"CREATE TEMPORARY TABLE came_told (id uuid, document jsonb) ON COMMIT DROP", {}),
    (b"""CREATE TEMPORARY TABLE gone (id text COLLATE "C") ON COMMIT DROP""", {}),
)
_COPY_GONE = b"COPY pg_temp.gone FROM STDIN"
COPY = b"COPY pg_temp.came FROM STDIN"
_COPY_TOLD = b"COPY pg_temp.came_told FROM STDIN"
_COPY_CUSTOMERS = b"COPY pg_temp.came_customers FROM STDIN"

# What is looked up row by row says so (LATERAL … OFFSET 0). Of an organisation that is new to it the planner
# guesses that it has one row, and any index may seem good enough, so it has to look anew after many. Of an id
# of which it knows nothing it guesses that hundreds of rows have it, and reads every customer to find one.
_MANY = 1000
_LOOK_ANEW = b"ANALYZE dpor.customers (organisation, id), dpor.subscriptions (organisation, id, customer_id)"
_TELL = b"""
    INSERT INTO dpor.told (organisation, id, document)
    SELECT %(organisation)s, id, document FROM pg_temp.came_told
    ON CONFLICT DO NOTHING
"""
_FORGET_TOLD = b"""
    DELETE FROM dpor.told t WHERE organisation = %(organisation)s AND NOT EXISTS (
        SELECT FROM dpor.subscriptions s WHERE s.organisation = %(organisation)s AND s.told = t.id
    )
"""
_TIDY: tuple[Statement, ...] = ((_FORGET_TOLD, {}), (_LOOK_ANEW, {}))
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
    b"""
    INSERT INTO dpor.customers AS c (organisation, id, folded, own, changed, document)
    SELECT %(organisation)s, id, folded, own, %(version)s, document FROM pg_temp.came_customers
    ON CONFLICT (organisation, id) DO UPDATE SET
        folded = excluded.folded, own = excluded.own, document = excluded.document,
        changed = CASE WHEN c.document -> 'name' = excluded.document -> 'name'
            AND c.document -> 'other_names' = excluded.document -> 'other_names'
            THEN c.changed ELSE excluded.changed END
    WHERE c.document IS DISTINCT FROM excluded.document
    """,
    b"""
    INSERT INTO dpor.named (organisation, kind, name, key)
    SELECT %(organisation)s, 'customers', name, id FROM pg_temp.came_customers, unnest(also) AS name
    ON CONFLICT DO NOTHING
    """,
    _TELL,
    b"""
    INSERT INTO dpor.subscriptions AS s (
        organisation, id,
        customer_id, renews, started, usage, ended, product, label, holder, partner, told
    )
    SELECT %(organisation)s, * FROM pg_temp.came
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
_NEW_CUSTOMERS = (
    b"""
    INSERT INTO dpor.customers (organisation, id, folded, own, changed, document)
    SELECT %(organisation)s, id, folded, own, %(version)s, document FROM pg_temp.came_customers
    """,
    b"""
    INSERT INTO dpor.named (organisation, kind, name, key)
    SELECT %(organisation)s, 'customers', name, id FROM pg_temp.came_customers, unnest(also) AS name
    ON CONFLICT DO NOTHING
    """,
)
_NEW_SUBSCRIPTIONS = b"""
    INSERT INTO dpor.subscriptions (
        organisation, id,
        customer_id, renews, started, usage, ended, product, label, holder, partner, told
    )
    SELECT %(organisation)s, * FROM pg_temp.came
"""
_PUT_FIRST = (
    b"""
    DELETE FROM pg_temp.came_customers AS c
    WHERE NOT EXISTS (SELECT FROM pg_temp.came WHERE came.customer_id = c.id)
    """,
    *_NEW_CUSTOMERS,
    _TELL,
    _NEW_SUBSCRIPTIONS,
)
_PUT_THE_REST = (*_NEW_CUSTOMERS, _TELL)
PUT_AHEAD: tuple[Statement, ...] = ((_NEW_SUBSCRIPTIONS, {}), (b"TRUNCATE pg_temp.came", {}))


async def copy_in(
    session: Session, parts: Sequence[Holdings], removed: Collection[str], ahead: bytes | None
) -> None:
    """Bring them beside the record; nothing is locked yet. The last one under an id counts.

    `removed` are the ids of subscriptions that go before those come. `ahead` is what the lines of those come
    to that stand in the record already, None where none do. Raises NotAsExpected where they are others.
    """
    newest, customers = await asyncio.to_thread(_newest, parts)
    lines = Lines()
    if ahead is None:
        await session.send(CAME)
        await copied(session, COPY, lines.blocks(newest))
    elif removed or await asyncio.to_thread(_digest, lines.blocks(newest)) != ahead:
        raise NotAsExpected
    await session.send(*_TEMPORARY)
    await copied(session, _COPY_TOLD, in_blocks(lines.told()))
    await copied(session, _COPY_CUSTOMERS, in_blocks(map(_customer_line, customers)))
    await copied(session, _COPY_GONE, in_blocks(line(cell(id_)) for id_ in removed if storable(id_)))


async def put_in(session: Session, version: int, *, ahead: bool) -> None:
    """From beside the record into it, as that version. Nobody has ever written what the first one finds.

    `ahead`: the subscriptions stand there already.
    """
    values = {"version": version, "kept": KEPT_FORGOTTEN}
    statements = _PUT_THE_REST if ahead else _PUT_FIRST if version == 1 else _PUT
    cursor = await session.send(*((statement, values) for statement in statements))
    changed = cursor.rowcount
    while cursor.nextset():
        changed += cursor.rowcount
    if changed >= _MANY:
        # What nobody says any more goes when there is much to do anyway: to find it, all have to be read.
        await session.send(*_TIDY[1:] if version == 1 else _TIDY)


def _digest(blocks: Iterator[bytes]) -> bytes:
    digest = hashlib.blake2b()
    for block in blocks:
        digest.update(block)
    return digest.digest()


def _newest(parts: Sequence[Holdings]) -> tuple[Sequence[Holdings], Sequence[Customer]]:
    """The last under each id, and each customer as the last one has it."""
    customers = {customer.id: customer for part in parts for customer in part.customers}
    if len({id_ for part in parts for id_ in part.ids}) < sum(map(len, parts)):
        every = Holdings.joined(parts)
        last = {id_: at for at, id_ in enumerate(every.ids)}
        parts = [every.at(list(last.values()))]
    return parts, list(customers.values())


def _customer_line(customer: Customer) -> bytes:
    document = orjson.dumps(customer_document(customer))
    own = b"t" if customer.own_tenant else b"f"
    name = customer.name.casefold()
    return line(cell(customer.id), cell(name), own, _also(customer, name), escaped_json(document))


def _also(customer: Customer, name: str) -> bytes:
    """The names, as they are compared, by which it is not found already."""
    also = {folded(other) for other in (customer.name, *customer.other_names)} - {name}
    if not also:
        return b"{}"
    quoted = (other.replace("\\", "\\\\").replace('"', '\\"') for other in sorted(also))
    return cell("{" + ",".join(f'"{other}"' for other in quoted) + "}")
