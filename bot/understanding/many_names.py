"""Finding one of very many names.

Among a million names nearly every word is somebody's, a misspelt one too, and most names stand within others.
So three looks are taken, each at more expense, and what explains most of what is written counts: at whole
names as they are stored; as among few names; and at names that are like what is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from bot.understanding.likeness import A_LETTER, Like, likest, spans_in
from bot.understanding.name_fits import Fit, Form, Reading, runs
from bot.understanding.name_tables import NameTable
from bot.understanding.names import NameMatch, TableIndex, decided, fits_of
from bot.understanding.neighbours import BEFORE_A_NAME, in_name_place, is_everyday, is_foreign
from bot.understanding.vocabulary import BUSINESS, CONNECTORS, EVERYDAY, LINKS, ORDINARY, SUFFIXES
from bot.understanding.words import Word, folded_words, words_in

_SURE, _SENSIBLE = 0.97, 0.8
_VERY_LONG, _FEW = 10, 9
_ORDINARY = 0.4
"""How much of what it is a word tells that is not a name by itself."""
_LONG = 8
"""Letters of which one may be wrong without much doubt."""
_SMALL = CONNECTORS | LINKS
_BESIDE = 3
"""Letters between two words of a name: a space, or "&" with spaces."""
_LONGEST = 6
"""Words of a name."""


class ManyNamesTable(NameTable, Protocol):
    """A table that is also asked for whole names, for what is like a word, and which forms share most."""

    def whole(self, words: Sequence[str]) -> Iterable[Form]:
        """The forms that are made of these words, in any order."""
        ...

    def near(self, word: str) -> Mapping[str, float]:
        """The word if it is stored, and those one letter away; how surely each is meant."""
        ...

    def far(self, word: str) -> Mapping[str, float]:
        """Those two letters away that begin alike."""
        ...

    def sharing(self, said: Sequence[Mapping[str, float]]) -> Iterable[Form]:
        """Forms that have something in common with most of what is said, the likeliest only."""
        ...


class ManyNames:
    """A NameFinder over a table of any size."""

    def __init__(self, table: ManyNamesTable) -> None:
        self._strictly = TableIndex(table)
        self._table = table

    def find(self, text: str) -> tuple[NameMatch, ...]:
        """The names that may be meant, best first. Several mean that they fit about equally well."""
        words = words_in(text)
        whole = self._whole(words, text)
        if whole and all(_stands_alone(match, words) for match in whole):
            return whole

        def worth(likely: Sequence[Like]) -> int:
            return max((_worth(like, words) for like in likely), default=0)

        likely = self._likely(words, far=False)
        if not (likely and likely[0].off < 2 and likely[0].length >= _LONG):
            strict = self._strictly.find(text)
            whole = tuple(match for match in strict if self._is_sensible(match, words))
            likely = max(likely, self._likely(words, far=True), key=worth)
        if max((self._explained(match, words) for match in whole), default=0) > worth(likely):
            return whole
        return _matches(likely, words, text) or whole

    def _whole(self, words: Sequence[Word], text: str) -> tuple[NameMatch, ...]:
        """Names that are written as they are stored."""
        readings = [self._as_stored(word.folded) for word in words]
        fits: list[Fit] = []
        for run in runs(words, readings):
            fits.extend(fits_of(self._wholes(run, words, readings), run, words, readings))
        return decided(fits, words, text) if fits else ()

    def _as_stored(self, word: str) -> tuple[Reading, ...]:
        stored = ((word, 1.0, 1),) if word in self._table.words else ()
        if word[-1] == "s" and len(word) > 3 and word[:-1] in self._table.words:
            return (*stored, (word[:-1], 0.99, 1))
        return stored

    def _wholes(
        self, run: range, words: Sequence[Word], readings: Sequence[tuple[Reading, ...]]
    ) -> Iterator[Form]:
        at = [n for n in run if readings[n] and words[n].folded not in CONNECTORS]
        for first in range(len(at)):
            said: list[str] = []
            for last in at[first : first + _LONGEST]:
                for reading in readings[last][1:]:
                    yield from self._table.whole([*said, reading[0]])
                said.append(readings[last][0][0])
                yield from self._table.whole(said)

    def _likely(self, words: Sequence[Word], *, far: bool) -> list[Like]:
        """Names that are most like what is written, with two letters wrong in a word if need be."""
        own = [_may_be_of_a_name(word) for word in words]
        places = [at for at in range(len(words)) if own[at] or _beside_own(at, own, words)]
        said = {at: self._meant(words[at].folded, own=own[at], far=far) for at in places}
        return self._likest(said, [at for at in places if own[at]], words)

    def _meant(self, word: str, *, own: bool, far: bool) -> Mapping[str, float]:
        near = self._table.near(word)
        if not own:
            return {right: alike * _ORDINARY for right, alike in near.items()}
        return {**self._table.far(word), **near} if far else near

    def _likest(
        self, said: Mapping[int, Mapping[str, float]], own: Sequence[int], words: Sequence[Word]
    ) -> list[Like]:
        near = [near for near in said.values() if near]
        if not near or not own:
            return []
        spans = spans_in(words, own)
        found = (likest(form, spans) for form in self._table.sharing(near))
        likes = [
            like
            for like in found
            if like and (not _doubtful(like, words) or (len(own) == 1 and len(words) <= _FEW))
        ]
        most = max((_worth(like, words) for like in likes), default=0)
        best = [like for like in likes if _worth(like, words) == most > 0]
        suited = [like for like in best if _suffix_follows(like, words)]
        return suited or best

    def _is_sensible(self, match: NameMatch, words: Sequence[Word]) -> bool:
        """Most of a name, or a telling word of it, as it is stored, that stands alone."""
        if match.score >= _SENSIBLE:
            return True
        said = (word for word in folded_words(match.words) if word not in SUFFIXES and word not in EVERYDAY)
        return any(word in self._table.words for word in said) and _stands_alone(match, words)

    def _explained(self, match: NameMatch, words: Sequence[Word]) -> int:
        """Letters that it explains; less for a part of a name, and for what may be a part of a longer one."""
        said = [word for word in folded_words(match.words) if word in self._table.words]
        letters = sum(len(word) for word in said if word not in SUFFIXES)
        return letters - A_LETTER * (match.score < _SURE) - A_LETTER * (not _stands_alone(match, words))


def _doubtful(like: Like, words: Sequence[Word]) -> bool:
    """Whether it is one word with a letter wrong that nothing shows to be a name."""
    shown = (like.first and words[like.first].capitalised) or in_name_place(words, like.first)
    return like.off > 0 and like.first == like.last and not shown and like.length < _VERY_LONG


def _worth(like: Like, words: Sequence[Word]) -> int:
    return like.explained - A_LETTER * _goes_on_beside(like.first, like.last, words)


def _matches(likes: Iterable[Like], words: Sequence[Word], text: str) -> tuple[NameMatch, ...]:
    found = {like.form.id: _match(like, words, text) for like in likes}
    return tuple(sorted(found.values(), key=lambda match: (match.start, match.id)))


def _match(like: Like, words: Sequence[Word], text: str) -> NameMatch:
    start, end = words[like.first].start, words[like.last].end
    return NameMatch(
        id=like.form.id, name=like.form.name, score=like.score, words=text[start:end], start=start, end=end
    )


def _may_be_of_a_name(word: Word) -> bool:
    folded = word.folded
    return len(folded) > 2 and folded not in ORDINARY and folded not in SUFFIXES and not is_everyday(folded)


def _beside_own(at: int, own: Sequence[bool], words: Sequence[Word]) -> bool:
    """Whether an ordinary word may be of a name beside it: "Paris Konsult" may be written "Pris Konsult"."""
    if len(words[at].folded) < 3 or words[at].folded in BEFORE_A_NAME:
        return False
    return (at > 0 and own[at - 1]) or (at + 1 < len(own) and own[at + 1])


def _stands_alone(match: NameMatch, words: Sequence[Word]) -> bool:
    inside = [at for at, word in enumerate(words) if word.start >= match.start and word.end <= match.end]
    return not _goes_on_beside(inside[0], inside[-1], words)


def _goes_on_beside(first: int, last: int, words: Sequence[Word]) -> bool:
    """Whether what is there may be a part of a longer name."""
    return _goes_on(words, first, -1) or _goes_on(words, last, 1)


def _goes_on(words: Sequence[Word], at: int, step: int) -> bool:
    """Whether the next word in that direction, small ones left out, may be of the same name."""
    while 0 <= (at := at + step) < len(words):
        one, other = sorted((at, at - step))
        if words[other].start - words[one].end > _BESIDE:
            return False
        if words[at].folded not in _SMALL:
            return words[at].folded in BUSINESS or is_foreign(words[at])
    return False


def _suffix_follows(like: Like, words: Sequence[Word]) -> bool:
    return like.last + 1 < len(words) and words[like.last + 1].folded in like.form.legal
