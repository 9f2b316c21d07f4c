"""With what a stored name may end that is no part of it, here and abroad."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.vocabulary import CONNECTORS, SUFFIXES
from bot.understanding.words import Word

_DOMAINS = frozenset({"com", "se", "no", "dk", "fi", "net", "org", "eu"})
_ABROAD = frozenset({"sa", "sas", "sarl", "pty", "kft", "sro", "doo", "ug"})
"""Suffixes that are words of their own in a sentence, or too rare to be looked for there."""
ENDINGS = SUFFIXES | _DOMAINS | _ABROAD
"""With what a stored name may end, however it is written."""

_SHORT = frozenset(
    """
    spa sl slu sll snc srls sapa scarl scop scrl ek ev eg ohg kgaa gbr eurl sasu sci sprl bvba cvba asbl vzw
    vof pllc lp lllp ltda lda eireli pte bhd sdn pvt uab sia ou eood ood zrt nyrt tmi ky ivs smba fmba nuf ehf
    """.split()  # noqa: SIM905
)
"""What is a legal suffix where it is written like one: "SpA" and "S.p.A.", but no "Nordic Spa"."""
_WITH_DOTS = _SHORT | frozenset("sc scs slp cv ba pc lc na ad dd bt kk da sf hf is ks ps".split())  # noqa: SIM905
"""What is one where it has dots or strokes: "I/S", but no "PC"."""
_OF_LETTERS = ENDINGS | _WITH_DOTS
_AFTER_OTHERS = frozenset({"co", "cie", "cia"})
_IN_PARTS = (
    ("sp", "z", "oo"),
    ("sp", "z", "o", "o"),
    ("sp", "j"),
    ("sp", "k"),
    ("spol", "s", "ro"),
    ("a", "s"),
    ("pvt", "ltd"),
    ("pte", "ltd"),
    ("sdn", "bhd"),
)
_LAST_PARTS = frozenset(part[-1] for part in _IN_PARTS)
_ANY = _OF_LETTERS | _AFTER_OTHERS | _LAST_PARTS


def is_legal(word: Word) -> bool:
    """Whether a word of a text is a legal suffix, whatever is before it."""
    if word.text == "as" or not word.text.isascii():
        return False
    if word.folded in SUFFIXES or (word.folded[-1] == "s" and word.folded[:-1] in SUFFIXES):
        return True
    return len(word.text) > len(word.folded) and word.folded in _OF_LETTERS


def without_legal(words: Sequence[Word], name: str) -> int:
    """How many of the words are left when those of the legal suffix at the end are not counted."""
    end = len(words)
    while end > 1 and words[end - 1].folded in _ANY and words[end - 1].text.isascii():
        less = _shorter(words[:end], name)
        if less == end:
            break
        end = less
    return end


def _shorter(words: Sequence[Word], name: str) -> int:
    """Where its last suffix begins; all of them where there is none."""
    end, last = len(words), words[-1]
    for part in _IN_PARTS if last.folded in _LAST_PARTS else ():
        if end > len(part) and tuple([word.folded for word in words[-len(part) :]]) == part:
            return end - len(part)
    if last.folded in ENDINGS or _is_short(last, shouted=name.isupper()):
        return end - 1
    return end - (last.folded in _AFTER_OTHERS and _is_no_partner(words, name))


def _is_short(word: Word, *, shouted: bool) -> bool:
    """Whether it has dots, or capitals that no word has, where not all are capitals."""
    if len(word.text) > len(word.folded):
        return word.folded in _WITH_DOTS
    return (
        word.folded in _SHORT and not shouted and word.text not in (word.text.lower(), word.text.capitalize())
    )


def _is_no_partner(words: Sequence[Word], name: str) -> bool:
    """Whether "Co." stands for a company, not for those who are with Smith in "Smith & Co."."""
    between = name[words[-2].end : words[-1].start]
    return words[-2].folded in ENDINGS or (between.strip(" .,") == "" and words[-2].folded not in CONNECTORS)
