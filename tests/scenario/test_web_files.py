"""Files on the page: reports that are given to it, exports that are fetched from it."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import cast
from urllib.parse import unquote

import pytest
from aiohttp import ClientSession, CookieJar, FormData, MultipartWriter
from aiohttp.test_utils import TestServer

from adapters.files import LARGEST_FILE
from bot.conversation.replies import Attachment
from tests.samples import SAMPLES
from tests.scenario import web_server
from tests.scenario.file_doors import REPORT, Doors, file_doors
from tests.scenario.web_server import SampleBot, page_for

NAME = "dpor-ours-2026-11-22.csv"


@pytest.fixture
async def bot() -> Doors:
    return await file_doors()


@pytest.fixture
async def page(bot: Doors) -> AsyncIterator[TestServer]:
    async with page_for(bot.bot) as server:
        yield server


@pytest.fixture
async def browser() -> AsyncIterator[ClientSession]:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield session


def a_form(*files: tuple[str, bytes]) -> FormData:
    form = FormData(quote_fields=False)
    for name, content in files:
        form.add_field("file", io.BytesIO(content), filename=name, content_type="text/csv")
    return form


async def given(page: TestServer, browser: ClientSession, *files: tuple[str, bytes], query: str = "") -> str:
    async with browser.post(page.make_url(f"/web/give{query}"), data=a_form(*files)) as response:
        assert response.status == 200
        return cast("str", (await response.json())["html"])


async def test_a_file_reaches_the_bot_whole(page: TestServer, bot: Doors, browser: ClientSession) -> None:
    content = bytes(range(256)) * 5000 + b"\r\n--boundary--\r\n"
    html = await given(page, browser, ("Åkerlunds juni.csv", content))
    assert "Åkerlunds juni.csv cannot be brought in</h2>" in html
    assert bot.given == [("Åkerlunds juni.csv", content)]


def button(html: str, label: str) -> str:
    """What a button of that label sends."""
    [*_, before] = html.partition(f">{label}</button>")[0].split("<button")
    return unescape(before.partition('value="')[2].partition('"')[0])


async def pressed(page: TestServer, browser: ClientSession, action: str) -> str:
    async with browser.post(page.make_url("/web/act"), json={"action": action}) as response:
        assert response.status == 200
        return cast("str", (await response.json())["html"])


async def test_a_report_is_shown_comes_in_and_is_taken_back(
    page: TestServer, bot: Doors, browser: ClientSession
) -> None:
    known = await bot.count()
    shown = await given(page, browser, ("subs.csv", REPORT))
    assert "What subs.csv would change" in shown
    assert (await bot.count(), await bot.waiting()) == (known, 1)
    done = await pressed(page, browser, button(shown, "Bring it in"))
    assert "subs.csv is in" in done
    async with bot.services.store.transaction() as transaction:
        [newest] = await transaction.imports.newest(1)
    assert re.fullmatch("web [0-9a-f]{6}", newest.by)
    assert (await bot.count(), await bot.waiting()) == (known + 2, 0)
    assert "do not have that file any more" in await pressed(page, browser, button(shown, "Bring it in"))
    assert "is taken back" in await pressed(page, browser, button(done, "Take it back"))
    assert await bot.count() == known


async def test_another_browser_presses_nothing_and_a_file_is_good_for_a_day(
    page: TestServer, bot: Doors, browser: ClientSession
) -> None:
    known = await bot.count()
    action = button(await given(page, browser, ("subs.csv", REPORT)), "Bring it in")
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as another:
        assert "Somebody else gave me that file" in await pressed(page, another, action)
    stranger = {"X-Forwarded-For": "192.0.2.1"}
    async with browser.post(page.make_url("/web/act"), json={"action": action}, headers=stranger) as response:
        assert "Only members" in (await response.json())["html"]
    bot.clock.advance(timedelta(days=1, minutes=1))
    assert "kept for a day" in await pressed(page, browser, action)
    assert await bot.count() == known


async def test_several_files_are_several_events(page: TestServer, bot: Doors, browser: ClientSession) -> None:
    html = await given(page, browser, ("a.csv", b"1"), ("film.mp4", b"2"), ("b.xlsx", b""))
    assert html.count("<article") == 3
    assert "I did not take film.mp4" in html
    assert bot.given == [("a.csv", b"1"), ("b.xlsx", b"")]
    assert [f"{name} cannot be brought in" in html for name in ("a.csv", "b.xlsx")] == [True, True]


async def test_the_largest_file_is_taken_and_a_larger_one_is_not(
    page: TestServer, bot: Doors, browser: ClientSession
) -> None:
    html = await given(page, browser, ("a.csv", b"x" * LARGEST_FILE))
    assert [len(content) for _, content in bot.given] == [LARGEST_FILE]
    html = await given(page, browser, ("b.csv", b"x" * (LARGEST_FILE + 1)), ("c.csv", b"1"))
    assert "I did not take b.csv" in html
    assert "larger than 64 MB" in html
    assert [name for name, _ in bot.given] == ["a.csv", "c.csv"]


async def test_a_form_far_too_long_is_answered_before_it_is_read(page: TestServer, bot: Doors) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", page.port)
    head = f"POST /web/give HTTP/1.1\r\nHost: 127.0.0.1:{page.port}\r\nContent-Length: {1 << 40}\r\n"
    writer.write(f"{head}Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n".encode())
    answer = await asyncio.wait_for(reader.read(4000), 5)
    writer.close()
    assert b"200 OK" in answer
    assert b"larger than 64 MB" in answer
    assert bot.given == []


async def test_of_many_files_the_first_ten_are_taken(
    page: TestServer, bot: Doors, browser: ClientSession
) -> None:
    html = await given(page, browser, *((f"{number}.csv", b"1") for number in range(40)))
    assert len(bot.given) == 10
    assert "at most 10 files" in html
    assert html.count("<article") <= 15


@pytest.mark.parametrize(("query", "words"), [("?lang=sv", "Jag tog inte emot"), ("", "I did not take")])
async def test_a_file_is_answered_in_the_language_of_the_page(
    page: TestServer, browser: ClientSession, query: str, words: str
) -> None:
    assert words in await given(page, browser, ("film.mp4", b""), query=query)


async def test_without_script_the_page_comes_back_with_the_answers(
    page: TestServer, bot: Doors, browser: ClientSession
) -> None:
    form = a_form(("a.csv", b"1"), ("b.csv", b"2"))
    async with browser.post(page.make_url("/?lang=sv"), data=form) as response:
        html = await response.text()
    assert html.index("a.csv</span>") < html.index("a.csv kan inte läsas in") < html.index("b.csv</span>")
    assert '<html lang="sv">' in html


async def test_who_may_be_a_stranger_has_no_place_for_files_and_none_is_read(bot: Doors) -> None:
    host = {"Host": "dpor.example.com"}
    async with (
        page_for(bot.bot, public_host="dpor.example.com") as server,
        ClientSession() as session,
    ):
        async with session.get(server.make_url("/"), headers=host) as response:
            assert 'type="file"' not in await response.text()
        form = a_form(("a.csv", b"1"))
        async with session.post(server.make_url("/web/give"), data=form, headers=host) as response:
            assert "members of our own organisation" in (await response.json())["html"]
    assert bot.given == []


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Host": "evil.example"}],
)
async def test_another_site_gives_no_files(
    page: TestServer, bot: Doors, browser: ClientSession, headers: dict[str, str]
) -> None:
    for path in ("/web/give", "/"):
        form = a_form(("a.csv", b"1"))
        async with browser.post(page.make_url(path), data=form, headers=headers) as response:
            assert response.status in (403, 421)
    assert bot.given == []


FILE = b'Content-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
BROKEN = (
    b"",
    b"--x--\r\n",
    b"junk",
    b"--x\r\nbroken",
    b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--x--\r\n',
    b"--x\r\n" + FILE + b"unfinished",
    b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y--\r\n--x--\r\n",
    b"--x\r\n" + b"A: b\r\n" * 5000 + b"\r\n",
    b"--x\r\nA: " + b"b" * 100_000 + b"\r\n\r\n",
)


@pytest.mark.parametrize("body", BROKEN, ids=range(len(BROKEN)))
async def test_a_form_that_is_none_of_files_or_breaks_off_is_400(
    page: TestServer, bot: Doors, browser: ClientSession, body: bytes
) -> None:
    for path in ("/web/give", "/"):
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        async with browser.post(page.make_url(path), data=body, headers=headers) as response:
            assert response.status == 400
            assert "error" in await response.json()
    assert bot.given == []


@pytest.mark.parametrize(
    ("content_type", "status"),
    [("multipart/form-data", 400), ("text/csv", 415), ("application/json", 415), ("multipart/mixed", 415)],
)
async def test_what_says_that_it_is_something_else_is_refused(
    page: TestServer, browser: ClientSession, content_type: str, status: int
) -> None:
    headers = {"Content-Type": content_type}
    async with browser.post(page.make_url("/web/give"), data=b"--x\r\n", headers=headers) as response:
        assert response.status == status


async def test_a_form_that_does_not_say_how_long_it_is_is_refused(
    page: TestServer, browser: ClientSession
) -> None:
    async def parts() -> AsyncIterator[bytes]:
        yield b"--x\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    async with browser.post(page.make_url("/web/give"), data=parts(), headers=headers) as response:
        assert response.status == 411


async def test_a_field_without_a_chosen_file_is_none(
    page: TestServer, bot: Doors, browser: ClientSession
) -> None:
    with MultipartWriter("form-data", boundary="x") as form:
        part = form.append(b"")
        part.set_content_disposition("form-data", name="file", filename="")
        async with browser.post(page.make_url("/web/give"), data=form) as response:
            assert response.status == 400
    assert bot.given == []


# What goes out


async def _exported(page: TestServer, browser: ClientSession) -> str:
    async with browser.post(page.make_url("/web/ask"), json={"text": "export our list as csv"}) as response:
        html = cast("str", (await response.json())["html"])
    return html.partition('href="')[2].partition('"')[0]


async def test_an_export_is_a_link_that_downloads_it(
    page: TestServer, bot: Doors, browser: ClientSession
) -> None:
    path = await _exported(page, browser)
    assert path.startswith("/web/file/")
    async with browser.get(page.make_url(path)) as response:
        assert [await response.read()] == bot.writing.written
        assert response.content_type == "text/csv"
        assert response.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{NAME}"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-store"


async def test_the_link_is_good_for_nobody_else(page: TestServer, browser: ClientSession) -> None:
    path = await _exported(page, browser)
    async with ClientSession() as somebody, somebody.get(page.make_url(path)) as response:
        assert (response.status, "ask for it again" in await response.text()) == (404, True)
    async with browser.get(page.make_url(path), headers={"X-Forwarded-For": "192.0.2.1"}) as response:
        assert response.status == 404
    async with browser.get(page.make_url("/web/file/made-up?lang=sv")) as response:
        assert "Be om den igen" in await response.text()


async def test_a_name_with_anything_in_it_is_only_a_name(
    browser: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = 'Ål "x"; filename=evil.html\r\nX: y.csv'
    file = Attachment(name=name, media_type="text/csv", content=b"")
    named = replace(SAMPLES["title-only.en"], attachment=file)
    monkeypatch.setattr(web_server, "SAMPLES", {**SAMPLES, "title-only.en": named})
    async with page_for(SampleBot()) as page:
        path = await _exported(page, browser)
        async with browser.get(page.make_url(path)) as response:
            sent = response.headers["Content-Disposition"]
    assert unquote(sent.partition("UTF-8''")[2]) == name
    assert sent.count(";") == 1
