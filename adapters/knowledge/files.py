"""Reads a folder of articles, leniently: what the bot cannot do without must be there, no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from adapters.knowledge.body import Body, BodyReader
from adapters.knowledge.folder import article_files
from adapters.knowledge.header import Header, Scalar
from bot.conversation.language import Language
from bot.conversation.replies import Source
from bot.errors import Fault, KnowledgeError
from bot.understanding.knowledge import Article, ArticleKind, KnowledgeBase

FENCE = "---"
HOW_TO = "See README.md of the knowledge folder."
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFile:
    """An article together with where everything stands in its file.

    `markdown` is the body as it was written, `body_line` its first line in the file.
    """

    article: Article
    header: Header
    body: Body
    markdown: str
    body_line: int

    def place(self, name: str) -> str:
        """The file and the line of a header field."""
        return f"{self.header.file}:{self.header.line(name)}"

    def fault(self, name: str, what: str, remedy: str) -> Fault:
        """Something is wrong with that header field."""
        return self.fault_at(self.header.line(name), what, remedy)

    def fault_at(self, line: int, what: str, remedy: str) -> Fault:
        """Something is wrong in that line."""
        return Fault(where=f"{self.header.file}:{line}", what=what, remedy=remedy)


def read_knowledge(folder: Path) -> KnowledgeBase:
    """Every article below the folder. Raises KnowledgeError with all that is wrong, by file and line."""
    faults: list[Fault] = []
    # One after the other: what only reading needed would lie between the articles for good.
    articles = [file.article for file in _files(folder, faults)]
    if faults:
        raise KnowledgeError(tuple(faults))
    return KnowledgeBase(articles)


def read_files(folder: Path) -> tuple[tuple[ArticleFile, ...], tuple[Fault, ...]]:
    """The articles that can be read, in the order of their paths, and what is wrong with the others."""
    faults: list[Fault] = []
    files = tuple(_files(folder, faults))
    return files, tuple(faults)


def _files(folder: Path, faults: list[Fault]) -> Iterator[ArticleFile]:
    if not folder.is_dir():
        faults.append(
            Fault(where=str(folder), what="is no folder.", remedy="Name the folder of the articles.")
        )
        return
    found = False
    for file in _Reader(folder, faults).files():
        found = True
        yield file
    if not found and not faults:
        faults.append(Fault(where=str(folder), what="holds no article (*.md).", remedy=HOW_TO))


class _Reader:
    def __init__(self, folder: Path, faults: list[Fault]) -> None:
        self._folder = folder
        self._faults = faults
        self._body = BodyReader()
        self._seen: dict[tuple[str, Language], str] = {}

    def files(self) -> Iterator[ArticleFile]:
        for path in article_files(self._folder):
            if article := self._file(path):
                yield article

    def _file(self, path: Path) -> ArticleFile | None:
        name = str(path.relative_to(self._folder))
        before = len(self._faults)
        text = self._text(path, name)
        if text is None:
            return None
        parts = _split(text)
        if parts is None:
            self._fault(
                name, 1, "has no header.", f'Begin the file with a header between two "{FENCE}" lines.'
            )
            return None
        source, markdown, body_line = parts
        header = Header(name, source, self._faults)
        if len(self._faults) > before:
            return None
        body = self._body.read(markdown)
        article = self._article(header, body)
        if not (body.answer or body.since_then):
            self._fault(name, body_line, "says nothing.", "Write the answer below the header.")
        if len(self._faults) > before or self._is_twin(article, header):
            return None
        return ArticleFile(article=article, header=header, body=body, markdown=markdown, body_line=body_line)

    def _text(self, path: Path, name: str) -> str | None:
        try:
            content = path.read_bytes()
            return content.decode("utf-8-sig")
        except OSError as error:
            self._fault(name, 1, f"cannot be read ({error.strerror}).", "Check the file's permissions.")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self._fault(name, line, "is not UTF-8.", "Save the file as UTF-8.")
        return None

    def _article(self, header: Header, body: Body) -> Article:
        examples = tuple(example.text for example in header.texts("examples"))
        if not examples:
            remedy = "List phrasings of the question, as people type them."
            header.fault(header.line("examples"), '"examples" are missing.', remedy)
        return Article(
            id=header.required("id", "Every article needs one, the same in both languages."),
            language=_word(header, "language", Language) or Language.ENGLISH,
            title=header.required("title", "Say what a person would call the topic."),
            kind=_kind(header),
            examples=examples,
            answer=body.answer,
            since_then=body.since_then,
            valid_from=header.day("valid_from"),
            valid_until=header.day("valid_until"),
            reviewed_on=header.day("reviewed_on"),
            owner=header.text("owner"),
            sources=tuple(_source(record) for record in header.records("sources")),
            related=tuple(related.text for related in header.texts("related")),
            file=header.file,
        )

    def _is_twin(self, article: Article, header: Header) -> bool:
        place = f"{header.file}:{header.line('id')}"
        first = self._seen.setdefault((article.id, article.language), place)
        if first is place:
            return False
        what = f'the id "{article.id}" is also that of {first} in that language.'
        header.fault(header.line("id"), what, "Give each article an id of its own.")
        return True

    def _fault(self, name: str, line: int, what: str, remedy: str) -> None:
        self._faults.append(Fault(where=f"{name}:{line}", what=what, remedy=remedy))


def _split(text: str) -> tuple[str, str, int] | None:
    """Header, body and the body's first line; None without a header."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != FENCE:
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None


def _kind(header: Header) -> ArticleKind:
    if not header.text("kind"):
        return ArticleKind.ANSWER
    return _word(header, "kind", ArticleKind) or ArticleKind.ANSWER


def _word(header: Header, name: str, words: type[Word]) -> Word | None:
    known = ", ".join(word.value for word in words)
    text = header.required(name, f"Write one of {known}.")
    for word in words:
        if word.value == text.casefold():
            return word
    if text:
        header.fault(header.line(name), f'"{name}" is not known: "{text}".', f"Write one of {known}.")
    return None


def _source(record: dict[str, Scalar]) -> Source:
    texts = {name: scalar.text for name, scalar in record.items()}
    address = texts.get("address", "")
    return Source(
        title=texts.get("title", "") or address,
        address=address,
        speaks_for=texts.get("speaks_for", ""),
        login=texts.get("access", "").casefold() == "login",
    )
