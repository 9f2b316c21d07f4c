"""Articles kept as they were read, between starts: neither Markdown nor YAML is needed for what is unchanged.

The file is a cache and nothing else: it is named after every byte that went into it, and one that cannot be
read is made anew. Articles with a fault are never kept.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from adapters.knowledge.folder import article_files
from bot.conversation.language import Language
from bot.conversation.replies import Bullets, Paragraph, Source
from bot.conversation.richtext import RichText, Span
from bot.understanding.knowledge import Article, ArticleKind, KnowledgeBase

log = logging.getLogger("dpor.knowledge")
_CODE = Path(__file__).parent


def knowledge_in(folder: Path, caches: Sequence[Path]) -> KnowledgeBase:
    """Every article below the folder, from a cache where they were read before; else kept in the first.

    Raises KnowledgeError with all that is wrong, by file and line.
    """
    name = _name(folder) if caches else None
    if name is None:
        return _read(folder)
    for cache in caches:
        if (known := _known(cache / name)) is not None:
            return known
    knowledge = _read(folder)
    _keep(knowledge, caches[0] / name)
    return knowledge


def _read(folder: Path) -> KnowledgeBase:
    # What reads articles is loaded only where there is something to read.
    from adapters.knowledge.files import read_knowledge

    return read_knowledge(folder)


def _name(folder: Path) -> str | None:
    """After the articles and the code that reads them; None where one cannot be read."""
    summed = hashlib.sha256()
    try:
        for path in (*sorted(_CODE.glob("*.py")), *article_files(folder)):
            content = path.read_bytes()
            place = path.name if path.parent == _CODE else str(path.relative_to(folder))
            summed.update(f"{place}\0{len(content)}\0".encode())
            summed.update(content)
    except OSError:
        return None
    return f"knowledge-{summed.hexdigest()[:32]}.json"


def _known(path: Path) -> KnowledgeBase | None:
    try:
        articles = [_article(fields) for fields in orjson.loads(path.read_bytes())]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        log.warning("kept articles could not be read, reading anew error=%s", type(error).__name__)
        return None
    return KnowledgeBase(articles) if articles else None


def _keep(knowledge: KnowledgeBase, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
            beside.write(orjson.dumps([_document(article) for article in knowledge]))
        os.replace(beside.name, path)
        for older in path.parent.glob("knowledge-*.json"):
            if older != path:
                older.unlink(missing_ok=True)
    except OSError as error:
        log.warning("articles could not be kept error=%s", type(error).__name__)


def _document(article: Article) -> Mapping[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "owner": article.owner,
        "file": article.file,
        "language": article.language.value,
        "kind": article.kind.value,
        "examples": article.examples,
        "related": article.related,
        "line": article.line,
        "valid_from": article.valid_from,
        "valid_until": article.valid_until,
        "reviewed_on": article.reviewed_on,
        "answer": [_block_document(block) for block in article.answer],
        "since_then": [_block_document(block) for block in article.since_then],
        "sources": [[s.title, s.address, s.speaks_for, s.login] for s in article.sources],
    }


def _article(fields: Mapping[str, Any]) -> Article:
    return Article(
        id=fields["id"],
        title=fields["title"],
        owner=fields["owner"],
        file=fields["file"],
        language=Language(fields["language"]),
        kind=ArticleKind(fields["kind"]),
        examples=tuple(fields["examples"]),
        related=tuple(fields["related"]),
        line=fields["line"],
        valid_from=_day(fields["valid_from"]),
        valid_until=_day(fields["valid_until"]),
        reviewed_on=_day(fields["reviewed_on"]),
        answer=tuple(_block(block) for block in fields["answer"]),
        since_then=tuple(_block(block) for block in fields["since_then"]),
        sources=tuple(
            Source(title=title, address=address, speaks_for=speaks_for, login=login)
            for title, address, speaks_for, login in fields["sources"]
        ),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _block_document(block: Paragraph | Bullets) -> Mapping[str, Any]:
    if isinstance(block, Paragraph):
        return {"text": _rich_document(block.text)}
    return {"items": [_rich_document(item) for item in block.items]}


def _block(fields: Mapping[str, Any]) -> Paragraph | Bullets:
    if "text" in fields:
        return Paragraph(text=_rich(fields["text"]))
    return Bullets(items=tuple(_rich(item) for item in fields["items"]))


def _rich_document(rich: RichText) -> Sequence[Any]:
    return [[span.text, span.strong, span.emphasis, span.code, span.link] for span in rich]


def _rich(spans: Sequence[Any]) -> RichText:
    return tuple(
        Span(text=text, strong=strong, emphasis=emphasis, code=code, link=link)
        for text, strong, emphasis, code, link in spans
    )
