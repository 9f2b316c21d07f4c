"""The page in a real Chromium: keyboard, no script, light and dark, narrow and wide."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from itertools import product
from typing import Final, cast, get_args

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, Page, async_playwright, expect

from adapters.clock import DayClock
from adapters.stores import open_store
from adapters.web.endpoint import COOKIE
from bot.conversation.events import Click, FileGiven, Question
from bot.conversation.language import Language
from bot.conversation.replies import Paragraph, Source
from bot.conversation.richtext import plain
from bot.core import EXAMPLES, Bot, build_bot
from bot.ports import Services
from bot.understanding.knowledge import Article, KnowledgeBase
from bot.understanding.recognise import Recogniser
from bot.understanding.training import phrasings
from tests.samples import SAMPLES
from tests.scenario.web_browser import FLAGS, Scheme, chromium_path, violations, visit
from tests.scenario.web_server import SampleBot, page_for

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("chromium")]

KINDS: Final = tuple(name for name in SAMPLES if name != "huge.sv")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    path = chromium_path()
    expect.set_options(timeout=20_000)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


async def test_without_chromium_a_build_fails_and_a_newcomer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="was NOT tested"):
        chromium_path()
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="apt-get install chromium"):
        chromium_path()


async def test_axe_finds_nothing_after_any_kind_of_reply(chromium: Browser) -> None:
    async with page_for(SampleBot()) as server, visit(chromium, server) as seen:
        assert await amiss_anyhow(seen.page) == []
        for kind in KINDS:
            await seen.ask(kind)
        assert await amiss_anyhow(seen.page) == []


async def amiss_anyhow(page: Page) -> list[str]:
    """What axe finds, and where the page is too wide: light and dark, narrow and wide."""
    found: list[str] = []
    for width, scheme in product((320, 1280), get_args(Scheme)):
        await page.set_viewport_size({"width": width, "height": 800})
        await page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}, {width}: {one}" for one in await violations(page)]
        if await page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{scheme}, {width}: too wide")
    return found


async def test_axe_would_find_what_is_wrong(chromium: Browser) -> None:
    async with page_for(SampleBot()) as server, visit(chromium, server) as seen:
        await seen.page.evaluate("document.querySelector('label').remove()")
        await seen.page.evaluate("document.querySelector('#question').removeAttribute('placeholder')")
        assert "label" in "".join(await violations(seen.page))


async def test_enter_sends_and_the_next_question_can_be_typed_at_once(chromium: Browser) -> None:
    bot = SampleBot()
    async with page_for(bot) as server, visit(chromium, server) as seen:
        assert await seen.focused("id") == "question"
        await seen.page.keyboard.type("knowledge.sv")
        await seen.page.keyboard.press("Enter")
        await expect(seen.page.locator("article h2")).to_have_text("Vem ska vara partner of record?")
        assert await seen.focused("id") == "question"
        assert await seen.page.locator("#question").input_value() == ""
        await seen.ask("checklist.en")
        await expect(seen.page.locator(".asked .words")).to_have_text(["knowledge.sv", "checklist.en"])
        assert [event.text for event in bot.events if isinstance(event, Question)] == [
            "knowledge.sv",
            "checklist.en",
        ]


async def test_an_answer_is_announced_and_read_in_its_own_language(chromium: Browser) -> None:
    async with page_for(SampleBot()) as server, visit(chromium, server) as seen:
        await seen.ask("knowledge.sv")
        log = seen.page.get_by_role("log", name="Conversation")
        assert await log.get_attribute("aria-live") == "polite"
        article = log.locator("article")
        assert await article.get_attribute("lang") == "sv"
        assert await article.get_attribute("aria-live") is None
        assert await log.locator(".asked .words").get_attribute("lang") == "sv"
        assert await seen.page.evaluate("document.documentElement.lang") == "en"


async def test_a_choice_is_pressed_with_the_keyboard_and_the_focus_goes_to_its_answer(
    chromium: Browser,
) -> None:
    bot = SampleBot()
    async with page_for(bot) as server, visit(chromium, server) as seen:
        await seen.ask("choose.sv")
        await seen.page.keyboard.press("Shift+Tab")
        assert await seen.focused("textContent") == "Contoso Retail AB (Microsoft Azure, förnyas snart)"
        await seen.page.keyboard.press("Space")
        await expect(seen.page.locator("article")).to_have_count(2)
        assert await seen.focused("textContent") == (
            "Bra Ja. Vi är partner of record för Åkerlunds & Söner, Office 365"
        )
        await expect(seen.page.locator(".asked .words").last).to_contain_text("Contoso Retail AB")
        click = bot.events[-1]
        assert isinstance(click, Click)
        assert click.action.arguments == {"subscription": "sub-2"}
        assert click.ticked is None


async def test_a_tick_with_the_keyboard_keeps_its_place_and_is_not_read_out_again(chromium: Browser) -> None:
    bot = SampleBot()
    async with page_for(bot) as server, visit(chromium, server) as seen:
        await seen.ask("checklist.en")
        await seen.page.get_by_role("checkbox").nth(1).focus()
        await seen.page.keyboard.press("Space")
        await expect(seen.page.locator("article[aria-live=off]")).to_have_count(1)
        await expect(seen.page.locator("article")).to_have_count(1)
        assert await seen.focused("value") == "2"
        assert bot.ticked == {"1", "2"}
        await seen.page.keyboard.press("Tab")
        assert await seen.focused("value") == "3"


async def test_ticks_in_quick_succession_count_in_the_order_in_which_they_were_made(
    chromium: Browser,
) -> None:
    bot = SampleBot(ticked=frozenset(), pauses=[0.3, 0.2, 0.1, 0.0])
    async with page_for(bot) as server, visit(chromium, server) as seen:
        await seen.ask("checklist.en")
        await seen.page.evaluate(
            "for (const box of document.querySelectorAll('[type=checkbox]')) box.click()"
        )
        await expect(seen.page.locator("article[aria-live=off] input:checked")).to_have_count(4)
        await seen.page.wait_for_load_state("networkidle")
        assert [len(ticked) for ticked in bot.kept] == [1, 2, 3, 4]


async def test_a_lost_connection_is_said_and_nothing_typed_or_ticked_is_pretended(chromium: Browser) -> None:
    async with page_for(SampleBot()) as server, visit(chromium, server) as seen:
        await seen.ask("checklist.en")
        await seen.page.context.set_offline(True)
        await seen.page.get_by_role("checkbox").nth(1).click()
        await expect(seen.page.locator(".failed")).to_have_count(1)
        assert await seen.page.get_by_role("checkbox").nth(1).is_checked() is False
        await seen.page.locator("#question").fill("Are we DPOR for Contoso?")
        await seen.page.keyboard.press("Enter")
        await expect(seen.page.locator(".failed")).to_have_count(2)
        assert await seen.page.locator("#question").input_value() == "Are we DPOR for Contoso?"
        assert len(seen.dropped) == 2
        assert all("ERR_INTERNET_DISCONNECTED" in dropped for dropped in seen.dropped)


async def test_hostile_text_stays_text(chromium: Browser) -> None:
    async with page_for(SampleBot()) as server, visit(chromium, server) as seen:
        await seen.ask("hostile.en")
        await seen.ask("<img src=x onerror=alert(1)><script>alert(1)</script>")
        await expect(seen.page.locator("article").first).to_contain_text("<script>alert(1)</script>")
        assert await seen.page.locator("#log img, #log script").count() == 0


async def test_the_policy_stops_a_script_that_got_in_all_the_same(chromium: Browser) -> None:
    async with page_for(SampleBot()) as server, visit(chromium, server) as seen:
        await seen.page.evaluate(
            "const script = document.createElement('script');"
            "script.textContent = 'window.in = 1'; document.body.append(script)"
        )
        assert await seen.page.evaluate("'in' in window") is False
        assert "Content Security Policy" in seen.complaints.pop()


async def test_without_script_questions_buttons_and_boxes_still_work(chromium: Browser) -> None:
    bot = SampleBot()
    async with (
        page_for(bot) as server,
        visit(chromium, server, "/?lang=sv", width=375, height=600, script=False) as seen,
    ):
        await seen.page.get_by_role("textbox", name="Din fråga").fill("checklist.sv")
        await seen.page.keyboard.press("Enter")
        await expect(seen.page.locator("article h2")).to_have_text("Checklistan Kom ihåg")
        await expect(seen.page.locator("article h2")).to_be_in_viewport()
        assert await seen.page.locator("html").get_attribute("lang") == "sv"
        await seen.page.get_by_role("checkbox").nth(2).check()
        await seen.page.get_by_role("button", name="Spara").click()
        await expect(seen.page.locator("article h2")).to_have_text("The Remember checklist")
        assert bot.ticked == {"1", "3"}
        await seen.page.locator("#question").fill("choose.en")
        await seen.page.keyboard.press("Enter")
        await seen.page.get_by_role("button", name="Contoso, Azure, Test").click()
        await expect(seen.page.locator("article h2")).to_contain_text("Ja. Vi är partner of record")
        assert len({event.origin.person.id for event in bot.events}) == 1


async def test_the_longest_question_that_fits_the_field_fits_the_server(chromium: Browser) -> None:
    bot = SampleBot()
    async with page_for(bot) as server, visit(chromium, server, script=False) as seen:
        await seen.page.locator("#question").focus()
        await seen.page.keyboard.insert_text("字" * 8000)
        await seen.page.keyboard.press("Enter")
        await expect(seen.page.locator("article")).to_have_count(1)
        [asked] = bot.events
        assert isinstance(asked, Question)
        assert len(asked.text) == 6000


async def test_the_page_opens_in_the_browsers_language_and_can_be_changed(chromium: Browser) -> None:
    async with page_for(SampleBot()) as server, visit(chromium, server, language="sv-SE") as seen:
        await expect(seen.page.get_by_role("heading", level=1)).to_have_text("Vem är partner of record?")
        await seen.page.get_by_role("link", name="English").click()
        await expect(seen.page.get_by_role("heading", level=1)).to_have_text("Who is partner of record?")
        assert await seen.page.get_by_role("link", name="English").get_attribute("aria-current") == "true"


@pytest.mark.parametrize("width", [320, 375, 1280])
async def test_the_question_is_in_reach_and_the_answer_in_view_at_any_width(
    chromium: Browser, width: int
) -> None:
    async with page_for(SampleBot()) as server, visit(chromium, server, width=width) as seen:
        for kind in KINDS[:3]:
            await seen.ask(kind)
        await expect(seen.page.locator("#question")).to_be_in_viewport(ratio=1)
        await expect(seen.page.get_by_role("heading", level=2).last).to_be_in_viewport()


async def test_a_table_fits_a_narrow_window_with_each_cell_under_its_head(chromium: Browser) -> None:
    async with page_for(SampleBot()) as server, visit(chromium, server, width=320) as seen:
        await seen.ask("list-renewals.sv")
        table = seen.page.locator(".table")
        assert await table.evaluate("box => box.scrollWidth <= box.clientWidth") is True
        head = "cell => getComputedStyle(cell, '::before').content"
        assert await table.locator("td").first.evaluate(head) == '"Produkt"'


async def test_where_the_focus_is_can_be_seen(chromium: Browser) -> None:
    async with page_for(SampleBot()) as server, visit(chromium, server) as seen:
        await seen.ask("status-other.en")
        for _ in range(10):
            await seen.page.keyboard.press("Tab")
            if await seen.focused("tagName") == "BODY":
                continue
            outline = "parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
            assert cast("float", await seen.page.evaluate(outline)) >= 2


@pytest.fixture(scope="module")
def real_bot() -> Bot:
    article = Article(
        id="who-should-be-dpor",
        language=Language.SWEDISH,
        title="Vem ska vara partner of record?",
        examples=("vem ska vara partner of record?", "vem bör vara dpor", "vilken partner ska stå som dpor"),
        answer=(Paragraph(text=plain("Den partner som driver kundens användning.")),),
        valid_from=date(2016, 5, 24),
        sources=(Source(title="Guiderna", address="https://aka.ms/POR", speaks_for="2016-05-24"),),
    )
    knowledge = KnowledgeBase([article])
    services = Services(store=open_store("memory:"), clock=DayClock(date(2016, 5, 24)), knowledge=knowledge)
    return build_bot(services, Recogniser.train(phrasings(knowledge, EXAMPLES)))


async def test_the_example_question_shows_a_checklist_that_is_still_ticked_after_a_reload(
    chromium: Browser, real_bot: Bot
) -> None:
    async with page_for(real_bot) as server, visit(chromium, server) as seen:
        await seen.page.get_by_role("button", name="Show me the Remember checklist").click()
        boxes = seen.page.get_by_role("checkbox")
        await expect(boxes).to_have_count(4)
        await boxes.nth(2).check()
        await expect(seen.page.locator("article")).to_contain_text("1 of 4 done.")
        await seen.page.reload()
        await expect(seen.page.locator("article")).to_have_count(0)
        await seen.ask("checklist")
        assert [await boxes.nth(n).is_checked() for n in range(4)] == [False, False, True, False]


async def test_a_swedish_question_on_the_english_page_gets_its_answer_in_swedish_with_a_source(
    chromium: Browser, real_bot: Bot
) -> None:
    async with page_for(real_bot) as server, visit(chromium, server) as seen:
        await seen.ask("vem ska vara partner of record?")
        article = seen.page.locator("article[lang=sv]")
        await expect(article.get_by_role("heading", level=2)).to_have_text("Vem ska vara partner of record?")
        link = article.get_by_role("link", name="Guiderna")
        assert await link.get_attribute("href") == "https://aka.ms/POR"
        cookies = {cookie.get("name"): cookie for cookie in await seen.page.context.cookies()}
        assert cookies[COOKIE].get("sameSite") == "Strict"


@pytest.mark.parametrize("script", [True, False])
async def test_a_form_is_filled_in_and_sent_with_and_without_script(chromium: Browser, script: bool) -> None:
    bot = SampleBot()
    async with page_for(bot) as server, visit(chromium, server, script=script) as seen:
        await seen.page.locator("#question").fill("form.en")
        await seen.page.keyboard.press("Enter")
        await seen.page.get_by_role("textbox", name="Customer").fill("Fabrikam")
        await seen.page.get_by_role("combobox", name="Product").select_option("Microsoft Azure")
        await seen.page.get_by_role("button", name="Save").click()
        await expect(seen.page.locator("article h2").last).to_contain_text("Ja. Vi är partner of record")
        sent = bot.events[-1]
        assert isinstance(sent, Click)
        assert sent.filled == {"customer": "Fabrikam", "product": "microsoft-azure", "note": ""}


async def test_whether_an_answer_helped_is_a_press_away(chromium: Browser) -> None:
    bot = SampleBot()
    async with page_for(bot) as server, visit(chromium, server) as seen:
        await seen.ask("rated.en")
        await seen.page.get_by_role("button", name="Yes, this helped").click()
        await expect(seen.page.locator("article")).to_have_count(2)
        sent = bot.events[-1]
        assert isinstance(sent, Click)
        assert sent.action.arguments == {"topic": "what-is-dpor", "verdict": "good"}


REPORTS: Final = [
    FilePayload(name="Åkerlunds juni.csv", mimeType="text/csv", buffer=b"customer;id\r\n"),
    FilePayload(name="azure.xlsx", mimeType="application/octet-stream", buffer=b"PK"),
]
DROP: Final = """
  (where) => {
    const brought = new DataTransfer();
    brought.items.add(new File(["customer;id"], "dropped.csv", { type: "text/csv" }));
    for (const kind of ["dragover", "drop"])
      document.querySelector(where).dispatchEvent(
        new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: brought }));
  }
"""


def given(bot: SampleBot) -> list[tuple[str, bytes]]:
    return [(event.name, event.content) for event in bot.events if isinstance(event, FileGiven)]


@pytest.mark.parametrize("script", [True, False])
async def test_chosen_files_are_answered_one_by_one_with_and_without_script(
    chromium: Browser, script: bool
) -> None:
    bot = SampleBot()
    async with page_for(bot) as server, visit(chromium, server, script=script) as seen:
        await seen.page.get_by_label("Reports").set_input_files(REPORTS)
        await seen.page.get_by_role("button", name="See what they would change").focus()
        await seen.page.keyboard.press("Enter")
        await expect(seen.page.locator("article")).to_have_count(2)
        await expect(seen.page.locator(".asked .words")).to_have_text(["Åkerlunds juni.csv", "azure.xlsx"])
        assert given(bot) == [("Åkerlunds juni.csv", b"customer;id\r\n"), ("azure.xlsx", b"PK")]
        assert await seen.page.locator("#files").input_value() == ""
        assert await violations(seen.page) == [] if script else True


async def test_a_file_can_be_dropped_anywhere_on_the_page(chromium: Browser) -> None:
    bot = SampleBot()
    async with page_for(bot) as server, visit(chromium, server) as seen:
        await seen.page.evaluate(DROP, "h1")
        await expect(seen.page.locator("article")).to_have_count(1)
        assert given(bot) == [("dropped.csv", b"customer;id")]
        assert "dropping" not in (await seen.page.locator("html").get_attribute("class") or "")


async def test_while_a_file_is_read_a_screen_reader_is_told_which(chromium: Browser) -> None:
    bot = SampleBot(reading=asyncio.Event())
    async with page_for(bot) as server, visit(chromium, server) as seen:
        await seen.page.locator("#files").set_input_files(REPORTS)
        await seen.page.get_by_role("button", name="See what they would change").click()
        log = seen.page.get_by_role("log", name="Conversation")
        await expect(log.locator(".working")).to_have_text("Reading Åkerlunds juni.csv, 1 of 2 …")
        assert bot.reading is not None
        bot.reading.set()
        await expect(log.locator("article")).to_have_count(2)
        await expect(log.locator(".working")).to_have_count(0)


async def test_a_swedish_page_takes_files_in_swedish(chromium: Browser) -> None:
    bot = SampleBot()
    async with page_for(bot) as server, visit(chromium, server, "/?lang=sv") as seen:
        await seen.page.get_by_label("Rapporter").set_input_files(REPORTS[:1])
        await seen.page.get_by_role("button", name="Visa vad de skulle ändra").click()
        await expect(seen.page.locator("article")).to_have_count(1)
        [event] = bot.events
        assert event.origin.person.language is Language.SWEDISH


async def test_an_export_is_downloaded_by_its_link(chromium: Browser) -> None:
    async with page_for(SampleBot()) as server, visit(chromium, server) as seen:
        await seen.ask("export.en")
        async with seen.page.expect_download() as waiting:
            await seen.page.get_by_role("link", name="Download Contoso & Söner.csv (10 bytes)").click()
        download = await waiting.value
        assert download.suggested_filename == "Contoso & Söner.csv"
        assert (await download.path()).read_bytes() == b"customer\r\n"
