"""Words that seem to name a company nobody has stored, and words that mean ourselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.understanding.vocabulary import CONNECTORS, DATES, LEGAL, ORDINARY, SHARED
from bot.understanding.words import Word, folded_text, outside, words_in

Span = tuple[int, int]

_OWN = re.compile(
    r"\b(?:our own|our internal|our tenant|ourselves|own tenant|own subscriptions?"
    r"|internal(?:ly)? (?:use|tenant|subscriptions?)"
    r"|va(?:r|ra|rt) eg(?:en|na|et)|egna prenumeration\w*|egna tenant\w*|egen tenant|va(?:r|ra) interna"
    r"|oss sjalva|internt)\b"
)


def speaks_of_own(text: str) -> bool:
    """Whether the text speaks of our own organisation's subscriptions."""
    return _OWN.search(folded_text(text)) is not None


_RECORD = re.compile(r"\b(?:dpor|por|partner|parner|record|rekord|us|oss|we|vi|ours?|mine)\b")
_BEFORE_A_NAME = frozenset("for at on with by hos pa med of av from fran about om".split())  # noqa: SIM905
_CLOSE_TO_A_NAME = _BEFORE_A_NAME | frozenset(
    {
        *("to", "till", "do", "does", "did", "has", "have", "had", "har", "hade", "is", "are", "ar", "e"),
        *("call", "ring", "ringa", "meet", "meeting", "phone", "whether", "between", "check", "kolla"),
        *("us", "oss"),
    }
)
_TERSE = SHARED | frozenset("status ours our we vi us oss mine hold".split())  # noqa: SIM905
_BETWEEN = frozenset({" ", "-", " & "})
_USUAL = ORDINARY | CONNECTORS | LEGAL | DATES
_POSSESSIVE = ("'s", "’s")
_FEW = 4


def speaks_of_record(text: str) -> bool:
    """Whether the text has a word of what a partner of record is about, or of ourselves."""
    return _RECORD.search(folded_text(text)) is not None


Group = Sequence[Word]
"""Neighbours that may be an unknown name together."""


def strangers_in(text: str, taken: Sequence[Span], known: Callable[[str], bool]) -> Sequence[Group]:
    """What is no ordinary word, with its neighbours. `known` tells ordinary words, folded."""
    free = outside(words_in(text), taken)
    strange = {word for word in free if word.folded not in _USUAL and _strange(word, known)}
    if not strange:
        return ()
    return [group for group in _groups(free, text) if not strange.isdisjoint(group)]


def surely_unheard_of(strangers: Sequence[Group], text: str) -> Span | None:
    """Where an unknown name seems to stand (end exclusive)."""
    words = words_in(text)
    return _likeliest([group for group in strangers if _placed(group, words)], words)


def perhaps_unheard_of(strangers: Sequence[Group], text: str, taken: Sequence[Span]) -> Span | None:
    """The same for a text that is known to ask about somebody: more places will do."""
    words = words_in(text)
    return _likeliest([group for group in strangers if _may_be_placed(group, words, taken)], words)


def _likeliest(groups: Sequence[Group], words: Sequence[Word]) -> Span | None:
    if not groups:
        return None
    best = max(groups, key=lambda group: (_capitals(group, words), group[0].start))
    return best[0].start, best[-1].end - 2 * best[-1].text.endswith(_POSSESSIVE)


def _groups(words: Sequence[Word], text: str) -> list[list[Word]]:
    """Neighbours that are all capitalised, or all not known as ordinary words."""
    groups: list[list[Word]] = []
    for word in words:
        if word.folded in _USUAL and not word.text[0].isupper():
            continue
        if groups and _belong_together(groups[-1][-1], word, text):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _belong_together(before: Word, word: Word, text: str) -> bool:
    """ "A/S" is two words with a mark between them."""
    between = text[before.end : word.start]
    return between in _BETWEEN or (between == "/" and len(before.text) == len(word.text) == 1)


def _unusual(word: Word) -> bool:
    return word.folded not in _USUAL


def _strange(word: Word, known: Callable[[str], bool]) -> bool:
    return len(word.folded) > 2 and word.folded.isalpha() and not known(word.folded)


def _placed(group: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether a name may stand there: capitalised, after "for" or "at", or in a terse message."""
    if _capitals(group, words):
        return True
    if len(words) <= _FEW and all(word.folded in _TERSE or word in group for word in words):
        return True
    before = words.index(group[0]) - 1
    return before >= 0 and words[before].folded in _BEFORE_A_NAME


def _may_be_placed(group: Sequence[Word], words: Sequence[Word], taken: Sequence[Span]) -> bool:
    """Whether it begins or ends the text, stands beside a product, or after a word that names follow."""
    first, last = words.index(group[0]), words.index(group[-1])
    if first == 0 or last == len(words) - 1 or words[first - 1].folded in _CLOSE_TO_A_NAME:
        return True
    return any(0 <= start - group[-1].end <= 2 or 0 <= group[0].start - end <= 2 for start, end in taken)


def _capitals(group: Sequence[Word], words: Sequence[Word]) -> int:
    return sum(word.capitalised and _unusual(word) and word is not words[0] for word in group)
