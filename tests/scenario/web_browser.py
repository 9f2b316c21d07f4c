"""A real Chromium at the page, that fails where the page complains or turns to another host."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Literal, cast

import pytest
from aiohttp.test_utils import TestServer
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, ConsoleMessage, Page, expect

FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
_DROPPED: Final = "Failed to load resource: net::ERR_"
"""What Chromium says when no answer came at all; a refusal of ours has a status or names the policy."""

Scheme = Literal["light", "dark"]


def chromium_path() -> str:
    """Where it is. Without one the test is skipped, and in CI fails."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found:
        return found
    missing = "Chromium is missing, so the web page was NOT tested. On Debian: apt-get install chromium"
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


@dataclass(slots=True)
class Visit:
    """An open page, all that it asked for and complained of, and the requests that got no answer."""

    page: Page
    requests: list[str] = field(default_factory=list[str])
    complaints: list[str] = field(default_factory=list[str])
    dropped: list[str] = field(default_factory=list[str])

    def hear(self, message: ConsoleMessage) -> None:
        """Note errors and warnings; apart from them that no answer came, as a network may bring about."""
        if message.type in {"error", "warning"}:
            said = f"{message.text} ({message.location['url']})"
            (self.dropped if _DROPPED in message.text else self.complaints).append(said)

    async def ask(self, text: str) -> None:
        """Type a question, send it with Enter, and wait for one more answer."""
        before = await self.page.locator("article").count()
        await self.page.locator("#question").fill(text)
        await self.page.keyboard.press("Enter")
        await expect(self.page.locator("article")).to_have_count(before + 1)

    async def focused(self, attribute: str) -> str | None:
        """That property of what has the focus."""
        script = f"document.activeElement.{attribute}"
        return cast("str | None", await self.page.evaluate(script))


@asynccontextmanager
async def visit(
    browser: Browser,
    server: TestServer,
    path: str = "/",
    *,
    width: int = 1280,
    height: int = 800,
    scheme: Scheme = "light",
    language: str = "en-GB",
    script: bool = True,
) -> AsyncGenerator[Visit]:
    """A browser of its own at the page; leaving fails where the page complained or went elsewhere."""
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        locale=language,
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    page = await context.new_page()
    seen = Visit(page=page)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.hear(message))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    await page.goto(str(server.make_url(path)))
    yield seen
    await context.close()
    home = str(server.make_url("/"))
    assert [url for url in seen.requests if not url.startswith(home)] == []
    assert seen.complaints == [], seen.complaints


async def violations(page: Page) -> list[str]:
    """What axe finds, down to the minor, with the elements."""
    found = cast("dict[str, list[dict[str, Any]]]", (await Axe().run(page)).response)
    return [
        f"{violation['id']}: {[node['html'] for node in violation['nodes']]}"
        for violation in found["violations"]
    ]
