"""What every store promises of events: each is new once, and one that was only begun is new again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import StoreError
from bot.ports import Store
from tests.contract.store_steps import LASTING, Open
from tests.fakes import NOON

LEASE = timedelta(minutes=4)
SECOND = timedelta(seconds=1)
ALMOST_A_DAY = timedelta(hours=23, minutes=59)


async def test_an_event_is_new_once_within_a_day(store: Store) -> None:
    assert await store.first_time("e1", NOON)
    assert not await store.first_time("e1", NOON)
    assert await store.first_time("e2", NOON)
    assert not await store.first_time("e1", NOON + ALMOST_A_DAY)


async def test_what_was_begun_and_never_done_is_new_again_after_its_lease(store: Store) -> None:
    assert await store.first_time("e1", NOON, LEASE)
    assert not await store.first_time("e1", NOON + LEASE - SECOND, LEASE)
    assert await store.first_time("e1", NOON + LEASE + SECOND, LEASE)
    assert not await store.first_time("e1", NOON + LEASE + 2 * SECOND, LEASE)
    assert await store.first_time("e2", NOON, LEASE)


async def test_what_is_done_is_never_new_again(store: Store) -> None:
    assert await store.first_time("e1", NOON, LEASE)
    await store.done("e1", NOON + SECOND)
    await store.done("e1", NOON + SECOND)
    assert not await store.first_time("e1", NOON + 2 * LEASE, LEASE)
    assert not await store.first_time("e1", NOON + ALMOST_A_DAY)


async def test_what_is_done_after_its_lease_is_done_all_the_same(store: Store) -> None:
    assert await store.first_time("e1", NOON, LEASE)
    await store.done("e1", NOON + 2 * LEASE)
    assert not await store.first_time("e1", NOON + 3 * LEASE, LEASE)


async def test_what_was_taken_for_good_has_no_lease(store: Store) -> None:
    assert await store.first_time("e1", NOON)
    assert not await store.first_time("e1", NOON + 2 * LEASE, LEASE)


CLOCK_JUMPS = [timedelta(hours=hours) for hours in (-9_600, -24, -1, 1, 23)]


@pytest.mark.parametrize("jump", CLOCK_JUMPS)
async def test_what_is_done_is_not_new_when_the_clock_jumps(store: Store, jump: timedelta) -> None:
    assert await store.first_time("e1", NOON, LEASE)
    await store.done("e1", NOON)
    assert not await store.first_time("e1", NOON + jump, LEASE)
    assert not await store.first_time("e1", NOON + jump)
    assert await store.first_time("e2", NOON + jump, LEASE)
    await store.done("e2", NOON + jump)
    assert not await store.first_time("e2", NOON, LEASE)


@pytest.mark.parametrize("jump", [jump for jump in CLOCK_JUMPS if jump < -LEASE])
async def test_what_was_begun_by_a_clock_far_ahead_is_not_lost_when_that_is_put_right(
    store: Store, jump: timedelta
) -> None:
    assert await store.first_time("e1", NOON, LEASE)
    assert await store.first_time("e1", NOON + jump, LEASE)
    assert not await store.first_time("e1", NOON + jump + SECOND, LEASE)


async def test_clocks_that_are_a_little_apart_count_as_one(store: Store) -> None:
    assert await store.first_time("e1", NOON + timedelta(minutes=3), LEASE)
    assert not await store.first_time("e1", NOON, LEASE)


@pytest.mark.parametrize("opener", LASTING, indirect=True)
@pytest.mark.parametrize("jump", CLOCK_JUMPS)
async def test_what_is_done_is_not_new_after_a_restart_with_another_clock(
    opener: Open, jump: timedelta
) -> None:
    store = opener()
    assert await store.first_time("e1", NOON, LEASE)
    await store.done("e1", NOON)
    await store.close()
    store = opener()
    assert not await store.first_time("e1", NOON + jump, LEASE)
    await store.close()


@pytest.mark.parametrize("opener", LASTING, indirect=True)
async def test_after_reopening_what_was_done_is_known_and_what_was_only_begun_is_new(opener: Open) -> None:
    store = opener()
    assert await store.first_time("done", NOON, LEASE)
    await store.done("done", NOON)
    assert await store.first_time("begun", NOON, LEASE)
    await store.close()
    store = opener()
    assert not await store.first_time("done", NOON + LEASE + SECOND, LEASE)
    assert await store.first_time("begun", NOON + LEASE + SECOND, LEASE)
    await store.close()


async def test_a_closed_store_refuses(store: Store) -> None:
    await store.close()
    with pytest.raises(StoreError, match="closed"):
        await store.first_time("e1", NOON)
    with pytest.raises(StoreError, match="closed"):
        await store.done("e1", NOON)
