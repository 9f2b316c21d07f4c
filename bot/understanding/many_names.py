"""Finding one of very many names.

Among a million names nearly every word is somebody's, a misspelt one too, and most names stand within others.
So three looks are taken, each at more expense, and what explains most of what is written counts: at whole
names as they are stored; as among few names; and at names that are like what is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from bot.understanding.legal_endings import ENDINGS
from bot.understanding.likely_names import (
    MOST_CHOICES,
    LikelyNames,
    ManyNamesTable,
    may_be_stored,
    surely,
)
from bot.understanding.likeness import A_LETTER, Like, Span
from bot.understanding.name_fits import Fit, Reading, runs
from bot.understanding.name_signs import Known, NameSigns
from bot.understanding.name_tables import TELLING
from bot.understanding.name_words import is_small, name_words
from bot.understanding.names import NameMatch, TableIndex, decided, fits_of
from bot.understanding.neighbours import in_name_place, is_foreign, is_possessive, nearly_and
from bot.understanding.products import is_product_word, product_word
from bot.understanding.remembered import Remembered
from bot.understanding.vocabulary import CONNECTORS, EVERYDAY, LINKS, ORDINARY, SUFFIXES
from bot.understanding.words import Word, folded_words

_EXACT, _SURE, _SENSIBLE = 0.999, 0.97, 0.8
_ABBREVIATED = 3
_AND, _LONGEST_AND = "och", 4
_NO_PART = CONNECTORS | LINKS | SUFFIXES


class ManyNames:
    """A NameFinder over a table of any size."""

    def __init__(self, table: ManyNamesTable) -> None:
        self._strictly = TableIndex(table)
        self._table = table
        self._stored = Remembered(partial(_as_stored, table), most=4096)

    def find(self, text: str, known: Known | None = None, /) -> tuple[NameMatch, ...]:
        """The names that may be meant, best first. Several mean that they fit about equally well."""
        words = self._plainly(name_words(text))
        signs = NameSigns(words, text, known)
        whole = self._shown(self._whole(words, text, signs), words, signs)
        if whole and len(whole) == len(_alone(whole, words, signs)) and self._are_all(whole, words, signs):
            return whole
        names = LikelyNames(self._table, words, signs)
        likely = names.found()
        worth = names.worth(likely)
        if not (names.are_too_many or surely(likely)) and worth <= self._most_in_parts(words):
            strict = self._shown(self._strictly.find(text), words, signs)
            whole = tuple(match for match in strict if self._is_sensible(match, words, signs))
            if len(whole) > MOST_CHOICES and whole[-1].score < _SENSIBLE:
                whole = ()
        explained = max((self._explained(match, words, signs) for match in whole), default=0)
        # As it is stored it is rather who has the hyphen where it is written.
        if explained > worth or (explained == worth and likely and not any(like.off for like in likely)):
            return _alone(whole, words, signs)
        return _matches(likely, words, text) or _alone(whole, words, signs)

    def _are_all(self, found: Sequence[NameMatch], words: Sequence[Word], signs: NameSigns) -> bool:
        places = _places(found, words).values()
        return all(
            self._is_all(at[0], at[-1], words, signs)
            and not self._is_strange_beyond(at[0], at[-1], words, signs)
            for at in places
        )

    def _is_strange_beyond(self, first: int, last: int, words: Sequence[Word], signs: NameSigns) -> bool:
        """Whether a misspelt word stands beyond an ordinary one, so that all may be one name."""
        for at, step in ((signs.beside(first, -1), -1), (signs.beside(last, 1), 1)):
            beyond = None if at is None else signs.beside(at, step)
            if at is None or beyond is None or words[beyond].folded in self._table.words:
                continue
            shown = signs.is_of_a_product(at) or in_name_place(words, beyond)
            if signs.is_strange(beyond) or (shown and is_foreign(words[beyond])):
                return True
        return False

    def _is_all(self, first: int, last: int, words: Sequence[Word], signs: NameSigns) -> bool:
        """Whether no longer name is meant, with a number in it or another word that is misspelt."""
        if signs.is_linked(first, last):
            return False
        may_be = partial(may_be_stored, self._table, words, signs)
        return not any(map(may_be, signs.may_be_of_it(first, last))) and all(
            (folded := words[at].folded) in _NO_PART
            or folded in EVERYDAY
            or (folded in self._table.words and not folded.isdigit())
            or _names_a_product(folded)
            or not (folded.isdigit() or may_be(at))
            for at in (first - 1, last + 1)
            if 0 <= at < len(words)
        )

    def _most_in_parts(self, words: Sequence[Word]) -> int:
        """More letters are not explained by parts of names."""
        return sum(
            len(word.folded)
            for word in words
            if word.folded not in ORDINARY
            and word.folded not in SUFFIXES
            and word.folded in self._table.words
        )

    def _plainly(self, words: Sequence[Word]) -> Sequence[Word]:
        """Without the s of "Fabrikam's", where that is not how a name is stored, and with "och" for "okh"."""
        words = self._connected(words)
        if not any(map(is_possessive, words)):
            return words
        return [
            word._replace(folded=word.folded[:-1])
            if is_possessive(word) and (word.folded not in self._table.words or word.folded[:-1] in ENDINGS)
            else word
            for word in words
        ]

    def _connected(self, words: Sequence[Word]) -> Sequence[Word]:
        found = [at for at in range(1, len(words) - 1) if self._is_nearly_and(words[at])]
        if not found:
            return words
        return [word._replace(folded=_AND) if at in found else word for at, word in enumerate(words)]

    def _is_nearly_and(self, word: Word) -> bool:
        if len(word.folded) > _LONGEST_AND or word.folded in ORDINARY or word.capitalised:
            return False
        return nearly_and(word.folded) and word.folded not in self._table.words

    def _shown(
        self, found: Iterable[NameMatch], words: Sequence[Word], signs: NameSigns
    ) -> tuple[NameMatch, ...]:
        """Those that something shows to be meant as names."""
        found = [*found]
        places = _places(found, words)
        shown = {
            (place, whole): self._is_shown(places[place], whole, words, signs)
            for place, whole in dict.fromkeys(map(_how_whole, found))
        }
        return tuple([match for match in found if shown[_how_whole(match)]])

    def _is_shown(self, inside: Sequence[int], whole: bool, words: Sequence[Word], signs: NameSigns) -> bool:
        said = [words[at].folded for at in inside if words[at].folded not in _NO_PART]
        off = sum(word not in self._table.words and not self._stored[word] for word in said)
        if not whole and not any(self._tells(word) for word in said):
            return False
        return signs.allow(inside[0], inside[-1], off=off, whole=whole)

    def _tells(self, word: str) -> bool:
        """Whether it is a part of few names only, and not a mere abbreviation."""
        if len(word) <= _ABBREVIATED:
            return False
        stored = [right for right, _, _ in self._stored[word]]
        likely = stored or [right for right, _ in self._table.spelling.meant_by(word)]
        return any(self._table.count(right) <= TELLING for right in likely)

    def _whole(self, words: Sequence[Word], text: str, signs: NameSigns) -> tuple[NameMatch, ...]:
        """Names that are written as they are stored."""
        readings = [self._stored[word.folded] for word in words]
        fits: list[Fit] = []
        for run in runs(words, readings):
            at = [n for n in run if readings[n] and not is_small(words, n)]
            said = [[one[0] for one in readings[n]] for n in at]
            found: list[Fit] = []
            for first, last, form in self._table.wholes(said, partial(_may_be, signs, at)):
                found += fits_of((form,), range(at[first], at[last] + 1), words, readings)
            fits.extend(_exactly(_in_order(found, readings, words)))
        return decided(fits, words, text) if fits else ()

    def _is_sensible(self, match: NameMatch, words: Sequence[Word], signs: NameSigns) -> bool:
        """Most of a name, or a telling word of it, as it is stored, that stands alone."""
        if match.score >= _SENSIBLE:
            return True
        inside = _inside(match, words)
        if any(words[at].folded.isdigit() for at in (inside[0] - 1, inside[-1] + 1) if 0 <= at < len(words)):
            return False
        said = (word for word in folded_words(match.words) if word not in SUFFIXES and word not in EVERYDAY)
        return any(word in self._table.words for word in said) and _stands_alone(match, words, signs)

    def _explained(self, match: NameMatch, words: Sequence[Word], signs: NameSigns) -> int:
        """Letters that it explains; less for a part of a name, and for what may be a part of a longer one."""
        said = [word for word in folded_words(match.words) if word in self._table.words]
        letters = sum(len(word) for word in said if word not in SUFFIXES)
        return (
            letters - A_LETTER * (match.score < _SURE) - A_LETTER * (not _stands_alone(match, words, signs))
        )


def _may_be(signs: NameSigns, at: Sequence[int], first: int, last: int) -> bool:
    return signs.may_be(at[first], at[last])


def _names_a_product(folded: str) -> bool:
    """Whether it is a product's word, or begins with one that is written right: "Azureprenumeration"."""
    return is_product_word(folded) and folded.startswith(product_word(folded))


def _as_stored(table: ManyNamesTable, word: str) -> tuple[Reading, ...]:
    """The word, and the word without its s, where they are stored."""
    stored = ((word, 1.0, 1),) if word in table.words else ()
    if word[-1] == "s" and len(word) > 3 and word[:-1] in table.words:
        return (*stored, (word[:-1], 0.99, 1))
    return stored


def _in_order(
    fits: Sequence[Fit], readings: Sequence[tuple[Reading, ...]], words: Sequence[Word]
) -> list[Fit]:
    """Without "Cerny & Roux" where "Roux & Cerny" is written, and "Roux For" where it is "for Roux"."""

    def straight(fit: Fit) -> bool:
        said = (reading[0] for at in range(fit.first, fit.last + 1) for reading in readings[at])
        return tuple(word for word in dict.fromkeys(said) if word in fit.form.words) == fit.form.words

    in_order = [fit for fit in fits if straight(fit)]
    taken = {(fit.first, fit.last) for fit in in_order}
    return in_order + [
        fit
        for fit in fits
        if not straight(fit)
        and (fit.first, fit.last) not in taken
        and not any(_is_said_anyway(words[at].folded) for at in (fit.first, fit.last))
    ]


def _is_said_anyway(folded: str) -> bool:
    """Whether it is an ordinary word or a product's."""
    return folded in ORDINARY or is_product_word(folded)


def _exactly(fits: Sequence[Fit]) -> list[Fit]:
    """Without "Mogren System" where "Mogren Systems" is written and stored, too."""
    exact = {(fit.first, fit.count) for fit in fits if fit.share > _EXACT}
    return [fit for fit in fits if fit.share > _EXACT or (fit.first, fit.count) not in exact]


def _matches(likes: Iterable[Like], words: Sequence[Word], text: str) -> tuple[NameMatch, ...]:
    found = {like.form.id: _match(like, words, text) for like in likes}
    return tuple(sorted(found.values(), key=lambda match: (match.start, match.id)))


def _match(like: Like, words: Sequence[Word], text: str) -> NameMatch:
    start, end = words[like.first].start, words[like.last].end
    return NameMatch(
        id=like.form.id, name=like.form.name, score=like.score, words=text[start:end], start=start, end=end
    )


def _stands_alone(match: NameMatch, words: Sequence[Word], signs: NameSigns) -> bool:
    inside = _inside(match, words)
    return not signs.may_go_on(inside[0], inside[-1])


def _places(found: Sequence[NameMatch], words: Sequence[Word]) -> dict[Span, list[int]]:
    """Where names stand, many of them in one place: the words from start to end."""
    firsts = {(match.start, match.end): match for match in found}
    return {place: _inside(match, words) for place, match in firsts.items()}


def _how_whole(match: NameMatch) -> tuple[Span, bool]:
    return (match.start, match.end), match.score >= _SURE


def _inside(match: NameMatch, words: Sequence[Word]) -> list[int]:
    return [at for at, word in enumerate(words) if word.start >= match.start and word.end <= match.end]


def _alone(found: Sequence[NameMatch], words: Sequence[Word], signs: NameSigns) -> tuple[NameMatch, ...]:
    """Without those that are plainly a part of another name."""
    places = _places(found, words)
    taken = {at for inside in places.values() for at in inside}
    alone = {place for place, at in places.items() if not signs.goes_on(at[0], at[-1], taken)}
    return tuple([match for match in found if (match.start, match.end) in alone])
