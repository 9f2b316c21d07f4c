"""A visit to the Microsoft 365 Agents Playground, in Chromium, with the served bot behind it.

Run it where only this machine is reached, since the Playground listens everywhere:
`unshare --net --map-root-user sh -c "ip link set lo up && python -m tests.scenario.playground_visit"`.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
from playwright.async_api import Page, async_playwright, expect

from tests.scenario.web_browser import FLAGS, chromium_path

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = "agentsplayground"
BOT = "http://127.0.0.1:3978"
PLAYGROUND = "http://localhost:56150"
QUESTION = "are we DPOR for Contoso Azure?"
ANSWER = "Yes, we are DPOR for Contoso"
GUIDES = "Guides for partners and customers"
BOT_SETTINGS = {
    "HOST": "127.0.0.1",
    "PORT": "3978",
    "DPOR_STORE": "memory:",
    "DPOR_DANGEROUSLY_ALLOW_ANONYMOUS_TEAMS": "true",
}


@asynccontextmanager
async def _running(*command: str, at: str, folder: str | Path = ROOT) -> AsyncGenerator[None]:
    """The command, from when its address answers until the block ends."""
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env={**os.environ, **BOT_SETTINGS}, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        async with aiohttp.ClientSession() as http, asyncio.timeout(60):
            while not await _answers(http, at):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.2)
        yield
    finally:
        process.terminate()
        await process.wait()


async def _answers(http: aiohttp.ClientSession, address: str) -> bool:
    try:
        async with http.get(address):
            return True
    except aiohttp.ClientError:
        return False


async def _ask(page: Page, text: str) -> None:
    await page.get_by_role("textbox").last.click()
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")


async def in_a_personal_chat(page: Page) -> None:
    """A question and its card, a button that leads on, a good word, and a checklist that stays ticked."""
    await expect(page.get_by_text("Hello! I know who is partner of record")).to_be_visible()
    await _ask(page, QUESTION)
    await expect(page.get_by_text(ANSWER).last).to_be_visible()
    await page.get_by_role("button", name="Yes, this helped").last.click()
    await expect(page.get_by_text("Thank you").last).to_be_visible()
    await _ask(page, "are we DPOR for Contoso Office 365?")
    await page.get_by_role("button", name="The guides").click()
    await expect(page.get_by_text(GUIDES).last).to_be_visible()
    await expect(page.get_by_role("button", name="The guides")).to_be_visible()
    await _ask(page, "show me the checklist")
    await page.get_by_role("checkbox").last.click()
    await page.get_by_role("button", name="Save the ticks").last.click()
    await expect(page.get_by_text(re.compile(r"1 of 4 done")).last).to_be_visible()


async def in_a_group_chat(page: Page) -> None:
    """An answer that the room is not shown, then the asker, then everybody."""
    await page.get_by_text("Group Chat", exact=True).click()
    await page.get_by_role("textbox").last.click()
    await page.keyboard.type("@")
    await page.get_by_role("menuitem", name="Test Bot").click()
    await page.keyboard.type(f" {QUESTION}")
    await page.keyboard.press("Enter")
    show = page.get_by_role("button", name="Show my answer")
    await expect(show).to_be_visible()
    await expect(page.get_by_text(ANSWER)).to_have_count(0)
    await show.click()
    await expect(page.get_by_text(ANSWER)).to_be_visible()
    await page.get_by_role("button", name="Share with everyone").click()
    await expect(page.get_by_role("button", name="Share with everyone")).to_have_count(0)
    await expect(page.get_by_text(ANSWER)).to_be_visible()


async def visit() -> None:
    """All of it. Raises AssertionError at the first thing that is not as it should be."""
    async with AsyncExitStack() as stack:
        bot = (sys.executable, "app.py", "serve", "--demo")
        await stack.enter_async_context(_running(*bot, at=f"{BOT}/"))
        options = ("-e", f"{BOT}/api/messages", "-c", "msteams", "--disable-telemetry")
        # It leaves its notes where it is started.
        folder = stack.enter_context(TemporaryDirectory())
        await stack.enter_async_context(_running(COMMAND, "start", *options, at=PLAYGROUND, folder=folder))
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        page = await browser.new_page()
        page.set_default_timeout(15_000)
        expect.set_options(timeout=15_000)
        await page.goto(PLAYGROUND)
        await in_a_personal_chat(page)
        await in_a_group_chat(page)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(visit())
