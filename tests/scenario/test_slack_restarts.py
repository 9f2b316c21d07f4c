"""A process that is killed in the middle of an answer: what Slack sends again is answered, and once."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from adapters.slack.endpoint import PATH
from adapters.slack.signature import sign
from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import FakeSlack, fake_slack
from tests.scenario.served_process import listening, started
from tests.scenario.slack_app import QUIET, event
from tests.scenario.slack_values import SIGNING_SECRET

AGAIN = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
LINES = 25
"""Events that are under way when the process is killed."""


@asynccontextmanager
async def served(folder: Path, slack: FakeSlack) -> AsyncGenerator[tuple[str, subprocess.Popen[str]]]:
    """The bot as a process of its own, before that Slack."""
    settings = {
        "SLACK_BOT_TOKEN": fakes.BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": slack.url,
    }
    with started(folder, **settings) as process:
        yield await asyncio.to_thread(listening, process), process


async def send(address: str, body: dict[str, Any], **headers: str) -> int:
    raw, stamp = json.dumps(body).encode(), str(int(time.time()))
    signed = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": sign(SIGNING_SECRET, stamp, raw),
    }
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{address}{PATH}", data=raw, headers=signed | headers) as answer,
    ):
        return answer.status


def a_message(number: int) -> dict[str, Any]:
    return event("message_im", event_id=f"Ev{number}", text=f"what is DPOR? ({number})")


async def test_what_a_killed_process_had_not_answered_is_answered_when_it_comes_again(tmp_path: Path) -> None:
    async with fake_slack() as slack:
        async with served(tmp_path, slack) as (address, process):
            assert await send(address, a_message(0)) == 200
            await slack.wait_for("chat.postMessage")
            async with slack.held("users.info"):
                slack.users["U0SLOW0001"] = fakes.a_user("U0SLOW0001")
                late = [a_message(number) for number in range(1, LINES)]
                for message in late:
                    message["event"]["user"] = "U0SLOW0001"
                    assert await send(address, message) == 200
                await slack.wait_for("users.info", 2)
                process.send_signal(signal.SIGKILL)
                process.wait()
        async with served(tmp_path, slack) as (address, _):
            again = [a_message(0), *late, *late]
            assert {await send(address, message, **AGAIN) for message in again} == {200}
            await slack.wait_for("chat.postMessage", LINES)
            await asyncio.sleep(QUIET)
        assert len(slack.of("chat.postMessage")) == LINES


async def test_what_was_answered_before_the_kill_is_not_answered_again(tmp_path: Path) -> None:
    async with fake_slack() as slack:
        async with served(tmp_path, slack) as (address, process):
            for number in range(3):
                assert await send(address, a_message(number)) == 200
            await slack.wait_for("chat.postMessage", 3)
            await asyncio.sleep(QUIET)
            process.send_signal(signal.SIGKILL)
            process.wait()
        async with served(tmp_path, slack) as (address, _):
            for number in range(3):
                assert await send(address, a_message(number), **AGAIN) == 200
            await asyncio.sleep(QUIET)
        assert len(slack.of("chat.postMessage")) == 3
