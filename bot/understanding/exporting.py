"""What is to be exported, and how: "exportera konflikterna som csv", "everything as excel"."""

from __future__ import annotations

import re

from bot.understanding.masks import CUSTOMER, PARTNER, PRODUCT
from bot.understanding.vocabulary import ENGLISH, SHARED, SWEDISH
from bot.understanding.words import folded_text, folded_words

EVERYTHING = "everything"
_FORMATS = (
    ("csv", re.compile(r"\b(?:csv|kommasepar\w*|comma[\s-]separ\w*|text ?fil\w*|text file)\b")),
    ("json", re.compile(r"\bjson\b")),
    ("xlsx", re.compile(r"\b(?:excel\w*|xlsx?|spread ?sheet\w*|kalkyl\w*|work ?book\w*|arbetsbok\w*)\b")),
)
_LISTS = (
    ("list-changes", re.compile(r"\b(?:chang\w*|histor\w*|andring\w*|andrat\w*|andrats|what.?s new|nytt)\b")),
    (
        "list-renewals",
        re.compile(r"\b(?:renew\w*|expir\w*|forny\w*|(?:runs?|running) out|(?:loper|gar) ut)\b"),
    ),
    (
        "list-conflicts",
        re.compile(r"\b(?:conflict\w*|konflikt\w*|disput\w*|tvist\w*|contested|omstridd\w*)\b"),
    ),
    (
        "list-missing",
        re.compile(
            r"\b(?:missing|nobody|no ?one|without|free|empty|unassigned|open slots?|lack\w*|gaps?"
            r"|lediga?|saknad\w*|saknar|saknas|ingen|utan|luckor\w*|tomma)\b"
        ),
    ),
    (
        "list-ours",
        re.compile(r"\b(?:ours?|mine|vara|vart|we (?:hold|have|are|own)|vi (?:har|ar|ager|sitter))\b"),
    ),
    (
        EVERYTHING,
        re.compile(r"\b(?:everything|all|whole|entire|complete|record|allt|alla|allting|hela|registret)\b"),
    ),
)
_OF_A_FILE = re.compile(
    r"(?:ex\w*port\w*|expro\w*|download\w*|ladda|ned|excel\w*|csv|xlsx?|json|work\w*|spread\w*|kalkyl\w*|arbetsbok\w*"
    r"|sheets?|files?|fil|filen|excelfil\w*|tables?|tabell\w*|lists?|list[ae]n?|dump\w*|save|spara|registers?|copy"
    r"|subscription\w*|prenumeration\w*|abonnemang\w*|associat\w*|holdings?)"
)
_LITTLE = ENGLISH | SWEDISH | SHARED | {word.casefold() for word in (CUSTOMER, PARTNER, PRODUCT)}


def may_be_exported(masked: str) -> bool:
    """Whether it is one of our lists that a masked text wants as a file, and not something else."""
    if list_in(masked):
        return True
    return all(word in _LITTLE or _OF_A_FILE.fullmatch(word) for word in folded_words(masked))


def format_in(text: str) -> str:
    """The format that is named, by a file's extension; empty where none is."""
    plain = folded_text(text)
    return next((name for name, words in _FORMATS if words.search(plain)), "")


def list_in(text: str) -> str:
    """The list that is named, by its intent, or everything; empty where none is."""
    plain = folded_text(text)
    return next((name for name, words in _LISTS if words.search(plain)), "")
