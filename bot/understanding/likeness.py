"""How like a stored name is what is written, letter by letter."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.name_fits import Form
from bot.understanding.vocabulary import CONNECTORS
from bot.understanding.words import Word

A_LETTER = 3
"""A wrong letter takes back what so many right ones explain."""
_LONGEST = 7
"""Words from the first of a name to its last."""
_MOST_OFF = 2
_ONE_IN = 4
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
    """What is written from any word to any other near it, around what may be of a name."""
    spans: dict[str, Span] = {}
    for first, begin in enumerate(words):
        if begin.folded in CONNECTORS:
            continue
        written, of_a_name = "", False
        for last in range(first, min(first + _LONGEST, len(words))):
            folded = words[last].folded
            if folded in CONNECTORS:
                continue
            of_a_name = of_a_name or last in said
            written += folded
            if of_a_name:
                spans.setdefault(written, (first, last))
    return spans


def likest(form: Form, spans: Mapping[str, Span]) -> Like | None:
    """The span that is most like the form, where one is like enough."""
    stored = "".join(form.words)
    most = min(_MOST_OFF, len(stored) // _ONE_IN)
    if most == 1 and len(stored) >= _RIVAL:
        most = 2
    found = process.extractOne(stored, spans.keys(), scorer=OSA.distance, score_cutoff=most)
    if found is None:
        return None
    span, off, _ = found
    first, last = spans[span]
    return Like(form=form, first=first, last=last, off=int(off), length=len(span))
