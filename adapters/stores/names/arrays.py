"""Names found in the arrays of a file."""

from __future__ import annotations

from collections.abc import Container, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from heapq import nlargest
from itertools import combinations

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from adapters.stores.names.file import Array, ArrayFile, view
from adapters.stores.names.keys import (
    BEYOND_ASCII,
    gap_keys,
    keys_begun_alike,
    keys_ended_alike,
    letters_of,
    whole_key,
    word_key,
)
from bot.understanding.name_fits import Form, weight_of
from bot.understanding.name_tables import TELLING, Likeness
from bot.understanding.spelling import LONG, SHORTEST, likeliest
from bot.understanding.vocabulary import ORDINARY

_MANY = 256
"""Forms that are laid over a question one by one; of more than that only the likeliest."""
_MOST_PERHAPS = 24
_LIKELIEST = 40
_NONE = np.zeros(0, np.uint32)
_MOST_SUBSETS = 7
_OTHER_LETTERS = 4


class NameArrays:
    """As NamesInMemory, for as many names as there are, and nothing held but what is looked at."""

    def __init__(self, file: ArrayFile) -> None:
        arrays = file.arrays
        self._legal = [frozenset(words) for words in file.about["legal"]]
        self.words = _Words(arrays)
        self.spelling = _Spelling(arrays, self.words)
        self._entries = _Texts(arrays, "entry")
        self._form_entries = view(arrays["form_entries"])
        self._form_legal = view(arrays["form_legal"])
        self._form_starts = view(arrays["form_starts"])
        self._form_words = view(arrays["form_words"])
        self._posting_starts = view(arrays["posting_starts"])
        self._postings = arrays["postings"]
        self._rarity = len(self._form_entries).bit_length()
        self._tallies = _Tallies(len(self._form_entries))
        self._wholes = _Buckets(arrays, "wholes")
        self._form = lru_cache(maxsize=1024)(self._read_form)

    def count(self, word: str) -> int:
        """Of the forms that hold it."""
        number = self.words.number(word)
        return 0 if number is None else self._posting_starts[number + 1] - self._posting_starts[number]

    def has_none(self, words: Iterable[str]) -> bool:
        """Whether it has none of these words."""
        return not any(word in self.words for word in words)

    def candidates(self, said: set[str]) -> Iterable[Form]:
        """The forms that share a telling word; by words that tell nothing only those named in full."""
        numbers = {word: number for word in said if (number := self.words.number(word)) is not None}
        counts = {word: self._count(number) for word, number in numbers.items()}
        own = any(word not in ORDINARY for word in numbers)
        telling = [w for w in numbers if counts[w] <= TELLING and not (own and w in ORDINARY)]
        rest = [word for word in numbers if word not in telling]
        found: dict[int, None] = {}
        for word in telling:
            found.update(dict.fromkeys(self._holding(numbers[word])))
        found.update(
            dict.fromkeys(self._named_in_full([(w in ORDINARY, counts[w], numbers[w]) for w in rest]))
        )
        if not telling:
            rare = [word for word in rest if weight_of(word) == 1.0]
            found.update(dict.fromkeys(self._likeliest(rare, rest, numbers, counts)))
        return [self._form(number) for number in found]

    def whole(self, words: Sequence[str]) -> list[Form]:
        """The forms that are made of these words, in any order."""
        numbers: set[int] = set()
        for word in words:
            number = self.words.number(word)
            if number is None:
                return []
            numbers.add(number)
        return [self._form(form) for form in self._made_of(numbers)]

    def _made_of(self, numbers: set[int]) -> Iterator[int]:
        for form in self._wholes.of(whole_key(numbers)):
            if set(self._form_words[self._form_starts[form] : self._form_starts[form + 1]]) == numbers:
                yield form

    def near(self, word: str) -> dict[str, float]:
        """The word if it is stored, and those one letter away; how surely each is meant."""
        near = {
            right: 1 - d / max(len(right), len(word))
            for right, d in self.spelling.near(word).items()
            if d == 1
        }
        return {**near, word: 1.0} if word in self.words else near

    def far(self, word: str) -> dict[str, float]:
        """Those up to two letters away that begin or end alike."""
        if len(word) < SHORTEST:
            return {}
        likely = {*self.spelling.begun_alike(word, 2), *self.spelling.ended_alike(word, 2)}
        near = process.extract(word, sorted(likely), scorer=OSA.distance, score_cutoff=2, limit=None)
        return {right: 1 - d / max(len(right), len(word)) for right, d, _ in near}

    def sharing(self, said: Sequence[Mapping[str, float]]) -> list[Form]:
        """Forms that have something in common with most of what is said, the likeliest only."""
        groups = [self._postings_of(near) for near in said]
        forms = np.concatenate([posting for group in groups for _, posting in group] or [_NONE])
        if not len(forms):
            return []
        with self._tallies.lent() as (sums, once):
            for group in groups:
                _add(group, sums, once)
            told = sums[forms]
            sums[forms] = 0
        likest = (word for near in said for word in nlargest(_LIKELIEST, near, key=near.__getitem__))
        alone = (form for word in likest for form in self._alone(word))
        return [self._form(number) for number in dict.fromkeys((*_most_told(forms, told), *alone))]

    def _alone(self, word: str) -> Iterator[int]:
        """Forms of that word and no other."""
        number = self.words.number(word)
        return iter(()) if number is None else self._made_of({number})

    def _postings_of(self, near: Mapping[str, float]) -> list[tuple[int, Array]]:
        """For each of these words how much it tells, and the forms that hold it; the most telling last."""
        numbers = [(self.words.number(word), alike) for word, alike in near.items()]
        held = [(self._array_of(number), alike) for number, alike in numbers if number is not None]
        # As much as any of them tells: which of them is meant, only likeness shows.
        rarity = self._rarity - sum(len(forms) for forms, _ in held).bit_length()
        return sorted(((1 + int(16 * alike**2 * max(rarity, 1)), forms) for forms, alike in held), key=_tells)

    def _likeliest(
        self, rare: list[str], rest: list[str], numbers: dict[str, int], counts: dict[str, int]
    ) -> Iterable[int]:
        """All forms that hold a rare word, if they are not too many; else those that share most words."""
        if sum(counts[word] for word in rare) <= _MANY:
            return [form for word in rare for form in self._holding(numbers[word])]
        if not rare:
            return ()
        postings = [self._array_of(numbers[word]) for word in rest]
        forms = np.concatenate(postings)
        forms.sort()
        shared = forms[1:][forms[1:] == forms[:-1]]
        if not len(shared):
            return self._holding(numbers[min(rare, key=lambda word: counts[word])])[: TELLING + 1]
        once, times = np.unique(shared, return_counts=True)
        best = times == times.max()
        return once[best][:_MANY].tolist()

    def _named_in_full(self, words: Sequence[tuple[bool, int, int]]) -> Iterator[int]:
        """Forms all of whose words are among these, of which each is (how common, its number)."""
        rarest = [number for _, _, number in sorted(words)[:_MOST_SUBSETS]]
        for size in range(1, len(rarest) + 1):
            for some in combinations(rarest, size):
                yield from self._made_of(set(some))

    def _count(self, number: int) -> int:
        return self._posting_starts[number + 1] - self._posting_starts[number]

    def _array_of(self, number: int) -> Array:
        return self._postings[self._posting_starts[number] : self._posting_starts[number + 1]]

    def _holding(self, number: int) -> list[int]:
        return self._array_of(number).tolist()

    def _read_form(self, number: int) -> Form:
        id_, _, name = self._entries[self._form_entries[number]].partition("\0")
        begin, end = self._form_starts[number], self._form_starts[number + 1]
        words = tuple([self.words[word] for word in self._form_words[begin:end]])
        legal = self._legal[self._form_legal[number]]
        return Form(id=id_, name=name, words=words, legal=legal, weight=sum(map(weight_of, words)))


def _tells(one: tuple[int, Array]) -> int:
    return one[0]


def _add(group: Sequence[tuple[int, Array]], sums: Array, once: Array) -> None:
    """To the sum of each form what the group tells of it: what its most telling word does."""
    if not group:
        return
    forms = np.concatenate([posting for _, posting in group])
    # Of a form that comes twice the last counts, which is the most telling.
    once[forms] = np.repeat([tells for tells, _ in group], [len(posting) for _, posting in group])
    sums[forms] += once[forms]
    once[forms] = 0


def _most_told(forms: Array, told: Array) -> list[int]:
    """The forms of which most is told, each once."""
    at_least = np.cumsum(np.bincount(told)[::-1])
    least = max(len(at_least) - 1 - int(np.searchsorted(at_least, _LIKELIEST)), 1)
    more, as_much = forms[told > least], forms[told == least]
    return list(dict.fromkeys((*more.tolist(), *as_much[:_LIKELIEST].tolist())))


class _Tallies:
    """Zeros, one for each form, lent and given back as zeros; more than one where several threads look."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._free: list[tuple[Array, Array]] = []

    @contextmanager
    def lent(self) -> Generator[tuple[Array, Array]]:
        fresh = self._free.pop() if self._free else None
        tallies = fresh or (np.zeros(self._size, np.uint16), np.zeros(self._size, np.uint16))
        yield tallies
        # Not after an error: they may not be zeros then.
        self._free.append(tallies)


class _Buckets:
    """Numbers by a key, of which only the last bits were kept: what comes out has to be looked over."""

    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        self._starts = view(arrays[f"{name}_starts"])
        self._numbers = view(arrays[name])
        self._mask = len(self._starts) - 2

    def of(self, key: int) -> memoryview:
        bucket = key & self._mask
        return self._numbers[self._starts[bucket] : self._starts[bucket + 1]]


class _Texts:
    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        self.bytes = view(arrays[f"{name}_text"])
        self.ends = view(arrays[f"{name}_ends"])

    def __getitem__(self, number: int) -> str:
        return str(self.bytes[self.ends[number] : self.ends[number + 1]], "utf-8", "surrogatepass")


class _Words(_Texts, Container[str]):
    """Every stored word and its number."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        super().__init__(arrays, "word")
        self._buckets = _Buckets(arrays, "words")
        self.number = lru_cache(maxsize=4096)(self._number)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.number(word) is not None

    def _number(self, word: str) -> int | None:
        text = word.encode("utf-8", "surrogatepass")
        for number in self._buckets.of(word_key(word)):
            if bytes(self.bytes[self.ends[number] : self.ends[number + 1]]) == text:
                return number
        return None


class _Spelling:
    """As Spelling: by gaps for one letter wrong, by parts for two."""

    def __init__(self, arrays: dict[str, Array], words: _Words) -> None:
        self._words = words
        self._letters, self._ends = arrays["word_letters"], arrays["word_ends"]
        self._gaps = _Buckets(arrays, "gaps")
        self._parts = _Buckets(arrays, "parts")
        self.meant_by = lru_cache(maxsize=2048)(self._meant_by)

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
            near = self._two_off(word)
        return likeliest(near)

    def perhaps(self, word: str) -> Likeness:
        """Words of its length that begin alike and are two letters away: too little by itself."""
        found = ((right, OSA.distance(word, right, score_cutoff=2)) for right in self.begun_alike(word, 1))
        return tuple((right, 1 - d / len(right)) for right, d in found if d == 2)[:_MOST_PERHAPS]

    def near(self, word: str) -> dict[str, int]:
        """Words that the same gap may have made, and how many letters away."""
        numbers = {number for key in gap_keys(word) for number in self._gaps.of(key)}
        found = self._like(numbers, word, 1)
        near = ((right, OSA.distance(word, right, score_cutoff=2)) for right in found)
        return {right: d for right, d in near if 0 < d < 3}

    def begun_alike(self, word: str, off: int) -> list[str]:
        """Words that may be two letters away, as many letters longer or shorter at most, and begin alike."""
        numbers = {number for key in keys_begun_alike(word) for number in self._parts.of(key)}
        return self._like(numbers, word, off)

    def ended_alike(self, word: str, off: int) -> list[str]:
        """As those that begin alike."""
        numbers = {number for key in keys_ended_alike(word) for number in self._parts.of(key)}
        return self._like(numbers, word, off)

    def _two_off(self, word: str) -> dict[str, int]:
        candidates = [right for right in self.begun_alike(word, 2) if len(right) >= LONG]
        found = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=2, limit=5)
        return {right: int(distance) for right, distance, _ in found}

    def _like(self, numbers: set[int], word: str, off: int) -> list[str]:
        """In the order in which they were stored, without those of other letters or another length."""
        if not numbers:
            return []
        some = np.fromiter(numbers, np.int64, len(numbers))
        letters, ends = self._letters[some], self._ends
        length = len(word.encode("utf-8", "surrogatepass"))
        longer = ends[some + 1].astype(np.int64) - ends[some] - length
        # Letters beyond ASCII take more bytes each.
        beyond = (letters >= BEYOND_ASCII) | (length > len(word))
        # A letter too many is one other letter, where two might have been by another wrong one.
        longer[beyond] = 0
        longer = np.abs(longer)
        others = np.bitwise_count(letters ^ np.uint32(letters_of(word)))
        fit = (longer <= off) & (others <= _OTHER_LETTERS - longer)
        words = self._words
        return [words[number] for number in np.sort(some[fit]).tolist()]
