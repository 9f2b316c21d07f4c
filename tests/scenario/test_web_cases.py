"""A conflict followed to its end on the web page: shown, taken, and closed in a form."""

from __future__ import annotations

import html
import re
from typing import Any

from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestServer

from tests.scenario.web_server import page_for
from tests.whole_bot import demo_bot


async def _said(page: TestServer, browser: ClientSession, where: str, **sent: object) -> dict[str, Any]:
    async with browser.post(page.make_url(f"/web/{where}"), json=sent) as response:
        answer: dict[str, Any] = await response.json()
    return answer


def _action(answer: dict[str, Any], name: str) -> str:
    """The button's or form's action of that name."""
    found = re.search(rf'"({re.escape(name)}\?[^"]*)"', answer["html"])
    assert found, answer["html"]
    return html.unescape(found.group(1))


async def test_a_case_is_taken_and_an_old_button_changes_nothing() -> None:
    bot, _ = await demo_bot()
    async with page_for(bot) as page, ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
        shown = await _said(page, browser, "ask", text="show the case for Contoso Office 365")
        take = _action(shown, "case.take")
        taken = await _said(page, browser, "act", action=take)
        assert taken["replaces"] is True
        assert "took it" in taken["html"]
        assert "on the web page" in taken["html"]
        late = await _said(page, browser, "act", action=take)
        assert "It is noted already" in late["html"]


async def test_a_form_closes_it_and_a_missing_reason_is_asked_for() -> None:
    bot, _ = await demo_bot()
    async with page_for(bot) as page, ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
        shown = await _said(page, browser, "ask", text="show the case for Contoso Office 365")
        form = await _said(page, browser, "act", action=_action(shown, "case.close"))
        send = _action(form, "case.closed")
        faulty = await _said(page, browser, "act", action=send, **{"field.why": " "})
        assert "Please fill this in." in faulty["html"]
        closed = await _said(page, browser, "act", action=send, **{"field.why": "a test tenant"})
        assert "(closed)" in closed["html"]
