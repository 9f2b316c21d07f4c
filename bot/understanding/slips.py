"""How a hand slips: to the key beside, twice on one, one before the other, or past one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

_ROWS = ("1234567890", "qwertyuiopå", "asdfghjklöä", "zxcvbnm")
A_SLIP, _ODD = 2, 3
"""What a slip of the hand costs, and a letter that came there otherwise."""


def slips(written: str, stored: str, most: int) -> int:
    """What it costs to get from one to the other; more than `most` where it is more."""
    begin = 0
    for one, other in zip(written, stored, strict=False):
        if one != other:
            break
        begin += 1
    return _from(written[begin:], stored[begin:], written[begin - 1 : begin], most)


def _from(written: str, stored: str, before: str, most: int) -> int:
    """Tried out, for there are two slips at most: what is equal is right."""
    while written and stored and written[0] == stored[0]:
        before, written, stored = written[0], written[1:], stored[1:]
    if not (written or stored) or most < A_SLIP:
        return 0 if not (written or stored) else most + 1
    tried = [most + 1]
    if stored:
        tried.append(A_SLIP + _from(written, stored[1:], before, most - A_SLIP))
    if written:
        cost = A_SLIP if _is_by_hand(written[0], before, written[1:2]) else _ODD
        tried.append(cost + _from(written[1:], stored, written[0], most - cost))
    if written and stored:
        cost = A_SLIP if written[0] in keys_beside(stored[0]) else _ODD
        tried.append(cost + _from(written[1:], stored[1:], written[0], most - cost))
        tried.extend(
            cost + _from(written[typed:], stored[meant:], written[typed - 1], most - cost)
            for typed, meant, cost in _changed_places(written, stored)
        )
    return min(tried)


def _changed_places(written: str, stored: str) -> Iterator[tuple[int, int, int]]:
    """How many letters were typed for how many, one before the other, and what it costs: with another slip
    on one of them or between them, too.
    """
    one, other = written[0], written[1:2]
    if stored[1:2] == one and stored[0] == other:
        yield 2, 2, A_SLIP
    elif (stored[1:2] == one and other in keys_beside(stored[0])) or (
        stored[0] == other and stored[1:2] in keys_beside(one)
    ):
        yield 2, 2, 2 * A_SLIP
    if stored[1:2] == one and written[2:3] == stored[0] and _is_by_hand(other, one, stored[0]):
        yield 3, 2, 2 * A_SLIP
    if stored[2:3] == one and stored[0] == other:
        yield 2, 3, 2 * A_SLIP


def _is_by_hand(letter: str, before: str, after: str) -> bool:
    """Whether a letter too many is one that is beside it, on the keyboard or in the word."""
    return any(other and (letter == other or letter in keys_beside(other)) for other in (before, after))


@cache
def keys_beside(letter: str) -> frozenset[str]:
    """In its row, and in the rows above and below."""
    found: set[str] = set()
    for row, keys in enumerate(_ROWS):
        at = keys.find(letter)
        if at >= 0:
            near = [
                (row, at - 1),
                (row, at + 1),
                (row - 1, at),
                (row - 1, at + 1),
                (row + 1, at - 1),
                (row + 1, at),
            ]
            found.update(
                _ROWS[to][key] for to, key in near if 0 <= to < len(_ROWS) and 0 <= key < len(_ROWS[to])
            )
    return frozenset(found)
