"""The open cases, counted and put in order by the database: there may be very many."""

from __future__ import annotations

from typing import Any

from bot.partnership.open_cases import OpenCases

_OPEN = """
    FROM dpor.kept
    WHERE organisation = %(organisation)s AND kind = 'cases' AND document ->> 'state' <> 'closed'
        AND (%(customer_id)s::text = '' OR document -> 'finding' ->> 'customer_id' = %(customer_id)s)
        AND (%(product)s::text IS NULL OR document -> 'finding' ->> 'product' = %(product)s)
        AND (%(owner)s::text = '' OR document ->> 'owner' = %(owner)s)
"""
_DUE = """
    CASE WHEN document ->> 'state' = 'decided' THEN NULL
        ELSE least(document ->> 'answer_by', document -> 'finding' ->> 'deadline') END
"""
COUNT = f"SELECT count(*) {_OPEN}".encode()
SOONEST = f"""
    SELECT document {_OPEN}
    ORDER BY ({_DUE}) COLLATE "C" NULLS LAST, at, (document ->> 'key') COLLATE "C"
    LIMIT %(most)s OFFSET %(start)s
""".encode()
OLDEST = f"""
    SELECT document {_OPEN} ORDER BY at, (document ->> 'key') COLLATE "C"
    LIMIT %(most)s OFFSET %(start)s
""".encode()


def values(wanted: OpenCases) -> dict[str, Any]:
    """What the statements ask for."""
    product = wanted.product.value if wanted.product else None
    return {"customer_id": wanted.customer_id, "product": product, "owner": wanted.owner}
