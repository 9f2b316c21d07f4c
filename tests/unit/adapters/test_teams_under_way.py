"""Closing waits for what is under way, and no longer than it was told."""

from __future__ import annotations

import asyncio

import pytest

from adapters.teams.under_way import UnderWay


async def test_nothing_under_way_is_finished_at_once() -> None:
    async with asyncio.timeout(30):
        await UnderWay().finish(60)


async def test_it_waits_for_tasks_and_for_what_they_start() -> None:
    under_way, done = UnderWay(), list[str]()

    async def second() -> None:
        await asyncio.sleep(0.02)
        done.append("second")

    async def first() -> None:
        await asyncio.sleep(0.02)
        under_way.start(second())

    under_way.start(first())
    await under_way.finish(5)
    assert done == ["second"]


async def test_it_waits_for_a_counted_block() -> None:
    under_way, order = UnderWay(), list[str]()

    async def request() -> None:
        with under_way.counted():
            await asyncio.sleep(0.02)
            order.append("request")

    task = asyncio.create_task(request())
    await asyncio.sleep(0)
    await under_way.finish(5)
    order.append("closed")
    await task
    assert order == ["request", "closed"]


async def test_what_is_late_is_cancelled() -> None:
    under_way, cancelled = UnderWay(), asyncio.Event()

    async def forever() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    under_way.start(forever())
    await under_way.finish(0.05)
    assert cancelled.is_set()


async def test_what_fails_is_logged_and_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    under_way = UnderWay()

    async def failing() -> None:
        raise ValueError("of no use")

    under_way.start(failing())
    await under_way.finish(5)
    assert "teams task failed" in caplog.text
