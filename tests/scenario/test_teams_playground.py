"""Teams as a real client shows it: a visit to the Microsoft 365 Agents Playground.

It shows no view of one's own by itself, does not open a dialog from a card, and shows no search result that
can be picked; what it takes of these is tried all the same.
"""

from __future__ import annotations

import re

from playwright.async_api import Page, expect

from bot.ports import Services
from tests.samples import SAMPLES
from tests.scenario.playground_client import playground
from tests.scenario.teams_app import OurSide, our_side
from tests.whole_bot import demo_bot_and_services

QUESTION = "are we DPOR for Contoso Azure?"
ANSWER = "Yes, we are DPOR for Contoso"
GUIDES = "Guides for partners and customers"


async def test_a_visit_to_the_playground() -> None:
    bot, services = await demo_bot_and_services()
    async with (
        our_side(bot, None, store=services.store) as ours,
        playground(str(ours.server.make_url("/api/messages"))) as page,
    ):
        await _in_a_personal_chat(page)
        await _in_a_dialog(page, services)
        await _searching(page)
        await _unasked(page, ours, services)
        await _in_a_group_chat(page)
        await _in_a_channel(page)


async def _ask(page: Page, text: str, *, at_first: bool = False) -> None:
    await page.get_by_role("textbox").last.click()
    if at_first:
        await page.keyboard.type("@")
        await page.get_by_role("menuitem", name="Test Bot").click()
    await page.keyboard.type(f" {text}" if at_first else text)
    await page.keyboard.press("Enter")


async def _in_a_personal_chat(page: Page) -> None:
    """A question and its card, a good word, a button that leads on, and a checklist that stays ticked."""
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
    await expect(page.get_by_role("checkbox").last).to_be_checked()


async def _in_a_dialog(page: Page, services: Services) -> None:
    """A form, fetched, filled in and kept."""
    await page.get_by_label("Trigger Message Extension App").click()
    await page.get_by_text("Action Command").click()
    await page.get_by_placeholder("Input command id or leave blanks").fill("reportConflict")
    await page.get_by_role("button", name="Create").click()
    await page.get_by_role("textbox", name="Customer").fill("Contoso")
    await page.get_by_role("textbox", name="The other partner").fill("Fabrikam")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Noted, with your name and today's date")).to_be_visible()
    await page.get_by_role("button", name="Close").click()
    async with services.store.transaction() as transaction:
        (claim,) = await transaction.claims.latest(2)
    assert claim.partner == "Fabrikam"


async def _searching(page: Page) -> None:
    """What is found is in the form that the Playground asks for."""
    await page.get_by_label("Trigger Message Extension App").click()
    await page.get_by_text("Search Command").click()
    await page.get_by_placeholder("Enter a search term").fill("Contoso")
    await expect(page.get_by_text("tap action is not supported yet").first).to_be_visible()
    await expect(page.get_by_text("Invalid response returned")).to_have_count(0)
    await page.get_by_role("button", name="Close").last.click()


async def _unasked(page: Page, ours: OurSide, services: Services) -> None:
    """A message that nobody asked for, and its next state in its place."""
    async with services.store.transaction() as transaction:
        (place, *_) = await transaction.places.every()
    first, second = SAMPLES["status-other.en"], SAMPLES["knowledge.en"]
    receipt = await ours.platform.deliver(place.address, first, None)
    await expect(page.get_by_text(first.title).last).to_be_visible()
    assert await ours.platform.deliver(place.address, second, receipt) == receipt
    await expect(page.get_by_text(second.title).last).to_be_visible()
    await expect(page.get_by_text(first.title)).to_have_count(0)


async def _in_a_group_chat(page: Page) -> None:
    """An answer that the room is not shown, then the asker, then everybody."""
    await page.get_by_text("Group Chat", exact=True).click()
    await _ask(page, QUESTION, at_first=True)
    show = page.get_by_role("button", name="Show my answer")
    await expect(show).to_be_visible()
    await expect(page.get_by_text(ANSWER)).to_have_count(0)
    await show.click()
    await expect(page.get_by_text(ANSWER)).to_be_visible()
    await page.get_by_role("button", name="Share with everyone").click()
    await expect(page.get_by_role("button", name="Share with everyone")).to_have_count(0)
    await expect(page.get_by_text(ANSWER)).to_be_visible()


async def _in_a_channel(page: Page) -> None:
    """Knowledge is for all who read."""
    await page.get_by_text("General", exact=True).click()
    await _ask(page, "where are the guides?", at_first=True)
    await page.get_by_role("button", name="Post").click()
    await expect(page.get_by_text(GUIDES).last).to_be_visible()
