"""What is made beside the start holds up neither that nor the stop."""

from __future__ import annotations

import asyncio

from adapters.warming import warmed
from bot.errors import StoreError


async def test_it_is_made_beside_what_goes_on() -> None:
    begun, made = asyncio.Event(), asyncio.Event()

    async def make() -> None:
        await begun.wait()
        made.set()

    async with warmed(make), asyncio.timeout(30):
        begun.set()
        await made.wait()


async def test_what_is_not_ready_is_given_up() -> None:
    given_up = asyncio.Event()

    async def make() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            given_up.set()

    async with warmed(make):
        await asyncio.sleep(0)
    assert given_up.is_set()


async def test_a_store_that_cannot_be_had_is_no_reason_not_to_start() -> None:
    async def make() -> None:
        raise StoreError("away")

    async with warmed(make):
        await asyncio.sleep(0)
