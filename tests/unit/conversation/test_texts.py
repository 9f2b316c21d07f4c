"""Both languages say the same things, with the same gaps to fill."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping

from bot.conversation.language import Language
from bot.conversation.texts import texts_in


def sentences(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from sentences(item, f"{path}[{key}]")
    elif isinstance(value, tuple):
        for name in getattr(value, "_fields", ()) or range(len(value)):
            item = getattr(value, name) if isinstance(name, str) else value[name]
            yield from sentences(item, f"{path}.{name}")
    else:
        raise TypeError(f"{path} is neither text nor a group of texts")


ENGLISH = dict(sentences(texts_in(Language.ENGLISH)))
SWEDISH = dict(sentences(texts_in(Language.SWEDISH)))
SAME_IN_BOTH = {"imports.kinds", "products", "associations", "partner_of_record", "credit.names"}


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_sentence_exists_in_both_languages() -> None:
    assert ENGLISH.keys() == SWEDISH.keys()


def test_no_sentence_is_empty() -> None:
    assert [path for path, text in {**ENGLISH, **SWEDISH}.items() if not text.strip()] == []


def test_both_languages_have_the_same_gaps() -> None:
    assert {p: gaps(t) for p, t in ENGLISH.items()} == {p: gaps(t) for p, t in SWEDISH.items()}


def test_a_sentence_is_translated() -> None:
    worded = {path: text for path, text in ENGLISH.items() if len(re.sub(r"{.*?}", "", text)) > 14}
    same = {path for path, text in worded.items() if SWEDISH[path] == text}
    assert {path for path in same if not any(name in path for name in SAME_IN_BOTH)} == set()
