"""The doctor's look at the start of the service: what is degraded is logged, and nothing waits for it."""

from __future__ import annotations

import asyncio
import logging
import signal
import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from adapters.doctor import public_address, start
from adapters.findings import Grade
from adapters.health import Health, State
from adapters.settings import ROOT
from adapters.stores import open_store
from tests.contract.notice_steps import a_notice
from tests.scenario.doctor_world import APP_ID, BOT, PASSWORD, SECRET, TENANT, world
from tests.scenario.test_service import post, served
from tests.whole_bot import knowledge

REGISTERED = {
    "MicrosoftAppId": APP_ID,
    "MicrosoftAppPassword": PASSWORD,
    "MicrosoftAppTenantId": TENANT,
}


async def heard(what: str) -> None:
    """Return when the doctor has logged that."""
    said = asyncio.Event()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if what in record.getMessage():
                said.set()

    listener = Listener()
    start.log.addHandler(listener)
    try:
        await said.wait()
    finally:
        start.log.removeHandler(listener)


async def test_at_the_start_what_is_degraded_is_logged_without_a_secret(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(start, "_UNTIL_SERVED", 0.0)
    async with world() as outer:
        outer.auth = {"ok": False, "error": "invalid_auth"}
        given = {**outer.settings, "SLACK_APP_TOKEN": "xoxp-wrong", "MicrosoftAppId": ""}
        with caplog.at_level(logging.INFO, "dpor.doctor"):
            async with start.watched_start(given), asyncio.timeout(30):
                await heard("SLACK_BOT_TOKEN")
    assert "degraded SLACK_APP_TOKEN: This is a user token" in caplog.text
    assert "degraded SLACK_BOT_TOKEN: Slack does not know this token." in caplog.text
    assert "xox" not in caplog.text.replace("xoxb-.", "").replace("xapp-.", "")
    assert "/slack-api/apps.connections.open" not in outer.asked


async def test_at_the_start_the_parts_that_are_set_up_are_noted_as_they_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(start, "_UNTIL_SERVED", 0.0)
    health = Health(open_store("memory:"), knowledge())
    async with world() as outer:
        outer.auth = {"ok": False, "error": "invalid_auth"}
        given = {name: value for name, value in outer.settings.items() if not name.startswith("MicrosoftApp")}
        async with start.watched_start(given, health), asyncio.timeout(30):
            before = await health.parts()
            await heard("SLACK_BOT_TOKEN")
        after = await health.parts()
    assert "teams" not in before
    assert before["slack"] is State.UNKNOWN
    assert after["slack"] is State.DEGRADED
    assert after["settings"] is State.WELL


async def test_alerts_for_a_platform_that_is_not_served_are_logged_and_noted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(start, "_UNTIL_SERVED", 0.0)
    store = open_store("memory:")
    async with store.transaction() as transaction:
        await transaction.notices.add(a_notice())
    health = Health(store, knowledge())
    async with start.watched_alerts(store, {"teams"}, health), asyncio.timeout(30):
        await heard("degraded alerts")
    assert (await health.parts())["alerts"] is State.DEGRADED
    assert "Set Slack's credentials" in caplog.text
    assert a_notice().text not in caplog.text


async def test_the_look_at_the_start_ends_with_the_service() -> None:
    async with world() as outer:
        async with start.watched_start(outer.settings):
            pass
        assert outer.asked == []


async def test_what_is_loaded_for_the_look_does_not_hold_up_the_loop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    where: list[threading.Thread] = []
    monkeypatch.setattr(start, "_UNTIL_SERVED", 0.0)

    def loading(name: str) -> ModuleType:
        where.append(threading.current_thread())
        return import_module(name)

    monkeypatch.setattr(start, "import_module", loading)
    async with world() as outer:
        health = Health(open_store("memory:"), knowledge())
        async with start.watched_start(outer.settings, health), asyncio.timeout(30):
            while State.UNKNOWN in (await health.parts()).values():  # noqa: ASYNC110 - nothing here could set an event
                await asyncio.sleep(0.01)
    assert where
    assert threading.main_thread() not in where


def test_a_service_whose_slack_is_away_says_so_and_serves_on(tmp_path: Path) -> None:
    away = {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": "http://127.0.0.1:1/"}
    with served(tmp_path, **away) as (address, process):
        assert process.stderr is not None
        assert next(
            line for line in process.stderr if "degraded SLACK_BOT_TOKEN: Slack was not reached" in line
        )
        assert "Yes, we are DPOR" in post(f"{address}/web/ask", {"text": "are we DPOR for Contoso Azure?"})
        process.send_signal(signal.SIGTERM)
        _, logged = process.communicate(timeout=30)
        assert process.returncode == 0
        assert BOT not in logged


def test_the_served_bot_answers_what_the_doctor_asks_of_its_public_address(tmp_path: Path) -> None:
    away = "http://127.0.0.1:1/"
    settings = {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": away, **REGISTERED}
    with served(tmp_path, **settings) as (address, _):
        found = asyncio.run(public_address.examined(address, ["/slack/events", "/api/messages"]))
    assert [finding.grade for finding in found] == [Grade.WELL, Grade.WELL]


def test_looking_at_the_start_loads_no_sdk() -> None:
    program = (
        "import sys, adapters.doctor.start\n"
        "print([name for name in ('slack_bolt', 'slack_sdk', 'botbuilder') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
