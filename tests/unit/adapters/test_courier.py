"""The courier with a platform that takes messages, refuses them, or does not say."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

import pytest

from adapters.courier.courier import Courier, Ways
from adapters.courier.posting import Told
from adapters.stores.memory import memory_store
from bot.conversation.language import Language
from bot.conversation.notices import OPEN, Notice, NoticeState
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply
from bot.errors import DeliveryError, Fate, RoomLost
from bot.ports import Store
from tests.builders import ROOM
from tests.contract.notice_steps import a_notice
from tests.fakes import NOON, FrozenClock

HOUR = timedelta(hours=1)


@dataclass
class Platform:
    """Keeps what was posted by key, and fails as it is told: each error once."""

    rest: timedelta = timedelta(seconds=1)
    errors: list[DeliveryError] = field(default_factory=list[DeliveryError])
    posted: list[Told] = field(default_factory=list[Told])
    visible: bool = True
    takes_it_anyway: bool = False
    looked: int = 0
    barred: DeliveryError | None = None

    async def post(self, told: Told) -> str:
        error = self.errors.pop(0) if self.errors else None
        if error is None or self.takes_it_anyway:
            self.posted.append(told)
        if error is not None:
            raise error
        return f"receipt {told.key}"

    async def admit(self, told: Told) -> None:
        if self.barred is not None:
            raise self.barred

    async def look(self, notice: Notice, thread: str) -> str | None:
        self.looked += 1
        if not self.visible:
            raise DeliveryError("cannot be read back", fate=Fate.REFUSED)
        return f"receipt {notice.key}" if any(told.key == notice.key for told in self.posted) else None


class World:
    """A store, a clock and a courier that is driven by hand."""

    def __init__(self, platform: Platform) -> None:
        self.clock = FrozenClock()
        self.store: Store = memory_store()
        self.platform = platform
        self.over: set[str] = set()
        self.lost: list[tuple[str, str]] = []
        self.courier = Courier(self.store, self.clock, "slack", platform, self.render, Ways(), lost=self.lose)

    async def render(self, notice: Notice) -> Told | None:
        if notice.text == "fault":
            raise KeyError(notice.text)
        if notice.text == "old" or notice.key in self.over:
            return None
        reply = Reply(language=Language.ENGLISH, title=notice.text, outcome=Outcome(kind=Kind.COMMAND))
        edits = "r0" if notice.text == "edit" else ""
        return Told(address=notice.address, reply=reply, key=notice.key, edits=edits)

    async def stopped(self, notice: Notice) -> Told | None:
        """As by a signal, for longer than the lease."""
        await asyncio.sleep(0)
        time.sleep(0.25)  # noqa: ASYNC251 (everything stands still)
        return await self.render(notice)

    async def lose(self, notice: Notice, reason: str) -> None:
        self.lost.append((notice.key, reason))

    async def add(self, *notices: Notice) -> None:
        async with self.store.transaction() as transaction:
            for notice in notices:
                await transaction.notices.add(notice)

    async def round(self, after: timedelta = timedelta()) -> list[str]:
        self.clock.advance(after)
        given = await self.store.take(self.clock.now(), timedelta(seconds=60), 20, "slack")
        for notice in given:
            await self.courier.tell(notice)
        return [notice.key for notice in given]

    async def one(self, key: str = "n1") -> Notice:
        async with self.store.transaction() as transaction:
            found = await transaction.notices.one(key)
        assert found is not None
        return found


def slack(key: str = "n1", conversation: str = "C1", text: str = "news") -> Notice:
    return replace(a_notice(key, text=text), address=replace(ROOM, conversation=conversation))


async def test_it_is_sent_when_the_platform_said_so_and_not_before() -> None:
    world = World(Platform(errors=[DeliveryError("busy", retry_after=30.0)]))
    await world.add(slack())
    await world.round()
    waiting = await world.one()
    assert (waiting.state, waiting.reason, waiting.perhaps_sent) == (NoticeState.READY, "busy", False)
    assert await world.round(timedelta(seconds=29)) == []
    await world.round(timedelta(seconds=32))
    assert ((await world.one()).state, (await world.one()).receipt) == (NoticeState.SENT, "receipt n1")
    assert world.platform.looked == 0


async def test_what_may_have_got_through_is_looked_for_after_the_quarantine() -> None:
    world = World(Platform(errors=[DeliveryError("reset")], takes_it_anyway=True))
    await world.add(slack())
    await world.round()
    assert (await world.one()).state is NoticeState.QUARANTINED
    assert await world.round(timedelta(seconds=59)) == []
    await world.round(timedelta(seconds=2))
    assert (await world.one()).state is NoticeState.SENT
    assert len(world.platform.posted) == 1


async def test_where_nobody_can_look_it_is_sent_once_more_and_says_so() -> None:
    world = World(Platform(errors=[DeliveryError("reset")], takes_it_anyway=True, visible=False))
    await world.add(slack())
    await world.round()
    await world.round(timedelta(seconds=61))
    assert [told.may_repeat for told in world.platform.posted] == [False, True]
    assert (await world.one()).state is NoticeState.SENT


async def test_a_look_that_fails_does_not_make_it_sure() -> None:
    platform = Platform(errors=[DeliveryError("reset")], takes_it_anyway=True)
    world = World(platform)
    await world.add(slack())
    await world.round()
    real, platform.look = platform.look, _limited  # type: ignore[method-assign]
    await world.round(timedelta(seconds=61))
    assert (await world.one()).perhaps_sent
    platform.look = real  # type: ignore[method-assign]
    await world.round(timedelta(minutes=2))
    assert len(platform.posted) == 1
    assert (await world.one()).state is NoticeState.SENT


async def _limited(notice: Notice, thread: str) -> str | None:
    raise DeliveryError("history is limited", retry_after=5.0)


async def test_a_refusal_for_good_ends_with_its_reason() -> None:
    world = World(Platform(errors=[DeliveryError("is_archived", fate=Fate.REFUSED)]))
    await world.add(slack())
    await world.round()
    assert ((await world.one()).state, (await world.one()).reason) == (NoticeState.DEAD, "is_archived")
    assert await world.round(HOUR) == []


async def test_it_is_given_up_a_day_after_the_first_try_however_long_it_was_held() -> None:
    busy = [DeliveryError("busy", fate=Fate.NOT_TAKEN) for _ in range(30)]
    world = World(Platform(errors=busy))
    await world.add(replace(slack(), due=NOON + 72 * HOUR))
    await world.round(72 * HOUR)
    for _ in range(23):
        await world.round(HOUR)
    assert (await world.one()).state is NoticeState.READY
    await world.round(HOUR)
    assert ((await world.one()).state, (await world.one()).reason) == (NoticeState.DEAD, "busy")


async def test_a_room_that_is_limited_for_hours_loses_nothing() -> None:
    platform = Platform(errors=[DeliveryError("busy", retry_after=1.0) for _ in range(200)])
    world = World(platform)
    await world.add(slack())
    for _ in range(200):
        await world.round(timedelta(seconds=40))
    platform.errors.clear()
    await world.round(HOUR)
    assert (await world.one()).state is NoticeState.SENT


async def test_a_room_that_is_lost_is_told_of_and_its_notice_given_up() -> None:
    world = World(Platform(barred=RoomLost("strangers")))
    await world.add(slack())
    await world.round()
    assert world.lost == [("n1", "strangers")]
    assert ((await world.one()).state, (await world.one()).reason) == (NoticeState.DEAD, "strangers")
    assert world.platform.posted == []


async def test_where_the_readers_are_not_known_it_waits() -> None:
    world = World(Platform(barred=DeliveryError("readers-unknown", fate=Fate.NOT_TAKEN)))
    await world.add(slack())
    await world.round()
    assert ((await world.one()).state, world.platform.posted) == (NoticeState.READY, [])
    world.platform.barred = None
    await world.round(HOUR)
    assert (await world.one()).state is NoticeState.SENT


async def test_the_mark_of_a_repeat_stays_until_it_is_posted() -> None:
    errors = [DeliveryError("reset"), DeliveryError("busy", retry_after=1.0)]
    world = World(Platform(errors=errors, visible=False))
    await world.add(slack())
    for _ in range(3):
        await world.round(HOUR)
    assert [told.may_repeat for told in world.platform.posted] == [True]


async def test_an_edit_is_done_again_without_a_look_or_a_mark() -> None:
    world = World(Platform(errors=[DeliveryError("reset")], takes_it_anyway=True))
    await world.add(slack(text="edit"))
    await world.round()
    await world.round(HOUR)
    assert [(told.edits, told.may_repeat) for told in world.platform.posted] == [("r0", False)] * 2
    assert world.platform.looked == 0


async def test_what_got_through_counts_even_if_nothing_would_be_said_any_more() -> None:
    world = World(Platform(errors=[DeliveryError("reset")], takes_it_anyway=True))
    await world.add(slack())
    await world.round()
    world.over.add("n1")
    await world.round(HOUR)
    assert ((await world.one()).state, (await world.one()).receipt) == (NoticeState.SENT, "receipt n1")


async def test_a_fault_of_ours_holds_up_nobody() -> None:
    world = World(Platform())
    await world.add(slack(text="fault"))
    await world.round()
    assert ((await world.one()).state, (await world.one()).reason) == (NoticeState.DEAD, "refused: KeyError")


async def test_what_is_over_is_not_told() -> None:
    world = World(Platform())
    await world.add(slack(text="old"))
    await world.round()
    assert ((await world.one()).state, world.platform.posted) == (NoticeState.SENT, [])


async def test_a_room_that_must_wait_does_not_hold_up_the_others() -> None:
    platform = Platform(errors=[DeliveryError("rate limited", retry_after=600.0)])
    world = World(platform)
    await world.add(slack("n1", "C1"))
    await world.round()
    await world.add(slack("n2", "C1"), *(slack(f"m{n}", f"D{n}") for n in range(19)))
    assert len(await world.round(timedelta(seconds=1))) == 19
    assert (await world.one("n2")).state is NoticeState.READY


async def test_another_platforms_notices_are_left_to_its_own_courier() -> None:
    world = World(Platform())
    await world.add(replace(a_notice("n9"), address=replace(ROOM, platform="teams")))
    assert await world.round() == []


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_nothing_is_lost_or_doubled_however_it_fails(seed: int) -> None:
    chance = Random(seed)
    world = World(Platform(rest=timedelta()))
    await world.add(*(slack(f"n{n}", f"C{n % 7}") for n in range(80)))
    for _ in range(4000):
        world.platform.errors = [chance.choice(_FAULTS)] if chance.random() < 0.4 else []
        world.platform.takes_it_anyway = bool(world.platform.errors) and (
            world.platform.errors[0].fate is Fate.UNCLEAR and chance.random() < 0.5
        )
        await world.round(timedelta(seconds=chance.choice((1, 20, 61))))
        async with world.store.transaction() as transaction:
            if not OPEN & (await transaction.notices.waiting()).keys():
                break
    times = Counter(told.key for told in world.platform.posted)
    assert times == Counter({f"n{n}": 1 for n in range(80)})


_FAULTS = (
    DeliveryError("busy", retry_after=3.0),
    DeliveryError("reset"),
    DeliveryError("500", fate=Fate.UNCLEAR),
)


async def test_who_comes_later_than_the_lease_posts_nothing() -> None:
    world = World(Platform())
    world.courier = Courier(
        world.store, world.clock, "slack", world.platform, world.stopped, Ways(lease=timedelta(seconds=0.2))
    )
    await world.add(slack())
    running = asyncio.create_task(world.courier.run())
    async with asyncio.timeout(30):
        while not (await world.one()).attempt:  # noqa: ASYNC110 (the store is a plain value)
            await asyncio.sleep(0.01)
    world.courier.stop()
    await running
    assert world.platform.posted == []


async def test_it_runs_until_it_is_stopped() -> None:
    world = World(Platform())
    await world.add(slack())
    running = asyncio.create_task(world.courier.run())
    async with asyncio.timeout(30):
        while not world.platform.posted:  # noqa: ASYNC110 (the platform is a plain list)
            await asyncio.sleep(0.01)
    world.courier.stop()
    await running
    assert (await world.one()).state is NoticeState.SENT
