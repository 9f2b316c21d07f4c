"""The rules that phrasings must keep among each other: none twice, and each leads to its own article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from adapters.knowledge.files import ArticleFile
from bot.errors import Fault
from bot.handlers.every import ROUTER
from bot.understanding.knowledge import KnowledgeBase
from bot.understanding.masks import masked_example
from bot.understanding.names import NameIndex
from bot.understanding.recognise import Recogniser
from bot.understanding.training import Examples, phrasings
from bot.understanding.understand import understand
from bot.understanding.words import words_in

SAMPLE_CUSTOMERS = (
    "Contoso",
    "Fabrikam",
    "Northwind Traders",
    "Litware",
    "Adventure Works",
    "Tailspin Toys",
    "Wingtip Toys",
    "Woodgrove Bank",
    "Fourth Coffee",
    "Alpine Ski House",
    "Coho Winery",
)
WORTH_A_LOOK = 85
LONG_WORD = 6
SAME_BUT_FOR_A_SLIP = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A phrasing or a title, with its place and the words that the recogniser sees, sorted.

    `file` is None for the examples of what the bot can do; those stand in its code.
    """

    topic: str
    text: str
    words: tuple[str, ...]
    place: str
    file: ArticleFile | None = None
    line: int = 0
    is_title: bool = False


def phrasing_faults(files: tuple[ArticleFile, ...]) -> Iterator[Fault]:
    """Phrasings that two articles claim, and those that do not find their own."""
    examples = {intent.name: intent.examples for intent in ROUTER.intents.values()}
    said = (*_of_intents(examples), *(one for file in files for one in _of_article(file)))
    claimed = dict(_claimed_twice(said))
    yield from claimed.values()
    knowledge = KnowledgeBase(file.article for file in files)
    recogniser = Recogniser.train(phrasings(knowledge, examples))
    yield from _not_found(recogniser, tuple(one for one in said if one.place not in claimed))


def _of_intents(examples: Mapping[str, Examples]) -> Iterator[_Said]:
    for name, by_language in examples.items():
        for text in (text for texts in by_language.values() for text in texts):
            yield _Said(topic=name, text=text, words=_words(text), place=f'the examples of "{name}"')


def _of_article(file: ArticleFile) -> Iterator[_Said]:
    title = file.header.line("title"), file.article.title
    for line, text in (title, *((example.line, example.text) for example in file.header.texts("examples"))):
        yield _Said(
            topic=file.article.id,
            text=text,
            words=_words(text),
            place=f"{file.header.file}:{line}",
            file=file,
            line=line,
            is_title=line == title[0],
        )


def _words(text: str) -> tuple[str, ...]:
    return tuple(sorted(word.folded for word in words_in(masked_example(text))))


def _claimed_twice(said: tuple[_Said, ...]) -> Iterator[tuple[str, Fault]]:
    """The later of two claims, with its place. Only what has as many words can be nearly the same."""
    by_length: dict[int, list[_Said]] = {}
    for one in said:
        by_length.setdefault(len(one.words), []).append(one)
    for some in by_length.values():
        yield from _claimed_among(some)


def _claimed_among(said: Sequence[_Said]) -> Iterator[tuple[str, Fault]]:
    texts = [" ".join(one.words) for one in said]
    likeness = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=WORTH_A_LOOK, dtype=np.uint8)
    pairs: list[list[int]] = np.argwhere(np.triu(likeness, k=1)).tolist()
    for one, other in ((said[first], said[second]) for first, second in pairs):
        if other.file and _nearly_same(one.words, other.words) and _clash(one, other):
            what = f'"{other.text}" is nearly the same as "{one.text}" in {one.place}.'
            yield other.place, other.file.fault_at(other.line, what, "Keep it in one place only.")


def _clash(one: _Said, other: _Said) -> bool:
    """In one file a phrasing only clashes with its very equal: typing errors there are meant."""
    if one.topic != other.topic:
        return True
    again = one.file is other.file and one.text.casefold() == other.text.casefold()
    return again and not one.is_title


def _nearly_same(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """The same words in any order; a long word may be misspelt, a short one is then another word."""
    return all(
        one == other
        or (min(len(one), len(other)) >= LONG_WORD and fuzz.ratio(one, other) >= SAME_BUT_FOR_A_SLIP)
        for one, other in zip(words, others, strict=True)
    )


def _not_found(recogniser: Recogniser, said: tuple[_Said, ...]) -> Iterator[Fault]:
    """Asks every phrasing as a person would."""
    customers = NameIndex((name, (name,)) for name in SAMPLE_CUSTOMERS)
    partners = NameIndex(())
    for one in said:
        if one.file is None:
            continue
        meaning = understand(
            one.text,
            recogniser=recogniser,
            customers=customers,
            partners=partners,
            language=one.file.article.language,
        )
        if meaning.article != one.topic:
            found = f'finds "{meaning.article or meaning.intent}" instead of its own article.'
            yield one.file.fault_at(one.line, f'"{one.text}" {found}', "Reword it, or move it there.")
