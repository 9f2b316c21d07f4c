"""How many letters of a word are wrong. What counts them is loaded with the first word that may be misspelt:
it is three megabytes and a hundredth of a second of every start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache


def letters_off(one: str, other: str, *, most: int | None = None) -> int:
    """Letters missing, added, changed or swapped with the next; one more than `most` where there are more."""
    return _counted()(one, other, score_cutoff=most)


def nearest(word: str, others: Sequence[str], *, most: int, limit: int) -> dict[str, int]:
    """Those that are that many letters off at most, the nearest first, and how many."""
    from rapidfuzz import process

    found = process.extract(word, others, scorer=_counted(), score_cutoff=most, limit=limit)
    return {other: int(off) for other, off, _ in found}


@cache
def _counted() -> Callable[..., int]:
    from rapidfuzz.distance import OSA

    return OSA.distance
