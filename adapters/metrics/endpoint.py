"""GET /metrics, for whoever has the token."""

from __future__ import annotations

import hmac
from collections.abc import Sequence

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from adapters.metrics.standing import Standing

PATH = "/metrics"


def routes(registry: CollectorRegistry, standing: Standing, token: str) -> Sequence[web.RouteDef]:
    """The one route, closed to everybody else."""
    expected = f"Bearer {token}".encode()

    async def figures(request: web.Request) -> web.Response:
        given = request.headers.get("Authorization", "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, expected):
            refusal = {"WWW-Authenticate": "Bearer"}
            return web.json_response({"error": "a token is needed"}, status=401, headers=refusal)
        await standing.update()
        headers = {"Content-Type": CONTENT_TYPE_PLAIN_0_0_4, "Cache-Control": "no-store"}
        return web.Response(body=generate_latest(registry), headers=headers)

    return [web.get(PATH, figures, allow_head=False)]
