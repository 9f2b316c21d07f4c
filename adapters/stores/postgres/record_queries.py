"""What is asked of the record in the database."""

from __future__ import annotations

from adapters.stores.postgres.subscription_rows import COLUMNS

_JOINED = """
    FROM dpor.subscriptions s
    JOIN dpor.customers c ON c.organisation = s.organisation AND c.id = s.customer_id
    JOIN dpor.told t ON t.organisation = s.organisation AND t.id = s.told
    WHERE s.organisation = %(organisation)s AND c.organisation = %(organisation)s
        AND t.organisation = %(organisation)s
"""
_HOLDINGS = f"SELECT {COLUMNS} {_JOINED}"
_ASKED = """
    AND (%(customer_ids)s::text[] IS NULL OR s.customer_id = ANY(%(customer_ids)s))
    AND (%(product)s::text IS NULL OR s.product = %(product)s)
    AND (%(holder)s::text IS NULL OR s.holder = %(holder)s)
    AND (%(holders)s::text[] IS NULL OR coalesce(s.holder, '') = ANY(%(holders)s))
    AND (%(partner)s::text IS NULL OR s.partner = %(partner)s)
    AND (%(usage_driven_by_us)s::boolean IS NULL OR s.usage = %(usage_driven_by_us)s)
    AND (%(renews_from)s::text IS NULL OR s.renews >= %(renews_from)s)
    AND (%(renews_until)s::text IS NULL OR s.renews <= %(renews_until)s)
    AND (%(ended)s::boolean IS NULL OR s.ended = %(ended)s)
"""
_IN_ORDER = "ORDER BY c.folded, s.product, s.label, s.id"
QUERY = f"{_HOLDINGS} {_ASKED} {_IN_ORDER}".encode()
IDS = f"SELECT s.id {_JOINED} {_ASKED} {_IN_ORDER}".encode()
STATES = b"""
    SELECT id, product, holder, ended FROM dpor.subscriptions
    WHERE organisation = %(organisation)s AND id = ANY(%(ids)s)
"""
_COUNTED = """
    SELECT s.product, s.holder, count(*) FROM dpor.subscriptions s WHERE s.organisation = %(organisation)s
"""
TALLY = f"{_COUNTED} {_ASKED} GROUP BY s.product, s.holder".encode()
BY_ID = f"{_HOLDINGS} AND s.id = ANY(%(ids)s)".encode()
CUSTOMERS = b"""
    SELECT document FROM dpor.customers
    WHERE organisation = %(organisation)s AND id = ANY(%(ids)s) AND document IS NOT NULL
"""
LIKE = b"""
    SELECT document FROM dpor.customers
    WHERE organisation = %(organisation)s AND document IS NOT NULL AND id IN (
        SELECT id FROM dpor.customers WHERE organisation = %(organisation)s AND id = ANY(%(tenant_id)s)
        UNION ALL SELECT id FROM dpor.customers WHERE organisation = %(organisation)s AND tenant <> ''
            AND tenant <> id AND tenant = ANY(%(tenant_id)s)
        UNION ALL SELECT id FROM dpor.customers WHERE organisation = %(organisation)s AND tpid <> ''
            AND tpid = ANY(%(tpid)s)
        UNION ALL SELECT id FROM dpor.customers WHERE organisation = %(organisation)s AND domain <> ''
            AND domain = ANY(%(domain)s)
        UNION ALL SELECT id FROM dpor.customers WHERE organisation = %(organisation)s AND document IS NOT NULL
            AND folded = ANY(%(name)s)
        UNION ALL SELECT key FROM dpor.named WHERE organisation = %(organisation)s AND kind = 'customers'
            AND name = ANY(%(name)s)
    ) ORDER BY id
"""
OWN = b"""
    SELECT document FROM dpor.customers WHERE organisation = %(organisation)s AND own
    ORDER BY folded, id
"""
