"""Which of many forms may be one of a few texts with two letters wrong, by their letters and lengths."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from adapters.stores.names.file import Array
from adapters.stores.names.keys import letters_of

_OTHER_LETTERS = 4
"""Two wrong letters change so many at most; a letter too many or too few is one other letter, not two."""
_LONGER = 2
_MOST = 400


def resembling(letters: Array, lengths: Array, written: Sequence[str]) -> Array:
    """Where they stand, the likest first where they are very many."""
    theirs = np.array([[letters_of(text)] for text in written], np.uint32)
    sizes = np.array([[min(len(text), 255)] for text in written], np.int16)
    # Most have letters that none of the texts has.
    likely = np.flatnonzero(np.bitwise_count(letters & ~np.bitwise_or.reduce(theirs)) <= _LONGER)
    longer = np.abs(lengths[likely].astype(np.int16) - sizes)
    others = np.bitwise_count(letters[likely] ^ theirs) + longer
    others[longer > _LONGER] = _OTHER_LETTERS + 1
    least = others.min(axis=0)
    fit = np.flatnonzero(least <= _OTHER_LETTERS)
    if len(fit) > _MOST:
        fit = fit[np.argsort(least[fit], kind="stable")[:_MOST]]
    return likely[fit]
