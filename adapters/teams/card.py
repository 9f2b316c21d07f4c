"""The parts of an Adaptive Card, as plain JSON. https://adaptivecards.io/explorer/"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from adapters.teams.inbound import FORM
from adapters.teams.markdown import escaped, without_macros
from bot.conversation.actions import Action
from bot.conversation.richtext import RichText, Span

Element = dict[str, object]

OPEN_A_DIALOG = frozenset({"claim.open", "case.ask", "case.decide", "case.close", "case.snooze"})
"""The actions whose reply is a form."""

ACTIONS_IN_A_SET = 6
"""More are hidden by Teams: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/"""

_LONGEST_TITLE = 40
"""Characters that a button shows on a phone; Teams wraps none."""


def heading(text: str, *, size: str = "Medium") -> Element:
    """A heading; `size` is Medium inside a reply, Large for its title."""
    return {
        "type": "TextBlock",
        "text": escaped(text),
        "style": "heading",
        "size": size,
        "weight": "Bolder",
        "wrap": True,
    }


def paragraphs(rich: RichText, *, prefix: str = "", small: bool = False) -> list[Element]:
    """One text block a line; nothing in a run is read as Markdown."""
    drawn: list[Element] = []
    for line in _lines(rich):
        runs = [_run(Span(text=prefix), small=small)] if prefix and not drawn else []
        runs += [_run(span, small=small) for span in line]
        drawn.append({"type": "RichTextBlock", "inlines": runs})
        if len(drawn) > 1 or prefix or small:
            drawn[-1]["spacing"] = "Small"
    return drawn


def actions(labelled: Iterable[tuple[str, Action]], *, with_inputs: bool = False) -> list[Element]:
    """Sets of buttons, none longer than Teams shows."""
    buttons = [button(label, action, with_inputs=with_inputs) for label, action in labelled]
    return [
        {"type": "ActionSet", "actions": buttons[start : start + ACTIONS_IN_A_SET]}
        for start in range(0, len(buttons), ACTIONS_IN_A_SET)
    ]


def choices(labelled: Sequence[tuple[str, Action]]) -> list[Element]:
    """Buttons; boxes to press, whose text wraps, where a button would cut a title off."""
    if all(len(title) <= _LONGEST_TITLE for title, _ in labelled):
        return actions(labelled)
    return [
        {
            "type": "Container",
            "style": "emphasis",
            "spacing": "Small",
            "items": paragraphs((Span(text=title),)),
            "selectAction": button(title, action, with_inputs=False),
        }
        for title, action in labelled
    ]


def button(label: str, action: Action, *, with_inputs: bool, sends_form: bool = False) -> Element:
    """A button with the action as verb and data; clients without Action.Execute send a message instead.

    What leads to a form opens a dialog; clients without dialogs send a message then, too.
    """
    if action.name in OPEN_A_DIALOG:
        return dialog_button(label, action)
    shared: Element = {
        "title": label,
        "data": {"action": action.encode(), **({FORM: True} if sends_form else {})},
        "associatedInputs": "auto" if with_inputs else "none",
    }
    return {
        "type": "Action.Execute",
        "verb": action.name,
        **shared,
        "fallback": {"type": "Action.Submit", **shared},
    }


def dialog_button(label: str, action: Action) -> Element:
    """A button that opens a dialog, where the action's form is."""
    return {
        "type": "Action.Submit",
        "title": label,
        "data": {"msteams": {"type": "task/fetch"}, "action": action.encode()},
        "associatedInputs": "none",
    }


def row(cells: Iterable[str], *, strong: bool = False) -> Element:
    """Cells side by side, all of one width."""
    return {
        "type": "ColumnSet",
        "spacing": "Small",
        "columns": [
            {
                "type": "Column",
                "width": "stretch",
                "items": paragraphs((Span(text=cell or "\N{EN DASH}", strong=strong),)),
            }
            for cell in cells
        ],
    }


def _lines(rich: RichText) -> list[list[Span]]:
    lines: list[list[Span]] = [[]]
    for span in rich:
        first, *rest = span.text.split("\n")
        lines[-1].append(_like(span, first))
        lines += [[_like(span, text)] for text in rest]
    kept = [[span for span in line if span.text] for line in lines]
    return [line for line in kept if any(span.text.strip() for span in line)]


def _like(span: Span, text: str) -> Span:
    return Span(text=text, strong=span.strong, emphasis=span.emphasis, code=span.code, link=span.link)


def _run(span: Span, *, small: bool) -> Element:
    run: Element = {"type": "TextRun", "text": without_macros(span.text)}
    if span.strong:
        run["weight"] = "Bolder"
    if span.emphasis:
        run["italic"] = True
    if span.code:
        run["fontType"] = "Monospace"
    if small:
        run["size"] = "Small"
    if span.link and span.link.startswith("https://"):
        run["selectAction"] = {"type": "Action.OpenUrl", "title": span.text, "url": span.link}
    return run
