"""Alerts to a Slack and a Teams that answer badly, by couriers that are killed and stopped at random.

A trial is an alert; half go to Slack, half to Teams. On Slack none is lost or stands there twice. On Teams
none is lost, and one stands there again only where its answer was lost (or who waited for it), once for each,
and every copy but the first says that it may be a repeat. Times are a tenth of the service's own.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from adapters.stores import open_store
from bot.conversation.notices import Notice
from bot.ports import Store
from tests.faults.alert_workers import DONE, LEASE, STARTED, UNCLEAR, carry
from tests.faults.children import Child, child
from tests.faults.findings import Fault, Findings
from tests.faults.flaky_services import Judge, Services, flaky_services

_LIVES = (0.4, 2.0)
"""Seconds until a courier is killed or stopped, from when it has started."""
_ALERTS_A_KILL = 100
_STOPPED_IN = 10
"""One in so many is stopped for longer than its lease, instead of being killed."""
_ON_THE_WAY = 0.2
"""Seconds in which what was sent before a kill has reached the service."""
_PATIENCE = 30.0
"""Seconds for a run, and a twentieth of one for every alert."""


async def run(trials: int, seed: int, folder: Path) -> Findings:
    """On a TinyDB file: one courier at a time."""
    return await carried(f"tinydb:{folder / 'store.json'}", trials, seed)


async def control(trials: int, seed: int, folder: Path) -> Findings:
    """By couriers that do not look, and mark nothing."""
    return await carried(f"tinydb:{folder / 'store.json'}", trials, seed, careless=True)


@dataclass(slots=True)
class Delivery:
    """Couriers at work on one outbox, and what may come twice because they were interrupted."""

    url: str
    services: Services
    random: Random
    careless: bool
    kills: int
    loop: asyncio.AbstractEventLoop
    written: set[int] = field(default_factory=set[int])
    interrupted: Counter[int] = field(default_factory=Counter[int])
    unclear: Counter[int] = field(default_factory=Counter[int])
    left: threading.Lock = field(default_factory=threading.Lock)
    until: float = 0.0

    def work(self) -> bool:
        """One courier after the other, until nothing is left. False where that takes too long."""
        while time.monotonic() < self.until:
            if self._life(self._length()):
                return True
        return False

    def _length(self) -> float | None:
        with self.left:
            self.kills -= 1
            return self.random.uniform(*_LIVES) if self.kills >= 0 else None

    def _life(self, length: float | None) -> bool:
        """Whether it ended because nothing was left."""
        microsoft = f"http://127.0.0.1:{self.services.teams.server.port}"
        with child(carry, self.url, self.services.slack.url, microsoft, self.careless) as courier:
            if length is None:
                return self._heard(courier, self.until)
            if self._heard(courier, self.until, stop_at=STARTED):
                return True
            if self._heard(courier, time.monotonic() + length):
                return True
            if self.random.randrange(_STOPPED_IN) == 0:
                with _stopped(courier):
                    self.interrupt()
                return self._heard(courier, time.monotonic() + 1.0)
            courier.kill()
            for number in courier.said():
                self._take_down(number)
            self.interrupt()
            return False

    def interrupt(self) -> None:
        """What was posted and is not yet known to be written may be posted again.

        What is on the way is waited for, by the clock of the services: they may be busy.
        """
        asyncio.run_coroutine_threadsafe(asyncio.sleep(_ON_THE_WAY), self.loop).result()
        for judge in (self.services.in_slack, self.services.in_teams):
            for number in judge.posts.keys() - self.written:
                self.interrupted[number] += 1

    def unheard(self, number: int) -> int:
        """How many answers about it may have been lost: on the way, or with who waited for it."""
        lost = self.services.in_teams.lost_answers[number]
        # On a busy machine an answer may also come too late for who waits for it.
        return max(lost, self.unclear[number]) + self.interrupted[number]

    def _heard(self, courier: Child, until: float, stop_at: int = DONE) -> bool:
        """Listen until then, or until it has said that; whether it is done."""
        while (wait := until - time.monotonic()) > 0:
            if not courier.says.poll(wait):
                continue
            try:
                number = int(courier.says.recv_bytes())
            except (EOFError, ConnectionError):
                return False
            self._take_down(number)
            if number in (DONE, stop_at):
                return number == DONE
        return False

    def _take_down(self, number: int) -> None:
        if number >= 0:
            self.written.add(number)
        elif number <= UNCLEAR:
            self.unclear[UNCLEAR - number] += 1


@contextmanager
def _stopped(courier: Child) -> Generator[None]:
    """Within the block it stands still, for longer than its lease lasts."""
    pid = courier.process.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    yield
    time.sleep(LEASE.total_seconds() * 1.5)
    os.kill(pid, signal.SIGCONT)


async def carried(url: str, trials: int, seed: int, *, careless: bool = False) -> Findings:
    """Write the alerts, have one courier deliver them, and see what stands in the rooms."""
    async with flaky_services(Random(seed)) as services:
        await _written(open_store(url), trials, services)
        delivery = begun(url, trials, seed, services, careless=careless)
        done = await asyncio.to_thread(delivery.work)
        return judged(delivery, trials, done=done)


def begun(url: str, trials: int, seed: int, services: Services, *, careless: bool = False) -> Delivery:
    """With as many kills as befit the number of alerts."""
    kills = max(1, trials // _ALERTS_A_KILL)
    random = Random(f"{seed} couriers")
    delivery = Delivery(url, services, random, careless, kills, asyncio.get_running_loop())
    delivery.until = time.monotonic() + _PATIENCE + trials * _PATIENCE / 600
    return delivery


async def written(url: str, trials: int, services: Services) -> None:
    """The alerts, ready to be delivered."""
    await _written(open_store(url), trials, services)


async def _written(store: Store, trials: int, services: Services) -> None:
    now = datetime.now(UTC)
    for first in range(0, trials, 500):
        async with store.transaction() as transaction:
            for number in range(first, min(first + 500, trials)):
                notice = Notice(
                    key=str(number),
                    subject="alerts",
                    address=services.address(number),
                    text="",
                    due=now,
                    created=now,
                )
                await transaction.notices.add(notice)
    await store.close()


def judged(delivery: Delivery, trials: int, *, done: bool) -> Findings:
    """By what stands in the rooms."""
    found = Findings(trials=trials, acknowledged=len(delivery.written), unreadable=not done)
    for number in range(trials):
        judge = delivery.services.in_teams if number % 2 else delivery.services.in_slack
        found.lost += judge.posts[number] == 0
        found.doubled += _too_many(judge, number, delivery.unheard(number) if number % 2 else None)
    return found


def _too_many(judge: Judge, number: int, unheard: int | None) -> int:
    """Copies that should not be there; `unheard` is None on Slack, where one is all."""
    copies = judge.posts[number]
    if unheard is None:
        return max(0, copies - 1)
    return max(0, copies - 1 - unheard, judge.unmarked[number] - 1)


FAULT = Fault(name="alerts", run=run, trials=4_000, quick=200, control=control, control_trials=200)
