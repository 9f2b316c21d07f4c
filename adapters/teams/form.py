"""A form as the inputs of a card, in a dialog or in a message."""

from __future__ import annotations

from typing import assert_never

from adapters.teams import card
from adapters.teams.card import Element
from adapters.teams.inbound import FIELD
from adapters.teams.markdown import escaped
from bot.conversation.language import Language
from bot.conversation.replies import Field, Form, OptionField, TextField
from bot.conversation.texts import texts_in


def form(filled: Form, language: Language) -> list[Element]:
    """Every field with its label, what is wrong with it under it, and the button that sends them."""
    drawn: list[Element] = []
    for field in filled.fields:
        drawn.append(_input(field, language))
        if fault := filled.faults.get(field.id):
            drawn.append(_fault(fault))
    send = card.button(filled.send_label, filled.action, with_inputs=True, sends_form=True)
    return [*drawn, {"type": "ActionSet", "actions": [send]}]


def _input(field: Field, language: Language) -> Element:
    drawn: Element = {"id": f"{FIELD}{field.id}", "label": escaped(field.label), "value": field.value}
    if field.required:
        drawn |= {"isRequired": True, "errorMessage": texts_in(language).teams.fill_in}
    match field:
        case TextField():
            drawn |= {"type": "Input.Text", "isMultiline": field.long, "maxLength": field.limit}
            if field.hint:
                drawn["placeholder"] = field.hint
            return drawn
        case OptionField():
            choices = [{"title": option.label, "value": option.value} for option in field.options]
            return {**drawn, "type": "Input.ChoiceSet", "style": "compact", "choices": choices}
        case _:
            assert_never(field)


def _fault(fault: str) -> Element:
    return {
        "type": "TextBlock",
        "text": f"\N{WARNING SIGN} {escaped(fault)}",
        "color": "attention",
        "spacing": "Small",
        "wrap": True,
    }
