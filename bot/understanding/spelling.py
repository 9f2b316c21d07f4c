"""Which stored word a misspelt one is: one letter wrong, in a long word two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.understanding.letters import letters_off, nearest

SHORTEST = 5
LONG = 8


class Spelling:
    """A table from every word with one letter left out to the words it may come from."""

    def __init__(self, words: Iterable[str]) -> None:
        # Several words stand in one string: most entries are one word, and a list would triple their weight.
        self._by_gap: dict[str, str] = {}
        self._begun: dict[tuple[str, int], list[str]] = defaultdict(list)
        """By the letter they begin with, and how many they have."""
        self.learn(words)

    def learn(self, words: Iterable[str]) -> None:
        """Take in words that it does not have."""
        for word in filter(_may_be_misspelt, words):
            for gap in _gaps(word):
                self._by_gap[gap] = f"{self._by_gap[gap]} {word}" if gap in self._by_gap else word
            if len(word) > SHORTEST:
                self._begun[word[0], len(word)].append(word)

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
                self._begun[word[0], len(word)].remove(word)

    def meant_by(self, word: str) -> tuple[tuple[str, float], ...]:
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
        found = self._begun_alike(word, len(word) - 1, len(word) + 1)
        near = [right for right in found if letters_off(word, right, most=2) == 2]
        return tuple([(right, 1 - 2 / len(right)) for right in near])

    def _near(self, word: str) -> dict[str, int]:
        """Words that the same gap may have made, and how many letters away: one, in a long word two."""
        gaps = _gaps(word)
        if self._by_gap.keys().isdisjoint(gaps):
            return {}
        found = (right for gap in gaps if gap in self._by_gap for right in self._by_gap[gap].split())
        near = {right: letters_off(word, right) for right in dict.fromkeys(found)}
        return {right: d for right, d in near.items() if d == 1 or (d == 2 and len(right) >= LONG)}

    def _two_off(self, word: str) -> dict[str, int]:
        candidates = self._begun_alike(word, max(LONG, len(word) - 2), len(word) + 2)
        return nearest(word, candidates, most=2, limit=5) if candidates else {}

    def _begun_alike(self, word: str, shortest: int, longest: int) -> list[str]:
        """Words of that many letters that begin with its first letter."""
        lengths = range(shortest, longest + 1)
        return [right for length in lengths for right in self._begun.get((word[:1], length), ())]


def likeliest(near: Mapping[str, int]) -> tuple[tuple[str, float], ...]:
    """Those the fewest letters away, each with how surely it is meant (0 to 1)."""
    if not near:
        return ()
    least = min(near.values())
    return tuple((right, 1 - d / len(right)) for right, d in near.items() if d == least)


def _may_be_misspelt(word: str) -> bool:
    return len(word) >= SHORTEST and not word.isdigit()


@lru_cache(maxsize=2048)
def _gaps(word: str) -> tuple[str, ...]:
    """The word, and what is left without each letter; kept, for several tables look for a strange word."""
    return (word, *[word[:at] + word[at + 1 :] for at in range(len(word))])
