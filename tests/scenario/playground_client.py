"""The Microsoft 365 Agents Playground, a client of Teams that needs no account, in a Chromium."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
import pytest
from playwright.async_api import Page, async_playwright, expect

from adapters.settings import ROOT
from tests.scenario.web_browser import FLAGS, chromium_path

_COMMAND = ROOT / ".venv" / "playground" / "node_modules" / ".bin" / "agentsplayground"
_TO_LOOPBACK = Path(__file__).parent / "playground" / "loopback.cjs"
_STARTED_WITHIN = 60
_SHOWN_WITHIN = 15_000
"""Milliseconds that a step of a visit may take."""


def playground_command() -> str:
    """Where it is. Without it the test is skipped, and in CI fails."""
    if _COMMAND.exists() and shutil.which("node"):
        return str(_COMMAND)
    missing = "The Agents Playground is missing, so no client of Teams was tried. Run: make playground"
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


@asynccontextmanager
async def playground(endpoint: str) -> AsyncGenerator[Page]:
    """The Playground's page, with the bot at that address behind it."""
    command, chromium = playground_command(), chromium_path()
    async with _serving(command, endpoint) as address, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            page = await browser.new_page(viewport={"width": 1600, "height": 1200})
            page.set_default_timeout(_SHOWN_WITHIN)
            expect.set_options(timeout=_SHOWN_WITHIN)
            await page.goto(address)
            yield page
        finally:
            await browser.close()


@asynccontextmanager
async def _serving(command: str, endpoint: str) -> AsyncGenerator[str]:
    port = str(_free_port())
    options = ("-e", endpoint, "-c", "msteams", "-p", port, "--disable-telemetry")
    # By itself it listens on all addresses of the machine.
    environment = {**os.environ, "NODE_OPTIONS": f"--require={_TO_LOOPBACK}"}
    with TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            command, "start", *options, cwd=folder, env=environment, stdout=asyncio.subprocess.DEVNULL
        )
        try:
            address = f"http://127.0.0.1:{port}"
            await _answering(address)
            yield address
        finally:
            process.terminate()
            await process.wait()


async def _answering(address: str) -> None:
    async with aiohttp.ClientSession() as http, asyncio.timeout(_STARTED_WITHIN):
        while not await _answers(http, address):  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.1)


async def _answers(http: aiohttp.ClientSession, address: str) -> bool:
    try:
        async with http.get(address):
            return True
    except aiohttp.ClientError:
        return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
