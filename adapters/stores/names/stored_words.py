"""Stored words in arrays: by themselves, and by what is like them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, DamerauLevenshtein

from adapters.stores.names.file import Array, view
from adapters.stores.names.keys import (
    BEYOND_ASCII,
    KEY,
    bits_of_numbers,
    end_keys,
    gap_keys,
    keys_begun_alike,
    keys_ended_alike,
    letters_of,
    word_key,
)
from bot.understanding.letters import nearest
from bot.understanding.name_tables import Likeness
from bot.understanding.spelling import LONG, SHORTEST, likeliest

_MOST_PERHAPS = 24
_ASCII = 127
MOST_ALIKE = 64
"""Forms of one key that are looked at: so many namesakes are nobody."""
_MOST_OFF, _OTHER_LETTERS = 2, 4


def _read(word: str | bytes) -> str:
    return word if isinstance(word, str) else word.decode("ascii")


class Buckets:
    """Numbers by a key, of which only the first and the last bits were kept: what comes out has to be looked
    over, though hardly any of it is of another key.
    """

    def __init__(self, arrays: dict[str, Array], name: str, most: int) -> None:
        """`most` is how many things there are to be numbered."""
        self._starts_array, self._numbers_array = arrays[f"{name}_starts"], arrays[name]
        self._starts, self._numbers = view(self._starts_array), view(self._numbers_array)
        self._mask = len(self._starts) - 2
        self._shift = bits_of_numbers(most)
        self._low = (1 << self._shift) - 1

    def of(self, key: int) -> list[int]:
        """Of one key."""
        bucket = key & self._mask
        begin, end = self._starts[bucket], self._starts[bucket + 1]
        if begin == end:
            return []
        shift, low = self._shift, self._low
        return [one & low for one in self._numbers[begin:end] if (one ^ key) >> shift == 0]

    def of_sums(
        self, keys: Sequence[Sequence[int]], longest: int, firsts: Iterable[int] | None = None
    ) -> list[tuple[int, int, int]]:
        """Of the sum of one key each of so many neighbours at most, with where they begin (one of `firsts`)
        and end.

        All in one loop: this is what most questions cost.
        """
        starts, numbers, mask, shift = self._starts, self._numbers, self._mask, self._shift
        found: list[tuple[int, int, int]] = []
        for first in range(len(keys)) if firsts is None else firsts:
            sums = [0]
            for last in range(first, min(first + longest, len(keys))):
                more = keys[last]
                sums = [(key + one) & KEY for key in sums for one in more]
                for key in sums:
                    bucket = key & mask
                    begin, end = starts[bucket], starts[bucket + 1]
                    if end - begin > MOST_ALIKE:
                        begin = bisect_left(numbers, key >> shift << shift, begin, end)
                        end = min(begin + MOST_ALIKE, end)
                    for at in range(begin, end):
                        if (numbers[at] ^ key) >> shift == 0:
                            found.append((first, last, numbers[at] & self._low))
        return found

    def _fewer(self, keys: Array, begins: Array, sizes: Array, most: int) -> Array:
        """Of full buckets only so many of the key, from where they begin, which goes into `begins`."""
        sizes = sizes.copy()
        for at in np.flatnonzero(sizes > most).tolist():
            begin, end, key = int(begins[at]), int(begins[at] + sizes[at]), int(keys[at])
            begins[at] = bisect_left(self._numbers, key >> self._shift << self._shift, begin, end)
            sizes[at] = min(end - int(begins[at]), most)
        return sizes

    def of_any(self, keys: Array, most: int | None = None) -> Array:
        """Of many keys at once, some twice; `most` of one key."""
        buckets = keys & np.uint32(self._mask)
        begins = self._starts_array[buckets]
        sizes = self._starts_array[buckets + np.uint32(1)] - begins
        if most is not None and len(sizes) and sizes.max() > most:
            sizes = self._fewer(keys, begins, sizes, most)
        ends = np.cumsum(sizes, dtype=np.uint32)
        which = np.repeat(np.arange(len(keys)), sizes)
        found = self._numbers_array[(begins - ends + sizes)[which] + np.arange(len(which), dtype=np.uint32)]
        fit = np.flatnonzero((found ^ keys[which]) >> np.uint32(self._shift) == 0)
        return found[fit] & np.uint32(self._low)


def flat(begins: Array, sizes: Array) -> Array:
    """The places of so many things each, from where they begin, one after the other."""
    ends: Array = np.cumsum(sizes)
    return np.repeat(begins - ends + sizes, sizes) + np.arange(int(ends[-1]))


class Texts:
    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        self.bytes = view(arrays[f"{name}_text"])
        self.ends = view(arrays[f"{name}_ends"])

    def __getitem__(self, number: int) -> str:
        return str(self.bytes[self.ends[number] : self.ends[number + 1]], "utf-8", "surrogatepass")


class StoredWords(Texts, Container[str]):
    """Every stored word and its number."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        super().__init__(arrays, "word")
        self._text, self._ends = arrays["word_text"], arrays["word_ends"]
        self._buckets = Buckets(arrays, "words", len(self.ends) - 1)
        self.number = lru_cache(maxsize=4096)(self._number)
        self.text = lru_cache(maxsize=4096)(self.__getitem__)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.number(word) is not None

    def _number(self, word: str) -> int | None:
        text = word.encode("utf-8", "surrogatepass")
        for number in self._buckets.of(word_key(word)):
            if bytes(self.bytes[self.ends[number] : self.ends[number + 1]]) == text:
                return number
        return None

    def written(self, numbers: Array) -> list[bytes] | list[str]:
        """Many at once, as bytes where each letter is one."""
        begins, ends = self._ends[numbers].astype(np.int64), self._ends[numbers + 1]
        places = np.arange(int((ends - begins).max()))
        at = begins[:, None] + places
        text = self._text[np.minimum(at, len(self._text) - 1)]
        text[at >= ends[:, None]] = 0
        if text.max() > _ASCII:
            return list(map(self.text, numbers.tolist()))
        return text.view(f"S{len(places)}").ravel().tolist()

    def joined(self, numbers: Array, sizes: Array) -> list[bytes] | list[str]:
        """So many words each as one, as bytes where each letter is one."""
        begins = self._ends[numbers].astype(np.int64)
        lengths = self._ends[numbers + np.uint32(1)] - begins
        text = self._text[flat(begins, lengths)]
        ends = np.cumsum(np.add.reduceat(lengths, np.cumsum(sizes) - sizes)).tolist()
        every = text.tobytes()
        found = [every[start:end] for start, end in pairwise((0, *ends))]
        if text.max() > _ASCII:
            return [some.decode("utf-8", "surrogatepass") for some in found]
        return found


class StoredSpelling:
    """As Spelling: by gaps for one letter wrong, by parts for two."""

    def __init__(self, arrays: dict[str, Array], words: StoredWords) -> None:
        self._words = words
        self._letters, self._ends = arrays["word_letters"], arrays["word_ends"]
        self._gaps = Buckets(arrays, "gaps", len(words.ends) - 1)
        self._parts = Buckets(arrays, "parts", len(words.ends) - 1)
        self.meant_by = lru_cache(maxsize=2048)(self._meant_by)
        self.near = lru_cache(maxsize=1024)(self._near)
        self.begun_alike = lru_cache(maxsize=256)(self._begun_alike)

    def _meant_by(self, word: str) -> Likeness:
        """The words it may be meant as, each with how surely (0 to 1); likeliest only."""
        if len(word) < SHORTEST - 1 or word.isdigit():
            return ()
        near = {
            right: d
            for right, d in self.near(word).items()
            if len(right) >= SHORTEST and (d == 1 or (d == 2 and len(right) >= LONG))
        }
        if not near and len(word) >= LONG - 1:
            near = nearest(word, self._long_begun_alike(word), most=2, limit=5)
        return likeliest(near)

    def _long_begun_alike(self, word: str) -> list[str]:
        return [right for right in self.begun_alike(word) if len(right) >= LONG]

    def perhaps(self, word: str) -> Likeness:
        """Words of its length that begin alike and are two letters away: too little by itself."""
        likely = (right for right in self.begun_alike(word) if abs(len(right) - len(word)) < 2)
        found = ((right, OSA.distance(word, right, score_cutoff=2)) for right in likely)
        return tuple((right, 1 - d / len(right)) for right, d in found if d == 2)[:_MOST_PERHAPS]

    def _near(self, word: str) -> dict[str, int]:
        """Words that the same gap may have made, and how many letters away."""
        numbers = {number for key in gap_keys(word) for number in self._gaps.of(key)}
        near = (
            (right, OSA.distance(word, right, score_cutoff=2))
            for right in map(self._words.text, sorted(numbers))
        )
        return {right: d for right, d in near if 0 < d < 3}

    def _begun_alike(self, word: str) -> list[str]:
        """Words two letters away at most that begin alike."""
        return self._two_off(self._parts, keys_begun_alike(word), word)

    def ended_alike(self, word: str) -> list[str]:
        """As those that begin alike."""
        return self._two_off(self._parts, keys_ended_alike(word), word)

    def other_ends(self, word: str) -> list[str]:
        """Words that neither begin nor end alike."""
        return self._two_off(self._gaps, end_keys(word), word)

    def _two_off(self, table: Buckets, keys: Iterable[int], word: str) -> list[str]:
        """In the order in which they were stored, the words of such keys, two letters wrong at most."""
        numbers = self._likely(table.of_any(np.fromiter(keys, np.uint32)), word)
        if not len(numbers):
            return []
        written = self._words.written(numbers)
        off = process.cdist([word], written, scorer=OSA.distance, score_cutoff=3, dtype=np.uint8)[0]
        near = off <= _MOST_OFF
        # Two letters that changed places around one too many are three by the quick count.
        other = np.bitwise_count(self._letters[numbers] ^ np.uint32(letters_of(word)))
        perhaps = np.flatnonzero((off == _MOST_OFF + 1) & (other <= 1))
        if len(perhaps):
            some = [written[at] for at in perhaps.tolist()]
            off = process.cdist([word], some, scorer=DamerauLevenshtein.distance, score_cutoff=_MOST_OFF)[0]
            near[perhaps[off <= _MOST_OFF]] = True
        return [_read(written[at]) for at in np.flatnonzero(near).tolist()]

    def _likely(self, some: Array, word: str) -> Array:
        """Without those of other letters or another length."""
        letters, ends = self._letters[some], self._ends
        others = np.bitwise_count(letters ^ np.uint32(letters_of(word)))
        alike = np.flatnonzero(others <= _OTHER_LETTERS)
        some, letters, others = some[alike], letters[alike], others[alike]
        length = len(word.encode("utf-8", "surrogatepass"))
        longer = ends[some + 1].astype(np.int64) - ends[some] - length
        # Letters beyond ASCII take more bytes each.
        longer[(letters >= BEYOND_ASCII) | (length > len(word))] = 0
        # A letter too many is one other letter, where two might have been by another wrong one.
        longer = np.abs(longer)
        return np.unique(some[(longer <= _MOST_OFF) & (others <= _OTHER_LETTERS - longer)])
