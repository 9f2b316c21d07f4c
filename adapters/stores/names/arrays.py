"""Names found in the arrays of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import combinations
from operator import itemgetter

import numpy as np

from adapters.stores.names.file import Array, ArrayFile, view
from adapters.stores.names.keys import SHORTEST_FORGIVEN, whole_key
from adapters.stores.names.stored_words import Buckets, StoredSpelling, StoredWords, Texts
from adapters.stores.names.telling import A_WORD, Telling
from bot.understanding.likeness import Candidate, two_off
from bot.understanding.name_fits import Form, weight_of
from bot.understanding.name_tables import TELLING
from bot.understanding.spelling import SHORTEST
from bot.understanding.vocabulary import ORDINARY

_MANY = 256
"""Forms that are laid over a question one by one; of more than that only the likeliest."""
_LIKELIEST = 40
_AS_LIKELY = 100
"""Forms of which equally much is told."""
_MOST_BESIDE = 6_000
"""Forms whose other words are looked at."""
_MOST_FOUND = 64
_MOST_SUBSETS = 7


class NameArrays:
    """As NamesInMemory, for as many names as there are, and nothing held but what is looked at."""

    def __init__(self, file: ArrayFile) -> None:
        arrays = file.arrays
        self._legal = [frozenset(words) for words in file.about["legal"]]
        self.words = StoredWords(arrays)
        self.spelling = StoredSpelling(arrays, self.words)
        self._entries = Texts(arrays, "entry")
        self._form_entries = view(arrays["form_entries"])
        self._form_legal = view(arrays["form_legal"])
        self._starts, self._words_in_forms = arrays["form_starts"], arrays["form_words"]
        self._form_starts, self._form_words = view(self._starts), view(self._words_in_forms)
        self._posting_starts = view(arrays["posting_starts"])
        self._postings = arrays["postings"]
        self._rarity = len(self._form_entries).bit_length()
        self._telling = Telling(len(self._form_entries))
        self._wholes = Buckets(arrays, "wholes")
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
        return two_off(word, sorted(likely))

    def beside(self, word: str, others: Sequence[str]) -> dict[str, float]:
        """Those two letters away that stand in a form with one of the others, as they are stored."""
        if len(word) <= SHORTEST_FORGIVEN:
            return {}
        stored = [number for other in others if (number := self.words.number(other)) is not None]
        fewest: list[Array] = []
        for forms in sorted(map(self._array_of, stored), key=len):
            if sum(map(len, fewest)) + len(forms) > _MOST_BESIDE:
                break
            fewest.append(forms)
        if not fewest:
            return {}
        found = two_off(word, self.spelling.like(self._words_of(np.concatenate(fewest)), word, 2))
        return dict(nlargest(_MOST_FOUND, found.items(), key=itemgetter(1)))

    def _words_of(self, forms: Array) -> Array:
        """All words of all of these forms."""
        starts, ends = self._starts[forms].astype(np.int64), self._starts[forms + 1].astype(np.int64)
        sizes = ends - starts
        first = np.cumsum(sizes) - sizes
        return self._words_in_forms[np.repeat(starts - first, sizes) + np.arange(sizes.sum())]

    def sharing(self, said: Sequence[Mapping[str, float]]) -> list[Candidate]:
        """Forms that have something in common with most of what is said, the likeliest only."""
        forms, told = self._telling.of([self._postings_of(near) for near in said])
        if not len(forms):
            return []
        # Whole names have been looked for.
        every = {word: alike for near in said for word, alike in near.items() if alike < 1}
        likest = nlargest(_LIKELIEST, every, key=every.__getitem__)
        alone = (form for word in likest for form in self._alone(word))
        return [_Candidate(self, number) for number in dict.fromkeys((*self._most_told(forms, told), *alone))]

    def _most_told(self, forms: Array, told: Array) -> list[int]:
        """The forms of which most is told; where some share two words, none that shares but one."""
        if told.max() >= 2 * A_WORD:
            shared = told >= 2 * A_WORD
            forms, told = forms[shared], told[shared]
        at_least = np.cumsum(np.bincount(told)[::-1])
        least = max(len(at_least) - 1 - int(np.searchsorted(at_least, _LIKELIEST)), 1)
        more, as_much = forms[told > least], forms[told == least]
        if len(as_much) > _AS_LIKELY:
            # Of those that say no more, the shortest leave least unsaid.
            as_much = as_much[np.argsort(self._starts[as_much + 1] - self._starts[as_much], kind="stable")]
        return [*more.tolist(), *as_much[:_AS_LIKELY].tolist()]

    def form(self, number: int) -> Form:
        """All of a form."""
        return self._form(number)

    def written(self, number: int) -> str:
        """The words of a form as one."""
        words = self._form_words[self._form_starts[number] : self._form_starts[number + 1]]
        return "".join(map(self.words.text, words))

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
        return sorted(
            ((A_WORD + int(8 * alike**2 * max(rarity, 1)), forms) for forms, alike in held), key=itemgetter(0)
        )

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
        words = tuple(map(self.words.text, self._form_words[begin:end]))
        legal = self._legal[self._form_legal[number]]
        return Form(id=id_, name=name, words=words, legal=legal, weight=sum(map(weight_of, words)))


class _Candidate:
    """A form that is read when it is asked for."""

    __slots__ = ("_arrays", "_number")

    def __init__(self, arrays: NameArrays, number: int) -> None:
        self._arrays, self._number = arrays, number

    @property
    def written(self) -> str:
        """Its words as one."""
        return self._arrays.written(self._number)

    @property
    def form(self) -> Form:
        """All of it."""
        return self._arrays.form(self._number)
