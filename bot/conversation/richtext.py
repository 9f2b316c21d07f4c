"""Text with a little emphasis, as spans. Renderers read spans; only the knowledge reader sees Markdown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of text in one style. `link` is an absolute https address."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str | None = None


RichText = tuple[Span, ...]


def plain(text: str) -> RichText:
    """Text without any style; whatever it holds is shown as it stands."""
    return (Span(text=text),)


def read_aloud(rich: RichText) -> str:
    """The text alone, with a link's address in brackets after its words."""
    return "".join(
        f"{span.text} ({span.link})" if span.link and span.link != span.text else span.text for span in rich
    )
