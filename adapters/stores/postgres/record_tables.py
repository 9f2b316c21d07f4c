"""The tables beside the record that rows are copied into, and what takes them from there into the record."""

from __future__ import annotations

import orjson

from adapters.stores.documents import customer_document
from adapters.stores.postgres.copying import cell, escaped_json, line
from adapters.stores.postgres.link import Statement
from bot.partnership.matching import folded
from bot.partnership.records import Customer

BESIDE: tuple[Statement, ...] = (
    (
        b"""
        CREATE TEMPORARY TABLE came (
            id text COLLATE "C", customer_id text COLLATE "C", renews text COLLATE "C",
            started text COLLATE "C", usage boolean, ended boolean, product text COLLATE "C",
            label text COLLATE "C", holder text COLLATE "C", partner text COLLATE "C", told uuid
        ) ON COMMIT DROP
        """,
        {},
    ),
    (
        b"""
        CREATE TEMPORARY TABLE came_customers (
            id text COLLATE "C", folded text COLLATE "C", own boolean, also text[], document jsonb
        ) ON COMMIT DROP
        """,
        {},
    ),
)
COPY = b"COPY pg_temp.came FROM STDIN"
COPY_CUSTOMERS = b"COPY pg_temp.came_customers FROM STDIN"

NEW_CUSTOMERS = b"""
    INSERT INTO dpor.customers (organisation, id, folded, own, changed, document)
    SELECT %(organisation)s, id, folded, own, %(version)s, document FROM pg_temp.came_customers
"""
PUT_CUSTOMERS = b"""
    INSERT INTO dpor.customers AS c (organisation, id, folded, own, changed, document)
    SELECT %(organisation)s, id, folded, own, %(version)s, document FROM pg_temp.came_customers
    ON CONFLICT (organisation, id) DO UPDATE SET
        folded = excluded.folded, own = excluded.own, document = excluded.document,
        changed = CASE WHEN c.document -> 'name' = excluded.document -> 'name'
            AND c.document -> 'other_names' = excluded.document -> 'other_names'
            THEN c.changed ELSE excluded.changed END
    WHERE c.document IS DISTINCT FROM excluded.document
"""
PUT_NAMES = b"""
    INSERT INTO dpor.named (organisation, kind, name, key)
    SELECT %(organisation)s, 'customers', name, id FROM pg_temp.came_customers, unnest(also) AS name
    ON CONFLICT DO NOTHING
"""
# One that says something else by now has an id that was made for this.
TELL = b"""
    INSERT INTO dpor.told (organisation, id, says, document)
    SELECT %(organisation)s, CASE WHEN taken.id IS NULL THEN came.id ELSE gen_random_uuid() END,
        came.id, came.document
    FROM pg_temp.came_told came
    LEFT JOIN dpor.told taken ON taken.organisation = %(organisation)s AND taken.id = came.id
    WHERE NOT EXISTS (
        SELECT FROM dpor.told t WHERE t.organisation = %(organisation)s AND t.says = came.id
    )
"""
NEW_SUBSCRIPTIONS = b"""
    INSERT INTO dpor.subscriptions (
        organisation, id,
        customer_id, renews, started, usage, ended, product, label, holder, partner, told
    )
    SELECT %(organisation)s, * FROM pg_temp.came
"""


def customer_line(customer: Customer) -> bytes:
    """As it is copied."""
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
