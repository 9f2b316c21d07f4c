"""What shows, among very many names, that words are meant as one.

Nearly every ordinary word is somebody's name there, or a letter away from one.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cached_property
from typing import Protocol

from bot.understanding.legal_endings import is_legal
from bot.understanding.neighbours import (
    OTHER_PRODUCTS,
    in_name_place,
    is_everyday,
    is_foreign,
    is_nearly_the,
    is_possessive,
    shouted,
)
from bot.understanding.products import is_product_word
from bot.understanding.vocabulary import BUSINESS, CONNECTORS, LINKS, ORDINARY, SUFFIXES
from bot.understanding.words import Word


class Known(Protocol):
    """Tells words that people use here without naming anybody."""

    def __call__(self, word: str, /, *, misspelt: bool = True) -> bool:
        """Whether the folded word is one; `misspelt`: or one a letter away."""
        ...


_SMALL = CONNECTORS | LINKS
_NO_PART = SUFFIXES | _SMALL
_LINKS_ABROAD = frozenset("e y")
"""As in "García e Hijos"."""
_BESIDE = 3
"""Letters between two words of a name: a space, or "&" with spaces."""
_SHORTEST = 3
_SHORT, _TELLING, _LONG = 5, 6, 10
"""Letters: of a word that is a name where it stands; of those that tell enough beside ordinary words; of a
word in which one may be wrong where nothing else shows a name.
"""
_MANY = 3
_APART = frozenset("!?:;/\n")
"""What stands between the words of no name."""
_ABBREVIATED = 3
"""Letters at most of a word with a full stop that does not end a sentence: "Dr. Wong", "A. Datum"."""
_STOPS = frozenset(".!?:\n")
_AND = ("&", "+")
_PRODUCT_PAIRS = frozenset({("power", "bi"), ("power", "apps"), ("power", "platform"), ("power", "automate")})
"""Products of which the first word alone may be of a name."""


class NameSigns:
    """The words of a text, and what each of them shows."""

    def __init__(self, words: Sequence[Word], text: str, known: Known | None = None) -> None:
        self._words, self._text, self._known = words, text, known
        self._own: dict[int, bool] = {}

    @cached_property
    def _says_nothing(self) -> bool:
        """Whether capitals do not."""
        return shouted(self._words) or _is_title(self._words)

    def is_own(self, at: int) -> bool:
        """Whether the word is no ordinary one."""
        own = self._own.get(at)
        if own is None:
            own = self._own[at] = self._is_no_ordinary(at)
        return own

    def may_be(self, first: int, last: int) -> bool:
        """Whether not all the words are ordinary ones, or they are written as a name."""
        if any(self._words[at].folded not in ORDINARY for at in range(first, last + 1)):
            return True
        return self._is_written_as_one(first, last, self._said(first, last))

    def _is_no_ordinary(self, at: int) -> bool:
        folded = self._words[at].folded
        if len(folded) < _SHORTEST or is_legal(self._words[at]) or folded in ORDINARY or is_everyday(folded):
            return False
        return not self._is_known(folded)

    def may_begin(self, at: int) -> bool:
        """Whether a name that has it may be looked for: an ordinary word has to be written like one."""
        folded = self._words[at].folded
        if len(folded) < _SHORTEST or is_legal(self._words[at]) or folded in ORDINARY or is_everyday(folded):
            return False
        return self.is_capital(at) or not self._is_known(folded)

    def is_capital(self, at: int) -> bool:
        """Whether it has a capital that is due to neither where it stands nor how all is written."""
        word = self._words[at]
        if at == 0 or self._says_nothing or not word.capitalised:
            return False
        if _STOPS.intersection(self._text[self._words[at - 1].end : word.start]):
            return False
        return not (word.text.isupper() and self._is_known(word.folded))

    def allow(self, first: int, last: int, *, off: int, whole: bool) -> bool:
        """Whether the words from `first` to `last` (inclusive) may be a name with so many letters wrong.

        `whole`: no word of the name is missing.
        """
        said = self._said(first, last)
        exactly = whole and off == 0
        if exactly and len(said) > 1 and any(map(self.is_own, said)):
            return True
        own = [at for at in said if self.is_own(at)]
        if not own:
            # Where a letter is wrong in one of several words, another is right.
            return whole and off < min(len(said), 2) and self._is_written_as_one(first, last, said)
        if self._has_suffix(first, last) or self._is_all(first, last):
            return True
        shown = in_name_place(self._words, first) or any(map(self.is_capital, own))
        letters = sum(len(self._words[at].folded) for at in own)
        if len(said) > 1:
            long = whole and sum(len(self._words[at].folded) for at in said) >= _LONG
            return shown or letters >= _TELLING or long
        if exactly:
            return shown or letters >= _SHORT
        if shown:
            return letters >= _SHORT
        if self._is_the_only_own(own):
            return letters >= (_TELLING if off < 2 else _LONG)
        return off < 2 and letters >= _LONG

    def goes_on(self, first: int, last: int, others: Container[int] = ()) -> bool:
        """Whether a word beside is plainly of the same name, not of one of the others."""
        beside = (self.beside(first, -1), self.beside(last, 1))
        if any(at is not None and at not in others and self._is_of_a_name(at) for at in beside):
            return True
        return self._ends_later(last) or (first - 1 not in others and self._is_somebodys(first))

    def _is_somebodys(self, first: int) -> bool:
        """Whether the word before is a possessive of a name that is not found: "Margie's Travel"."""
        before = self._words[first - 1] if first else None
        return before is not None and is_possessive(before) and self.is_strange(first - 1)

    def is_strange(self, at: int) -> bool:
        """Whether it is a word, of a name perhaps, that is neither ordinary nor of a product."""
        return self.is_own(at) and is_foreign(self._words[at])

    def _ends_later(self, last: int) -> bool:
        """Whether the legal suffix comes only after a word or two more: "Contoso Nya AB"."""
        if is_legal(self._words[last]) or is_possessive(self._words[last]):
            return False
        for at in range(last + 1, min(last + 4, len(self._words))):
            if self._is_apart(at - 1):
                return False
            if is_legal(self._words[at]) and self._words[at].folded != "as":
                return at > last + 1
        return False

    def may_go_on(self, first: int, last: int) -> bool:
        """Whether what is there may be a part of a longer name."""
        return bool(self.may_be_of_it(first, last))

    def may_be_of_it(self, first: int, last: int) -> list[int]:
        """The words beside that may be of a longer name; nearly "the" is none before one."""
        before, after = self.beside(first, -1), self.beside(last, 1)
        found = [] if before is None or is_nearly_the(self._words[before].folded) else [before]
        found += [] if after is None else [after]
        return [at for at in found if self._words[at].folded in BUSINESS or is_foreign(self._words[at])]

    def is_hyphened(self, at: int) -> bool:
        """Whether nothing but a hyphen is between it and a word beside."""
        begin, end = self._words[at].start, self._words[at].end
        return self._text[max(begin - 1, 0) : begin] == "-" or self._text[end : end + 1] == "-"

    def is_linked(self, first: int, last: int) -> bool:
        """Whether "&" or "+" is before the words from `first` to `last` (inclusive) or after them, or a word
        and a hyphen before them.
        """
        begin, end = self._words[first].start, self._words[last].end
        before = self._text[self._words[first - 1].end : begin] if first else ""
        return before == "-" or before.strip() in _AND or self._text[end:].lstrip().startswith(_AND)

    def is_said_here(self, at: int) -> bool:
        """Whether people use the word, as it is written, without naming anybody."""
        if self._known is None or self.is_capital(at):
            return False
        return self._known(self._words[at].folded, misspelt=False)

    def beside(self, at: int, step: int) -> int | None:
        """The next word in that direction, small ones left out, where nothing else is between."""
        while 0 <= at + step < len(self._words):
            if self._is_apart(min(at, at + step)):
                return None
            at += step
            if self._words[at].folded not in _SMALL and self._words[at].text not in _LINKS_ABROAD:
                return at
        return None

    def _is_apart(self, at: int) -> bool:
        """Whether the next word is surely of no name that this one is in."""
        one, other = self._words[at], self._words[at + 1]
        between = self._text[one.end : other.start]
        if between == " ":
            return is_possessive(one)
        if len(between) > _BESIDE or is_possessive(one) or not _APART.isdisjoint(between):
            return True
        return "." in between and len(one.text) > _ABBREVIATED

    def _is_of_a_name(self, at: int) -> bool:
        folded = self._words[at].folded
        if folded.isdigit() or is_legal(self._words[at]) or is_nearly_the(folded):
            return False
        if self.is_of_a_product(at):
            return False
        if len(folded) < _SHORTEST and is_foreign(self._words[at]) and not self._is_known(folded):
            return True
        return folded in BUSINESS or self.is_own(at) or self.is_capital(at)

    def is_of_a_product(self, at: int) -> bool:
        """Whether the word may be of a product's name."""
        folded = self._words[at].folded
        if is_product_word(folded):
            return True
        after = self._words[at + 1].folded if at + 1 < len(self._words) else ""
        return folded in OTHER_PRODUCTS or (folded, after) in _PRODUCT_PAIRS

    def _is_the_only_own(self, own: Sequence[int]) -> bool:
        return [at for at in range(len(self._words)) if self.is_own(at)] == own

    def _is_written_as_one(self, first: int, last: int, said: Sequence[int]) -> bool:
        """Whether ordinary words are: with capitals or a legal suffix, alone, or where a name stands."""
        if self._has_suffix(first, last) or self._is_all(first, last) or all(map(self.is_capital, said)):
            return True
        if all(self._words[at].folded in ORDINARY for at in said):
            return False
        return in_name_place(self._words, first) or len(said) >= _MANY

    def _said(self, first: int, last: int) -> list[int]:
        inside = range(first, last + 1)
        return [at for at in inside if self._words[at].folded not in _NO_PART] or [*inside]

    def _is_known(self, folded: str) -> bool:
        return self._known is not None and self._known(folded)

    def _has_suffix(self, first: int, last: int) -> bool:
        if last > first and is_legal(self._words[last]):
            return True
        return last + 1 < len(self._words) and is_legal(self._words[last + 1])

    def _is_all(self, first: int, last: int) -> bool:
        return first == 0 and last == len(self._words) - 1


def _is_title(words: Sequence[Word]) -> bool:
    """Whether Ordinary Words Have Capitals Too, and not only products."""
    ordinary = [
        word.capitalised
        for word in words[1:]
        if word.folded in ORDINARY and len(word.text) > 1 and not is_product_word(word.folded)
    ]
    return sum(ordinary) > 1 and sum(ordinary) > len(ordinary) / 2
