"""Checks a folder of articles as an editor would; each finding names the file and the very line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from adapters.knowledge.files import ArticleFile, read_files
from adapters.knowledge.phrasings import phrasing_faults
from adapters.knowledge.rules import article_faults
from bot.conversation.language import Language
from bot.errors import Fault


def check(folder: Path, *, today: date) -> tuple[Fault, ...]:
    """Everything to find fault with, by file and line; empty where all is well."""
    files, unreadable = read_files(folder)
    findings = [*unreadable, *_faults(files, today)]
    return tuple(sorted(findings, key=_place))


def _faults(files: tuple[ArticleFile, ...], today: date) -> Iterator[Fault]:
    ids = frozenset(file.article.id for file in files)
    for file in files:
        yield from article_faults(file, ids, today)
    yield from _languages(files)
    yield from phrasing_faults(files)


def _languages(files: tuple[ArticleFile, ...]) -> Iterator[Fault]:
    by_id: dict[str, dict[Language, ArticleFile]] = {}
    for file in files:
        by_id.setdefault(file.article.id, {})[file.article.language] = file
    for id_, languages in by_id.items():
        first = next(iter(languages.values()))
        for language in Language:
            if language not in languages:
                what = f'"{id_}" is missing in the language "{language.value}".'
                yield first.fault("id", what, "Write it in both, in two files beside each other.")
        yield from _differences(first, tuple(languages.values())[1:])


def _differences(first: ArticleFile, others: tuple[ArticleFile, ...]) -> Iterator[Fault]:
    for other in others:
        for name in ("kind", "valid_from", "valid_until"):
            if getattr(first.article, name) != getattr(other.article, name):
                what = f'"{name}" is another than in {first.place(name)}.'
                yield other.fault(name, what, "Both languages say the same.")


def _place(fault: Fault) -> tuple[str, int]:
    file, _, line = fault.where.rpartition(":")
    return (file, int(line)) if line.isdecimal() else (fault.where, 0)
