"""The courier with a platform that takes messages, refuses them, or does not say."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

import pytest

from adapters.courier.courier import Courier, Told, Ways
from adapters.stores.memory import memory_store
from bot.conversation.language import Language
from bot.conversation.notices import OPEN, Notice, NoticeState
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply
from bot.errors import DeliveryError, Fate
from bot.ports import Store
from tests.builders import ROOM
from tests.contract.notice_steps import a_notice
from tests.fakes import FrozenClock

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

    async def post(self, told: Told) -> str:
        error = self.errors.pop(0) if self.errors else None
        if error is None or self.takes_it_anyway:
            self.posted.append(told)
        if error is not None:
            raise error
        return f"receipt {told.key}"

    async def look(self, notice: Notice) -> str | None:
        self.looked += 1
        if not self.visible:
            raise DeliveryError("cannot be read back", fate=Fate.REFUSED)
        return f"receipt {notice.key}" if any(told.key == notice.key for told in self.posted) else None


async def render(notice: Notice) -> Told | None:
    reply = Reply(language=Language.ENGLISH, title=notice.text, outcome=Outcome(kind=Kind.COMMAND))
    return None if notice.text == "old" else Told(address=notice.address, reply=reply, key=notice.key)


class World:
    """A store, a clock and a courier that is driven by hand."""

    def __init__(self, platform: Platform) -> None:
        self.clock = FrozenClock()
        self.store: Store = memory_store()
        self.platform = platform
        self.courier = Courier(self.store, self.clock, "slack", platform, render, Ways())

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


async def _limited(notice: Notice) -> str | None:
    raise DeliveryError("history is limited", retry_after=5.0)


async def test_a_refusal_for_good_ends_with_its_reason() -> None:
    world = World(Platform(errors=[DeliveryError("is_archived", fate=Fate.REFUSED)]))
    await world.add(slack())
    await world.round()
    assert ((await world.one()).state, (await world.one()).reason) == (NoticeState.DEAD, "is_archived")
    assert await world.round(HOUR) == []


async def test_it_is_given_up_after_a_day() -> None:
    busy = [DeliveryError("busy", fate=Fate.NOT_TAKEN) for _ in range(30)]
    world = World(Platform(errors=busy))
    await world.add(slack())
    for _ in range(30):
        await world.round(HOUR)
    assert (await world.one()).state is NoticeState.DEAD
    assert "busy (tried " in (await world.one()).reason


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


async def test_it_runs_until_it_is_stopped() -> None:
    world = World(Platform())
    await world.add(slack())
    running = asyncio.create_task(world.courier.run())
    async with asyncio.timeout(10):
        while not world.platform.posted:  # noqa: ASYNC110 (the platform is a plain list)
            await asyncio.sleep(0.01)
    world.courier.stop()
    await running
    assert (await world.one()).state is NoticeState.SENT
