"""Where stored names are kept for finding: a table from every word to the forms that hold it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Protocol

from bot.understanding.name_fits import Form, forms_of, weight_of
from bot.understanding.spelling import Spelling

Entry = tuple[str, tuple[str, ...]]
"""An id and its names; the first name is the one shown."""

Likeness = tuple[tuple[str, float], ...]
"""Stored words, each with how surely (0 to 1) it is meant."""

TELLING = 24
"""A word that more forms share names none of them beside a rarer word."""


class WordsAlike(Protocol):
    """Which stored words a misspelt one may be."""

    def meant_by(self, word: str, /) -> Likeness:
        """Words that it may be meant as; likeliest only."""
        ...

    def perhaps(self, word: str) -> Likeness:
        """Words that are two letters away: too little by themselves."""
        ...


class NameTable(Protocol):
    """The storage behind a NameIndex: dictionaries for thousands of names, a file for a million."""

    @property
    def words(self) -> Container[str]:
        """Every word of every form."""
        ...

    @property
    def spelling(self) -> WordsAlike:
        """Over the same words."""
        ...

    @property
    def has_none(self) -> Callable[[Iterable[str]], bool]:
        """Whether it has none of these words."""
        ...

    def candidates(self, said: set[str]) -> Iterable[Form]:
        """The forms that may be meant where these stored words are said."""
        ...


class NamesInMemory:
    """Dictionaries: the quickest there is, and some kilobytes a name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.words: dict[str, list[Form]] = defaultdict(list)
        self.has_none = self.words.keys().isdisjoint
        self._take_in(entries)
        self.spelling = Spelling(self.words)

    def change(self, before: Iterable[Entry], now: Iterable[Entry]) -> None:
        """Forget entries that are here, just as they came, and take others in."""
        self.spelling.unlearn(self._forget(before))
        self.spelling.learn(self._take_in(now))

    def candidates(self, said: set[str]) -> Iterable[Form]:
        """The forms that share a telling word; by words that tell nothing only those named in full."""
        telling = {word for word in said if len(self.words[word]) <= TELLING}
        if not telling:
            telling = {word for word in said if weight_of(word) == 1.0}
        forms = {id(form): form for word in telling for form in self.words[word]}
        for word in said - telling:
            full = (form for form in self.words[word] if said.issuperset(form.words))
            forms.update((id(form), form) for form in full)
        return forms.values()

    def _take_in(self, entries: Iterable[Entry]) -> list[str]:
        """Gives the words that are new."""
        new: list[str] = []
        for form, word in _by_word(entries):
            if word not in self.words:
                new.append(word)
            self.words[word].append(form)
        return new

    def _forget(self, entries: Iterable[Entry]) -> list[str]:
        """Gives the words that are gone."""
        gone: dict[str, set[str]] = defaultdict(set)
        for form, word in _by_word(entries):
            gone[word].add(form.id)
        for word, ids in gone.items():
            self.words[word] = [form for form in self.words[word] if form.id not in ids]
        empty = [word for word in gone if not self.words[word]]
        for word in empty:
            del self.words[word]
        return empty


def _by_word(entries: Iterable[Entry]) -> Iterator[tuple[Form, str]]:
    for entry_id, names in entries:
        for form in dict.fromkeys(forms_of(entry_id, names)):
            for word in dict.fromkeys(form.words):
                yield form, word
