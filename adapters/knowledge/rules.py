"""The rules that one article must keep by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from adapters.knowledge.body import SINCE_THEN
from adapters.knowledge.files import ArticleFile
from adapters.knowledge.header import Scalar
from bot.errors import Fault
from bot.understanding.knowledge import ArticleKind

FIELDS = (
    "id",
    "language",
    "title",
    "valid_from",
    "valid_until",
    "reviewed_on",
    "owner",
    "sources",
    "related",
    "examples",
)
OPTIONAL = ("kind",)
DATES = ("valid_from", "valid_until", "reviewed_on")
SOURCE_FIELDS = ("title", "address", "speaks_for", "access")
ENOUGH_EXAMPLES = 12
LONGEST_TITLE = 75
REVIEW_EVERY = timedelta(days=365)
LINK = re.compile(r"\]\((?!https://)[^)]*\)")


def article_faults(file: ArticleFile, ids: frozenset[str], today: date) -> Iterator[Fault]:
    """What is wrong with this article; `ids` are those that others may be related to."""
    yield from _fields(file)
    yield from _name(file)
    yield from _dates(file)
    yield from _review(file, today)
    yield from _examples(file)
    yield from _sources(file)
    yield from _related(file, ids)
    yield from _body(file)


def _fields(file: ArticleFile) -> Iterator[Fault]:
    for name in FIELDS:
        if name not in file.header.fields:
            yield file.fault(name, f'"{name}" is missing.', "The header is to be complete.")
    for name in file.header.fields:
        if name not in FIELDS + OPTIONAL:
            yield file.fault(
                name, f'"{name}" is no field of an article.', "Correct its spelling, or remove it."
            )
    if "owner" in file.header.fields and not file.article.owner:
        yield file.fault("owner", '"owner" is empty.', "Name the team that answers for the article.")
    if len(file.article.title) > LONGEST_TITLE:
        what = f"the title has {len(file.article.title)} characters."
        yield file.fault("title", what, f"It is also a button: at most {LONGEST_TITLE}.")


def _name(file: ArticleFile) -> Iterator[Fault]:
    name = file.header.file.replace("\\", "/").rpartition("/")[2]
    expected = f"{file.article.id}.{file.article.language.value}.md"
    if name != expected:
        yield file.fault(
            "id", f'the file should be called "{expected}".', "Rename it, or correct the header."
        )


def _dates(file: ArticleFile) -> Iterator[Fault]:
    for name in DATES:
        text = file.header.text(name)
        if text and text.casefold() != "none" and len(text) != len("2026-12-31"):
            yield file.fault(
                name, f'"{name}" is not a whole date: "{text}".', "Write it as 2026-12-31, or null."
            )
    valid_from, valid_until = file.article.valid_from, file.article.valid_until
    if valid_from and valid_until and valid_until < valid_from:
        yield file.fault(
            "valid_until", "the validity ends before it begins.", "Correct one of the two dates."
        )


def _review(file: ArticleFile, today: date) -> Iterator[Fault]:
    reviewed_on = file.article.reviewed_on
    if reviewed_on is None:
        if "reviewed_on" in file.header.fields:
            yield file.fault("reviewed_on", "nobody has reviewed it.", "Check it against its sources.")
    elif today - reviewed_on > REVIEW_EVERY:
        what = f"the review is overdue: the last was {(today - reviewed_on).days} days ago."
        yield file.fault("reviewed_on", what, f"Ask {file.article.owner or 'its owner'} to check it.")
    elif reviewed_on > today:
        yield file.fault("reviewed_on", "the review lies in the future.", "Write the day it was done.")


def _examples(file: ArticleFile) -> Iterator[Fault]:
    count = len(file.article.examples)
    if count < ENOUGH_EXAMPLES:
        remedy = f"Write at least {ENOUGH_EXAMPLES}, as people type them."
        yield file.fault("examples", f"only {count} example phrasings.", remedy)


def _sources(file: ArticleFile) -> Iterator[Fault]:
    records = file.header.records("sources")
    if not records and "sources" in file.header.fields and file.article.kind is ArticleKind.ANSWER:
        yield file.fault("sources", "the answer has no source.", "Name where it comes from.")
    for record in records:
        for name in SOURCE_FIELDS:
            if name not in record or not record[name].text:
                yield file.fault_at(
                    record[""].line, f'a source lacks "{name}".', "Every source needs all four."
                )
        for name, scalar in record.items():
            yield from _source_field(file, name, scalar)


def _source_field(file: ArticleFile, name: str, value: Scalar) -> Iterator[Fault]:
    if name and name not in SOURCE_FIELDS:
        yield file.fault_at(value.line, f'"{name}" is no field of a source.', "Correct its spelling.")
    if not value.text:
        return
    if name == "address" and not _is_address(value.text):
        remedy = 'Write an https address, or "source text, section".'
        yield file.fault_at(value.line, f'the address is neither a link nor a place: "{value.text}".', remedy)
    if name == "speaks_for" and not _is_time(value.text):
        what = f'"speaks_for" is no year, month or day: "{value.text}".'
        yield file.fault_at(value.line, what, "Write it as 2016, 2016-05 or 2016-05-24.")
    if name == "access" and value.text not in ("public", "login"):
        yield file.fault_at(value.line, f'"access" is not known: "{value.text}".', "Write public or login.")


def _is_address(text: str) -> bool:
    return re.fullmatch(r"https://[^\s/]+\.[^\s]+|source text, .+", text) is not None


def _is_time(text: str) -> bool:
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return False
    try:
        date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return False
    return True


def _related(file: ArticleFile, ids: frozenset[str]) -> Iterator[Fault]:
    for related in file.header.texts("related"):
        if related.text == file.article.id:
            yield file.fault_at(related.line, "the article is related to itself.", "Name others.")
        elif related.text not in ids:
            yield file.fault_at(related.line, f'there is no article "{related.text}".', "Correct the id.")


def _body(file: ArticleFile) -> Iterator[Fault]:
    article = file.article
    if article.valid_until and not article.since_then:
        remedy = f'Say what has changed below "## {SINCE_THEN[article.language]}".'
        yield file.fault("valid_until", "the validity has ended, but what came after is not said.", remedy)
    for heading in file.body.headings:
        line = file.body_line + heading.line - 1
        if not heading.since_then or heading.text.casefold() != SINCE_THEN[article.language].casefold():
            what = f'the heading "{heading.text}" does not belong here.'
            yield file.fault_at(line, what, f'The only one is "## {SINCE_THEN[article.language]}".')
    for number, text in enumerate(file.markdown.split("\n")):
        if LINK.search(text):
            yield file.fault_at(
                file.body_line + number, "a link is not https.", "Give the whole https address."
            )
