"""Names that are like what is written in a text, with a letter or two wrong, or a space.

They are looked for at more and more expense, and only where nothing nearer is found: a letter wrong in words
that are not stored; two letters wrong in a word beside one that is right; two letters wrong in any word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Protocol

from rapidfuzz.distance import OSA

from bot.understanding.likeness import A_LETTER, Candidate, HeldForm, Like, likest, spans_in
from bot.understanding.name_fits import Form
from bot.understanding.name_signs import NameSigns
from bot.understanding.name_tables import NameTable
from bot.understanding.neighbours import (
    BEFORE_A_NAME,
    is_possessive,
    may_be_genitive,
    missing_s,
)
from bot.understanding.products import is_product_word, product_word
from bot.understanding.slips import A_SLIP, slips
from bot.understanding.told_apart import called, told_apart, written_and_stored
from bot.understanding.vocabulary import CONNECTORS, EVERYDAY, ORDINARY, SUFFIXES
from bot.understanding.words import Word

MOST_CHOICES = 6
"""More than so many names that fit equally well say nothing."""
_SURELY_LONG = 5
_LONG = 8
"""Letters of which one may be wrong without much doubt."""
_TELLING_ENOUGH = 10
"""Letters of right words beside which another may be anything."""
_MOST_DOUBTS = 2
"""So many letters may be wrong, or as much may speak against a name."""
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
        # Many names are like the same words.
        self._goes_on, self._may_go_on = cache(signs.goes_on), cache(self._is_perhaps_longer)
        self._allow = cache(partial(signs.allow, whole=True))
        self._own = [signs.may_begin(at) for at in range(len(words))]
        self._mine = [at for at, own in enumerate(self._own) if own]
        self._said = [self._as_stored(at) for at in range(len(words))]
        self._unknown = [not said for said in self._said]
        self._spans = spans_in(words, self._mine)
        self._places = [at for at, word in enumerate(words) if word.folded not in CONNECTORS]
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
        found = self._best([*self._spelled(near), *self._as_one(misspelt=True), *self._about()])
        if found and all(like.first < like.last and self._is_apart(like) for like in found):
            return self._with_doubts(found)
        return self._best(self._far())

    def _with_doubts(self, found: list[Like]) -> list[Like]:
        """With those two letters away where the one letter that is wrong is no slip of the hand."""
        return self._best(self._far()) if self._is_doubtful(found) else found

    def _far(self) -> Sequence[Candidate]:
        return self._spelled([()] * len(self._places), far=True)

    def worth(self, likes: Iterable[Like]) -> int:
        """Letters that they explain; less beside what may be of a longer name, or before another suffix."""
        return max(map(self._worth, likes), default=0)

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

    def _spelled(self, near: Words, *, far: bool = False) -> Sequence[Candidate]:
        other = [
            self._meant(at, self._table.far) if far and self._unknown[at] and self._own[at] else ()
            for at in self._places
        ]
        return self._table.spelled([self._said[at] for at in self._places], near, other)

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
        found = {(like.form.id, like.form.words): self._parted(like) for like in likest(candidates, self._spans)}
        self._likes = {**self._likes, **found}
        every = self._most_likely(sorted(self._likes.values(), key=_explained, reverse=True))
        likes = [like for like in every if self._is_plain(like)]
        most = self.worth(likes)
        best = [like for like in likes if self._worth(like) == most > 0]
        suited = [like for like in best if _suffix_follows(like, self._words)]
        # A suffix tells names apart that are equally like, not one with more letters wrong.
        found = suited if suited and len({like.off for like in best}) == 1 else best
        found = self._with_rivals(told_apart(found, self._words), every, most)
        found += self._as_likely_as(found)
        self.are_too_many = len({"".join(like.form.words) for like in found}) > MOST_CHOICES
        return [] if self.are_too_many else found

    def _parted(self, like: Like) -> Like:
        """With a letter more wrong where one stands in another word: "Jonsson sDesign" for Jonssons Design."""
        if like.off >= _MOST_DOUBTS or like.first == like.last:
            return like
        inside = (self._words[at].folded for at in range(like.first, like.last + 1))
        said = [word for word in inside if word not in CONNECTORS]
        right = [word.folded for word in called(like.form)] or like.form.words
        if len(said) != len(right) or not _far_apart(said, right, like.off):
            return like
        return replace(like, off=like.off + 1)

    def _most_likely(self, likes: Iterable[Like]) -> list[Like]:
        """Those that may explain most; they come by how much they explain where nothing speaks against it."""
        found: list[Like] = []
        most = 0
        for like in likes:
            if like.explained < most:
                break
            if self._is_likely(like):
                found.append(like)
                most = max(most, self._worth(like) if self._is_plain(like) else 0)
        return found

    def _is_plain(self, like: Like) -> bool:
        return not (_far_off(like, self._words) or self._is_misread(like))

    def _is_misread(self, like: Like) -> bool:
        """Whether an ordinary word at its beginning or end is taken for another."""
        if not like.off:
            return False
        after = self._words[like.last + 1].folded if like.last + 1 < len(self._words) else ""
        ends = (like.first,) if after in SUFFIXES else (like.first, like.last)
        if after not in SUFFIXES and self._words[like.last].text in BEFORE_A_NAME:
            return True
        if self._words[like.last - 1].folded in CONNECTORS and is_product_word(self._words[like.last].folded):
            return True
        return any(self._is_no_word_of(at, like.form) for at in ends)

    def _is_no_word_of(self, at: int, form: Form) -> bool:
        word = self._words[at]
        if word.folded in form.words or self._signs.is_hyphened(at):
            return False
        return word.folded in SUFFIXES or (word.folded in ORDINARY and not word.capitalised)

    def _with_rivals(self, best: list[Like], every: Sequence[Like], most: int) -> list[Like]:
        """With who is as near in a short word, of which two letters are too much to tell it by itself, or where
        an ordinary word may be one of the name that is misspelt.
        """
        least = min((like.off for like in best), default=0)
        if not least:
            return best
        rivals = (like for like in every if self._worth(like) >= most and not self._is_plain(like))
        return [*best, *(like for like in rivals if least == _MOST_DOUBTS or self._is_in_parts(like))]

    def _is_doubtful(self, found: Sequence[Like]) -> bool:
        """Whether the one letter that is wrong is no slip of the hand, or a legal suffix follows that it has
        not.
        """
        return all(like.off == 1 and ((like.first == like.last and like.length <= 6) or self._slips(like) > A_SLIP or self._lacks_suffix(like)) for like in found)

    def _lacks_suffix(self, like: Like) -> bool:
        at = like.last + 1
        return at < len(self._words) and self._words[at].folded in SUFFIXES and not _suffix_follows(like, self._words)

    def _as_likely_as(self, found: Sequence[Like]) -> list[Like]:
        """Those that two slips of the hand may have made what one odd letter would be."""
        if not found or not self._is_doubtful(found):
            return []
        least = min(like.length for like in found)
        others = (like for like in self._likes.values() if like.off == _MOST_DOUBTS and like.length >= least)
        return [
            like
            for like in others
            if (_suffix_follows(like, self._words) or self._slips(like) <= 2 * A_SLIP) and self._is_likely(like)
        ]

    def _slips(self, like: Like) -> int:
        written, stored = written_and_stored(like, self._words)
        if written.isascii() or not stored:
            said = (self._words[at].folded for at in range(like.first, like.last + 1))
            written = "".join(word for word in said if word not in CONNECTORS)
            stored = "".join(like.form.words)
        return slips(written[: like.length], stored, 2 * A_SLIP)

    def _is_in_parts(self, like: Like) -> bool:
        """Whether each word that is written may be one of the name."""
        said = [at for at in range(like.first, like.last + 1) if self._words[at].folded not in CONNECTORS]
        return len(said) == len(like.form.words) and not _far_off(like, self._words)

    def _is_complete(self, like: Like) -> bool:
        """Whether nothing is nearer: every word that is not stored has a letter wrong at least."""
        least = sum(self._unknown[like.first : like.last + 1])
        enough = like.length >= _LONG + 2 * (like.off - 1)
        return like.off <= max(least, 1) and enough and self._is_apart(like)

    def _is_apart(self, like: Like) -> bool:
        """Whether nothing speaks against it."""
        return self._worth(like) == like.explained

    def _worth(self, like: Like) -> int:
        return like.explained - A_LETTER * self._doubts(like)

    def _doubts(self, like: Like) -> int:
        """How much speaks against it beside wrong letters."""
        beside = self._may_go_on(like.first, _last_of(like, self._words))
        return beside + _is_numbered(like, self._words) + _other_suffix_follows(like, self._words)

    def _is_perhaps_longer(self, first: int, last: int) -> bool:
        """Whether a word beside may be of a longer name: who has "vi har tappat Fabrikam" is not called Tappat."""
        return any(
            not self._unknown[at]
            or not self._signs.is_said_here(at)
            or self._table.near(self._words[at].folded)
            for at in self._signs.may_be_of_it(first, last)
        )

    def _is_likely(self, like: Like) -> bool:
        """Whether it is shown to be a name, all of one, and not too much speaks against it."""
        words = self._words
        if like.off + self._doubts(like) > _MOST_DOUBTS:
            return False
        if any(map(is_possessive, words[like.first : like.last])) and not _has_an_s(like.form):
            return False
        if self._goes_on(like.first, _last_of(like, words)):
            return False
        return self._allow(like.first, like.last, off=like.off)


def surely(likely: Sequence[Like]) -> bool:
    """Whether it need not be looked for further."""
    return bool(likely) and likely[0].off < 2 and likely[0].length >= _LONG


def _explained(like: Like) -> int:
    return like.explained


def _has_an_s(form: Form) -> bool:
    """Whether one of its words but the last may be a possessive."""
    return any(word.endswith("s") for word in form.words[:-1])


def _far_off(like: Like, words: Sequence[Word]) -> bool:
    """Whether a short word has two letters wrong: too many are as near, unless another word is right."""
    if like.off < _MOST_DOUBTS:
        return False
    inside = (words[at].folded for at in range(like.first, like.last + 1))
    said = [word for word in inside if word not in CONNECTORS]
    if len(said) != len(like.form.words):
        return like.length < _SURELY_LONG
    if sum(map(len, said)) > like.length:
        said[-1] = said[-1][:-1]
    pairs = [
        (word, right, OSA.distance(word, right)) for word, right in zip(said, like.form.words, strict=True)
    ]
    told = [len(word) for word, _, off in pairs if not off]
    if sum(told) >= _TELLING_ENOUGH:
        return False
    nearly = bool(told) and max(told) >= _SURELY_LONG
    off = [max(len(word), len(right)) if nearly else len(word) for word, right, off in pairs if off > 1]
    return bool(off) and min(off) < _SURELY_LONG


def _far_apart(said: Sequence[str], right: Sequence[str], off: int) -> bool:
    """Whether more letters are wrong than that, the last letter of a genitive left out."""
    if said[-1] == right[-1] + "s":
        said = [*said[:-1], right[-1]]
    return sum(map(OSA.distance, said, right)) > off


def _is_numbered(like: Like, words: Sequence[Word]) -> bool:
    """Whether a number is beside that may be of another name: "Contoso 24", where Contoso is stored."""
    beside = (words[at].folded for at in (like.first - 1, like.last + 1) if 0 <= at < len(words))
    return any(word.isdigit() and word not in ORDINARY for word in beside)


def _other_suffix_follows(like: Like, words: Sequence[Word]) -> bool:
    legal = like.form.legal
    if not legal or like.last + 1 == len(words) or _suffix_follows(like, words):
        return False
    return words[like.last + 1].folded in SUFFIXES


def _last_of(like: Like, words: Sequence[Word]) -> int:
    """Where it ends, its legal suffix with it."""
    return like.last + like.form.legal_after(like.last, words)


def _suffix_follows(like: Like, words: Sequence[Word]) -> bool:
    return like.form.legal_after(like.last, words) > 0
