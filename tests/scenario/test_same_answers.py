"""The same words get the same answers in Slack and in Teams, follow-ups and settings included."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import uuid4

import pytest

from bot.conversation.language import Language
from bot.conversation.texts import texts_in
from tests.scenario.fake_connector import FakeTeams, fake_teams
from tests.scenario.fake_slack import fake_slack
from tests.scenario.slack_app import Service, event, serving
from tests.scenario.teams_app import OurSide, our_side, payload
from tests.whole_bot import demo_bot


@pytest.fixture
async def slack() -> AsyncIterator[Service]:
    async with fake_slack() as fake, serving(fake) as running:
        yield running


@pytest.fixture
async def teams() -> AsyncIterator[tuple[OurSide, FakeTeams]]:
    bot, _ = await demo_bot()
    async with fake_teams() as fake, our_side(bot, fake) as running:
        yield running, fake


CONVERSATIONS = {
    "a status and what follows on it": ["are we DPOR for Contoso Azure?", "and Office?"],
    "the same in Swedish": ["är vi DPOR för Contoso Azure?", "och Office?"],
    "a rule": ["who should be partner of record?"],
    "a rule in Swedish": ["vem ska vara partner of record?"],
    "a choice": ["are we DPOR for Contoso?"],
    "a letter to a customer": ["draft a request to Contoso about Office 365"],
    "what nobody knows": ["what does E5 cost?"],
    "settings": ["inställningar"],
    "help": ["help"],
}

ASKED = {word for language in Language for word in re.findall(r"\w+", texts_in(language).feedback.question)}
COLUMN = {texts_in(language).status.subscription for language in Language}
"""Slack shows the first cell of a row in bold, and leaves its column's name out."""
SPOKEN = frozenset({"text", "title", "value"})
"""Where words stand in a card; what a button carries stands under "data"."""


async def in_slack(service: Service, number: int, text: str) -> Any:
    """The number of the answer counts from 1."""
    await service.send(event("message_im", event_id=f"Ev{uuid4().hex}", text=text))
    return (await service.slack.wait_for("chat.postMessage", number))[number - 1]["blocks"]


async def in_teams(ours: OurSide, fake: FakeTeams, number: int, text: str) -> Any:
    """The number of the answer counts from 1."""
    activity = payload("message-personal", fake.service_url, text=text, id=f"f:{uuid4().hex}")
    await ours.post(activity, token=fake.token())
    return (await fake.until_sent(number))[number - 1].body["attachments"][0]["content"]["body"]


def slack_words(part: Any) -> Iterator[str]:
    """Every word that Slack shows of blocks, in any order; without markup and symbols."""
    if isinstance(part, list):
        for one in part:
            yield from slack_words(one)
    elif isinstance(part, dict):
        text = part.get("text")
        if isinstance(text, str):
            shown = re.sub(r"<([^<>|]*)\|([^<>]*)>", r"\2", text)
            yield from words(html.unescape(shown))
        for name in ("text", "fields", "elements", "positive_button", "negative_button"):
            if not isinstance(part.get(name), str):
                yield from slack_words(part.get(name))


def teams_words(part: Any) -> Iterator[str]:
    """Every word that Teams shows of a card's body."""
    if isinstance(part, list):
        for one in part:
            yield from teams_words(one)
    elif isinstance(part, dict):
        for name, inner in part.items():
            if name in SPOKEN and isinstance(inner, str):
                yield from words(inner)
            elif name not in ("data", "fallback", "selectAction"):
                yield from teams_words(inner)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"https?://\S+", "", text).replace("_", " "))


@pytest.mark.parametrize("name", CONVERSATIONS)
async def test_the_same_words_get_the_same_answer(
    slack: Service, teams: tuple[OurSide, FakeTeams], name: str
) -> None:
    for number, text in enumerate(CONVERSATIONS[name], 1):
        there = set(slack_words(await in_slack(slack, number, text)))
        here = set(teams_words(await in_teams(*teams, number, text)))
        assert len(there) > 10
        # Beside Slack's own two buttons there is no room for the question.
        assert (there - here, here - there - ASKED - COLUMN) == (set(), set())


async def test_a_follow_up_keeps_the_customer_in_slack_too(slack: Service) -> None:
    await in_slack(slack, 1, "are we DPOR for Contoso Azure?")
    answer = set(slack_words(await in_slack(slack, 2, "and Office?")))
    assert {"Contoso", "Office", "365"} <= answer
