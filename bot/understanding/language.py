"""Swedish or English."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from bot.conversation.language import Language
from bot.understanding.remembered import Remembered
from bot.understanding.vocabulary import ENGLISH, ENGLISH_MATTERS, SHARED, SWEDISH, SWEDISH_MATTERS
from bot.understanding.words import Word, folded, words_in

_TEXT = attrgetter("text")
_EITHER = (SWEDISH & ENGLISH) | SHARED
_FUNCTION, _MATTER, _SHAPE, _HINT = 1.0, 0.6, 0.5, 0.2
_SWEDISH_WINS = 1.5
"""Swedes put English words into Swedish sentences; hardly anybody does the reverse."""

_SURE = 1.0
"""Words of evidence."""

_SWEDISH_LETTERS = frozenset("åäö")
_SWEDISH_ENDINGS = (
    *("ningen", "ningar", "ning", "arna", "erna", "orna", "heten", "heter", "het", "ande", "ades", "ade"),
    *(
        "skap",
        "bara",
        "lig",
        "liga",
        "ligt",
        "isk",
        "iska",
        "aren",
        "are",
        "et",
        "or",
        "era",
        "iva",
        "ar",
        "ering",
    ),
)
_SURELY_SWEDISH = ("ering", "ning", "ngar")
_ENGLISH_ENDINGS = (
    *("tion", "tions", "ing", "ings", "ment", "ments", "ness", "ly", "ous", "able", "ful", "ies", "ed"),
    *("tor", "ware", "ator", "ive", "ity"),
)
_SWEDISH_PARTS = ("sj", "tj", "fj", "bj", "kj", "aa", "kk", "skt", "lj", "rsk")
_ENGLISH_PARTS = ("th", "wh", "ough", "ee", "ea", "oo", "ck")


def language_of(text: str) -> Language:
    """The language the text is in; English where nothing shows. Swedish wins a mixed message."""
    return heard_in(words_in(text)).likelier


class Evidence(NamedTuple):
    """How much speaks for each language, in words."""

    swedish: float
    english: float

    @property
    def likelier(self) -> Language:
        """English where nothing shows. Swedish wins a mixed message."""
        swedish = self.swedish > 0 and self.swedish * _SWEDISH_WINS >= self.english
        return Language.SWEDISH if swedish else Language.ENGLISH

    @property
    def sure(self) -> Language | None:
        """The language that a word or two more speak for than for the other, else None."""
        lead = self.swedish * _SWEDISH_WINS - self.english
        return None if abs(lead) < _SURE else self.likelier


def heard_in(words: Sequence[Word]) -> Evidence:
    """What speaks for either language in these words."""
    weights = list(map(_SWEDISHNESS.__getitem__, map(_TEXT, words)))
    swedish = sum([weight for weight in weights if weight > 0])
    return Evidence(swedish=swedish, english=-sum([weight for weight in weights if weight < 0]))


def _swedishness(text: str) -> float:
    """Of a word: above 0 for Swedish, below for English, in words of evidence."""
    plain = folded(text)
    if text[0].islower() and not _SWEDISH_LETTERS.isdisjoint(text):
        return _FUNCTION
    if plain in _EITHER or not plain.isalpha():
        return 0.0
    for words, weight in (
        (SWEDISH, _FUNCTION),
        (ENGLISH, -_FUNCTION),
        (SWEDISH_MATTERS, _MATTER),
        (ENGLISH_MATTERS, -_MATTER),
    ):
        if plain in words:
            return weight
    return _by_shape(plain) if len(plain) > 3 else 0.0


_SWEDISHNESS = Remembered(_swedishness, most=4096)


def _by_shape(word: str) -> float:
    weight = 0.0
    if word.endswith(_ENGLISH_ENDINGS) and not word.endswith(_SURELY_SWEDISH):
        weight -= _SHAPE
    elif word.endswith(_SWEDISH_ENDINGS):
        weight += _SHAPE
    weight += _HINT * any(map(word.__contains__, _SWEDISH_PARTS))
    return weight - _HINT * any(map(word.__contains__, _ENGLISH_PARTS))
