"""What has changed since a file of names was written, laid over it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from adapters.stores.names.arrays import NameArrays, is_made_of
from bot.understanding.likeness import Candidate, HeldForm
from bot.understanding.name_fits import Form
from bot.understanding.name_tables import Likeness, NamesInMemory

_MOST = 256


class LayeredNames:
    """A table of a file, without the customers that have changed, and of those as they are now."""

    def __init__(self, base: NameArrays, changed: Mapping[str, tuple[str, ...] | None]) -> None:
        """None stands for a customer that is forgotten."""
        self._base, self._changed = base, changed
        self._now = NamesInMemory((id_, names) for id_, names in changed.items() if names)
        self.words: Container[str] = _Either(self._now.words, base.words)
        self.spelling = _BothSpellings(self._now, base)

    def has_none(self, words: Iterable[str]) -> bool:
        """Whether it has none of these words."""
        return not any(word in self.words for word in words)

    def candidates(self, said: set[str]) -> Iterable[Form]:
        """Of both."""
        now = self._now.candidates({word for word in said if word in self._now.words})
        return [*self._kept(self._base.candidates(said)), *now]

    def count(self, word: str) -> int:
        """In both."""
        return self._base.count(word) + (len(self._now.words[word]) if word in self._now.words else 0)

    def whole(self, words: Sequence[str]) -> Iterable[Form]:
        """Of both."""
        now = (form for form in self._holding(words) if set(form.words) == set(words))
        return [*self._kept(self._base.whole(words)), *now]

    def wholes(
        self, said: Sequence[Sequence[str]], may_be: Callable[[int, int], bool]
    ) -> Iterator[tuple[int, int, Form]]:
        """Of both."""
        for first, last, form in self._base.wholes(said, may_be):
            if form.id not in self._changed:
                yield first, last, form
        for form in self._holding(word for readings in said for word in readings):
            for first in range(len(said) - len(form.words) + 1):
                last = first + len(form.words) - 1
                if is_made_of(form.words, said[first : last + 1]) and may_be(first, last):
                    yield first, last, form

    def spelled(
        self, said: Sequence[Sequence[str]], near: Sequence[Sequence[str]], far: Sequence[Sequence[str]]
    ) -> Sequence[Candidate]:
        """Of both."""
        now = self._holding(word for words in (*said, *near, *far) for word in words)
        return [*self._still(self._base.spelled(said, near, far)), *map(HeldForm, islice(now, _MOST))]

    def about(self, right: Mapping[str, Sequence[str]]) -> Sequence[Candidate]:
        """Of both."""
        now = map(HeldForm, islice(self._holding(right), _MOST))
        return [*self._still(self._base.about(right)), *now]

    def near(self, word: str) -> Sequence[str]:
        """Of both."""
        meant = self._now.spelling.meant_by(word)
        now = (right for right, alike in meant if right != word and _is_one_off(right, alike))
        return [*dict.fromkeys((*now, *self._base.near(word)))]

    def far(self, word: str) -> Sequence[str]:
        """Of both."""
        now = (*self._now.spelling.meant_by(word), *self._now.spelling.perhaps(word))
        return [*dict.fromkeys((*(right for right, _ in now), *self._base.far(word)))]

    def _still(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        return (one for one in candidates if one.form.id not in self._changed)

    def _kept(self, forms: Iterable[Form]) -> Iterator[Form]:
        return (form for form in forms if form.id not in self._changed)

    def _holding(self, words: Iterable[str]) -> Iterator[Form]:
        found = (form for word in words if word in self._now.words for form in self._now.words[word])
        return iter({id(form): form for form in found}.values())


class _Either(Container[str]):
    def __init__(self, one: Container[str], other: Container[str]) -> None:
        self._one, self._other = one, other

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (word in self._one or word in self._other)


class _BothSpellings:
    def __init__(self, now: NamesInMemory, base: NameArrays) -> None:
        self._both = (base.spelling, now.spelling)

    def meant_by(self, word: str) -> Likeness:
        """The likeliest of both."""
        found = {right: alike for one in self._both for right, alike in one.meant_by(word)}
        least = min((_off(right, alike) for right, alike in found.items()), default=0)
        return tuple((right, alike) for right, alike in found.items() if _off(right, alike) == least)

    def perhaps(self, word: str) -> Likeness:
        """Of both."""
        return tuple({pair: None for one in self._both for pair in one.perhaps(word)})


def _off(right: str, alike: float) -> int:
    return round((1 - alike) * len(right))


def _is_one_off(right: str, alike: float) -> bool:
    return _off(right, alike) <= 1
