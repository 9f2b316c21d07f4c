"""Served replicas under a storm of signed Slack events, each to any of them, with kills and restarts."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import aiohttp

from adapters.settings import ROOT, VARIABLES
from adapters.slack.endpoint import PATH
from adapters.slack.signature import sign
from tests.scenario.fake_slack import FakeSlack
from tests.scenario.slack_app import a_mention
from tests.scenario.slack_values import SIGNING_SECRET

_AT_ONCE = 12
_ANSWER = aiohttp.ClientTimeout(total=10)
_PATIENCE = 60.0


@dataclass(slots=True, kw_only=True)
class Replica:
    """A process of its own; it can be killed and started anew. `given` are this life's events."""

    log: Path
    settings: dict[str, str]
    process: asyncio.subprocess.Process | None = None
    address: str = ""
    lives: int = 0
    given: set[int] = field(default_factory=set[int])

    async def start(self) -> None:
        """Return when it listens."""
        environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
        self.lives += 1
        self.given.clear()
        log = self.log.with_suffix(f".{self.lives}")
        with log.open("wb") as errors:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, str(ROOT / "app.py"), "serve",
                env=environment | self.settings, cwd=log.parent, stderr=errors,
            )  # fmt: skip
        async with asyncio.timeout(_PATIENCE):
            while not (found := re.search(rb"at (http://127\.0\.0\.1:\d+)/", log.read_bytes())):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        self.address = found[1].decode()

    async def kill(self) -> None:
        """At once, by its id."""
        if self.process and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


@dataclass(slots=True, kw_only=True)
class Storm:
    """Deliveries on their way to replicas; one is killed and started anew whenever only so many are left.

    Then, `interrupted` are the events that it was given and that had no answer; `unsure` those that were
    under way anywhere, so that an answer may be out that nobody has noted: `under_way` finds them.
    """

    slack: FakeSlack
    replicas: Sequence[Replica]
    session: aiohttp.ClientSession
    random: Random
    under_way: Callable[[], set[int]]
    kills: deque[int] = field(default_factory=deque[int])
    killing: asyncio.Lock = field(default_factory=asyncio.Lock)
    queue: deque[int] = field(default_factory=deque[int])
    unsure: set[int] = field(default_factory=set[int])
    interrupted: set[int] = field(default_factory=set[int])

    def answers(self) -> Counter[int]:
        """How many each event has."""
        sent = (str(call["thread_ts"]) for call in self.slack.of("chat.postMessage"))
        return Counter(int(stamp.partition(".")[2]) for stamp in sent)

    async def deliver(self, events: Sequence[int]) -> None:
        """All of them; what meets nobody, or is not acknowledged, comes again."""
        self.queue.extend(events)
        await asyncio.gather(*(self._deliverer() for _ in range(_AT_ONCE)))

    async def _deliverer(self) -> None:
        while self.queue:
            event = self.queue.popleft()
            if self.kills and len(self.queue) <= self.kills[0]:
                self.kills.popleft()
                await self._kill_one()
            replica = self.random.choice(self.replicas)
            replica.given.add(event)
            if not await self._sent(replica.address, event):
                self.queue.append(event)
                await asyncio.sleep(0.02)

    async def _kill_one(self) -> None:
        async with self.killing:
            replica = self.random.choice(self.replicas)
            await replica.kill()
            self.unsure |= await asyncio.to_thread(self.under_way)
            self.interrupted |= replica.given - self.answers().keys()
            await replica.start()

    async def _sent(self, address: str, event: int) -> bool:
        stamp, now = f"1772439330.{event:06}", str(int(time.time()))
        body = json.dumps(a_mention(event_id=f"Ev{event}", ts=stamp)).encode()
        headers = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": now,
            "X-Slack-Signature": sign(SIGNING_SECRET, now, body),
        }
        try:
            sent = self.session.post(f"{address}{PATH}", data=body, headers=headers, timeout=_ANSWER)
            async with sent as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def settled(self, events: set[int]) -> None:
        """Return when these have an answer, or nothing more has come for a while."""
        until = time.monotonic() + _PATIENCE
        while events - self.answers().keys() and time.monotonic() < until:
            before = self.answers().total()
            await asyncio.sleep(3)
            if self.answers().total() == before:
                return
