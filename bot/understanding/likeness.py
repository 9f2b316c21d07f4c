"""How like a stored name is what is written, letter by letter."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, DamerauLevenshtein

from bot.understanding.name_fits import Form
from bot.understanding.name_words import is_small
from bot.understanding.neighbours import may_be_genitive, missing_s
from bot.understanding.words import Word

A_LETTER = 3
"""A wrong letter takes back what so many right ones explain."""
LONGEST_NAME = 6
"""Words of a name that are looked for as one."""
_LONGEST = 7
"""Words from the first of a name to its last."""
_MOST_OFF = 2
_ONE_IN = 4
_FEW = 16
_RIVAL = 6
"""Letters of a name that counts beside others as like, with two of them wrong."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """A form that is like the words from `first` to `last` (inclusive), and how many letters are wrong."""

    form: Form
    first: int
    last: int
    off: int
    length: int

    @property
    def explained(self) -> int:
        """In letters."""
        return self.length - A_LETTER * self.off

    @property
    def score(self) -> float:
        return round(1 - self.off / self.length, 4)


def spans_in(words: Sequence[Word], said: Container[int]) -> dict[str, Span]:
    """What is written from any word to any other near it, around what may be of a name; with a last s or
    without, where it may be no part of it. After a possessive a name goes on only where its s is in the name.
    A letter that may be "and" or an initial ("ville o knudsen") is left out, and not. Those that end where
    what may be of a name ends are first.
    """
    spans: dict[str, Span] = {}
    wider: dict[str, Span] = {}
    small = [is_small(words, at) for at in range(len(words))]
    genitive = [may_be_genitive(words, at) for at in range(len(words))]
    missing = [*map(missing_s, words)]
    for first in range(len(words)):
        if small[first]:
            continue
        written, of_a_name, with_letter = "", False, ""
        for last in range(first, min(first + _LONGEST, len(words))):
            folded = words[last].folded
            if small[last]:
                with_letter = (with_letter or written) + folded if len(folded) == 1 else ""
                continue
            of_a_name = of_a_name or last in said
            written += folded
            with_letter = with_letter and with_letter + folded
            if of_a_name:
                found = spans if first in said and last in said else wider
                found.setdefault(written, (first, last))
                if with_letter:
                    found.setdefault(with_letter, (first, last))
                if genitive[last]:
                    found.setdefault(written[:-1], (first, last))
            written += missing[last]
    return {**spans, **{written: at for written, at in wider.items() if written not in spans}}


class Candidate(Protocol):
    """A form that may be meant, most of which need not be read."""

    @property
    def written(self) -> str | bytes:
        """Its words as one, as bytes where each letter is one."""
        ...

    @property
    def form(self) -> Form:
        """All of it."""
        ...


@dataclass(frozen=True, slots=True)
class HeldForm:
    """A candidate that has been read."""

    form: Form

    @property
    def written(self) -> str:
        """Its words as one."""
        return "".join(self.form.words)


def likest(candidates: Sequence[Candidate], spans: Mapping[str, Span]) -> Iterator[Like]:
    """For each candidate the span that is most like it, where one is like enough."""
    if not candidates or not spans:
        return
    stored, said = [candidate.written for candidate in candidates], [*spans]
    near = _nearest_of_few if len(stored) <= _FEW else _nearest
    # Two letters that changed places around one too many are three by the quick count.
    for at, text, off in near(stored, said):
        written, wrong = stored[at], off
        if wrong == _MOST_OFF + 1 and abs(len(text) - len(written)) == 1:
            wrong = DamerauLevenshtein.distance(written, text, score_cutoff=_MOST_OFF)
        if wrong <= _most_off(len(written)):
            first, last = spans[text]
            yield Like(form=candidates[at].form, first=first, last=last, off=wrong, length=len(text))


def _nearest(stored: Sequence[str | bytes], said: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """Which of them are near what is said, the nearest of that, and how many letters are wrong."""
    off = process.cdist(stored, said, scorer=OSA.distance, score_cutoff=_MOST_OFF + 1, dtype=np.uint8)
    least, where = off.min(axis=1), off.argmin(axis=1).tolist()
    for at in np.flatnonzero(least <= _MOST_OFF + 1).tolist():
        yield at, said[int(where[at])], int(least[at])


def _nearest_of_few(stored: Sequence[str | bytes], said: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """The same, for so few that arrays would cost more."""
    for at, written in enumerate(stored):
        length, nearest, least = len(written), "", _MOST_OFF + 2
        for text in said:
            if abs(len(text) - length) < least:
                off = OSA.distance(written, text, score_cutoff=least - 1)
                if off < least:
                    nearest, least = text, off
        if nearest:
            yield at, nearest, least


def _most_off(length: int) -> int:
    most = min(_MOST_OFF, length // _ONE_IN)
    return _MOST_OFF if most == 1 and length >= _RIVAL else most
