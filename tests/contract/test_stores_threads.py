"""What every store remembers of threads."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.conversation.context import Context
from bot.conversation.events import Address
from bot.errors import StoreError
from bot.ports import Store
from tests.builders import ROOM
from tests.fakes import NOON

THREAD = replace(ROOM, thread="17.1")


def about(customer: str = "name:contoso", *, at: datetime = NOON) -> Context:
    return Context(intent="status", customers=(customer,), product="microsoft-azure", at=at)


async def test_nothing_is_recalled_where_nothing_was_said(store: Store) -> None:
    assert await store.recall(ROOM) is None


async def test_a_thread_is_about_what_was_said_last(store: Store) -> None:
    await store.remember(THREAD, about())
    await store.remember(THREAD, about("name:fabrikam"))
    assert await store.recall(THREAD) == about("name:fabrikam")
    assert await store.recall(replace(THREAD, reference="any")) == about("name:fabrikam")


@pytest.mark.parametrize(
    "elsewhere",
    [
        ROOM,
        replace(THREAD, thread="17.2"),
        replace(THREAD, conversation="D2"),
        replace(THREAD, tenant="T2"),
        replace(THREAD, platform="teams"),
    ],
)
async def test_a_context_never_leaves_its_thread(store: Store, elsewhere: Address) -> None:
    await store.remember(THREAD, about())
    assert await store.recall(elsewhere) is None
    await store.remember(elsewhere, about("name:fabrikam"))
    assert await store.recall(THREAD) == about()


@pytest.mark.parametrize(
    ("address", "kept_for"), [(ROOM, timedelta(minutes=30)), (THREAD, timedelta(hours=24))]
)
async def test_a_context_is_forgotten_when_its_time_has_passed(
    store: Store, address: Address, kept_for: timedelta
) -> None:
    await store.remember(address, about())
    await store.first_time("e1", NOON + kept_for)
    assert await store.recall(address) == about()
    await store.first_time("e2", NOON + kept_for + timedelta(seconds=1))
    assert await store.recall(address) is None


async def test_of_very_many_threads_the_latest_are_remembered(store: Store) -> None:
    await store.remember(THREAD, about())
    for start in range(0, 10_050, 10):
        threads = (replace(ROOM, thread=str(n)) for n in range(start, start + 10))
        await asyncio.gather(*(store.remember(thread, about()) for thread in threads))
        if start == 5_000:
            await store.remember(THREAD, about())
    assert await store.recall(replace(ROOM, thread="0")) is None
    assert await store.recall(replace(ROOM, thread="10049")) == about()
    assert await store.recall(THREAD) == about()


async def test_a_closed_store_recalls_nothing(store: Store) -> None:
    await store.remember(THREAD, about())
    await store.close()
    with pytest.raises(StoreError, match="closed"):
        await store.recall(THREAD)
    with pytest.raises(StoreError, match="closed"):
        await store.remember(THREAD, about())
