"""What speaks for a name that is like what is written, and what against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, partial

from rapidfuzz.distance import OSA, DamerauLevenshtein

from bot.understanding.legal_endings import is_legal
from bot.understanding.likeness import A_LETTER, Like
from bot.understanding.name_fits import Form
from bot.understanding.name_signs import NameSigns
from bot.understanding.neighbours import BEFORE_A_NAME, in_name_place, is_possessive
from bot.understanding.products import is_product_word
from bot.understanding.slips import A_SLIP, slips
from bot.understanding.told_apart import called, said_in, told_apart, written_and_stored
from bot.understanding.vocabulary import CONNECTORS, ORDINARY, SUFFIXES
from bot.understanding.words import Word

_SURELY_LONG = 5
_TELLING_ENOUGH = 10
"""Letters of right words beside which another may be anything."""
_MOST_DOUBTS = 2
"""So many letters may be wrong, or as much may speak against a name."""
_CROWDED = 9
"""Letters of a word that others are two letters from."""


class Weighing:
    """Of the names that are like what is written in one text."""

    def __init__(self, words: Sequence[Word], signs: NameSigns, may_be_stored: Callable[[int], bool]) -> None:
        """`may_be_stored` tells whether the word in a place may be of a name."""
        self._words, self._signs, self._may_be_stored = words, signs, may_be_stored
        # Many names are like the same words.
        self._goes_on, self._may_go_on = cache(signs.goes_on), cache(self._is_perhaps_longer)
        self._allow = cache(partial(signs.allow, whole=True))
        # Each is weighed anew whenever others have come.
        self._doubts, self._is_doubtful = cache(self._doubts_about), cache(self._is_perhaps_another)

    def best(self, likes: Iterable[Like]) -> list[Like]:
        """Those that explain most, and those that may as well be meant."""
        likes = sorted(likes, key=_explained, reverse=True)
        every = self._most_likely(likes)
        plain = [like for like in every if self._is_plain(like)]
        most = max(map(self.worth, plain), default=0)
        best = [like for like in plain if self.worth(like) == most > 0]
        suited = [like for like in best if self._suffix_follows(like)]
        # A suffix tells names apart that are equally like, not one with more letters wrong.
        found = suited if suited and len({like.off for like in best}) == 1 else best
        found = self._with_rivals(told_apart(found, self._words), every, most)
        return [*found, *self._as_likely_as(found, likes)]

    def worth(self, like: Like) -> int:
        """Letters that it explains; less beside what may be of a longer name, or before another suffix."""
        return like.explained - A_LETTER * self._doubts(like)

    def is_apart(self, like: Like) -> bool:
        """Whether nothing speaks against it."""
        return self.worth(like) == like.explained

    def is_doubtful(self, found: Sequence[Like]) -> bool:
        """Whether one letter is wrong, and that may as well be two of another name."""
        return bool(found) and all(map(self._is_doubtful, found))

    def _is_perhaps_another(self, like: Like) -> bool:
        """Whether its one wrong letter is no slip of the hand, or is before another suffix."""
        if like.off != 1:
            return False
        if self._lacks_suffix(like) or self._is_without_an_s(like) or self._dotted_off(like) > 1:
            return True
        return self._misspelt(like) <= _CROWDED and self._slips(like) > A_SLIP

    def _dotted_off(self, like: Like) -> int:
        """How many letters are wrong where dots and rings are written and count as letters."""
        written, stored = written_and_stored(like, self._words)
        if written.isascii() or not stored:
            return like.off
        return max(DamerauLevenshtein.distance(written, stored), like.off)

    def _misspelt(self, like: Like) -> int:
        """Letters of the word that has one wrong."""
        said = [self._words[at].folded for at in said_in(like, self._words)]
        if len(said) != len(like.form.words):
            return like.length
        pairs = zip(said, like.form.words, strict=True)
        return max((len(word) for word, right in pairs if word != right), default=0)

    def parted(self, like: Like) -> Like:
        """With a letter more wrong where one is of the next word: "Jonsson sDesign" for Jonssons Design."""
        if like.off >= _MOST_DOUBTS or like.first == like.last:
            return like
        said = [self._words[at].folded for at in said_in(like, self._words)]
        right = like.form.words
        if len(right) == 1:
            right = [word.folded for word in called(like.form)] or right
        if sum(map(len, said)) > like.length:
            said[-1] = said[-1][:-1]
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
                most = max(most, self.worth(like) if self._is_plain(like) else 0)
        return found

    def _is_plain(self, like: Like) -> bool:
        return not (self._is_far_off(like) or self._is_misread(like))

    def _is_misread(self, like: Like) -> bool:
        """Whether an ordinary word at its beginning or end is taken for another."""
        if not like.off:
            return False
        after = self._words[like.last + 1].folded if like.last + 1 < len(self._words) else ""
        if after in SUFFIXES:
            return self._is_no_word_of(like.first, like.form)
        ends = like.first, like.last
        return self._ends_in_a_product(like) or any(self._is_no_word_of(at, like.form) for at in ends)

    def _ends_in_a_product(self, like: Like) -> bool:
        """Whether it ends in something like "and Intune", or in "Dynamics" with 365 to come."""
        one, last = self._words[like.last - 1], self._words[like.last]
        if not is_product_word(last.folded):
            return False
        after = self._words[like.last + 1 : like.last + 2]
        return one.folded in CONNECTORS or (bool(after) and after[0].folded.isdigit())

    def _is_no_word_of(self, at: int, form: Form) -> bool:
        word = self._words[at]
        if word.folded in form.words or self._signs.is_hyphened(at):
            return False
        return word.folded in SUFFIXES or (word.folded in ORDINARY and not word.capitalised)

    def _with_rivals(self, best: list[Like], every: Sequence[Like], most: int) -> list[Like]:
        """With who is as near in a short word, where two letters are too much to tell it by itself, and
        where an ordinary word may be a misspelt one of the name.
        """
        least = min((like.off for like in best), default=0)
        if not least:
            return best
        rivals = (like for like in every if self.worth(like) >= most and not self._is_plain(like))
        return [*best, *(like for like in rivals if least == _MOST_DOUBTS or self._is_in_parts(like))]

    def _lacks_suffix(self, like: Like) -> bool:
        after = self._words[like.last + 1 : like.last + 2]
        return bool(after) and is_legal(after[0]) and not self._suffix_follows(like)

    def _as_likely_as(self, found: Sequence[Like], likes: Iterable[Like]) -> Iterable[Like]:
        """Those of which two slips of the hand may have made what is one odd letter of those found."""
        if not self.is_doubtful(found):
            return ()
        least = min(like.length for like in found)
        dotted = min(map(self._dotted_off, found))
        parted = all(map(self._ends_alike, found))
        others = (
            like
            for like in likes
            if like.off == _MOST_DOUBTS and like.length >= least and (not parted or self._ends_alike(like))
        )
        return [
            like
            for like in others
            if (self._is_by_hand(like) or self._dotted_off(like) <= dotted) and self._is_likely(like, shown=1)
        ]

    def _is_by_hand(self, like: Like) -> bool:
        return self._suffix_follows(like) or self._slips(like) <= 2 * A_SLIP

    def _slips(self, like: Like) -> int:
        written, stored = written_and_stored(like, self._words)
        folded = "".join(self._words[at].folded for at in said_in(like, self._words))
        if stored and not written.isascii():
            return slips(written[: like.length], stored, 2 * A_SLIP)
        cost = slips(folded[: like.length], "".join(like.form.words), 2 * A_SLIP)
        # The key beside may have been that of a letter with dots.
        return cost if stored.isascii() else min(cost, slips(written[: like.length], stored, 2 * A_SLIP))

    def _is_in_parts(self, like: Like) -> bool:
        """Whether each word that is written may be one of the name."""
        return self._ends_alike(like) and not self._is_far_off(like)

    def _ends_alike(self, like: Like) -> bool:
        """Whether its words end where the written ones do."""
        return len(said_in(like, self._words)) == len(like.form.words)

    def _doubts_about(self, like: Like) -> int:
        """How much speaks against it beside wrong letters."""
        beside = self._may_go_on(like.first, self._last_of(like))
        return beside + _is_numbered(like, self._words) + self._other_suffix_follows(like)

    def _is_perhaps_longer(self, first: int, last: int) -> bool:
        if self._signs.is_linked(first, last) or self._is_after_a_product(first):
            return True
        return any(map(self._may_be_stored, self._signs.may_be_of_it(first, last)))

    def _is_after_a_product(self, first: int) -> bool:
        """Whether a product's name stands where a name would: "at Office Fabrikam"."""
        return first > 1 and self._signs.is_of_a_product(first - 1) and in_name_place(self._words, first - 1)

    def _is_likely(self, like: Like, shown: int | None = None) -> bool:
        """Whether it is shown to be a name, all of one, and not too much speaks against it; `shown`: as one
        of which so many letters are wrong.
        """
        words = self._words
        if like.off + self._doubts(like) > _MOST_DOUBTS:
            return False
        if any(map(is_possessive, words[like.first : like.last])) and not _has_an_s(like.form):
            return False
        if self._goes_on(like.first, self._last_of(like)) or self._ends_in_a_small_word(like):
            return False
        return self._allow(like.first, like.last, off=like.off if shown is None else shown)

    def _ends_in_a_small_word(self, like: Like) -> bool:
        """Whether a misspelt name would end in the "for" of "Fabrkam for Azure"."""
        if not like.off or like.last + 1 == len(self._words):
            return False
        after = self._words[like.last + 1]
        if is_legal(after) or after.folded in BEFORE_A_NAME:
            return False
        return self._words[like.last].folded in BEFORE_A_NAME and not self._words[like.last].capitalised

    def _is_without_an_s(self, like: Like) -> bool:
        """Whether an s is left out of what is written, that may as well be a letter of another name."""
        return sum(len(self._words[at].folded) for at in said_in(like, self._words)) > like.length

    def _is_far_off(self, like: Like) -> bool:
        """Whether a short word has two letters wrong: too many are as near, unless another word is right."""
        if like.off < _MOST_DOUBTS:
            return False
        said = [self._words[at].folded for at in said_in(like, self._words)]
        if len(said) != len(like.form.words):
            return like.length < _SURELY_LONG
        if sum(map(len, said)) > like.length:
            said[-1] = said[-1][:-1]
        return _is_far_off(said, like.form.words)

    def _other_suffix_follows(self, like: Like) -> bool:
        return bool(like.form.legal) and self._lacks_suffix(like)

    def _last_of(self, like: Like) -> int:
        """Where it ends, its legal suffix with it."""
        return like.last + like.form.legal_after(like.last, self._words)

    def _suffix_follows(self, like: Like) -> bool:
        return like.form.legal_after(like.last, self._words) > 0


def _explained(like: Like) -> int:
    return like.explained


def _has_an_s(form: Form) -> bool:
    """Whether one of its words but the last may be a possessive."""
    return any(word.endswith("s") for word in form.words[:-1])


def _is_far_off(said: Sequence[str], right: Sequence[str]) -> bool:
    pairs = [(word, other, OSA.distance(word, other)) for word, other in zip(said, right, strict=True)]
    told = [len(word) for word, _, off in pairs if not off]
    if sum(told) >= _TELLING_ENOUGH:
        return False
    nearly = bool(told) and max(told) >= _SURELY_LONG
    off = [max(len(word), len(other)) if nearly else len(word) for word, other, off in pairs if off > 1]
    return bool(off) and min(off) < _SURELY_LONG


def _far_apart(said: Sequence[str], right: Sequence[str], off: int) -> bool:
    """Whether more letters are wrong than that."""
    return sum(map(OSA.distance, said, right)) > off


def _is_numbered(like: Like, words: Sequence[Word]) -> bool:
    """Whether a number is beside that may be of another name: "Contoso 24", where Contoso is stored."""
    beside = (words[at].folded for at in (like.first - 1, like.last + 1) if 0 <= at < len(words))
    return any(word.isdigit() and word not in ORDINARY for word in beside)
