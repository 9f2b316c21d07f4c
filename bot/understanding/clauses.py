"""The clauses of a chatty message: the question often is in one of them."""

from __future__ import annotations

import re

from bot.understanding.masks import CUSTOMER, PARTNER, PRODUCT

_BREAK = re.compile(r"[\s,;:](?:(?<=[.!?]\s)\s*|(?<=\s)[-–—]\s|(?<=[,;:])\s|(?<=\n))")
"""It begins with what most letters are not, so that they are passed over in no time."""
_SHORTEST = 3
_MOST = 8


def clauses_of(text: str) -> tuple[str, ...]:
    """Clauses of three words or more, with the masks that stand elsewhere; none where there is one only."""
    parts = [part for part in _BREAK.split(text) if len(part.split()) >= _SHORTEST]
    if not parts or len(parts[0]) > len(text) - 3:
        return ()
    return tuple(_with_masks(part, text) for part in parts[-_MOST:])


def _with_masks(part: str, text: str) -> str:
    elsewhere = [mask for mask in (CUSTOMER, PRODUCT, PARTNER) if mask in text and mask not in part]
    return " ".join((part, *elsewhere))
