"""What keeps a card from being used by everybody: found in its JSON, each with its place.

https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Part = dict[str, Any]

_VERDICTS = ("Yes", "No", "Ja", "Nej")
_COLOURS = frozenset({"good", "attention", "warning", "accent"})


def accessibility_faults(card: Part) -> list[str]:
    """Everything that somebody who does not see, or not see colours, or uses no mouse would miss."""
    parts = list(_parts(card, "$"))
    found = [] if card.get("fallbackText", "").strip() else ["$: no text for clients that draw no cards"]
    found += [] if card.get("lang") in ("en", "sv") else ["$: no language to read it in"]
    first = next((part for _, part in parts if part.get("type") in ("TextBlock", "RichTextBlock")), {})
    found += [] if first.get("style") == "heading" else ["$: does not begin with a heading"]
    for path, part in parts:
        found += [f"{path}: {fault}" for fault in _faults(part)]
    return found


def _parts(part: object, path: str) -> Iterator[tuple[str, Part]]:
    if isinstance(part, dict):
        yield path, part
        for key, value in part.items():
            if key not in ("data", "fallback"):
                yield from _parts(value, f"{path}.{key}")
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from _parts(value, f"{path}[{number}]")


def _faults(part: Part) -> Iterator[str]:
    kind = part.get("type", "")
    if kind == "Image" and not part.get("altText", "").strip():
        yield "an image without words"
    if kind.startswith("Chart.") and not part.get("title", "").strip():
        yield "a picture of numbers without words"
    if kind == "TextBlock" and not part.get("wrap"):
        yield "text that is cut off on narrow screens and in large print"
    if kind == "TextBlock" and part.get("weight") == "Bolder" and part.get("style") != "heading":
        yield "a heading only to those who see it"
    yield from _input_faults(kind, part)
    if kind.startswith("Action.") and not part.get("title", "").strip():
        yield "a button without a name"
    if (part.get("style") in _COLOURS or part.get("color") in _COLOURS) and not _says_so(part):
        yield "a colour that no word stands for"


def _input_faults(kind: str, part: Part) -> Iterator[str]:
    if kind in ("Input.Text", "Input.ChoiceSet") and not part.get("label", "").strip():
        yield "an input without a label"
    if kind == "Input.Toggle" and not part.get("title", "").strip():
        yield "a box without a label"
    if part.get("isRequired") and not part.get("errorMessage", "").strip():
        yield "a required input that does not say what is missing"


def _says_so(part: Part) -> bool:
    """Whether a coloured part has words too, and a container begins with one that says the same."""
    if "text" in part:
        return part["text"].startswith("\N{WARNING SIGN} ") and len(part["text"]) > 2
    title = next((one.get("text", "") for one in part.get("items", [])), "")
    return title.startswith(_VERDICTS) or ":" in title
