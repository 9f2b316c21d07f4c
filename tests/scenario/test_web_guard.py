"""What the page refuses, from whom, and whom it tells customers' names."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Final, cast

import pytest
from aiohttp import ClientSession, CookieJar, HttpVersion, HttpVersion10, HttpVersion11, web
from aiohttp.test_utils import TestServer, make_mocked_request
from yarl import URL

from adapters.web import guard
from adapters.web.endpoint import COOKIE, WebPlatform
from bot.conversation.events import Audience
from bot.core import Bot
from tests.scenario.listening import listening
from tests.scenario.web_server import SampleBot, page_for

JSON: Final = {"Content-Type": "application/json"}
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
TICK: Final = "checklist.tick?lang=en&list=remember"


@pytest.fixture
def bot() -> SampleBot:
    return SampleBot()


@pytest.fixture
async def page(bot: SampleBot) -> AsyncIterator[TestServer]:
    async with page_for(bot, public_host="dpor.contoso.com") as server:
        yield server


@pytest.fixture
async def browser() -> AsyncIterator[ClientSession]:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield session


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"{}",
        b'{"text": 5}',
        b'{"text": null}',
        b'{"text": ["hello"]}',
        b'{"text": "\xff\xfe"}',
        b'{"text": "\\ud800"}',
        b"[" * 60_000,
        b'{"text": ' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    ],
)
async def test_what_is_no_question_is_400_and_never_reaches_the_bot(
    page: TestServer, bot: SampleBot, browser: ClientSession, body: bytes
) -> None:
    async with browser.post(page.make_url("/web/ask"), data=body, headers=JSON) as response:
        assert response.status == 400
        assert list(await response.json()) == ["error"]
    assert bot.events == []


@pytest.mark.parametrize(
    "sent",
    [
        {"text": "hello"},
        {"action": 5},
        {"action": ""},
        {"action": "help.show"},
        {"action": "help.show?lang=de"},
        {"action": "__class__?lang=en"},
        {"action": TICK, "ticked": "2"},
        {"action": TICK, "ticked": {"2": True}},
        {"action": TICK, "ticked": [2]},
    ],
)
async def test_what_is_no_press_is_400_and_never_reaches_the_bot(
    page: TestServer, bot: SampleBot, browser: ClientSession, sent: dict[str, object]
) -> None:
    async with browser.post(page.make_url("/web/act"), json=sent) as response:
        assert response.status == 400
        assert list(await response.json()) == ["error"]
    assert bot.events == []


@pytest.mark.parametrize(
    "body", [b"", b"text=%ff", b"\xff", b"text", b"other=1", b"text=a&" * 200 + b"text=a"]
)
async def test_what_is_no_form_is_400(page: TestServer, browser: ClientSession, body: bytes) -> None:
    async with browser.post(page.make_url("/"), data=body, headers=FORM) as response:
        assert response.status == 400


async def _in_pieces(total: int) -> AsyncIterator[bytes]:
    for _ in range(total // 4096):
        yield b"a" * 4096


async def test_a_body_over_64_kib_is_413_whether_or_not_it_says_how_long_it_is(
    page: TestServer, bot: SampleBot, browser: ClientSession
) -> None:
    for body in (b'{"text": "' + b"a" * guard.MAX_BODY + b'"}', _in_pieces(256 * 1024)):
        async with browser.post(page.make_url("/web/ask"), data=body, headers=JSON) as response:
            assert response.status == 413
            assert await response.json() == {"error": "The body is over 64 KiB."}
    assert bot.events == []


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
async def test_json_sent_as_what_any_site_may_send_is_415(
    page: TestServer, bot: SampleBot, browser: ClientSession, kind: str
) -> None:
    headers = {"Content-Type": kind}
    async with browser.post(page.make_url("/web/ask"), data=b'{"text": "a"}', headers=headers) as response:
        assert response.status == 415
    assert bot.events == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
        {"Origin": "https://fabrikam.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Origin": ""},
    ],
)
@pytest.mark.parametrize("path", ["/", "/web/ask", "/web/act"])
async def test_what_another_site_makes_a_browser_send_is_refused(
    page: TestServer, bot: SampleBot, browser: ClientSession, headers: dict[str, str], path: str
) -> None:
    kind = FORM if path == "/" else JSON
    body = b"text=hello" if path == "/" else b'{"text": "hello", "action": "help.show?lang=en"}'
    async with browser.post(page.make_url(path), data=body, headers={**kind, **headers}) as response:
        assert response.status == 403
    assert bot.events == []


async def test_the_page_itself_may_ask(page: TestServer, browser: ClientSession) -> None:
    own = f"http://{page.host}:{page.port}"
    for headers in ({"Origin": own}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}):
        async with browser.post(page.make_url("/web/ask"), json={"text": "a"}, headers=headers) as response:
            assert response.status == 200


@pytest.mark.parametrize(
    "host",
    [
        "fabrikam.example",
        "127.0.0.1.fabrikam.example",
        "",
        "[",
        "localhost.",
        "10.0.0.1",
        "a@127.0.0.1",
        "[::1]x",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_name_that_somebody_else_points_here_is_refused(
    page: TestServer, bot: SampleBot, browser: ClientSession, host: str, method: str
) -> None:
    async with browser.request(method, page.make_url("/"), headers={"Host": host}) as response:
        assert response.status == 421
        assert COOKIE not in response.cookies
    assert bot.events == []


@pytest.mark.parametrize("host", ["localhost:3978", "127.0.0.1", "[::1]:3978", "DPOR.contoso.com"])
async def test_loopback_and_the_public_name_are_served(
    page: TestServer, browser: ClientSession, host: str
) -> None:
    async with browser.get(page.make_url("/"), headers={"Host": host}) as response:
        assert response.status == 200


async def test_where_the_page_has_a_public_name_everybody_is_a_stranger(
    page: TestServer, bot: SampleBot, browser: ClientSession
) -> None:
    for headers in ({}, {"Host": "dpor.contoso.com"}):
        async with browser.post(page.make_url("/web/ask"), json={"text": "a"}, headers=headers) as response:
            assert response.status == 200
    assert {event.origin.audience for event in bot.events} == {Audience.STRANGERS}


@pytest.mark.parametrize(
    "header",
    [
        "Forwarded",
        "via",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Forwarded",
        "X-ForwardedFor",
        "X-Real-IP",
        "True-Client-IP",
        "CF-Ray",
        "CF-Connecting-IP",
        "X-Client-IP",
        "X-Cluster-Client-IP",
        "X-Original-Host",
        "X-Envoy-Attempt-Count",
        "X-ARR-LOG-ID",
        "CDN-Loop",
    ],
)
async def test_whoever_comes_through_a_proxy_is_a_stranger(
    bot: SampleBot, browser: ClientSession, header: str
) -> None:
    async with page_for(bot) as page:
        for headers in ({}, {header: ""}):
            async with browser.post(
                page.make_url("/web/ask"), json={"text": "a"}, headers=headers
            ) as response:
                assert response.status == 200
    assert [event.origin.audience for event in bot.events] == [Audience.OURS, Audience.STRANGERS]


async def test_a_body_that_breaks_off_is_no_error_of_ours(
    bot: SampleBot, caplog: pytest.LogCaptureFixture
) -> None:
    app = web.Application()
    app.add_routes(WebPlatform().routes(cast("Bot", bot)))
    async with listening(app) as address:
        _, writer = await asyncio.open_connection("127.0.0.1", URL(address).port)
        head = "POST /web/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        writer.write(head.encode() + b'Content-Length: 500\r\n\r\n{"text":')
        await writer.drain()
        await asyncio.sleep(0.05)
        writer.close()
        await asyncio.sleep(0.1)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert bot.events == []


class _Peer:
    """A transport that knows nothing but its peer."""

    def __init__(self, peer: object) -> None:
        self.peer = peer

    def get_extra_info(self, name: str, default: object = None) -> object:
        """The peer, where it is asked for."""
        return self.peer if name == "peername" else default


@pytest.mark.parametrize(
    ("peer", "ours"),
    [
        (("127.0.0.1", 50000), True),
        (("::1", 50000, 0, 0), True),
        (("::ffff:127.0.0.1", 50000, 0, 0), True),
        (("192.0.2.7", 50000), False),
        (("::ffff:192.0.2.7", 50000, 0, 0), False),
        (("fe80::1%eth0", 50000, 0, 2), False),
        ("", False),
        (None, False),
    ],
)
def test_only_a_peer_at_this_machine_is_one_of_us(peer: object, ours: bool) -> None:
    transport = _Peer(peer)
    request = make_mocked_request(
        "POST", "/web/ask", headers={"Host": "localhost:3978"}, transport=cast("None", transport)
    )
    assert guard.from_this_machine(request) is ours


@pytest.mark.parametrize(
    ("host", "version", "ours"),
    [
        ("localhost", HttpVersion11, True),
        ("LOCALHOST:3978", HttpVersion11, True),
        ("[::1]:3978", HttpVersion11, True),
        ("[::ffff:7f00:1]", HttpVersion11, True),
        ("localhost", HttpVersion10, False),
        ("evil@127.0.0.1", HttpVersion11, False),
        ("[::ffff:7f00:1]x", HttpVersion11, False),
        ("127.0.0.1/x", HttpVersion11, False),
        ("127.0.0.1:x", HttpVersion11, False),
        ("[127.0.0.1]", HttpVersion11, False),
        ("dpor.contoso.com", HttpVersion11, False),
    ],
)
def test_only_a_browsers_request_to_this_machine_is_one_of_us(
    host: str, version: HttpVersion, ours: bool
) -> None:
    transport = cast("None", _Peer(("127.0.0.1", 50000)))
    request = make_mocked_request(
        "POST", "/web/ask", headers={"Host": host}, version=version, transport=transport
    )
    assert guard.from_this_machine(request) is ours
