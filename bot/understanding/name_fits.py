"""Ways to write a stored name, and how one lies over the words of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import mul

from bot.understanding.legal_endings import without_legal
from bot.understanding.name_words import is_small, name_words
from bot.understanding.neighbours import is_everyday
from bot.understanding.products import is_product_word
from bot.understanding.vocabulary import BUSINESS, CONNECTORS, EVERYDAY, LINKS, ORDINARY, SUFFIXES
from bot.understanding.words import Word

_BUSINESS_WEIGHT = 0.35
_ORDINARY_WEIGHT = 0.2
_SMALL = CONNECTORS | LINKS
_FOLLOWING = SUFFIXES | {"co", "a"}

_LIKE = 0.75
_TINY = 3
ALIKE = 0.02
"""Scores that are nearer than this are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to write one stored name: its words without the legal suffix, which stands apart."""

    id: str
    name: str
    words: tuple[str, ...]
    legal: frozenset[str]
    weight: float

    def legal_after(self, last: int, words: Sequence[Word]) -> int:
        """How many words after that one are of its legal suffix: "GmbH & Co. KG" has three."""
        end = last + 1
        while end < len(words) and not self.legal.isdisjoint(
            (words[end].folded, words[end].folded.removesuffix("s"))
        ):
            if _is_english(end, words):
                break
            end += 1
        return end - last - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A form laid over the words from `first` to `last` (inclusive); `explained` is in word weights.

    `doubtful`: a word is two letters off; `exactly`: another is right.
    """

    form: Form
    first: int
    last: int
    explained: float
    count: int
    distinctive: bool
    only_ordinary: bool
    everyday: bool
    suffix: str
    doubtful: bool
    exactly: bool

    @property
    def share(self) -> float:
        return self.explained / self.form.weight

    @property
    def whole(self) -> bool:
        return self.share > 1 - ALIKE

    @property
    def by_suffix(self) -> bool:
        """Whether the whole name and its own legal suffix are there."""
        return self.whole and self.suffix in self.form.legal

    @property
    def told(self) -> float:
        """`explained`, with the legal suffix where that is its own: in another name it is a word."""
        return self.explained + weight_of(self.suffix) if self.by_suffix else self.explained

    @property
    def other_suffix(self) -> bool:
        """Whether only a part of the name is there, and then a legal suffix that is not its own."""
        return not self.whole and bool(self.suffix) and self.suffix not in self.form.legal


Reading = tuple[str, float, int]
"""A stored word that a word of the text may be, how surely (0 to 1), and how many words it takes."""


def forms_of(entry_id: str, names: tuple[str, ...]) -> Iterator[Form]:
    for words, legal in words_of_forms(names):
        weight = sum(map(weight_of, words))
        yield Form(id=entry_id, name=names[0], words=words, legal=legal, weight=weight)


def words_of_forms(names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """Of every way to write one of the names: its words, and its legal suffix."""
    for name in names:
        words = name_words(name)
        every = tuple([word.folded for word in words])
        core = every[: without_legal(words, name)]
        legal = frozenset(every[len(core) :])
        core = tuple([word for at, word in enumerate(core) if not is_small(words, at)]) or core
        if core:
            yield core, legal
        if len(core) > 1:
            yield ("".join(core),), legal


def weight_of(word: str) -> float:
    if word in BUSINESS:
        return _BUSINESS_WEIGHT
    return _ORDINARY_WEIGHT if word in ORDINARY or (len(word) < 3 and word.isalpha()) else 1.0


def runs(words: Sequence[Word], readings: list[tuple[Reading, ...]]) -> Iterator[range]:
    """Stretches of words that may all belong to names, with "and" between them at most."""
    start: int | None = None
    end = 0
    for at in range(len(words)):
        if readings[at]:
            start = at if start is None else start
            end = at + max(taken for _, _, taken in readings[at])
        elif start is not None and at >= end and words[at].folded not in _SMALL:
            yield range(start, min(end, len(words)))
            start = None
    if start is not None:
        yield range(start, min(end, len(words)))


def laid_over(
    form: Form, run: range, words: Sequence[Word], readings: list[tuple[Reading, ...]]
) -> Fit | None:
    """The form over the unbroken stretch of the run that explains most of it."""
    best: Fit | None = None
    wanted = list(form.words)
    taken: list[tuple[int, str, float, int]] = []
    for at in run:
        reading = next((r for r in readings[at] if r[0] in wanted), None)
        if reading is not None:
            wanted.remove(reading[0])
            taken.append((at, *reading))
        elif not _between(words[at].folded, taken) and not (taken and at < taken[-1][0] + taken[-1][3]):
            best = _better(best, _fit(form, taken, words))
            wanted, taken = list(form.words), []
    return _better(best, _fit(form, taken, words))


def _between(word: str, taken: list[tuple[int, str, float, int]]) -> bool:
    """Whether the word may stand between those taken and those to come."""
    if word in CONNECTORS:
        return True
    return word in LINKS and any(weight_of(said) == 1.0 for _, said, _, _ in taken)


def _fit(form: Form, taken: list[tuple[int, str, float, int]], words: Sequence[Word]) -> Fit | None:
    if not taken:
        return None
    last = taken[-1][0] + taken[-1][3] - 1
    suffix = _suffix_after(last, form, words)
    legal = form.legal_after(last, words) or bool(suffix)
    said = [word for _, word, _, _ in taken]
    alike = [how for _, _, how, _ in taken]
    weights = [weight_of(word) for word in said]
    distinctive = 1.0 in weights and any(
        weight == 1.0 and word not in EVERYDAY for weight, word in zip(weights, said, strict=True)
    )
    return Fit(
        form=form,
        first=taken[0][0],
        last=last + legal,
        explained=sum(map(mul, weights, alike)),
        count=len(taken),
        distinctive=distinctive,
        only_ordinary=all(word in ORDINARY or len(word) < 3 for word in said),
        everyday=not distinctive and any(map(is_everyday, said)),
        suffix=suffix,
        doubtful=min(alike) < _LIKE,
        exactly=any(how > 1 - ALIKE and len(word) > _TINY for how, word in zip(alike, said, strict=True)),
    )


def _suffix_after(last: int, form: Form, words: Sequence[Word]) -> str:
    """The word after that one, where a legal suffix is there."""
    if last + 1 == len(words) or _is_english(last + 1, words):
        return ""
    follows = words[last + 1].folded
    for end in (follows, follows.removesuffix("s")):
        if end in _FOLLOWING or end in form.legal:
            return end
    return ""


def _is_english(at: int, words: Sequence[Word]) -> bool:
    """Whether it is the "as" of "Contoso as csv", and not that of "contoso as azure"."""
    if words[at].text != "as" or at + 1 == len(words):
        return False
    return not is_product_word(words[at + 1].folded)


def _better(one: Fit | None, other: Fit | None) -> Fit | None:
    if one is None or (other is not None and other.explained > one.explained):
        return other
    return one
