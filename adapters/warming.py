"""What the first question would have to wait for is made beside the start."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress

from adapters.beside import beside
from bot.errors import StoreError


def warmed(make: Callable[[], Awaitable[object]]) -> AbstractAsyncContextManager[None]:
    """It is made from now on; what is not ready when the block is left is given up."""
    return beside(_made(make))


async def _made(make: Callable[[], Awaitable[object]]) -> None:
    # Where the store cannot be had, the first who asks is told so.
    with suppress(StoreError):
        await make()
