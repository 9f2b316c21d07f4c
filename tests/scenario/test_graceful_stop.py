"""SIGTERM under load: what was acknowledged is answered, what comes later is turned away to come again."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from adapters.contradictions import DANGEROUS_TEAMS
from adapters.settings import ROOT, VARIABLES
from adapters.slack.signature import sign
from adapters.stores import open_store
from tests.scenario.fake_connector import Answer, FakeTeams, fake_teams
from tests.scenario.fake_slack import FakeSlack, fake_slack
from tests.scenario.slack_app import a_mention
from tests.scenario.slack_values import BOT_TOKEN, SIGNING_SECRET
from tests.scenario.teams_app import payload

LONGEST_STOP = 4.0
ASKING = 8
"""Events under way at any moment."""
UNDER_LOAD = 60
"""Events that were acknowledged before the signal."""
SENDING = 0.3
"""Seconds that either platform takes a message: at the signal there is much to finish."""


@dataclass
class Service:
    """A served process, and what it said to each event that it was sent."""

    process: asyncio.subprocess.Process
    address: str
    said: dict[str, int] = field(default_factory=dict[str, int])
    retry_after: set[str] = field(default_factory=set[str])

    @property
    def acknowledged(self) -> set[str]:
        return {event for event, status in self.said.items() if status == 200}

    async def stop(self) -> float:
        """Send SIGTERM; gives the seconds until it has ended."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(self.process.wait(), 10) == 0
        return time.monotonic() - began


@asynccontextmanager
async def served(folder: Path, **settings: str) -> AsyncGenerator[Service]:
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    environment |= {"PORT": "0", "DPOR_STORE": f"tinydb:{folder / 'dpor.json'}", **settings}
    with (folder / "log").open("ab") as log:
        began = log.tell()
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(ROOT / "app.py"), "serve", "--demo", env=environment, cwd=folder, stderr=log
        )
    try:
        yield Service(process, await listening(folder / "log", began))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def listening(log: Path, began: int) -> str:
    found: list[bytes] = []

    def said() -> bool:
        found[:] = re.findall(rb"at (http://127\.0\.0\.1:\d+)/", log.read_bytes()[began:])
        return bool(found)

    await until(said)
    return found[0].decode()


async def until(so: Callable[[], bool]) -> None:
    """Return once it is so; another process makes it so."""
    async with asyncio.timeout(30):
        while not so():  # noqa: ASYNC110 - nothing here could set an event
            await asyncio.sleep(0.01)


Send = Callable[[aiohttp.ClientSession, str], Awaitable[aiohttp.ClientResponse]]


async def send(service: Service, session: aiohttp.ClientSession, ask: Send, event: str) -> None:
    try:
        async with asyncio.timeout(30):
            response = await ask(session, event)
            await response.read()
    except aiohttp.ClientError:
        service.said[event] = 0
        return
    service.said[event] = response.status
    if response.status == 503:
        service.retry_after.add(response.headers.get("Retry-After", "none"))


async def under_load(service: Service, ask: Send, names: str) -> float:
    """Send events until the service has stopped, which it is told in the midst; gives its seconds to stop."""
    numbers = itertools.count(1)
    stopped = asyncio.Event()

    async def asking(session: aiohttp.ClientSession) -> None:
        while not stopped.is_set():
            await send(service, session, ask, f"{names}{next(numbers):06}")
            await asyncio.sleep(0.005)

    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
        for _ in range(ASKING):
            tasks.create_task(asking(session))
        await until(lambda: len(service.acknowledged) >= UNDER_LOAD)
        seconds = await service.stop()
        stopped.set()
    return seconds


async def again(service: Service, ask: Send, events: set[str]) -> None:
    """As the platforms do: what was not acknowledged is sent again."""
    async with aiohttp.ClientSession() as session:
        for event in sorted(events):
            await send(service, session, ask, event)
    assert service.acknowledged == events


def in_slack(service: Service) -> Send:
    async def ask(session: aiohttp.ClientSession, event: str) -> aiohttp.ClientResponse:
        body = json.dumps(a_mention(event_id=event, ts=event, user="U0ASKER001")).encode()
        stamp = str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": sign(SIGNING_SECRET, stamp, body),
        }
        return await session.post(f"{service.address}/slack/events", data=body, headers=headers)

    return ask


def in_teams(service: Service, teams: FakeTeams) -> Send:
    async def ask(session: aiohttp.ClientSession, event: str) -> aiohttp.ClientResponse:
        body = payload("message-personal", teams.service_url, id=event, text="what is DPOR?")
        return await session.post(f"{service.address}/api/messages", json=body)

    return ask


def rating(service: Service) -> Send:
    """Whoever presses it is told that it was written down; the event's name is the topic."""

    async def rate(session: aiohttp.ClientSession, topic: str) -> aiohttp.ClientResponse:
        body = {"action": f"feedback.give?lang=en&topic={topic}&verdict=good"}
        return await session.post(f"{service.address}/web/act", json=body)

    return rate


async def topics_in(store: Path) -> set[str]:
    """What was rated, as it stands in a store that nobody else has open."""
    opened = open_store(f"tinydb:{store}")
    try:
        async with opened.transaction() as transaction:
            return {feedback.topic for feedback in await transaction.opinions.latest(10_000)}
    finally:
        await opened.close()


def answers_in(slack: FakeSlack) -> Callable[[], Counter[str]]:
    return lambda: Counter(str(call["thread_ts"]) for call in slack.of("chat.postMessage"))


def answers_of(teams: FakeTeams) -> Callable[[], Counter[str]]:
    return lambda: Counter(str(sent.body["replyToId"]) for sent in teams.sent)


async def stop_and_start_again(
    folder: Path,
    settings: dict[str, str],
    asking: Callable[[Service], Send],
    answers: Callable[[], Counter[str]],
) -> None:
    async with served(folder, **settings) as service:
        seconds = await under_load(service, asking(service), "1772439330.")
    assert seconds < LONGEST_STOP
    # Every acknowledged event has its answer by the time that the process has ended.
    assert service.acknowledged - answers().keys() == set()
    # Many were turned away in words; the last met nobody.
    assert service.retry_after == {"5"}
    assert {200, 503} <= set(service.said.values()) <= {0, 200, 503}
    refused = set(list(service.said)[-20:]) - service.acknowledged
    async with served(folder, **settings) as next_one:
        await again(next_one, asking(next_one), refused)
        await until(lambda: refused <= answers().keys())
        await next_one.stop()
    assert set(answers().values()) == {1}
    assert "given up" not in (folder / "log").read_text(encoding="utf-8")


async def test_what_slack_was_acknowledged_is_answered_and_the_rest_comes_again(tmp_path: Path) -> None:
    async with fake_slack() as slack:
        slack.delay = SENDING
        settings = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": slack.url,
        }
        await stop_and_start_again(tmp_path, settings, in_slack, answers_in(slack))


async def test_what_teams_was_acknowledged_is_answered_and_the_rest_comes_again(tmp_path: Path) -> None:
    async with fake_teams() as teams:
        teams.answers = [Answer(after=SENDING) for _ in range(5000)]
        await stop_and_start_again(
            tmp_path, {DANGEROUS_TEAMS: "true"}, lambda service: in_teams(service, teams), answers_of(teams)
        )


async def test_what_a_page_was_told_is_written_down_is_in_the_file_after_the_stop(tmp_path: Path) -> None:
    async with served(tmp_path) as service:
        assert await under_load(service, rating(service), "topic-") < LONGEST_STOP
    assert len(service.acknowledged) >= UNDER_LOAD
    assert service.acknowledged - await topics_in(tmp_path / "dpor.json") == set()
