"""Names that are like what is written in a text, with a letter or two wrong, or a space.

They are looked for at more and more expense, and only where nothing nearer is found: a letter wrong in words
that are not stored; two letters wrong in a word beside one that is right; two letters wrong in any word.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Protocol

from bot.understanding.likeness import Candidate, HeldForm, Like, likest, spans_in
from bot.understanding.name_fits import Form
from bot.understanding.name_signs import NameSigns
from bot.understanding.name_tables import NameTable
from bot.understanding.name_words import is_small
from bot.understanding.neighbours import (
    BEFORE_A_NAME,
    may_be_genitive,
    missing_s,
)
from bot.understanding.products import product_word
from bot.understanding.spelling import SHORTEST
from bot.understanding.vocabulary import EVERYDAY, ORDINARY
from bot.understanding.weighing import Weighing
from bot.understanding.words import Word

MOST_CHOICES = 6
"""More than so many names that fit equally well say nothing."""
_LONG = 8
"""Letters of which one may be wrong without much doubt."""
_MOST_OFF = 2
_SHORT = 6
"""Letters of which one is much: an abbreviation is a letter from many others."""
_NEAR = 2
_ABOUT = 3
"""Words on either side that may be of the same name."""

Words = Sequence[Sequence[str]]
"""For every word of a text, in order, stored words that it may be meant as."""


class ManyNamesTable(NameTable, Protocol):
    """A table that is also asked for whole names, for what is like a word, and for what is like a name."""

    def count(self, word: str) -> int:
        """Of the forms that hold it."""
        ...

    def whole(self, words: Sequence[str]) -> Iterable[Form]:
        """The forms that are made of these words, in any order."""
        ...

    def wholes(self, said: Words, may_be: Callable[[int, int], bool]) -> Iterable[tuple[int, int, Form]]:
        """The forms that are made of neighbours, and where the first and the last of them stand, where that
        may be a name.
        """
        ...

    def near(self, word: str) -> Sequence[str]:
        """Stored words one letter away."""
        ...

    def far(self, word: str) -> Sequence[str]:
        """Those two letters away that begin or end alike."""
        ...

    def spelled(self, said: Words, near: Words, far: Words) -> Sequence[Candidate]:
        """The forms that are made of neighbours, as said, or one or two as one near, or one as one far."""
        ...

    def about(self, right: Mapping[str, Sequence[str]]) -> Sequence[Candidate]:
        """Forms that hold one of these words, and have about the letters of what is written with it."""
        ...


class LikelyNames:
    """The names that are like what is written in one text."""

    def __init__(self, table: ManyNamesTable, words: Sequence[Word], signs: NameSigns) -> None:
        self._table, self._words, self._signs = table, words, signs
        self._own = [signs.may_begin(at) for at in range(len(words))]
        self._mine = [at for at, own in enumerate(self._own) if own]
        self._said = [self._as_stored(at) for at in range(len(words))]
        self._unknown = [not said for said in self._said]
        self._spans = spans_in(words, self._mine)
        self._places = [at for at in range(len(words)) if not is_small(words, at)]
        self._weighing = Weighing(words, signs, partial(may_be_stored, table, words, signs))
        self._likes: dict[object, Like] = {}
        self.are_too_many = False
        """Whether nothing was found because so much is as like."""

    def _as_stored(self, at: int) -> tuple[str, ...]:
        """The word, and the word with another s or without, where they are stored."""
        return tuple([spelling for spelling in self._spellings(at) if spelling in self._table.words])

    def _spellings(self, at: int) -> tuple[str, ...]:
        """The word as it is, and as it is in "Fabrikams Azure" and "Margie's Travel"."""
        word = self._words[at].folded
        if missing_s(self._words[at]):
            return word, word + "s"
        return (word, word[:-1]) if may_be_genitive(self._words, at) else (word,)

    def found(self) -> list[Like]:
        """Those that explain most; none where they are too many."""
        if not self._mine:
            return []
        near = self._near(self._unknown)
        if any(self._unknown[at] for at in self._mine):
            found = self._best([*self._spelled(near), *self._as_one(misspelt=False)])
            if found and all(map(self._is_complete, found)):
                return self._with_doubts(found)
        near = self._near([True] * len(self._words))
        found = self._best([*self._spelled(near), *self._as_one(misspelt=True)])
        if self._are_apart(found) and max(like.off for like in found) < _MOST_OFF:
            return self._with_doubts(found)
        found = self._best(self._far(self._misspelt(found)))
        if self._are_apart(found) and all(map(self._is_misspelt_only, found)):
            return found
        return self._best(self._about())

    def _are_apart(self, found: Sequence[Like]) -> bool:
        """Whether names of several words are found, against which nothing speaks."""
        return bool(found) and all(like.first < like.last and self._weighing.is_apart(like) for like in found)

    def _is_misspelt_only(self, like: Like) -> bool:
        """Whether each word that is not as it is stored is one of which all that are like it are known."""
        return all(
            self._unknown[at] and len(self._words[at].folded) >= SHORTEST for at in self._misspelt([like])
        )

    def _misspelt(self, found: Iterable[Like]) -> set[int]:
        """Where their words are that are not as they are stored."""
        return {
            at
            for like in found
            for at in range(like.first, like.last + 1)
            if not is_small(self._words, at) and not any(word in like.form.words for word in self._said[at])
        }

    def _with_doubts(self, found: list[Like]) -> list[Like]:
        """With those two letters away where the one letter that is wrong is no slip of the hand."""
        if not self._weighing.is_doubtful(found):
            return found
        misspelt = self._misspelt(found)
        short = any(len(self._words[at].folded) < SHORTEST for at in misspelt)
        return self._best([*self._far(misspelt), *(self._about() if short else ())])

    def _far(self, misspelt: Container[int]) -> Sequence[Candidate]:
        """With two letters wrong in a word that is not stored, or stands in one of these places."""
        far = [
            self._meant(at, self._table.far)
            if self._own[at] and (self._unknown[at] or at in misspelt)
            else ()
            for at in self._places
        ]
        return self._spelled([()] * len(self._places), far)

    def worth(self, likes: Iterable[Like]) -> int:
        """Letters that they explain; less beside what may be of a longer name, or before another suffix."""
        return max(map(self._weighing.worth, likes), default=0)

    def _near(self, which: Sequence[bool]) -> Words:
        """For every place the words one letter away, of those words that may be misspelt in a name."""
        return [
            self._meant(at, self._table.near)
            if which[at] and (self._own[at] or self._is_beside_own(at))
            else ()
            for at in self._places
        ]

    def _meant(self, at: int, like: Callable[[str], Sequence[str]]) -> Sequence[str]:
        """What is like the word, with another s or without, or is a product's word that it is misspelt as."""
        right = product_word(self._words[at].folded)
        found = [right for word in self._spellings(at) for right in like(word)]
        return [*found, right] if right in self._table.words and right != self._words[at].folded else found

    def _spelled(self, near: Words, far: Words | None = None) -> Sequence[Candidate]:
        none = [()] * len(self._places)
        return self._table.spelled([self._said[at] for at in self._places], near, far or none)

    def _about(self) -> Sequence[Candidate]:
        """Names with two letters wrong in a word, or a space, beside a word that is right."""
        right: dict[str, list[str]] = {}
        for written, (first, last) in self._spans.items():
            if first == last or self._is_ordinary(first) or self._is_ordinary(last):
                continue
            for at in range(first, last + 1):
                for word in self._said[at]:
                    if word not in ORDINARY:
                        right.setdefault(word, []).append(written)
        return self._table.about(right)

    def _is_ordinary(self, at: int) -> bool:
        return self._words[at].folded in ORDINARY and not self._words[at].capitalised

    def _is_beside_own(self, at: int) -> bool:
        """Whether an ordinary word may be of a name beside it: who writes "Pris Konsult" may mean Paris."""
        folded, own = self._words[at].folded, self._own
        if own[at] or len(folded) < 2 or folded in BEFORE_A_NAME:
            return False
        return any(own[max(at - _NEAR, 0) : at + _NEAR + 1])

    def _as_one(self, *, misspelt: bool) -> Iterator[Candidate]:
        """Names between whose words a space is lost or too many, with another letter wrong or none."""
        for written, (first, last) in self._spans.items():
            if first == last or len(written) < _LONG:
                continue
            if written in self._table.words:
                yield from map(HeldForm, self._table.whole([written]))
            elif misspelt and self._may_be_one(first, last):
                for near in self._table.near(written):
                    yield from map(HeldForm, self._table.whole([near]))

    def _may_be_one(self, first: int, last: int) -> bool:
        """Whether words are of a name, all of them, and one is misspelt."""
        words = self._words
        if words[first].folded in EVERYDAY or words[last].folded in EVERYDAY or last - first >= _ABOUT:
            return False
        return any(self._unknown[first : last + 1])

    def _best(self, candidates: Sequence[Candidate]) -> list[Like]:
        """Of these and of those before, and of longer ones."""
        found = self._best_of(candidates)
        parts = {(like.first, like.last, like.form.words): None for like in found if like.off}
        longer = [HeldForm(form) for part in parts for form in self._longer(*part)]
        return self._best_of(longer) if longer else found

    def _longer(self, first: int, last: int, words: tuple[str, ...]) -> Iterator[Form]:
        """Names of which words are a part, with the ordinary word before or after them."""
        before, after = self._signs.beside(first, -1), self._signs.beside(last, 1)
        if before is not None:
            yield from self._table.whole((self._words[before].folded, *words))
        if after is not None:
            yield from self._table.whole((*words, self._words[after].folded))

    def _best_of(self, candidates: Sequence[Candidate]) -> list[Like]:
        found = map(self._weighing.parted, likest(candidates, self._spans))
        self._likes.update({(like.form.id, like.form.words): like for like in found})
        best = self._weighing.best(self._likes.values())
        self.are_too_many = _are_too_many(best)
        return [] if self.are_too_many else best

    def _is_complete(self, like: Like) -> bool:
        """Whether nothing is nearer: every word that is not stored has a letter wrong at least."""
        least = sum(self._unknown[like.first : like.last + 1])
        enough = like.length >= _LONG + 2 * (like.off - 1)
        return like.off <= max(least, 1) and enough and self._weighing.is_apart(like)


def _are_too_many(likes: Sequence[Like]) -> bool:
    """Whether more names are as like than can be asked back, or more customers of misspelt ones."""
    names = len({"".join(like.form.words) for like in likes})
    if names > MOST_CHOICES:
        return True
    customers = len({like.form.id for like in likes if like.off})
    if names > 1:
        return customers > 2 * MOST_CHOICES
    return customers > MOST_CHOICES and min(like.length for like in likes) < _SHORT


def may_be_stored(table: ManyNamesTable, words: Sequence[Word], signs: NameSigns, at: int) -> bool:
    """Whether the word may be of a name: in "vi har tappat Fabrikam" nobody is called Tappat."""
    folded = words[at].folded
    if folded in table.words or not signs.is_said_here(at):
        return True
    return bool(table.near(folded))


def surely(likely: Sequence[Like]) -> bool:
    """Whether it need not be looked for further."""
    return bool(likely) and likely[0].off < 2 and likely[0].length >= _LONG
