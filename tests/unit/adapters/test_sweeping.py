"""The daily round: when it is done, what happens where it fails, and that it can be stopped."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from adapters.stores.memory import memory_store
from adapters.sweeping import Sweeping, swept
from bot.partnership.cases import CaseKind
from bot.partnership.quiet import STOCKHOLM
from bot.partnership.records import NOBODY
from bot.ports import Store
from tests.builders import TODAY, a_holding
from tests.fakes import NOON, FrozenClock


class Ended(Exception):
    """The days are over."""


class Days:
    """Sleeping turns the clock; after so many nights it is over."""

    def __init__(self, clock: FrozenClock, nights: int) -> None:
        self.clock = clock
        self.slept: list[timedelta] = []
        self._left = nights

    async def sleep(self, seconds: float) -> None:
        if not self._left:
            raise Ended
        self._left -= 1
        self.slept.append(timedelta(seconds=seconds))
        self.clock.advance(self.slept[-1])


async def days(store: Store, nights: int, at: datetime = NOON) -> tuple[Days, FrozenClock]:
    clock = FrozenClock(at)
    nightly = Days(clock, nights)
    with pytest.raises(Ended):
        await Sweeping(store=store, clock=clock, zone=STOCKHOLM, sleep=nightly.sleep).run()
    return nightly, clock


async def kinds(store: Store) -> list[CaseKind]:
    async with store.transaction() as transaction:
        return [case.finding.kind for case in await transaction.cases.open()]


async def test_it_is_done_soon_after_the_start_and_then_early_every_day() -> None:
    store = memory_store()
    async with store.transaction() as transaction:
        on = TODAY + timedelta(days=62)
        await transaction.record.save([a_holding(dpor=NOBODY, renewal_date=on)])
    await days(store, 1)
    assert await kinds(store) == []
    nightly, clock = await days(store, 3)
    assert await kinds(store) == [CaseKind.RENEWAL_NEAR]
    assert nightly.slept[2] == timedelta(days=1)
    assert clock.now() == datetime(2026, 11, 24, 4, tzinfo=UTC)


async def test_early_is_early_on_days_of_23_and_of_25_hours() -> None:
    for eve, hours in (("2026-03-28T04:00", 23), ("2026-10-24T03:00", 25)):
        start = datetime.fromisoformat(eve).replace(tzinfo=UTC) - timedelta(seconds=20)
        nightly, _ = await days(memory_store(), 2, start)
        assert nightly.slept[1] == timedelta(hours=hours)


async def test_what_failed_is_tried_again_soon() -> None:
    store = memory_store()
    await store.close()
    nightly, _ = await days(store, 3)
    assert nightly.slept[1:] == [timedelta(minutes=30)] * 2


async def test_it_ends_with_its_block() -> None:
    before = asyncio.all_tasks()
    async with swept(memory_store(), FrozenClock(), STOCKHOLM):
        await asyncio.sleep(0)
        assert len(asyncio.all_tasks()) == len(before) + 1
    assert asyncio.all_tasks() == before
