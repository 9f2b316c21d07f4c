"""Names that are like what is written in a text, with a letter or two wrong, or a space.

They are looked for at more and more expense, and only where nothing nearer is found: a letter wrong in words
that are not stored; two letters wrong in a word beside one that is right; two letters wrong in any word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Protocol

from rapidfuzz.distance import OSA

from bot.understanding.likeness import A_LETTER, Candidate, HeldForm, Like, Span, likest, spans_in
from bot.understanding.name_fits import Form
from bot.understanding.name_signs import NameSigns
from bot.understanding.name_tables import NameTable
from bot.understanding.neighbours import BEFORE_A_NAME, is_foreign, is_nearly_the, is_possessive
from bot.understanding.vocabulary import BUSINESS, CONNECTORS, EVERYDAY, LINKS, ORDINARY, SUFFIXES
from bot.understanding.words import Word

MOST_CHOICES = 6
"""More than so many names that fit equally well say nothing."""
_SURELY_LONG = 5
_LONG = 8
"""Letters of which one may be wrong without much doubt."""
_TELLING_ENOUGH = 10
"""Letters of right words beside which another may be anything."""
_ORDINARY = 0.4
"""How much of what it is a word tells that is not a name by itself."""
_SMALL = CONNECTORS | LINKS
_BESIDE = 3
"""Letters between two words of a name: a space, or "&" with spaces."""
_ABOUT = 3
"""Words on either side that may be of the same name."""

Near = Mapping[str, float]
"""Stored words that a word may be meant as, and how surely."""


class ManyNamesTable(NameTable, Protocol):
    """A table that is also asked for whole names, for what is like a word, and which forms share most."""

    def count(self, word: str) -> int:
        """Of the forms that hold it."""
        ...

    def whole(self, words: Sequence[str]) -> Iterable[Form]:
        """The forms that are made of these words, in any order."""
        ...

    def near(self, word: str) -> Near:
        """The word if it is stored, and those one letter away; how surely each is meant."""
        ...

    def far(self, word: str) -> Near:
        """Those two letters away that begin or end alike."""
        ...

    def beside(self, word: str, others: Sequence[str]) -> Near:
        """Those two letters away that stand in a form with one of the others, as they are stored."""
        ...

    def sharing(self, said: Sequence[Near]) -> Sequence[Candidate]:
        """Forms that have something in common with most of what is said, the likeliest only."""
        ...


class LikelyNames:
    """The names that are like what is written in one text."""

    def __init__(self, table: ManyNamesTable, words: Sequence[Word], signs: NameSigns) -> None:
        self._table, self._words, self._signs = table, words, signs
        self._own = [signs.may_begin(at) for at in range(len(words))]
        self._mine = [at for at, own in enumerate(self._own) if own]
        self._unknown = [word.folded not in table.words for word in words]
        self._near_company = cache(self._beside)

    def found(self) -> list[Like]:
        """Those that explain most; none where they are too many."""
        if not self._mine:
            return []
        if any(self._unknown[at] for at in self._mine):
            found = self._likely(self._as_is, misspelt=False)
            if found and all(map(self._is_complete, found)):
                return found
            found = self._likely(lambda word: {**self._near_company(word), **self._as_is(word)})
        else:
            found = self._likely(lambda word: {**self._near_company(word), **self._table.near(word)})
        if found and all(like.first < like.last and self._is_apart(like) for like in found):
            return found
        return self._likely(self._at_most)

    def worth(self, likes: Iterable[Like]) -> int:
        """Letters that they explain; less beside what may be of a longer name, or before another suffix."""
        return max(map(self._worth, likes), default=0)

    def _as_is(self, word: str) -> Near:
        """As if what is stored were written well."""
        return {word: 1.0} if word in self._table.words else self._table.near(word)

    def _beside(self, word: str) -> Near:
        """With two letters wrong where a name has it beside one of the words about."""
        said = [one.folded for one in self._words]
        at = said.index(word)
        about = chain(said[max(at - _ABOUT, 0) : at], said[at + 1 : at + 1 + _ABOUT])
        return self._table.beside(word, [other for other in about if other not in ORDINARY])

    def _at_most(self, word: str) -> Near:
        """With two letters wrong anywhere, where it is not stored itself."""
        nearer = {**self._near_company(word), **self._table.near(word)}
        return nearer if word in self._table.words else {**self._table.far(word), **nearer}

    def _likely(self, meant: Callable[[str], Near], *, misspelt: bool = True) -> list[Like]:
        """Names that are most like what is written, by what each word that may be of one is meant as."""
        said = [meant(self._words[at].folded) for at in self._mine]
        said += [self._of_ordinary(at, meant) for at in range(len(self._words)) if self._is_beside_own(at)]
        spans = spans_in(self._words, self._mine)
        shared = self._table.sharing([near for near in said if near])
        return self._best(likest([*shared, *self._as_one(spans, misspelt=misspelt)], spans))

    def _of_ordinary(self, at: int, meant: Callable[[str], Near]) -> Near:
        word = self._words[at].folded
        strange = self._unknown[at] and word not in ORDINARY
        near = meant(word) if strange else self._table.near(word)
        return {right: alike * _ORDINARY for right, alike in near.items()}

    def _is_beside_own(self, at: int) -> bool:
        """Whether an ordinary word may be of a name beside it: who writes "Pris Konsult" may mean Paris."""
        folded, own = self._words[at].folded, self._own
        if own[at] or len(folded) < 2 or folded in BEFORE_A_NAME:
            return False
        return (at > 0 and own[at - 1]) or (at + 1 < len(own) and own[at + 1])

    def _as_one(self, spans: Mapping[str, Span], *, misspelt: bool) -> Iterator[Candidate]:
        """Names between whose words a space is lost or too many, with another letter wrong or none."""
        for written, (first, last) in spans.items():
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

    def _best(self, every: Iterable[Like]) -> list[Like]:
        likes = [like for like in every if _is_likely(like, self._words, self._signs)]
        most = self.worth(likes)
        best = [like for like in likes if self._worth(like) == most > 0]
        suited = [like for like in best if _suffix_follows(like, self._words)]
        # A suffix tells names apart that are equally like, not one with more letters wrong.
        found = suited if suited and len({like.off for like in best}) == 1 else best
        return found if len({"".join(like.form.words) for like in found}) <= MOST_CHOICES else []

    def _is_complete(self, like: Like) -> bool:
        """Whether nothing is nearer: every word that is not stored has a letter wrong at least."""
        least = sum(self._unknown[like.first : like.last + 1])
        enough = like.length >= _LONG + 2 * (like.off - 1)
        return like.off <= max(least, 1) and enough and self._is_apart(like)

    def _is_apart(self, like: Like) -> bool:
        """Whether nothing speaks against it."""
        return self._worth(like) == like.explained

    def _worth(self, like: Like) -> int:
        last = _last_of(like, self._words)
        doubts = goes_on_beside(like.first, last, self._words), _is_numbered(like, self._words)
        return like.explained - A_LETTER * (sum(doubts) + _other_suffix_follows(like, self._words))


def surely(likely: Sequence[Like]) -> bool:
    """Whether it need not be looked for further."""
    return bool(likely) and likely[0].off < 2 and likely[0].length >= _LONG


def _is_likely(like: Like, words: Sequence[Word], signs: NameSigns) -> bool:
    """Whether it is shown to be a name, all of one, and no short word of it has two letters wrong."""
    if like.off > 1 and _far_off(like, words):
        return False
    if signs.goes_on(like.first, _last_of(like, words)) or _misread(like, words):
        return False
    return signs.allow(like.first, like.last, off=like.off, whole=True)


def _misread(like: Like, words: Sequence[Word]) -> bool:
    """Whether an ordinary word at its beginning or end is taken for another."""
    followed = like.last + 1 < len(words) and words[like.last + 1].folded in SUFFIXES
    ends = (like.first,) if followed else (like.first, like.last)
    return bool(like.off) and any(
        words[at].folded in ORDINARY and not words[at].capitalised and words[at].folded not in like.form.words
        for at in ends
    )


def _far_off(like: Like, words: Sequence[Word]) -> bool:
    """Whether a short word has two letters wrong: too many are as near, unless another word is right."""
    inside = (words[at].folded for at in range(like.first, like.last + 1))
    said = [word for word in inside if word not in CONNECTORS]
    if len(said) != len(like.form.words):
        return like.length < _SURELY_LONG
    pairs = [
        (word, right, OSA.distance(word, right)) for word, right in zip(said, like.form.words, strict=True)
    ]
    told = [len(word) for word, _, off in pairs if not off]
    if sum(told) >= _TELLING_ENOUGH:
        return False
    nearly = bool(told) and max(told) >= _SURELY_LONG
    off = [max(len(word), len(right)) if nearly else len(word) for word, right, off in pairs if off > 1]
    return bool(off) and min(off) < _SURELY_LONG


def goes_on_beside(first: int, last: int, words: Sequence[Word]) -> bool:
    """Whether what is there may be a part of a longer name."""
    return _goes_on(words, first, -1) or _goes_on(words, last, 1)


def _goes_on(words: Sequence[Word], at: int, step: int) -> bool:
    """Whether the next word in that direction, small ones left out, may be of the same name."""
    while 0 <= (at := at + step) < len(words):
        one, other = sorted((at, at - step))
        if words[other].start - words[one].end > _BESIDE or is_possessive(words[one]):
            return False
        if words[at].folded not in _SMALL:
            foreign = words[at].folded in BUSINESS or is_foreign(words[at])
            return foreign and not is_nearly_the(words[at].folded)
    return False


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
