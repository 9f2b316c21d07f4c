"""Every sample reply as Block Kit: within Slack's limits, valid for slack_sdk, as in the golden files.

`UPDATE_GOLDEN=1` writes the golden files anew.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import mrkdwn
from adapters.slack.render import message, text_only
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import (
    Bullets,
    Button,
    Chart,
    Checklist,
    ChecklistItem,
    Choice,
    Choices,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Reply,
    Source,
    Sources,
    Table,
)
from bot.conversation.richtext import Span, plain
from tests.contract.block_kit import a_reply, an_action, check, check_block, texts_of
from tests.contract.test_slack_views import VIEWS
from tests.samples import HOSTILE, SAMPLES

GOLDEN = Path(__file__).parent.parent / "golden" / "slack"
ACTIVE = re.compile(r"<[^>]*>")
"""Whatever Slack would make a mention or a link of; data's own brackets are entities."""

NAMES = st.text(max_size=60) | st.sampled_from(
    [HOSTILE, "<!channel>", "<@U0123ABCD>", "<https://evil.example|x>", "a & b", "*x*", "|", "&lt;!here&gt;"]
)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_valid_block_kit(name: str) -> None:
    check(SAMPLES[name])


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_looks_as_its_golden_file(name: str) -> None:
    path = GOLDEN / f"{name}.json"
    drawn = json.dumps(message(SAMPLES[name]), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(drawn, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == drawn


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == {*SAMPLES, *VIEWS}


@given(name=NAMES, other=NAMES)
def test_nothing_in_data_becomes_a_mention_or_a_link(name: str, other: str) -> None:
    drawn = check(_everywhere(name, other))
    shown = [text["text"] for text in texts_of(drawn["blocks"]) if text["type"] == "mrkdwn"]
    assert ACTIVE.findall(" ".join(shown)) == []
    assert ACTIVE.findall(drawn["text"]) == []
    assert ACTIVE.findall(str(text_only(_everywhere(name, other))["text"])) == []


@given(st.text(max_size=200), st.integers(1, 60))
def test_clipped_text_ends_neither_in_half_an_entity_nor_in_half_a_link(text: str, limit: int) -> None:
    rich = (Span(text=text), Span(text="a|b>c", link="https://learn.microsoft.com/a|b"), Span(text=text))
    clipped = mrkdwn.clip(mrkdwn.mrkdwn(rich), limit)
    assert len(clipped) <= limit
    assert re.sub(r"&(amp|lt|gt);|<[^<>|]*\|[^<>|]*>", "", clipped).count("<") == 0
    assert not re.search(r"&(?!(amp|lt|gt);)", clipped)


def test_a_link_to_anything_but_https_is_shown_as_text() -> None:
    assert mrkdwn.link("here", "javascript:alert(1)") == "here (javascript:alert(1))"


def test_styles_are_left_out_where_slack_would_show_the_marks() -> None:
    spans = (Span(text=" a ", strong=True), Span(text="b*c", strong=True), Span(text="d\ne", emphasis=True))
    assert mrkdwn.mrkdwn(spans) == " *a* b*cd\ne"


def test_how_many_rows_are_left_out_is_said() -> None:
    table = Table(caption="All", headers=("Customer",), rows=tuple((f"{n} " + "x" * 990,) for n in range(12)))
    drawn = check(a_reply(table))
    assert drawn["blocks"][-1]["elements"][0]["text"] == "… and 3 more"


def test_every_tick_of_a_long_list_can_be_made() -> None:
    items = tuple(ChecklistItem(id=str(n), label=f"Point {n}", ticked=False) for n in range(23))
    drawn = check(
        a_reply(Checklist(label="All", items=items, action=an_action("checklist.tick"), save_label="Save"))
    )
    boxes = [block["elements"][0] for block in drawn["blocks"] if block["type"] == "actions"]
    assert [option["value"] for group in boxes for option in group["options"]] == [str(n) for n in range(23)]
    assert all("initial_options" not in group for group in boxes)


def test_a_title_too_long_for_a_button_stands_above_in_full() -> None:
    title = "Contoso, Microsoft Azure, " + "Production " * 10
    drawn = check(
        a_reply(Choices(prompt="Which?", choices=(Choice(title=title, action=an_action("status.show")),)))
    )
    assert title.strip() in drawn["blocks"][1]["text"]["text"]


@pytest.mark.parametrize("name", ["coverage.en", "coverage.sv", "hostile.en", "huge.sv"])
def test_a_chart_that_slack_has_as_a_file_is_an_image_with_words_over_its_numbers(name: str) -> None:
    charts = [block for block in SAMPLES[name].blocks if isinstance(block, Chart)]
    pictures = {chart: f"F{number}" for number, chart in enumerate(charts)}
    drawn: list[dict[str, Any]] = message(SAMPLES[name], pictures=pictures)["blocks"]  # type: ignore[assignment]
    for block in drawn:
        check_block(block)
    shown = [block for block in drawn if block["type"] == "image"]
    assert [block["slack_file"]["id"] for block in shown] == [*pictures.values()][: len(shown)]


def test_the_image_is_all_that_is_added() -> None:
    reply = SAMPLES["coverage.en"]
    [chart] = [block for block in reply.blocks if isinstance(block, Chart)]
    title, image, numbers = cast("list[object]", message(reply, pictures={chart: "F1"})["blocks"])
    words = "Subscriptions by product. Microsoft Azure: 4 of 7 are ours. Office 365: 1 of 2 is ours."
    assert image == {"type": "image", "slack_file": {"id": "F1"}, "alt_text": words}
    assert [title, numbers] == message(reply)["blocks"]


def test_the_tone_is_told_in_a_word_and_a_symbol() -> None:
    assert message(SAMPLES["status-ours.sv"])["blocks"][0]["text"]["text"].startswith("✅ Bra: Ja.")  # type: ignore[index]


def _everywhere(name: str, other: str) -> Reply:
    """The two texts in every place that holds data."""
    return Reply(
        language=Language.ENGLISH,
        title=name or "Title",
        outcome=Outcome(kind=Kind.STATUS),
        tone_word=other,
        blocks=(
            Heading(text=name),
            Paragraph(text=(Span(text=name, strong=True), Span(text=other, code=True), Span(text=name))),
            Bullets(items=(plain(name), plain(other))),
            Facts(facts=(Fact(name=name, value=other),)),
            Table(caption=name, headers=(name, other), rows=((other, name),)),
            Checklist(
                label=name,
                items=(ChecklistItem(id="1", label=other, ticked=True, note=name),),
                action=an_action("checklist.tick"),
                save_label="Save",
            ),
            Choices(prompt=name, choices=(Choice(title=other, action=an_action("status.show")),)),
            Sources(
                label=name,
                sources=(Source(title=name, address=other, speaks_for="2016"),),
                notes=(f"{name}, {other}",),
            ),
        ),
        buttons=(Button(label=name, action=an_action("help.show")),),
    )
