"""What the first question would have to wait for is made beside the start."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from bot.errors import StoreError


@asynccontextmanager
async def warmed(make: Callable[[], Awaitable[object]]) -> AsyncGenerator[None]:
    """It is made from now on; what is not ready when the block is left is given up."""
    making = asyncio.create_task(_made(make))
    try:
        yield
    finally:
        making.cancel()
        with suppress(asyncio.CancelledError):
            await making


async def _made(make: Callable[[], Awaitable[object]]) -> None:
    # Where the store cannot be had, the first who asks is told so.
    with suppress(StoreError):
        await make()
