"""Every sample reply as an Adaptive Card: valid, small enough, readable to all, no mark-up from data."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from adapters.teams.card import ACTIONS_IN_A_SET
from adapters.teams.markdown import escaped
from adapters.teams.render import adaptive_card, message
from adapters.teams.sizing import MAX_CARD
from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Fact, Facts, Paragraph, Reply, Tone
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from tests.contract.adaptive_card_schema import faults
from tests.samples import SAMPLES

GOLDEN = Path(__file__).parent.parent / "golden" / "teams"
TEAMS_LIMIT = 28_000
MARKDOWN = MarkdownIt("js-default")

each_sample = pytest.mark.parametrize("reply", SAMPLES.values(), ids=SAMPLES.keys())


def elements(part: object) -> Iterator[dict[str, Any]]:
    """Every object in a card, outermost first; the data of actions is no element."""
    if isinstance(part, dict):
        yield part
        for key, value in part.items():
            if key != "data":
                yield from elements(value)
    elif isinstance(part, list):
        for value in part:
            yield from elements(value)


def of_type(card: object, name: str) -> list[dict[str, Any]]:
    """The elements of that type."""
    return [element for element in elements(card) if element.get("type") == name]


def read_as_markdown(card: object) -> list[str]:
    """Every text of a card that clients read as Markdown."""
    toggles = [toggle["title"] for toggle in of_type(card, "Input.Toggle")]
    facts = [fact for facts in of_type(card, "FactSet") for fact in facts["facts"]]
    pairs = [text for fact in facts for text in (fact["title"], fact["value"])]
    return [block["text"] for block in of_type(card, "TextBlock")] + toggles + pairs


def shown(markdown: str) -> str:
    """What a client shows of Markdown."""
    inline = [inner for token in MARKDOWN.parse(markdown) for inner in token.children or []]
    return "".join(inner.content for inner in inline)


def marks(markdown: str) -> set[str]:
    """What in Markdown is more than a line of text: strong_open, link_open, bullet_list_open …"""
    tokens = MARKDOWN.parse(markdown)
    found = {token.type for token in tokens} | {one.type for token in tokens for one in token.children or []}
    return found - {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}


@each_sample
def test_a_card_is_valid_under_the_published_schema(reply: Reply) -> None:
    assert faults(adaptive_card(reply), frozenset({"AdaptiveCard"})) == []


@each_sample
def test_a_message_is_small_enough_for_teams(reply: Reply) -> None:
    assert len(orjson.dumps(adaptive_card(reply))) <= MAX_CARD
    assert len(orjson.dumps(message(reply))) < TEAMS_LIMIT


def test_what_is_shortened_says_so_and_keeps_every_point_to_tick() -> None:
    card = adaptive_card(SAMPLES["huge.sv"])
    said = [run["text"] for run in of_type(card, "TextRun")]
    assert texts_in(Language.SWEDISH).errors.shortened in said
    assert len(of_type(card, "Input.Toggle")) == 25


def test_what_fits_is_not_shortened() -> None:
    said = [run["text"] for run in of_type(adaptive_card(SAMPLES["knowledge.en"]), "TextRun")]
    assert texts_in(Language.ENGLISH).errors.shortened not in said


@each_sample
def test_every_button_says_what_it_does_twice_and_works_on_old_clients(reply: Reply) -> None:
    for button in of_type(adaptive_card(reply), "Action.Execute"):
        action = Action.decode(button["data"]["action"])
        assert button["verb"] == action.name
        assert button["fallback"]["data"] == button["data"]
        assert button["title"].strip()


@each_sample
def test_no_set_has_more_buttons_than_teams_shows(reply: Reply) -> None:
    for actions in of_type(adaptive_card(reply), "ActionSet"):
        assert 1 <= len(actions["actions"]) <= ACTIONS_IN_A_SET


@each_sample
def test_only_the_save_button_sends_ticks(reply: Reply) -> None:
    card = adaptive_card(reply)
    senders = [one for one in of_type(card, "Action.Execute") if one["associatedInputs"] == "auto"]
    assert [one["verb"] for one in senders] == (["checklist.tick"] if of_type(card, "Input.Toggle") else [])


@each_sample
def test_a_card_can_be_read_by_everybody(reply: Reply) -> None:
    card: dict[str, Any] = adaptive_card(reply)
    headings = [block for block in of_type(card, "TextBlock") if block.get("style") == "heading"]
    assert headings[0]["size"] == "Large"
    assert card["lang"] == reply.language.value
    assert plain_text(reply).startswith(card["fallbackText"][:80])
    assert all(toggle["title"].strip() for toggle in of_type(card, "Input.Toggle"))
    assert all(block["wrap"] for block in of_type(card, "TextBlock"))
    coloured = [box for box in of_type(card, "Container") if box["style"] != "default"]
    for box in coloured:
        assert box["items"][0]["text"].startswith(escaped(reply.tone_word)[:40])
    assert bool(coloured) == (reply.tone is not Tone.NEUTRAL)


@each_sample
def test_links_are_https_only(reply: Reply) -> None:
    for link in of_type(adaptive_card(reply), "Action.OpenUrl"):
        assert link["url"].startswith("https://")


@each_sample
def test_nothing_in_a_sample_is_read_as_markup(reply: Reply) -> None:
    for text in read_as_markdown(adaptive_card(reply)):
        assert marks(text) == set(), text


@given(st.text() | st.text(alphabet="*_[]()<>#-+=1.`~!&\\|{}: \n\tåa", max_size=40))
def test_data_is_shown_as_it_stands(data: str) -> None:
    printable = re.sub(r"[\x00\ud800-\udfff]", "", data)
    assert shown(escaped(printable)) == " ".join(printable.split())
    assert marks(escaped(printable)) == set()


@given(st.text(alphabet="{}DATEIMdate(2016-05-24T08:00:00Z,SHORT) ", max_size=60))
def test_data_makes_no_dates(data: str) -> None:
    hostile = data + "{{DATE(2016-05-24T08:00:00Z,SHORT)}}"
    reply = Reply(
        language=Language.ENGLISH,
        title=hostile,
        outcome=Outcome(kind=Kind.STATUS),
        blocks=(Paragraph(text=plain(hostile)), Facts(facts=(Fact(name=hostile, value=hostile),))),
    )
    card = json.dumps(adaptive_card(reply)["body"])
    assert not re.search(r"\{\{(DATE|TIME)\(", card, re.IGNORECASE)


def test_the_notification_is_read_from_the_summary_and_not_doubled_on_screen() -> None:
    sent = message(SAMPLES["status-other.en"])
    assert "text" not in sent
    assert str(sent["summary"]).startswith("Attention: No. Fabrikam is partner of record")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_card_looks_as_it_did(name: str) -> None:
    """DPOR_WRITE_GOLDEN=1 writes the files anew, for the reviewer to read."""
    path = GOLDEN / f"{name}.json"
    drawn = json.dumps(adaptive_card(SAMPLES[name]), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("DPOR_WRITE_GOLDEN"):
        path.write_text(drawn, "utf-8")
    assert path.read_text("utf-8") == drawn
