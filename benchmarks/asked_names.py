"""Whole questions about made-up customers, each with its answer: written well, or with letters wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.companies import SAID_HERE, SUFFIXES, companies
from bot.understanding.name_fits import forms_of
from bot.understanding.name_tables import Entry
from bot.understanding.words import folded_words

SENTENCES = (
    "are we DPOR for {}?",
    "Are we the partner of record at {} for Azure?",
    "who holds {}",
    "who is the partner on the {} subscription",
    "what is our standing at {} for Office 365",
    "hi, could you check {} for me please",
    "does {} have Intune",
    "I am meeting {} tomorrow, are we registered there?",
    "{} - who is DPOR",
    "claim {} Dynamics 365 for us",
    "när förnyas {}",
    "är vi DPOR för {}?",
    "Vem är partner of record hos {} på Azure?",
    "hur ligger vi till hos {}",
    "hej, kan du kolla {} åt mig",
    "vem sitter på {} i Office 365",
    "har {} Dynamics",
    "vad gäller för {} och Intune?",
    "jag ska träffa {} imorgon, står vi där?",
    "{}, vem har den",
)
_BESIDE = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_SHORTEST = 4
"""A shorter word with a letter wrong is another word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`meant` are the ids that nobody could tell from the customer by its `name`, as it is written."""

    text: str
    name: str
    meant: frozenset[str]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Customers of one kind, and how they are asked about. `mistyped` gives None for a name too short.

    `core_of` gives a name without its legal ending, of which `legal` are the longer ones first.
    """

    companies: Callable[[int, int], Iterator[Entry]]
    sentences: Sequence[str]
    legal: Collection[str]
    mistyped: Callable[[str, Random], str | None]
    core_of: Callable[[str], str]


class Customers:
    """Made-up customers, and who else is called the same."""

    def __init__(self, entries: Sequence[Entry], style: Style | None = None) -> None:
        self.entries = entries
        self._style = style or REGISTER
        self._called: Mapping[str, set[str]] = defaultdict(set)
        for id_, names in entries:
            for name in names:
                self._called[self._style.core_of(name)].add(id_)

    def asked(self, number: int, wrong: int, seed: int) -> Iterator[Asked]:
        """So many questions with so many letters wrong in each name."""
        random = Random(f"{seed}, {wrong}")
        while number:
            _, names = random.choice(self.entries)
            at = random.randrange(len(names))
            typed = self._typed(names[at], wrong, random)
            if typed is None or (wrong and self._style.core_of(typed) in self._called):
                continue
            number -= 1
            yield Asked(
                text=_asked_about(typed, random.choice(self._style.sentences)),
                name=typed,
                meant=frozenset(self._called[self._style.core_of(names[at])]),
                kind="other name" if at else _kind(names[0]),
            )

    def _typed(self, name: str, wrong: int, random: Random) -> str | None:
        """With its legal suffix or without, in capitals or not."""
        legal = next((f" {each}" for each in self._style.legal if name.endswith(f" {each}")), "")
        typed: str | None = name.removesuffix(legal)
        for _ in range(wrong):
            typed = typed and self._style.mistyped(typed, random)
        if not typed:
            return None
        typed += legal if random.random() < 0.3 else ""
        return typed.lower() if random.random() < 0.3 else typed


def _asked_about(name: str, sentence: str) -> str:
    """A name that ends in an s has none more in Swedish; after a number or a full stop it stands apart."""
    possessive = "" if name[-1] in "sxzSXZ" else "s" if name[-1].isalpha() else ":s"
    return sentence.replace("{}s ", f"{{}}{possessive} ").format(name)


def _kind(name: str) -> str:
    return "word of ours" if set(name.split()) & set(SAID_HERE) else "plain"


def core_of(name: str) -> str:
    """Its words without the legal suffix."""
    return " ".join(next(forms_of("", (name,))).words) if folded_words(name) else ""


def mistyped(name: str, random: Random) -> str | None:
    """With a letter wrong in a word that is long enough; None where there is none."""
    letters = list(name)
    places = [at for at in _long_words(letters) if letters[at].isalpha()]
    if not places:
        return None
    _mistype(letters, random.choice(places), random)
    return "".join(letters)


def _long_words(letters: list[str]) -> Iterator[int]:
    at = 0
    for word in "".join(letters).split(" "):
        if len(word) >= _SHORTEST:
            yield from range(at, at + len(word))
        at += len(word) + 1


def _mistype(letters: list[str], at: int, random: Random) -> None:
    kind, letter = random.randrange(4), letters[at]
    if kind == 0:
        letters[at] = _beside(letter, random)
    elif kind == 1:
        del letters[at]
    elif kind == 2:
        letters.insert(at, random.choice((letter.lower(), _beside(letter, random))))
    elif at + 1 < len(letters) and letters[at + 1].isalpha() and letters[at + 1] != letter:
        letters[at], letters[at + 1] = letters[at + 1], letter
    else:
        letters[at] = _beside(letter, random)


def _beside(letter: str, random: Random) -> str:
    row = next((row for row in _BESIDE if letter.lower() in row), "aeinrst")
    found = row.find(letter.lower())
    others = [row[at] for at in (found - 1, found + 1) if 0 <= at < len(row)] or ["e"]
    return random.choice(others)


REGISTER = Style(companies=companies, sentences=SENTENCES, legal=SUFFIXES, mistyped=mistyped, core_of=core_of)
"""As a register of companies has them."""
