"""Finding one of very many names.

Among a million names nearly every word is somebody's, a misspelt one too, and most names stand within others.
So three looks are taken, each at more expense, and what explains most of what is written counts: at whole
names as they are stored; as among few names; and at names that are like what is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from rapidfuzz.distance import OSA

from bot.understanding.likeness import A_LETTER, Like, likest, spans_in
from bot.understanding.name_fits import Fit, Form, Reading, runs
from bot.understanding.name_signs import Known, NameSigns
from bot.understanding.name_tables import TELLING, NameTable
from bot.understanding.names import NameMatch, TableIndex, decided, fits_of
from bot.understanding.neighbours import BEFORE_A_NAME, is_foreign
from bot.understanding.vocabulary import BUSINESS, CONNECTORS, EVERYDAY, LINKS, SUFFIXES
from bot.understanding.words import Word, folded_words, words_in

_SURE, _SENSIBLE = 0.97, 0.8
_SURELY_LONG = 5
_ORDINARY = 0.4
"""How much of what it is a word tells that is not a name by itself."""
_LONG = 8
"""Letters of which one may be wrong without much doubt."""
_ABBREVIATED = 3
_MOST_CHOICES = 6
_SMALL = CONNECTORS | LINKS
_NO_PART = _SMALL | SUFFIXES
_BESIDE = 3
"""Letters between two words of a name: a space, or "&" with spaces."""
_LONGEST = 6
"""Words of a name."""


class ManyNamesTable(NameTable, Protocol):
    """A table that is also asked for whole names, for what is like a word, and which forms share most."""

    def count(self, word: str) -> int:
        """Of the forms that hold it."""
        ...

    def whole(self, words: Sequence[str]) -> Iterable[Form]:
        """The forms that are made of these words, in any order."""
        ...

    def near(self, word: str) -> Mapping[str, float]:
        """The word if it is stored, and those one letter away; how surely each is meant."""
        ...

    def far(self, word: str) -> Mapping[str, float]:
        """Those two letters away that begin or end alike."""
        ...

    def sharing(self, said: Sequence[Mapping[str, float]]) -> Iterable[Form]:
        """Forms that have something in common with most of what is said, the likeliest only."""
        ...


class ManyNames:
    """A NameFinder over a table of any size."""

    def __init__(self, table: ManyNamesTable) -> None:
        self._strictly = TableIndex(table)
        self._table = table

    def find(self, text: str, known: Known | None = None, /) -> tuple[NameMatch, ...]:
        """The names that may be meant, best first. Several mean that they fit about equally well."""
        words = words_in(text)
        signs = NameSigns(words, text, known)
        whole = self._shown(self._whole(words, text), words, signs)
        if whole and whole == _alone(whole, words, signs) and all(_stands_alone(m, words) for m in whole):
            return whole

        def worth(likely: Sequence[Like]) -> int:
            return max((_worth(like, words) for like in likely), default=0)

        likely = self._likely(words, signs, far=False)
        if not (likely and likely[0].off < 2 and likely[0].length >= _LONG):
            strict = self._shown(self._strictly.find(text), words, signs)
            whole = tuple(match for match in strict if self._is_sensible(match, words))
            if len(whole) > _MOST_CHOICES and whole[-1].score < _SENSIBLE:
                whole = ()
            likely = max(likely, self._likely(words, signs, far=True), key=worth)
        if max((self._explained(match, words) for match in whole), default=0) > worth(likely):
            return _alone(whole, words, signs)
        return _matches(likely, words, text) or _alone(whole, words, signs)

    def _shown(
        self, found: Iterable[NameMatch], words: Sequence[Word], signs: NameSigns
    ) -> tuple[NameMatch, ...]:
        """Those that something shows to be meant as names."""
        return tuple(match for match in found if self._is_shown(match, words, signs))

    def _is_shown(self, match: NameMatch, words: Sequence[Word], signs: NameSigns) -> bool:
        inside = _inside(match, words)
        said = [words[at].folded for at in inside if words[at].folded not in _NO_PART]
        off = sum(word not in self._table.words and not self._as_stored(word) for word in said)
        whole = match.score >= _SURE
        if not whole and not any(self._tells(word) for word in said):
            return False
        return signs.allow(inside[0], inside[-1], off=off, whole=whole)

    def _tells(self, word: str) -> bool:
        """Whether it is a part of few names only, and not a mere abbreviation."""
        if len(word) <= _ABBREVIATED:
            return False
        stored = [right for right, _, _ in self._as_stored(word)]
        likely = stored or [right for right, _ in self._table.spelling.meant_by(word)]
        return any(self._table.count(right) <= TELLING for right in likely)

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

    def _likely(self, words: Sequence[Word], signs: NameSigns, *, far: bool) -> list[Like]:
        """Names that are most like what is written, with two letters wrong in a word if need be."""
        own = [signs.may_begin(at) for at in range(len(words))]
        places = [at for at in range(len(words)) if own[at] or _beside_own(at, own, words)]
        said = {at: self._meant(words[at].folded, own=own[at], far=far) for at in places}
        if not far and any(own[at] and not near for at, near in said.items()):
            return []  # A word of its own is further off, so that all have to be looked at again.
        return self._likest(said, [at for at in places if own[at]], words, signs)

    def _meant(self, word: str, *, own: bool, far: bool) -> Mapping[str, float]:
        near = self._table.near(word)
        if not own:
            return {right: alike * _ORDINARY for right, alike in near.items()}
        return {**self._table.far(word), **near} if far and word not in near else near

    def _likest(
        self,
        said: Mapping[int, Mapping[str, float]],
        own: Sequence[int],
        words: Sequence[Word],
        signs: NameSigns,
    ) -> list[Like]:
        near = [near for near in said.values() if near]
        if not near or not own:
            return []
        spans = spans_in(words, own)
        all_like = (likest(form, spans) for form in self._table.sharing(near))
        likes = [like for like in all_like if like and _is_likely(like, words, signs)]
        most = max((_worth(like, words) for like in likes), default=0)
        best = [like for like in likes if _worth(like, words) == most > 0]
        suited = [like for like in best if _suffix_follows(like, words)]
        # More than a few say nothing: not known is better.
        found = suited or best
        return found if len({"".join(like.form.words) for like in found}) <= _MOST_CHOICES else []

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


def _is_likely(like: Like, words: Sequence[Word], signs: NameSigns) -> bool:
    """Whether it is shown to be a name, all of one, and no short word of it has two letters wrong."""
    if like.off > 1 and _far_off(like, words):
        return False
    if signs.goes_on(like.first, like.last):
        return False
    return signs.allow(like.first, like.last, off=like.off, whole=True)


def _far_off(like: Like, words: Sequence[Word]) -> bool:
    """Whether a short word has two letters wrong: too many other words are as near."""
    inside = (words[at].folded for at in range(like.first, like.last + 1))
    said = [word for word in inside if word not in CONNECTORS]
    if len(said) != len(like.form.words):
        return like.length < _SURELY_LONG
    pairs = zip(said, like.form.words, strict=True)
    return any(len(word) < _SURELY_LONG and OSA.distance(word, right) > 1 for word, right in pairs)


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


def _beside_own(at: int, own: Sequence[bool], words: Sequence[Word]) -> bool:
    """Whether an ordinary word may be of a name beside it: "Paris Konsult" may be written "Pris Konsult"."""
    if len(words[at].folded) < 2 or words[at].folded in BEFORE_A_NAME:
        return False
    return (at > 0 and own[at - 1]) or (at + 1 < len(own) and own[at + 1])


def _stands_alone(match: NameMatch, words: Sequence[Word]) -> bool:
    inside = _inside(match, words)
    return not _goes_on_beside(inside[0], inside[-1], words)


def _inside(match: NameMatch, words: Sequence[Word]) -> list[int]:
    return [at for at, word in enumerate(words) if word.start >= match.start and word.end <= match.end]


def _alone(found: Sequence[NameMatch], words: Sequence[Word], signs: NameSigns) -> tuple[NameMatch, ...]:
    """Without those that are plainly a part of another name."""
    inside = [_inside(match, words) for match in found]
    taken = {at for each in inside for at in each}
    return tuple(
        match for match, at in zip(found, inside, strict=True) if not signs.goes_on(at[0], at[-1], taken)
    )


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
