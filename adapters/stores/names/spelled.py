"""Under which keys the forms stand that some neighbours in a text may be, a letter or two wrong."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from adapters.stores.names.file import Array
from adapters.stores.names.keys import word_key
from bot.understanding.likeness import LONGEST_NAME

_MOST = 4_000
"""Keys of one stretch of words: with more of them nothing is meant."""
_NONE = np.zeros(0, np.uint32)

Words = Sequence[Sequence[str]]


def keys_of(said: Words, near: Words, far: Words) -> Array:
    """Of every stretch of words, as they are said, or one or two as one of those near, or one as one far.

    A key is the sum of those of the words.
    """
    exact, one_off, two_off = (list(map(_keys, words)) for words in (said, near, far))
    other = [at for at in range(len(said)) if near[at] or far[at]]
    found: list[Array] = []
    for first in range(len(said)):
        if not any(first <= at < first + LONGEST_NAME for at in other):
            continue
        right, wrong, more = np.zeros(1, np.uint32), _NONE, _NONE
        for last in range(first, min(first + LONGEST_NAME, len(said))):
            as_said, by_one, by_two = exact[last], one_off[last], two_off[last]
            more = _joined(_sums(more, as_said), _sums(wrong, by_one), _sums(right, by_two))[:_MOST]
            wrong = _joined(_sums(wrong, as_said), _sums(right, by_one))
            right = _sums(right, as_said)
            found += [keys for keys in (right, wrong, more) if len(keys)]
            if not (len(right) or len(wrong) or len(more)):
                break
    return np.concatenate(found) if found else _NONE


def _keys(words: Sequence[str]) -> Array:
    return np.array(list(map(word_key, words)), np.uint32) if words else _NONE


def _sums(some: Array, others: Array) -> Array:
    """Of each with each."""
    if not (len(some) and len(others)):
        return _NONE
    return some + others if len(others) == 1 else (some[:, None] + others).ravel()


def _joined(*parts: Array) -> Array:
    full = [part for part in parts if len(part)]
    return full[0] if len(full) == 1 else np.concatenate(full) if full else _NONE
