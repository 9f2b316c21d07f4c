"""The page's HTTP: what it answers, to whom, and in which language."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import Final

import pytest
from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestServer

from adapters.web import guard
from adapters.web.endpoint import COOKIE, WebPlatform
from adapters.web.inbound import page_language
from bot.conversation.events import Address, Audience, Click, Event, Question
from bot.conversation.language import Language
from bot.conversation.replies import Reply
from bot.errors import DeliveryError
from tests.samples import SAMPLES
from tests.scenario.web_server import SampleBot, page_for

JSON: Final = {"Content-Type": "application/json"}
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
TICK: Final = "checklist.tick?lang=en&list=remember"


@pytest.fixture
def bot() -> SampleBot:
    return SampleBot()


@pytest.fixture
async def page(bot: SampleBot) -> AsyncIterator[TestServer]:
    async with page_for(bot) as server:
        yield server


@pytest.fixture
async def browser() -> AsyncIterator[ClientSession]:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield session


async def test_a_question_gets_the_article_that_answers_it(
    page: TestServer, bot: SampleBot, browser: ClientSession
) -> None:
    async with browser.post(page.make_url("/web/ask"), json={"text": "knowledge.sv"}) as response:
        answer = await response.json()
    assert response.status == 200
    assert answer["html"].startswith('<article class="reply neutral" lang="sv"><h2>Vem ska vara')
    assert answer["replaces"] is False
    [asked] = bot.events
    assert isinstance(asked, Question)
    assert asked.text == "knowledge.sv"
    assert asked.origin.address.platform == "web"
    assert asked.origin.address.conversation == asked.origin.person.id
    assert asked.origin.audience is Audience.OURS


async def test_a_tick_sends_every_box_and_gets_the_new_state_of_its_message(
    page: TestServer, bot: SampleBot, browser: ClientSession
) -> None:
    sent = {"action": TICK, "ticked": ["2", "3", ""]}
    async with browser.post(page.make_url("/web/act"), json=sent) as response:
        answer = await response.json()
    assert answer["replaces"] is True
    assert answer["html"].count(" checked") == 2
    [click] = bot.events
    assert isinstance(click, Click)
    assert click.ticked == {"2", "3"}
    assert click.action.arguments == {"list": "remember"}


async def test_a_button_is_not_a_checklist_and_an_empty_checklist_is_not_a_button(
    page: TestServer, bot: SampleBot, browser: ClientSession
) -> None:
    for sent in ({"action": "help.show?lang=sv"}, {"action": TICK, "ticked": [""]}):
        async with browser.post(page.make_url("/web/act"), json=sent) as response:
            assert response.status == 200
    pressed, cleared = bot.events
    assert isinstance(pressed, Click)
    assert pressed.ticked is None
    assert isinstance(cleared, Click)
    assert cleared.ticked == frozenset()


async def test_a_visitor_stays_the_same_person_and_each_request_is_a_new_event(
    page: TestServer, bot: SampleBot, browser: ClientSession
) -> None:
    async with browser.get(page.make_url("/")) as response:
        cookie = response.cookies[COOKIE]
    for _ in range(2):
        async with browser.post(page.make_url("/web/ask"), json={"text": "hello"}) as response:
            assert COOKIE not in response.cookies
    assert cookie["samesite"] == "Strict"
    assert cookie["httponly"] is True
    assert len({event.origin.person.id for event in bot.events}) == 1
    assert len({event.origin.event_id for event in bot.events}) == 2


async def test_the_browsers_secret_is_in_no_event(
    page: TestServer, bot: SampleBot, browser: ClientSession
) -> None:
    for path, kind, body in (("/web/ask", JSON, b'{"text": "hello"}'), ("/", FORM, b"text=hello")):
        async with browser.post(page.make_url(path), data=body, headers=kind) as response:
            assert response.status == 200
    [secret] = [cookie.value for cookie in browser.cookie_jar if cookie.key == COOKIE]
    assert len({event.origin.person.id for event in bot.events}) == 1
    assert all(secret not in repr(event) for event in bot.events)


async def test_a_made_up_cookie_is_not_taken_for_a_visitor(page: TestServer, bot: SampleBot) -> None:
    async with (
        ClientSession(cookies={COOKIE: "x" * 4000}) as session,
        session.post(page.make_url("/web/ask"), json={"text": "hello"}) as response,
    ):
        assert len(response.cookies[COOKIE].value) == 22
    assert bot.events[0].origin.person.id != "x" * 4000


@pytest.mark.parametrize("path", ["/", "/web/static/chat.js", "/web/static/chat.css", "/web/static/none"])
async def test_every_response_tells_the_browser_to_trust_nothing_else(
    page: TestServer, browser: ClientSession, path: str
) -> None:
    async with browser.get(page.make_url(path)) as response:
        assert {name: response.headers[name] for name in guard.HEADERS} == guard.HEADERS
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy


async def test_the_page_and_its_answers_are_not_kept_but_its_files_are(
    page: TestServer, browser: ClientSession
) -> None:
    async with browser.get(page.make_url("/")) as response:
        assert response.headers["Cache-Control"] == "no-store"
    async with browser.get(page.make_url("/web/static/icon.svg")) as response:
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.content_type == "image/svg+xml"


async def test_a_long_question_within_the_limit_is_the_bots_to_answer(
    page: TestServer, bot: SampleBot, browser: ClientSession
) -> None:
    async with browser.post(page.make_url("/web/ask"), json={"text": "å" * 10_000}) as response:
        assert response.status == 200
    [asked] = bot.events
    assert isinstance(asked, Question)
    assert len(asked.text) == 10_000


async def test_a_form_without_script_gets_the_page_with_the_question_and_its_answer(
    page: TestServer, browser: ClientSession
) -> None:
    async with browser.post(page.make_url("/?lang=sv"), data={"text": "<b>knowledge.en"}) as response:
        html = await response.text()
    assert '<html lang="sv">' in html
    assert '<span class="words" lang="en">&lt;b&gt;knowledge.en</span>' in html
    assert '<article class="reply neutral" lang="en"><h2>Hello</h2>' in html


async def test_a_button_and_a_box_work_without_script(
    page: TestServer, bot: SampleBot, browser: ClientSession
) -> None:
    async with browser.post(page.make_url("/"), data={"action": "help.show?lang=sv"}) as response:
        assert "Ja. Vi är partner of record" in await response.text()
    fields = [("action", TICK), ("ticked", ""), ("ticked", "2")]
    async with browser.post(page.make_url("/"), data=fields) as response:
        assert (await response.text()).count(" checked>") == 1
    assert isinstance(bot.events[1], Click)
    assert bot.events[1].ticked == {"2"}


@pytest.mark.parametrize(
    ("chosen", "accept", "language"),
    [
        (None, "", Language.ENGLISH),
        (None, "sv-SE,sv;q=0.9,en;q=0.8", Language.SWEDISH),
        (None, "de;q=0.9,sv;q=0.5,en;q=0.4", Language.SWEDISH),
        (None, "en;q=0.4, sv;q=0.5", Language.SWEDISH),
        (None, "sv;q=0, en;q=0.1", Language.ENGLISH),
        (None, "sv;q=x, de", Language.ENGLISH),
        (None, ";;,=,q", Language.ENGLISH),
        ("sv", "en", Language.SWEDISH),
        ("en", "sv", Language.ENGLISH),
        ("de", "sv", Language.SWEDISH),
    ],
)
def test_the_page_speaks_the_language_chosen_or_the_browsers(
    chosen: str | None, accept: str, language: Language
) -> None:
    assert page_language(chosen, accept) is language


class _BrokenBot(SampleBot):
    async def handle(self, event: Event) -> Reply | None:
        raise RuntimeError("Contoso")


async def test_a_fault_is_500_in_one_plain_sentence_and_logged_without_what_was_asked(
    browser: ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        async with (
            page_for(_BrokenBot()) as server,
            browser.post(server.make_url("/web/ask"), json={"text": "Fabrikam"}) as response,
        ):
            assert response.status == 500
            assert await response.json() == {"error": "Something went wrong on the server."}
            assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "page failed path=/web/ask" in caplog.text
    assert "Fabrikam" not in caplog.text


class _SilentBot(SampleBot):
    async def handle(self, event: Event) -> Reply | None:
        return None


async def test_an_event_without_a_reply_draws_nothing(browser: ClientSession) -> None:
    async with (
        page_for(_SilentBot()) as server,
        browser.post(server.make_url("/web/ask"), json={"text": "a"}) as response,
    ):
        assert await response.json() == {"html": "", "replaces": False}


async def test_the_page_takes_no_unasked_messages() -> None:
    address = Address(tenant="local", platform="web", conversation="somebody")
    with pytest.raises(DeliveryError):
        await WebPlatform().deliver(address, SAMPLES["knowledge.en"], None)
