"""An article's text: Markdown to paragraphs and bullets, once, so that nobody else sees Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.conversation.language import Language
from bot.conversation.replies import Bullets, Paragraph
from bot.conversation.richtext import RichText, Span

SINCE_THEN = {Language.ENGLISH: "Since then", Language.SWEDISH: "Sedan dess"}
"""The heading above a correction."""
_FOLDED = frozenset(heading.casefold() for heading in SINCE_THEN.values())
CODE = frozenset({"fence", "code_block"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading as it was written; `line` is its line in the body, from 1."""

    text: str
    level: int
    line: int

    @property
    def since_then(self) -> bool:
        """Whether the correction starts here."""
        return self.level == 2 and self.text.casefold() in _FOLDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What an article says; `headings` are all that were written, in their order."""

    answer: tuple[Paragraph | Bullets, ...]
    since_then: tuple[Paragraph | Bullets, ...]
    headings: tuple[Heading, ...]


class BodyReader:
    """Reads Markdown leniently: what has no block of its own becomes a paragraph."""

    def __init__(self) -> None:
        self._markdown = MarkdownIt("commonmark", {"html": False})

    def read(self, markdown: str) -> Body:
        """The text, split at the heading "Since then" or "Sedan dess"."""
        pieces = _Pieces()
        for token in self._markdown.parse(markdown):
            pieces.take(token)
        return Body(
            answer=tuple(pieces.answer),
            since_then=tuple(pieces.since_then),
            headings=tuple(pieces.headings),
        )


class _Pieces:
    """Takes the parser's tokens one by one. Lists within lists are flattened into the outermost."""

    def __init__(self) -> None:
        self.answer: list[Paragraph | Bullets] = []
        self.since_then: list[Paragraph | Bullets] = []
        self.headings: list[Heading] = []
        self._part = self.answer
        self._items: list[RichText] = []
        self._depth = 0
        self._number = ""
        self._heading: Token | None = None

    def take(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._heading = token
            case "bullet_list_open" | "ordered_list_open":
                self._depth += 1
            case "bullet_list_close" | "ordered_list_close":
                self._close_list()
            case "list_item_open":
                self._number = f"{token.info}. " if token.info else ""
            case "inline":
                self._text(_spans(token.children or ()))
            case _ if token.type in CODE:
                self._text((Span(text=token.content.strip(), code=True),))
            case _:
                pass

    def _text(self, text: RichText) -> None:
        if self._heading:
            self._head(self._heading, text)
        elif self._depth:
            self._items.append(_joined((Span(text=self._number), *text)))
            self._number = ""
        else:
            self._part.append(Paragraph(text=text))

    def _head(self, opening: Token, text: RichText) -> None:
        heading = Heading(
            text="".join(span.text for span in text).strip(),
            level=int(opening.tag.removeprefix("h")),
            line=opening.map[0] + 1 if opening.map else 1,
        )
        self._heading = None
        self.headings.append(heading)
        if heading.since_then:
            self._part = self.since_then
        else:
            self._part.append(Paragraph(text=tuple(replace(span, strong=True) for span in text)))

    def _close_list(self) -> None:
        self._depth -= 1
        if not self._depth:
            self._part.append(Bullets(items=tuple(self._items)))
            self._items = []


def _spans(tokens: Iterable[Token]) -> RichText:
    return _joined(_styled(tokens))


def _styled(tokens: Iterable[Token]) -> Iterator[Span]:
    strong = emphasis = 0
    link: str | None = None
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "link_open" | "link_close":
                link = _https(token)
            case _:
                text = " " if token.type in ("softbreak", "hardbreak") else token.content
                yield Span(
                    text=text,
                    strong=strong > 0,
                    emphasis=emphasis > 0,
                    code=token.type == "code_inline",
                    link=link,
                )


def _https(token: Token) -> str | None:
    address = str(token.attrs.get("href", ""))
    return address if address.startswith("https://") else None


def _joined(spans: Iterable[Span]) -> RichText:
    """Without empty spans; neighbours that look alike are one."""
    joined: list[Span] = []
    for span in spans:
        if joined and replace(joined[-1], text=span.text) == span:
            joined[-1] = replace(span, text=joined[-1].text + span.text)
        elif span.text:
            joined.append(span)
    return tuple(joined)
