"""What the published Adaptive Card schema (1.5) says of the elements we draw; nothing else passes.

https://adaptivecards.io/schemas/adaptive-card.json
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TEXT, FLAG, NUMBER, ANY = "text", "flag", "number", "any"
SPACING = frozenset({"default", "none", "small", "medium", "large", "extralarge", "padding"})
STYLE = frozenset({"default", "emphasis", "good", "attention", "warning", "accent"})
WEIGHT = frozenset({"default", "lighter", "bolder"})
SIZE = frozenset({"default", "small", "medium", "large", "extralarge"})
INPUTS = frozenset({"auto", "none"})

Rule = str | frozenset[str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One element: what it must have, what it may have, and which of these hold lists of elements."""

    needs: Mapping[str, Rule]
    may: Mapping[str, Rule] = field(default_factory=dict[str, Rule])
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    holds: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])


ELEMENTS = frozenset(
    {
        "TextBlock",
        "RichTextBlock",
        "FactSet",
        "ColumnSet",
        "Container",
        "ActionSet",
        "Chart.HorizontalBar.Stacked",
        "Chart.Line",
        "Input.Toggle",
        "Input.Text",
        "Input.ChoiceSet",
    }
)
ACTIONS = frozenset({"Action.Execute", "Action.Submit", "Action.OpenUrl"})
PLACED: Mapping[str, Rule] = {"spacing": SPACING, "separator": FLAG, "id": TEXT}

UNTYPED = frozenset({"Fact", "Refresh", "Input.Choice", "Bar", "BarPart", "Line", "LinePoint"})

CHART: Mapping[str, Rule] = {"title": TEXT, "fallback": frozenset({"drop"})}
"""Teams' own elements, not in the published schema: what its page on charts says of them.

https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
"""
CHART_MAY: Mapping[str, Rule] = {**PLACED, "colorSet": frozenset({"categorical"})}

KINDS: Mapping[str, Kind] = {
    "AdaptiveCard": Kind(
        {"version": TEXT, "fallbackText": TEXT, "lang": TEXT},
        {"$schema": TEXT, "speak": TEXT, "msteams": ANY},
        lists={"body": ELEMENTS, "actions": ACTIONS},
        holds={"refresh": frozenset({"Refresh"})},
    ),
    "Refresh": Kind({"userIds": ANY}, holds={"action": frozenset({"Action.Execute"})}),
    "TextBlock": Kind(
        {"text": TEXT, "wrap": FLAG},
        {
            **PLACED,
            "size": SIZE,
            "weight": WEIGHT,
            "style": frozenset({"default", "heading"}),
            "color": STYLE,
        },
    ),
    "RichTextBlock": Kind({}, PLACED, lists={"inlines": frozenset({"TextRun"})}),
    "TextRun": Kind(
        {"text": TEXT},
        {"size": SIZE, "weight": WEIGHT, "italic": FLAG, "fontType": frozenset({"default", "monospace"})},
        holds={"selectAction": frozenset({"Action.OpenUrl"})},
    ),
    "FactSet": Kind({}, PLACED, lists={"facts": frozenset({"Fact"})}),
    "Fact": Kind({"title": TEXT, "value": TEXT}),
    "ColumnSet": Kind({}, PLACED, lists={"columns": frozenset({"Column"})}),
    "Column": Kind({}, {**PLACED, "width": TEXT}, lists={"items": ELEMENTS}),
    "Container": Kind(
        {},
        {**PLACED, "style": STYLE},
        lists={"items": ELEMENTS},
        holds={"selectAction": frozenset({"Action.Execute", "Action.Submit"})},
    ),
    "Chart.HorizontalBar.Stacked": Kind(CHART, CHART_MAY, lists={"data": frozenset({"Bar"})}),
    "Bar": Kind({"title": TEXT}, lists={"data": frozenset({"BarPart"})}),
    "BarPart": Kind({"legend": TEXT, "value": NUMBER}),
    "Chart.Line": Kind(CHART, {**CHART_MAY, "xAxisTitle": TEXT}, lists={"data": frozenset({"Line"})}),
    "Line": Kind({"legend": TEXT}, lists={"values": frozenset({"LinePoint"})}),
    "LinePoint": Kind({"x": TEXT, "y": NUMBER}),
    "ActionSet": Kind({}, PLACED, lists={"actions": ACTIONS}),
    "Input.Toggle": Kind(
        {"id": TEXT, "title": TEXT},
        {**PLACED, "value": TEXT, "valueOn": TEXT, "valueOff": TEXT, "wrap": FLAG, "label": TEXT},
    ),
    "Input.Text": Kind(
        {"id": TEXT, "label": TEXT},
        {
            **PLACED,
            "value": TEXT,
            "placeholder": TEXT,
            "isMultiline": FLAG,
            "maxLength": ANY,
            "isRequired": FLAG,
            "errorMessage": TEXT,
        },
    ),
    "Input.ChoiceSet": Kind(
        {"id": TEXT, "label": TEXT},
        {
            **PLACED,
            "value": TEXT,
            "style": frozenset({"compact", "expanded", "filtered"}),
            "isRequired": FLAG,
            "errorMessage": TEXT,
        },
        lists={"choices": frozenset({"Input.Choice"})},
    ),
    "Input.Choice": Kind({"title": TEXT, "value": TEXT}),
    "Action.Execute": Kind(
        {"title": TEXT, "verb": TEXT, "data": ANY},
        {"associatedInputs": INPUTS},
        holds={"fallback": frozenset({"Action.Submit"})},
    ),
    "Action.Submit": Kind({"title": TEXT, "data": ANY}, {"associatedInputs": INPUTS}),
    "Action.OpenUrl": Kind({"url": TEXT}, {"title": TEXT}),
}


def faults(element: Mapping[str, Any], allowed: frozenset[str], path: str = "$") -> list[str]:
    """Everything that is wrong with an element and what is in it, each with its place."""
    # The schema lets parts that can be nothing else do without a type.
    (only,) = allowed if len(allowed) == 1 else ("",)
    name = str(element.get("type", only if only in UNTYPED else ""))
    if name not in allowed:
        return [f"{path}: {name or 'no type'} is not one of {sorted(allowed)}"]
    kind = KINDS[name]
    known = {"type", *kind.needs, *kind.may, *kind.lists, *kind.holds}
    found = [f"{path}: {key} is unknown in {name}" for key in element.keys() - known]
    found += [f"{path}: {key} is missing in {name}" for key in kind.needs.keys() - element.keys()]
    for key, rule in {**kind.needs, **kind.may}.items():
        if key in element and not _keeps(element[key], rule):
            found.append(f"{path}.{key}: {element[key]!r} is not {rule}")
    for key, inner in kind.lists.items():
        for number, part in enumerate(element.get(key, [])):
            found += faults(part, inner, f"{path}.{key}[{number}]")
    for key, inner in kind.holds.items():
        if key in element:
            found += faults(element[key], inner, f"{path}.{key}")
    return found


def _keeps(value: object, rule: Rule) -> bool:
    if isinstance(rule, frozenset):
        return isinstance(value, str) and value.lower() in rule
    number = isinstance(value, int) and not isinstance(value, bool)
    return {TEXT: isinstance(value, str), FLAG: isinstance(value, bool), NUMBER: number, ANY: True}[rule]
