"""Names found in the arrays of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from math import prod
from operator import contains

import numpy as np

from adapters.stores.names.file import Array, ArrayFile, view
from adapters.stores.names.keys import whole_key, word_key
from adapters.stores.names.resembling import resembling
from adapters.stores.names.spelled import keys_of
from adapters.stores.names.stored_words import MOST_ALIKE, Buckets, StoredSpelling, StoredWords, Texts, flat
from bot.understanding.likeness import LONGEST_NAME, Candidate
from bot.understanding.name_fits import Form, weight_of
from bot.understanding.name_tables import TELLING
from bot.understanding.spelling import SHORTEST
from bot.understanding.vocabulary import ORDINARY

_MANY = 256
"""Forms that are laid over a question one by one; of more than that only the likeliest."""
_FEW = 32
"""Ways to read a text that are looked up one by one: an array of them all would cost more."""
_MOST_BESIDE = 20_000
"""Forms that are compared with what is written because one word is right."""
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
        self._form_letters, self._form_lengths = arrays["form_letters"], arrays["form_lengths"]
        self._wholes = Buckets(arrays, "wholes", len(self._form_entries))
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
        found.update(dict.fromkeys(self._named_in_full([(w in ORDINARY, counts[w], w) for w in rest])))
        if not telling:
            rare = [word for word in rest if weight_of(word) == 1.0]
            found.update(dict.fromkeys(self._likeliest(rare, rest, numbers, counts)))
        return [self._form(number) for number in found]

    def whole(self, words: Sequence[str]) -> list[Form]:
        """The forms that are made of these words, in any order."""
        return [self._form(form) for form in self._made_of(words)]

    def _made_of(self, words: Sequence[str]) -> Iterator[int]:
        for form in self._wholes.of(whole_key(words)):
            if sorted(self._words_of(form)) == sorted(words):
                yield form

    def wholes(
        self, said: Sequence[Sequence[str]], may_be: Callable[[int, int], bool]
    ) -> Iterator[tuple[int, int, Form]]:
        """The forms that are made of neighbours, each as one of its readings, and where they stand."""
        keys = [list(map(word_key, readings)) for readings in said]
        for first, last, form in self._wholes.of_sums(keys, LONGEST_NAME):
            if may_be(first, last) and is_made_of(self._words_of(form), said[first : last + 1]):
                yield first, last, self._form(form)

    def spelled(
        self, said: Sequence[Sequence[str]], near: Sequence[Sequence[str]], far: Sequence[Sequence[str]]
    ) -> list[Candidate]:
        """The forms that are made of neighbours with two letters wrong at most, or one in each of two."""
        if any(far) or prod(len(words) + 1 for words in near) > _FEW:
            return self._candidates(np.unique(self._wholes.of_any(keys_of(said, near, far), MOST_ALIKE)))
        keys = [list(map(word_key, (*some, *others))) for some, others in zip(said, near, strict=True)]
        firsts = [at for at in range(len(near)) if any(near[at : at + LONGEST_NAME])]
        forms = {form: None for _, _, form in self._wholes.of_sums(keys, LONGEST_NAME, firsts)}
        return [_Candidate(self, form, "".join(self._words_of(form))) for form in sorted(forms)]

    def near(self, word: str) -> list[str]:
        """Those one letter away."""
        return [right for right, off in self.spelling.near(word).items() if off == 1]

    def far(self, word: str) -> list[str]:
        """Those up to two letters away; of five letters only with other ends."""
        if len(word) < SHORTEST:
            return []
        spelling = self.spelling
        found = (*spelling.begun_alike(word), *spelling.ended_alike(word), *spelling.other_ends(word))
        return [*dict.fromkeys(found)]

    def about(self, right: Mapping[str, Sequence[str]]) -> list[Candidate]:
        """Forms that hold one of these words and have about the letters of what is written with it."""
        found: list[Array] = []
        left = _MOST_BESIDE
        stored = ((self.words.number(word), written) for word, written in right.items())
        held = [(self._array_of(number), written) for number, written in stored if number is not None]
        for forms, written in sorted(held, key=lambda one: len(one[0])):
            left -= len(forms)
            if left < 0:
                break
            alike = resembling(self._form_letters[forms], self._form_lengths[forms], written)
            found.append(forms[alike])
        return self._candidates(np.unique(np.concatenate(found))) if found else []

    def form(self, number: int) -> Form:
        """All of a form."""
        return self._form(number)

    def _candidates(self, forms: Array) -> list[Candidate]:
        """Of each of these forms its words as one, read for all of them at once."""
        if not len(forms):
            return []
        starts, ends = self._starts[forms].astype(np.int64), self._starts[forms + np.uint32(1)]
        sizes = ends - starts
        words = self._words_in_forms[flat(starts, sizes)]
        written = self.words.joined(words, sizes)
        return [_Candidate(self, form, text) for form, text in zip(forms.tolist(), written, strict=True)]

    def _words_of(self, form: int) -> tuple[str, ...]:
        words = self._form_words[self._form_starts[form] : self._form_starts[form + 1]]
        return tuple(map(self.words.text, words))

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

    def _named_in_full(self, words: Sequence[tuple[bool, int, str]]) -> Iterator[int]:
        """Forms all of whose words are among these, of which each is (ordinary, how common, it)."""
        rarest = [word for _, _, word in sorted(words)[:_MOST_SUBSETS]]
        for size in range(1, len(rarest) + 1):
            for some in combinations(rarest, size):
                yield from self._made_of(some)

    def _count(self, number: int) -> int:
        return self._posting_starts[number + 1] - self._posting_starts[number]

    def _array_of(self, number: int) -> Array:
        return self._postings[self._posting_starts[number] : self._posting_starts[number + 1]]

    def _holding(self, number: int) -> list[int]:
        return self._array_of(number).tolist()

    def _read_form(self, number: int) -> Form:
        id_, _, name = self._entries[self._form_entries[number]].partition("\0")
        words = self._words_of(number)
        legal = self._legal[self._form_legal[number]]
        return Form(id=id_, name=name, words=words, legal=legal, weight=sum(map(weight_of, words)))


def is_made_of(words: Sequence[str], said: Sequence[Sequence[str]]) -> bool:
    """Whether the words are one reading of each place, in any order."""
    if len(words) != len(said):
        return False
    if all(map(contains, said, words)):
        return True
    return all(any(word in readings for word in words) for readings in said) and all(
        any(word in readings for readings in said) for word in words
    )


class _Candidate:
    """A form that is read when it is asked for."""

    __slots__ = ("_arrays", "_number", "written")

    def __init__(self, arrays: NameArrays, number: int, written: str | bytes) -> None:
        self._arrays, self._number = arrays, number
        self.written = written

    @property
    def form(self) -> Form:
        """All of it."""
        return self._arrays.form(self._number)
