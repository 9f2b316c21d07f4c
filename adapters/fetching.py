"""Getting a file from where a platform keeps it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import aiohttp

from adapters.files import LARGEST_FILE, NotTaken, within_limit
from bot.conversation.events import Hindrance

PATIENCE = 120.0
"""Seconds that a file may take to come."""
AS_IT_IS = {"Accept-Encoding": "identity"}
"""Asks for a file's own bytes: how large it is shows before it is read."""


async def fetched(
    request: AbstractAsyncContextManager[aiohttp.ClientResponse],
    check: Callable[[aiohttp.ClientResponse], None],
    limit: int = LARGEST_FILE,
) -> bytes:
    """The file that a request brings. Raises NotTaken.

    The request follows no redirect and asks for no encoding; `check` looks at the answer before its body.
    """
    try:
        async with asyncio.timeout(PATIENCE), request as response:
            check(response)
            if response.status != 200 or "Content-Encoding" in response.headers:
                raise NotTaken(Hindrance.NOT_FETCHED)
            if (response.content_length or 0) > limit:
                raise NotTaken(Hindrance.TOO_LARGE)
            return await within_limit(response.content.iter_any(), limit)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        raise NotTaken(Hindrance.NOT_FETCHED) from error
