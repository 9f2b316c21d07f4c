"""Serving a yardstick on a random port, and saying where as our own service does."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable

from aiohttp import web


def serve(application: Awaitable[web.Application]) -> None:
    """Serve until the process is killed."""
    asyncio.run(_serve(application))


async def _serve(application: Awaitable[web.Application]) -> None:
    runner = web.AppRunner(await application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"serving at http://127.0.0.1:{runner.addresses[0][1]}/", file=sys.stderr, flush=True)
    await asyncio.Event().wait()
