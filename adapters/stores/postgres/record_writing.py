"""Many holdings at once: copied beside the record, then one statement a table puts in what is different."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import orjson

from adapters.stores.documents import customer_document, subscription_document
from adapters.stores.postgres.database import Connection, Database
from bot.partnership.records import Customer, Holding

KEPT_FORGOTTEN = 100
"""Versions for which a forgotten customer's id is kept, so that every replica hears of it."""

_BLOCK = 500
_TEMPORARY = (
    b'CREATE TEMPORARY TABLE came (document jsonb, customer_id text COLLATE "C") ON COMMIT DROP',
    b"CREATE TEMPORARY TABLE came_customers (document jsonb, folded text) ON COMMIT DROP",
)
_COPY = b"COPY pg_temp.came FROM STDIN"
_COPY_CUSTOMERS = b"COPY pg_temp.came_customers FROM STDIN"
_PUT = (
    b"""
    CREATE TEMPORARY TABLE left_behind ON COMMIT DROP AS
        SELECT DISTINCT s.customer_id AS id FROM dpor.subscriptions s
        JOIN pg_temp.came ON s.id = came.document ->> 'id'
        WHERE s.organisation = %(organisation)s AND s.customer_id <> came.customer_id
        UNION SELECT document ->> 'id' FROM pg_temp.came_customers
    """,
    b"""
    INSERT INTO dpor.customers AS c (organisation, id, folded, own, changed, document)
    SELECT %(organisation)s, document ->> 'id', folded, (document -> 'own_tenant')::boolean, %(version)s,
        document
    FROM pg_temp.came_customers
    ON CONFLICT (organisation, id) DO UPDATE SET
        folded = excluded.folded, own = excluded.own, document = excluded.document,
        changed = CASE WHEN c.document -> 'name' = excluded.document -> 'name'
            AND c.document -> 'other_names' = excluded.document -> 'other_names'
            THEN c.changed ELSE excluded.changed END
    WHERE c.document IS DISTINCT FROM excluded.document
    """,
    b"""
    INSERT INTO dpor.subscriptions AS s (organisation, id, customer_id, document)
    SELECT %(organisation)s, document ->> 'id', customer_id, document FROM pg_temp.came
    ON CONFLICT (organisation, id) DO UPDATE SET
        customer_id = excluded.customer_id, document = excluded.document
    WHERE s.document IS DISTINCT FROM excluded.document
    """,
    b"""
    UPDATE dpor.customers c SET document = NULL, folded = '', own = false, changed = %(version)s
    WHERE c.organisation = %(organisation)s AND c.document IS NOT NULL
        AND c.id IN (SELECT id FROM pg_temp.left_behind)
        AND NOT EXISTS (
            SELECT 1 FROM dpor.subscriptions s
            WHERE s.organisation = c.organisation AND s.customer_id = c.id
        )
    """,
    b"""
    DELETE FROM dpor.customers
    WHERE organisation = %(organisation)s AND document IS NULL AND changed < %(version)s - %(kept)s
    """,
)


async def copy_in(connection: Connection, holdings: Sequence[Holding]) -> None:
    """Bring them beside the record; nothing is locked yet. The last one under an id counts."""
    for statement in _TEMPORARY:
        await connection.execute(statement)
    newest, customers = await asyncio.to_thread(_newest, holdings)
    await _copy(connection, _COPY, map(_line, newest))
    await _copy(connection, _COPY_CUSTOMERS, map(_customer_line, customers))


async def put_in(database: Database, connection: Connection, version: int) -> None:
    """From beside the record into it, as that version."""
    for statement in _PUT:
        await database.execute(connection, statement, {"version": version, "kept": KEPT_FORGOTTEN})


def _newest(holdings: Iterable[Holding]) -> tuple[list[Holding], list[Customer]]:
    newest: dict[str, Holding] = {}
    customers: dict[str, Customer] = {}
    for holding in holdings:
        newest[holding.subscription.id] = holding
        customers[holding.customer.id] = holding.customer
    return list(newest.values()), list(customers.values())


async def _copy(connection: Connection, statement: bytes, lines: Iterator[bytes]) -> None:
    async with connection.cursor() as cursor, cursor.copy(statement) as copy:
        # Made in a thread: it is the making that takes long.
        while block := await asyncio.to_thread(_block, lines):
            await copy.write(block)


def _block(lines: Iterator[bytes]) -> bytes:
    return b"".join(islice(lines, _BLOCK))


def _line(holding: Holding) -> bytes:
    document = orjson.dumps(subscription_document(holding.subscription, holding.associations))
    return _escaped(document) + b"\t" + _text(holding.customer.id) + b"\n"


def _customer_line(customer: Customer) -> bytes:
    return (
        _escaped(orjson.dumps(customer_document(customer))) + b"\t" + _text(customer.name.casefold()) + b"\n"
    )


def _text(value: str) -> bytes:
    escaped = _escaped(value.encode())
    return escaped.replace(b"\t", b"\\t").replace(b"\n", b"\\n").replace(b"\r", b"\\r")


def _escaped(value: bytes) -> bytes:
    return value.replace(b"\\", b"\\\\")
