"""Which stored word a misspelt one is: one letter wrong, in a long word two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Protocol, TypeVar
from weakref import WeakMethod

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 5
LONG = 8

Found = TypeVar("Found", covariant=True)


class _Remembered(Protocol[Found]):
    def __call__(self, word: str, /) -> Found: ...

    def cache_clear(self) -> None: ...


class Spelling:
    """A table from every word with one letter left out to the words it may come from."""

    def __init__(self, words: Iterable[str]) -> None:
        # Several words stand in one string: most entries are one word, and a list would triple their weight.
        self._by_gap: dict[str, str] = {}
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        self.meant_by = remembering(self._meant_by, 2048)
        self.learn(words)

    def learn(self, words: Iterable[str]) -> None:
        """Take in words that it does not have."""
        for word in filter(_may_be_misspelt, words):
            for gap in _gaps(word):
                self._by_gap[gap] = f"{self._by_gap[gap]} {word}" if gap in self._by_gap else word
            if len(word) > SHORTEST:
                self._by_initial[word[0]].append(word)
        self.meant_by.cache_clear()

    def unlearn(self, words: Iterable[str]) -> None:
        """Forget words that it has."""
        for word in filter(_may_be_misspelt, words):
            for gap in set(_gaps(word)):
                rest = [other for other in self._by_gap[gap].split() if other != word]
                if rest:
                    self._by_gap[gap] = " ".join(rest)
                else:
                    del self._by_gap[gap]
            if len(word) > SHORTEST:
                self._by_initial[word[0]].remove(word)
        self.meant_by.cache_clear()

    def _meant_by(self, word: str) -> tuple[tuple[str, float], ...]:
        """The words it may be meant as, each with how surely (0 to 1); likeliest only."""
        if len(word) < SHORTEST - 1 or word.isdigit():
            return ()
        near = self._near(word)
        if not near and len(word) >= LONG - 1:
            near = self._two_off(word)
        return likeliest(near)

    def corrected(self, word: str) -> str:
        """The word that is one letter away, else the word itself."""
        if len(word) < SHORTEST or word.isdigit():
            return word
        near = self._near(word)
        return min(near, key=near.__getitem__) if near and min(near.values()) == 1 else word

    def perhaps(self, word: str) -> tuple[tuple[str, float], ...]:
        """Words of its length that begin alike and are two letters away: too little by itself."""
        found = [right for right in self._by_initial.get(word[:1], ()) if abs(len(right) - len(word)) < 2]
        near = [right for right in found if OSA.distance(word, right, score_cutoff=2) == 2]
        return tuple([(right, 1 - 2 / len(right)) for right in near])

    def _near(self, word: str) -> dict[str, int]:
        """Words that the same gap may have made, and how many letters away: one, in a long word two."""
        gaps = _gaps(word)
        if self._by_gap.keys().isdisjoint(gaps):
            return {}
        found = (right for gap in gaps if gap in self._by_gap for right in self._by_gap[gap].split())
        near = {right: OSA.distance(word, right) for right in dict.fromkeys(found)}
        return {right: d for right, d in near.items() if d == 1 or (d == 2 and len(right) >= LONG)}

    def _two_off(self, word: str) -> dict[str, int]:
        candidates = [right for right in self._by_initial.get(word[0], ()) if len(right) >= LONG]
        if not candidates:
            return {}
        found = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=2, limit=5)
        return {right: int(distance) for right, distance, _ in found}


def likeliest(near: Mapping[str, int]) -> tuple[tuple[str, float], ...]:
    """Those the fewest letters away, each with how surely it is meant (0 to 1)."""
    least = min(near.values(), default=0)
    return tuple((right, 1 - d / len(right)) for right, d in near.items() if d == least)


def remembering(method: Callable[[str], Found], most: int) -> _Remembered[Found]:
    """The method with what it found last. Its object is gone with the last who holds it, which one that
    holds itself is not.
    """
    weakly = WeakMethod(method)

    @lru_cache(maxsize=most)
    def found(word: str) -> Found:
        alive = weakly()
        if alive is None:
            raise ReferenceError(word)
        return alive(word)

    return found


def _may_be_misspelt(word: str) -> bool:
    return len(word) >= SHORTEST and not word.isdigit()


@lru_cache(maxsize=2048)
def _gaps(word: str) -> tuple[str, ...]:
    """The word, and what is left without each letter; kept, for several tables look for a strange word."""
    return (word, *[word[:at] + word[at + 1 :] for at in range(len(word))])
