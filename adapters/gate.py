"""Requests under way are counted; once the service stops, new ones are turned away to be sent again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable

from aiohttp import web

AGAIN = "5"
"""Seconds after which whoever is turned away should ask again: another service is up by then."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Gate:
    """Lets requests in until it is closed. Made inside or outside a running loop."""

    def __init__(self) -> None:
        self._closed = False
        self._inside = 0
        self._empty = asyncio.Event()

    def before(self, routes: Iterable[web.RouteDef]) -> list[web.RouteDef]:
        """The same routes, behind the gate."""
        return [
            web.RouteDef(route.method, route.path, self._guarding(route.handler), route.kwargs)
            for route in routes
        ]

    def close(self) -> None:
        """From now on everybody gets 503, before anything of the request is read."""
        self._closed = True
        self._mark()

    async def emptied(self, seconds: float) -> None:
        """Return when those inside have their answers, or after that many seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._empty.wait()

    def _guarding(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if self._closed:
                return _later()
            self._inside += 1
            try:
                return await handler(request)
            finally:
                self._inside -= 1
                self._mark()

        return guarded

    def _mark(self) -> None:
        if self._closed and not self._inside:
            self._empty.set()


def _later() -> web.Response:
    response = web.json_response(
        {"error": "the service is stopping"}, status=503, headers={"Retry-After": AGAIN}
    )
    response.force_close()
    return response
