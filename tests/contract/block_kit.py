"""Block Kit as Slack takes it: its limits, and slack_sdk's models."""

from __future__ import annotations

from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ContextActionsBlock,
    ContextBlock,
    FeedbackButtonsElement,
    HeaderBlock,
    ImageBlock,
    InputBlock,
    PlainTextInputElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from adapters.slack.render import message
from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply


def texts_of(value: Any) -> list[dict[str, Any]]:
    """Every text object anywhere in there."""
    if isinstance(value, list):
        return [found for inner in value for found in texts_of(inner)]
    if not isinstance(value, dict):
        return []
    own = [value] if value.get("type") in ("mrkdwn", "plain_text") else []
    return own + [found for inner in value.values() for found in texts_of(inner)]


def check_block(drawn: dict[str, Any]) -> None:  # noqa: C901 - one case a block
    """slack_sdk's models take it; an actions block does not look at its elements, so each is taken apart."""
    match drawn["type"]:
        case "header":
            HeaderBlock(**without_type(drawn)).to_dict()
        case "section":
            SectionBlock(**without_type(drawn)).to_dict()
            assert all(len(text["text"]) <= 2000 for text in drawn.get("fields", []))
        case "context":
            ContextBlock(**without_type(drawn)).to_dict()
        case "actions":
            ActionsBlock(elements=[check_element(element) for element in drawn["elements"]]).to_dict()
            ids = [element["action_id"] for element in drawn["elements"]]
            assert len(set(ids)) == len(ids) <= 25
        case "context_actions":
            ContextActionsBlock(**without_type(drawn)).to_dict()
            [element] = drawn["elements"]
            FeedbackButtonsElement(**without_type(element)).to_dict()
            for kind in ("positive_button", "negative_button"):
                assert len(element[kind]["text"]["text"]) <= 75
                assert Action.decode(element[kind]["value"])
        case "input":
            check_entry(drawn)
        case "image":
            ImageBlock(**without_type(drawn)).to_dict()
            assert 1 <= len(drawn["alt_text"]) <= 2000
        case other:
            raise AssertionError(other)
    assert Block.parse(drawn) is not None


def check_entry(drawn: dict[str, Any]) -> None:
    """A field of a form."""
    InputBlock(**without_type(drawn)).to_dict()
    element = drawn["element"]
    if element["type"] == "plain_text_input":
        PlainTextInputElement(**without_type(element)).to_dict()
        assert len(element.get("initial_value", "")) <= element["max_length"] <= 3000
    else:
        StaticSelectElement(**without_type(element)).to_dict()
        assert element.get("initial_option", element["options"][0]) in element["options"]


def check_view(drawn: dict[str, Any]) -> None:
    """slack_sdk's model takes it, and every block of it."""
    View(**drawn).to_dict()
    assert len(drawn["blocks"]) <= 100
    for block in drawn["blocks"]:
        check_block(block)
    for part in ("title", "submit", "close"):
        assert len(drawn.get(part, {"text": ""})["text"]) <= 24
    assert len(drawn.get("private_metadata", "")) <= 3000


def check_element(element: dict[str, Any]) -> ButtonElement | CheckboxesElement:
    """One of a row."""
    assert len(element["action_id"]) <= 255
    if element["type"] == "button":
        button = ButtonElement(**without_type(element))
        button.to_dict()
        assert len(element["text"]["text"]) <= 75
        assert Action.decode(element["value"])
        return button
    boxes = CheckboxesElement(**without_type(element))
    boxes.to_dict()
    assert 1 <= len(element["options"]) <= 10
    assert all(option in element["options"] for option in element.get("initial_options", ()))
    assert all(len(option["text"]["text"]) <= 75 for option in element["options"])
    assert Action.decode(element["action_id"])
    return boxes


def without_type(drawn: dict[str, Any]) -> dict[str, Any]:
    """What the models take as arguments."""
    return {key: value for key, value in drawn.items() if key != "type"}


def check(reply: Reply) -> dict[str, Any]:
    """The message, after every limit and model was asked."""
    drawn: dict[str, Any] = message(reply)
    assert 1 <= len(drawn["blocks"]) <= 50
    for block in drawn["blocks"]:
        check_block(block)
    assert all(0 < len(text["text"]) <= 3000 for text in texts_of(drawn["blocks"]))
    assert drawn["text"]
    return drawn


def a_reply(*blocks: Any, **more: Any) -> Reply:
    """A reply of these blocks."""
    return Reply(
        language=Language.ENGLISH, title="Title", outcome=Outcome(kind=Kind.LIST), blocks=blocks, **more
    )


def an_action(name: str) -> Action:
    """In English, without arguments."""
    return Action(name=name, language=Language.ENGLISH)
