"""What was found out about a word, kept for the next time: most words come again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Remembered(dict[str, Found]):
    """What a function says of a word, asked as `remembered[word]`.

    When it knows `most` words it forgets them all. To remember which came last, as lru_cache does, would
    cost as much again for every word of every text.
    """

    __slots__ = ("_find", "_most")

    def __init__(self, find: Callable[[str], Found], most: int) -> None:
        super().__init__()
        self._find = find
        self._most = most

    def __missing__(self, word: str) -> Found:
        found = self._find(word)
        self.keep(word, found)
        return found

    def keep(self, word: str, found: Found) -> None:
        """What the function would say of a word, where that is known already."""
        if len(self) >= self._most:
            self.clear()
        self[word] = found
