"""Every sample reply as an Adaptive Card: valid, small enough, readable to all, no mark-up from data."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft6Validator
from markdown_it import MarkdownIt

from adapters.teams import answers
from adapters.teams.card import ACTIONS_IN_A_SET
from adapters.teams.markdown import escaped
from adapters.teams.render import (
    adaptive_card,
    card_for_asker,
    dialog_card,
    message,
    message_for_asker,
    with_suggestions,
)
from adapters.teams.sizing import MAX_CARD
from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import (
    Button,
    Chart,
    Choice,
    Choices,
    Fact,
    Facts,
    Paragraph,
    Reply,
    Table,
    Tone,
)
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from tests.contract.adaptive_card_schema import faults
from tests.contract.card_accessibility import accessibility_faults
from tests.samples import SAMPLES

GOLDEN = Path(__file__).parent.parent / "golden" / "teams"
TEAMS_LIMIT = 28_000
MARKDOWN = MarkdownIt("js-default")

PUBLISHED = Draft6Validator(
    json.loads((Path(__file__).parent.parent / "schemas" / "adaptive-card-1.5.json").read_text("utf-8"))
)
VIEW = Action(name="answer.view", language=Language.SWEDISH, arguments={"text": "Är vi DPOR hos Contoso?"})
CARDS: dict[str, dict[str, Any]] = {
    **{name: adaptive_card(reply) for name, reply in SAMPLES.items()},
    **{f"{name} in a dialog": dialog_card(reply) for name, reply in SAMPLES.items()},
    "for the asker": card_for_asker(VIEW, "29:1a2b3c"),
}

each_card = pytest.mark.parametrize("card", CARDS.values(), ids=CARDS.keys())
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


@each_card
def test_a_card_has_only_what_we_mean_to_draw(card: dict[str, Any]) -> None:
    assert faults(card, frozenset({"AdaptiveCard"})) == []


@each_card
def test_a_card_is_valid_under_the_schema_as_published(card: dict[str, Any]) -> None:
    # How wide Teams draws a card is Teams' own addition, and so are charts, which others leave out.
    published = {name: part for name, part in card.items() if name != "msteams"}
    published["body"] = [part for part in card["body"] if not part["type"].startswith("Chart.")]
    assert [error.message for error in PUBLISHED.iter_errors(published)] == []


def test_the_published_schema_refuses_what_is_wrong() -> None:
    card: dict[str, Any] = adaptive_card(SAMPLES["form.en"])
    changes: tuple[dict[str, Any], ...] = (
        {"body": [{"type": "TextBlock"}]},
        {"version": 1.5},
        {"refresh": {"userIds": [1]}},
    )
    for change in changes:
        assert list(PUBLISHED.iter_errors({**card, **change}))


@each_card
def test_everybody_can_use_a_card(card: dict[str, Any]) -> None:
    assert accessibility_faults(card) == []


INACCESSIBLE: dict[str, dict[str, Any]] = {
    "an image without words": {"type": "Image", "url": "https://contoso.example/x.png"},
    "a chart without words": {"type": "Chart.Line", "data": []},
    "an input without a label": {"type": "Input.Text", "id": "field.x"},
    "a box without a label": {"type": "Input.Toggle", "id": "tick.x", "title": " "},
    "a required input": {"type": "Input.Text", "id": "x", "label": "X", "isRequired": True},
    "a button without a name": {"type": "ActionSet", "actions": [{"type": "Action.Execute"}]},
    "a coloured text": {"type": "TextBlock", "text": "x", "wrap": True, "color": "attention"},
    "a coloured box": {"type": "Container", "style": "good", "items": [{"type": "TextBlock", "wrap": True}]},
    "a bold text as heading": {"type": "TextBlock", "text": "x", "wrap": True, "weight": "Bolder"},
    "text that does not wrap": {"type": "TextBlock", "text": "x"},
}


@pytest.mark.parametrize("part", INACCESSIBLE.values(), ids=INACCESSIBLE.keys())
def test_what_somebody_would_miss_is_found(part: dict[str, Any]) -> None:
    card: dict[str, Any] = adaptive_card(SAMPLES["title-only.en"])
    assert accessibility_faults({**card, "body": [*card["body"], part]})


def test_a_card_without_heading_language_or_fallback_is_found() -> None:
    card: dict[str, Any] = adaptive_card(SAMPLES["title-only.en"])
    assert accessibility_faults({**card, "body": card["body"][1:]})
    assert accessibility_faults({**card, "lang": ""})
    assert accessibility_faults({**card, "fallbackText": ""})


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


@pytest.mark.parametrize("kind", ["Action.Execute", "Action.OpenUrl", "ActionSet", "TextRun"])
def test_the_samples_show_each_thing_that_is_looked_at_below(kind: str) -> None:
    assert any(of_type(adaptive_card(reply), kind) for reply in SAMPLES.values())


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


def _choosing(*titles: str) -> dict[str, Any]:
    """A card with these to choose from."""
    choices = tuple(Choice(title=title, action=replace(VIEW, name="status.of")) for title in titles)
    block = Choices(prompt="Which?", choices=choices)
    return adaptive_card(replace(SAMPLES["title-only.en"], blocks=(block,)))


def test_a_title_that_a_button_would_cut_off_is_a_text_that_wraps() -> None:
    long = "Contoso, Microsoft Azure: subscription " + "production " * 4
    card = _choosing("Fabrikam", long)
    assert of_type(card, "ActionSet") == []
    first, second = of_type(card, "Container")
    assert [run["text"] for run in of_type(first["items"] + second["items"], "TextRun")] == ["Fabrikam", long]
    assert (second["selectAction"]["verb"], second["selectAction"]["title"]) == ("status.of", long)
    assert "Action.Execute" not in json.dumps(dialog_card(SAMPLES["huge.sv"]))


def test_titles_of_forty_characters_are_buttons() -> None:
    card = _choosing("x" * 40, "Fabrikam")
    assert of_type(card, "Container") == []
    assert [button["title"] for button in of_type(card, "Action.Execute")] == ["x" * 40, "Fabrikam"]


@each_sample
def test_a_card_with_a_table_is_as_wide_as_teams_makes_it(reply: Reply) -> None:
    has_table = any(isinstance(block, Table | Chart) for block in reply.blocks)
    assert adaptive_card(reply).get("msteams") == ({"width": "Full"} if has_table else None)


@each_sample
def test_only_the_save_button_sends_what_is_filled_in(reply: Reply) -> None:
    card = adaptive_card(reply)
    senders = [one for one in of_type(card, "Action.Execute") if one["associatedInputs"] == "auto"]
    ticks = ["checklist.tick"] if of_type(card, "Input.Toggle") else []
    form = [reply.form.action.name] if reply.form else []
    assert [one["verb"] for one in senders] == [*ticks, *form]


def test_a_form_says_what_is_wrong_under_the_field() -> None:
    card: dict[str, Any] = adaptive_card(SAMPLES["form-faults.sv"])
    body: list[dict[str, Any]] = card["body"]
    ids = [part.get("id", part.get("text")) for part in body if part["type"].startswith(("Input", "Text"))]
    assert ids[1:] == [
        "field.customer",
        "\N{WARNING SIGN} Fyll i det här.",
        "field.product",
        "field.note",
        "\N{WARNING SIGN} Högst 1000 tecken.",
    ]


@each_sample
def test_a_dialog_has_only_buttons_that_send(reply: Reply) -> None:
    card = dialog_card(reply)
    assert of_type(card, "Action.Execute") == []
    for button in of_type(card, "Action.Submit"):
        assert Action.decode(button["data"]["action"])
        assert "msteams" not in button["data"]


def test_what_leads_to_a_form_opens_a_dialog() -> None:
    action = Action(name="claim.open", language=Language.ENGLISH)
    reply = replace(SAMPLES["title-only.en"], buttons=(Button(label="Report", action=action),))
    (opens,) = of_type(adaptive_card(reply), "Action.Submit")
    assert opens["data"] == {"msteams": {"type": "task/fetch"}, "action": "claim.open?lang=en"}


def test_the_card_for_the_asker_says_nothing_and_asks_by_itself() -> None:
    card: dict[str, Any] = card_for_asker(VIEW, "29:1a2b3c")
    assert card["refresh"]["userIds"] == ["29:1a2b3c"]
    assert card["refresh"]["action"]["data"] == {"action": VIEW.encode(), "asker": "29:1a2b3c"}
    (by_hand,) = of_type(card["body"], "Action.Execute")
    assert by_hand["verb"] == "answer.view"
    shown = json.dumps([part.get("text") for part in elements(card)], ensure_ascii=False)
    assert "Contoso" not in shown + card["fallbackText"]


def test_an_answer_asks_by_two_buttons_whether_it_helped() -> None:
    sent: dict[str, Any] = message(SAMPLES["rated.en"])
    # Teams' own thumbs would stand beside them.
    assert "channelData" not in sent
    (good,) = of_type(sent["attachments"][0]["content"], "Action.Execute")
    assert Action.decode(good["data"]["action"]).arguments["verdict"] == "good"
    bad = next(
        one for one in of_type(sent["attachments"][0]["content"], "Action.Submit") if "msteams" in one["data"]
    )
    assert Action.decode(bad["data"]["action"]).arguments["verdict"] == "bad"


@each_sample
def test_a_card_can_be_read_by_everybody(reply: Reply) -> None:
    card: dict[str, Any] = adaptive_card(reply)
    headings = [block for block in of_type(card, "TextBlock") if block.get("style") == "heading"]
    assert headings[0]["size"] == "Large"
    assert card["lang"] == reply.language.value
    assert plain_text(reply).startswith(card["fallbackText"][:80])
    assert all(toggle["title"].strip() for toggle in of_type(card, "Input.Toggle"))
    assert all(block["wrap"] for block in of_type(card, "TextBlock"))
    coloured = [box for box in of_type(card, "Container") if box["style"] in ("good", "attention")]
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


CHARTS = [name for name, reply in SAMPLES.items() if any(isinstance(one, Chart) for one in reply.blocks)]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_its_numbers_below_in_text(name: str) -> None:
    card = adaptive_card(SAMPLES[name])
    drawn = [part for part in elements(card) if str(part.get("type")).startswith("Chart.")]
    values = re.findall(r'"(?:value|y)": (\d+)', json.dumps(drawn))
    said = [run["text"] for run in of_type(card, "TextRun")]
    assert values
    assert set(values) <= set(said)


def test_a_line_over_time_has_days_that_teams_reads_as_days() -> None:
    (line,) = of_type(adaptive_card(SAMPLES["coverage.sv"]), "Chart.Line")
    places = {point["x"] for one in line["data"] for point in one["values"]}
    assert places == {"2016-04-30", "2016-05-31", "2016-06-15"}


def test_the_notification_is_read_from_the_summary_and_not_doubled_on_screen() -> None:
    sent = message(SAMPLES["status-other.en"])
    assert "text" not in sent
    assert str(sent["summary"]).startswith("Attention: No. Fabrikam is partner of record")


FOUND = replace(
    SAMPLES["choose.en"],
    blocks=(
        Choices(
            prompt="Pick one:",
            choices=(
                Choice(title="Contoso", summary="2 subscriptions", action=VIEW),
                Choice(title="PAL", action=VIEW),
            ),
        ),
    ),
)
DRAWN: dict[str, object] = {
    **{name: adaptive_card(reply) for name, reply in SAMPLES.items()},
    "for-asker.sv": card_for_asker(VIEW, "29:1a2b3c"),
    "message.en": message(SAMPLES["rated.en"]),
    "message-for-asker.sv": message_for_asker(VIEW, "29:1a2b3c"),
    "message-suggestions.sv": with_suggestions(
        message(SAMPLES["checklist.sv"]), Language.SWEDISH, "29:1a2b3c"
    ),
    "answer-card.en": answers.as_card(adaptive_card(SAMPLES["title-only.en"])),
    "answer-notice.en": answers.as_notice("Thank you"),
    "answer-dialog.en": answers.as_dialog(SAMPLES["form.en"]),
    "answer-dialog-closing.en": answers.as_closing("Thank you"),
    "answer-search.en": answers.as_results(FOUND),
    "answer-search-nothing.en": answers.as_results(SAMPLES["title-only.en"]),
    "answer-picked.en": answers.as_picked(SAMPLES["status-other.en"]),
}


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_sent_looks_as_it_did(name: str) -> None:
    """DPOR_WRITE_GOLDEN=1 writes the files anew, for the reviewer to read."""
    path = GOLDEN / f"{name}.json"
    drawn = json.dumps(DRAWN[name], ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("DPOR_WRITE_GOLDEN"):
        path.write_text(drawn, "utf-8")
    assert path.read_text("utf-8") == drawn


def test_every_golden_file_is_compared() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == DRAWN.keys()
