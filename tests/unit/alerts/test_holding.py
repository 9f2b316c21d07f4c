"""What was written before is held, or not told at all, where the room has asked for that since."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from adapters.stores.memory import memory_store
from bot.alerts.holding import held_until, is_wanted
from bot.alerts.tellings import CardOf, EditOf, LostRoomOf, Telling
from bot.conversation.notices import Notice
from bot.conversation.watches import Watch
from bot.partnership.quiet import QuietHours
from tests.builders import ROOM
from tests.fakes import NOON

CARD, EDIT = CardOf(case="k"), EditOf(case="k", version=2)
LOST = LostRoomOf(tenant="T1", conversation="C1", since=NOON.isoformat(), reason="")
NOTICE = Notice(key="n", subject="k", address=ROOM, text="", due=NOON, created=NOON)
WATCH = Watch(address=ROOM, since=NOON)


async def wanted(telling: Telling, watch: Watch | None) -> bool:
    store = memory_store()
    async with store.transaction() as transaction:
        if watch:
            await transaction.watches.save(watch)
        return await is_wanted(transaction, NOTICE, telling)


@pytest.mark.parametrize(
    ("telling", "watch", "is_told"),
    [
        (CARD, WATCH, True),
        (CARD, None, False),
        (CARD, replace(WATCH, paused="is_archived"), False),
        (EDIT, None, True),
        (LOST, None, True),
    ],
)
async def test_a_room_that_watches_no_more_is_told_nothing_new(
    telling: Telling, watch: Watch | None, is_told: bool
) -> None:
    assert await wanted(telling, watch) is is_told


@pytest.mark.parametrize(
    ("ends", "until"), [(time(15, 30), NOON + timedelta(hours=2, minutes=30)), (time(13), None)]
)
async def test_quiet_hours_asked_for_since_hold_it(ends: time, until: datetime | None) -> None:
    store = memory_store()
    async with store.transaction() as transaction:
        assert await held_until(transaction, NOTICE, NOON) is None
        await transaction.watches.save(replace(WATCH, quiet=QuietHours(begins=time(9), ends=ends)))
        assert await held_until(transaction, NOTICE, NOON) == until
