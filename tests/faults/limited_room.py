"""One of twenty rooms takes nothing for ten minutes, by a clock that is turned: how late are the others?

A trial is a second. Each room has an alert every five; what comes more than two seconds after it was due
counts as lost, and so does what never comes to the limited room once it takes messages again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from adapters.courier.courier import Courier
from adapters.courier.posting import Told
from adapters.stores.memory import memory_store
from bot.conversation.language import Language
from bot.conversation.notices import OPEN, Notice
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply
from bot.errors import DeliveryError
from bot.ports import Store
from tests.contract.notice_steps import a_notice
from tests.fakes import NOON, FrozenClock
from tests.faults.findings import Fault, Findings

_ROOMS, _EVERY = 20, 5
_LATEST = timedelta(seconds=2)
_STEP = timedelta(seconds=0.5)
"""As often as a courier looks."""
_LIMITED = "C0"


@dataclass(slots=True)
class LimitedRoom:
    """Slack with one room at 429 until then; `waits` is the known fault: the worker sleeps meanwhile."""

    clock: FrozenClock
    until: datetime
    random: Random
    waits: bool = False
    rest: timedelta = timedelta(seconds=1)
    arrived: dict[str, datetime] = field(default_factory=dict[str, datetime])

    async def admit(self, told: Told) -> None:
        """Only ours read it."""

    async def post(self, told: Told) -> str:
        if told.address.conversation == _LIMITED and self.clock.time < self.until:
            wait = self.random.choice((1, 10, 30, 60))
            if self.waits:
                self.clock.advance(timedelta(seconds=wait))
                return await self.post(told)
            raise DeliveryError("busy: 429", retry_after=wait)
        self.arrived[told.key] = self.clock.time
        return told.key

    async def look(self, notice: Notice, thread: str) -> str | None:
        return None


async def run(trials: int, seed: int, _: Path) -> Findings:
    """Retry-After stands in the notice."""
    return await _limited(trials, seed, waits=False)


async def control(trials: int, seed: int, _: Path) -> Findings:
    """Retry-After is waited out."""
    return await _limited(trials, seed, waits=True)


async def _limited(trials: int, seed: int, *, waits: bool) -> Findings:
    store, clock = memory_store(), FrozenClock()
    end = NOON + timedelta(seconds=trials)
    slack = LimitedRoom(clock, end, Random(seed), waits)
    courier = Courier(store, clock, "slack", slack, _told)
    due = await _written(store, trials)
    while clock.time < end + timedelta(hours=1) and await _is_waiting(store):
        for notice in await store.take(clock.time, timedelta(seconds=60), 20, "slack"):
            await courier.tell(notice)
        clock.advance(_STEP)
    return _judged(slack, due, trials)


async def _written(store: Store, trials: int) -> Mapping[str, datetime]:
    due: dict[str, datetime] = {}
    async with store.transaction() as transaction:
        for second in range(0, trials, _EVERY):
            for room in range(_ROOMS):
                notice = a_notice(f"{room}/{second}", conversation=f"C{room}")
                due[notice.key] = NOON + timedelta(seconds=second + room / _ROOMS)
                await transaction.notices.add(replace(notice, due=due[notice.key]))
    return due


async def _told(notice: Notice) -> Told:
    reply = Reply(language=Language.ENGLISH, title=notice.key, outcome=Outcome(kind=Kind.COMMAND))
    return Told(address=notice.address, reply=reply, key=notice.key)


async def _is_waiting(store: Store) -> bool:
    async with store.transaction() as transaction:
        return bool(OPEN & (await transaction.notices.waiting()).keys())


def _judged(slack: LimitedRoom, due: Mapping[str, datetime], trials: int) -> Findings:
    found = Findings(trials=trials, acknowledged=len(slack.arrived))
    for key, when in due.items():
        arrived = slack.arrived.get(key)
        limited = key.startswith("0/")
        found.lost += arrived is None or (not limited and arrived > when + _LATEST)
    return found


FAULT = Fault(name="a room at 429", run=run, trials=600, quick=120, control=control, control_trials=120)
