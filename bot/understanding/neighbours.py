"""Where in a sentence names stand, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.understanding.legal_endings import is_legal
from bot.understanding.letters import letters_off
from bot.understanding.products import is_product_word
from bot.understanding.vocabulary import CONNECTORS, DATES, EVERYDAY, LEGAL, ORDINARY
from bot.understanding.words import Word

BEFORE_A_NAME = frozenset("for hos at on pa".split())  # noqa: SIM905
"""Folded words that a name follows."""

OTHER_PRODUCTS = frozenset(
    "sharepoint onedrive exchange copilot defender sentinel entra purview visio outlook yammer".split()  # noqa: SIM905
)
"""What else Microsoft sells, which a question may name beside a customer."""

_SHORTEST_WITH_S = 4
_POSSESSIVES = ("'s", "’s", "´s", "`s", "'S", "’S")
_NO_NAMES = OTHER_PRODUCTS | ORDINARY | CONNECTORS | LEGAL


def touches(words: Sequence[Word], at: int) -> bool:
    """Whether nothing but a space or a hyphen is between this word and the next."""
    return words[at + 1].start - words[at].end <= 1


def is_possessive(word: Word) -> bool:
    """Whether it ends as in "Contoso's": what follows is of no name that it is in."""
    return word.text.endswith(_POSSESSIVES)


def missing_s(word: Word) -> str:
    """The s that a possessive was folded without, as in "Fabrikam's"."""
    return "s" if is_possessive(word) and len(word.folded) == len(word.text) - 2 else ""


def may_be_genitive(words: Sequence[Word], at: int) -> bool:
    """Whether it may end in the s of "Fabrikams Azure"; before a legal suffix it is the name's own."""
    folded = words[at].folded
    if len(folded) < _SHORTEST_WITH_S or folded[-1] != "s" or at + 1 == len(words):
        return False
    return words[at + 1].start - words[at].end == 1 and not is_legal(words[at + 1])


def has_initial(words: Sequence[Word], at: int) -> bool:
    """Whether the word is one letter with a full stop and goes on: "A. Datum"."""
    if len(words[at].text) > 1 or at + 1 >= len(words):
        return False
    return words[at + 1].start - words[at].end == len(". ")


def is_foreign(word: Word) -> bool:
    """Whether it may be a word of some other company's name, as Ås is, and AS is not."""
    if word.folded in LEGAL and not word.text.isascii():
        return True
    spellings = {word.folded, word.folded.removesuffix("s")}
    return not (spellings & _NO_NAMES or word.folded[0].isdigit() or is_product_word(word.folded))


def is_nearly_the(folded: str) -> bool:
    """Whether it is "the" with a letter wrong: a word before a name that is no part of it."""
    return 2 <= len(folded) <= 4 and folded not in ORDINARY and letters_off(folded, "the", most=1) <= 1


@lru_cache(maxsize=1024)
def nearly_and(folded: str) -> bool:
    """Whether it is "och" or "and" with a letter wrong."""
    return len(folded) > 1 and any(letters_off(folded, right, most=1) == 1 for right in ("och", "and"))


def is_everyday(folded: str) -> bool:
    """Whether people use the word here without naming anybody."""
    return folded in EVERYDAY or is_product_word(folded)


def shouted(words: Sequence[Word]) -> bool:
    """Whether most is in capitals, which then say nothing."""
    return sum(word.text.isupper() for word in words) > 0.6 * len(words)


def in_name_place(words: Sequence[Word], at: int) -> bool:
    """Whether the word stands after "for" or "hos"."""
    return at > 0 and words[at - 1].folded in BEFORE_A_NAME


def names_somebody(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether everyday words from `first` to `last` (inclusive) are meant as a name.

    They are after "for" or "hos", where all are capitalised, or where they are all that is said.
    """
    if in_name_place(words, first):
        return True
    rest = (*words[:first], *words[last + 1 :])
    if last > first and all(is_product_word(word.folded) or word.folded.isdigit() for word in rest):
        return True
    return written_as_a_name(words, first, last)


def written_as_a_name(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether all the words have capitals that are not due to where they stand or what they are."""
    name = words[first : last + 1]
    if shouted(words) or not all(word.capitalised for word in name):
        return False
    return last > first or (first > 0 and not is_product_word(name[0].folded) and name[0].folded not in DATES)
