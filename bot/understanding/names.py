"""Customer and partner names in a sentence, found forgivingly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.understanding.spelling import Spelling
from bot.understanding.vocabulary import BUSINESS, CONNECTORS, LEGAL, ORDINARY
from bot.understanding.words import Word, words_in

Entry = tuple[str, tuple[str, ...]]

_BUSINESS_WEIGHT = 0.35
_ORDINARY_WEIGHT = 0.2
_ALIKE = 0.02
_NO_NAMES = ORDINARY | CONNECTORS | LEGAL


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """A stored name that may be meant. `score` is 0 to 1; `words` are the words of the question.

    `start` and `end` (exclusive) are where those words stand.
    """

    id: str
    name: str
    score: float
    words: str
    start: int = 0
    end: int = 0


class NameFinder(Protocol):
    """Finds stored names in a sentence. A store may bring its own, for a million names."""

    def find(self, text: str) -> tuple[NameMatch, ...]:
        """The names that may be meant, best first. Several mean that they fit about equally well."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """One way to write one stored name: its words without the legal suffix, which stands apart."""

    id: str
    name: str
    words: tuple[str, ...]
    legal: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """A form laid over the words from `first` to `last` (inclusive); `explained` is in word weights."""

    form: _Form
    first: int
    last: int
    explained: float
    count: int
    distinctive: bool
    only_ordinary: bool

    @property
    def share(self) -> float:
        return self.explained / self.form.weight


Reading = tuple[str, float, int]
"""A stored word that a word of the text may be, how surely (0 to 1), and how many words it takes."""


class NameIndex:
    """A few thousand names: whole names first, then parts of them, each word forgiven a typo or two."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Each entry is an id and its names; the first name is the one shown."""
        self._forms: dict[str, list[_Form]] = defaultdict(list)
        for entry_id, names in entries:
            for form in dict.fromkeys(_forms(entry_id, names)):
                for word in set(form.words):
                    self._forms[word].append(form)
        self._spelling = Spelling(self._forms)

    def find(self, text: str) -> tuple[NameMatch, ...]:
        """The names that may be meant, best first. Several mean that they fit about equally well."""
        words = words_in(text)
        readings = [self._readings(words, at) for at in range(len(words))]
        if not any(readings):
            return ()
        fits = [fit for run in _runs(words, readings) for fit in self._fits(run, words, readings)]
        best = [fit for fit in _best(fits) if _says_enough(fit, fits, words)]
        found = {fit.form.id: _match(fit, words, text) for fit in reversed(best)}
        return tuple(sorted(found.values(), key=lambda match: (-match.score, match.start, match.id)))

    def _readings(self, words: Sequence[Word], at: int) -> tuple[Reading, ...]:
        word = words[at].folded
        joined = word + words[at + 1].folded if at + 1 < len(words) else ""
        if len(joined) > 5 and joined in self._forms and words[at + 1].folded not in self._forms:
            return ((joined, 0.98, 2),)
        if word in self._forms:
            return ((word, 1.0, 1),)
        if word in ORDINARY:
            return ()
        if len(word) > 3 and word[-1] == "s" and word[:-1] in self._forms:
            return ((word[:-1], 0.99, 1),)
        return tuple((right, alike, 1) for right, alike in self._spelling.meant_by(word))

    def _fits(self, run: range, words: Sequence[Word], readings: list[tuple[Reading, ...]]) -> Iterator[_Fit]:
        forms = {id(f): f for at in run for word, _, _ in readings[at] for f in self._forms[word]}
        for form in forms.values():
            fit = _laid_over(form, run, words, readings)
            if fit is not None and _enough(fit) and not _part_of_another_name(fit, words):
                yield fit


def _forms(entry_id: str, names: tuple[str, ...]) -> Iterator[_Form]:
    for name in names:
        every = [word.folded for word in words_in(name)]
        core = _without_legal(every)
        legal = frozenset(every[len(core) :])
        core = tuple(word for word in core if word not in CONNECTORS) or core
        if not core:
            continue
        for words in dict.fromkeys((core, ("".join(core),))):
            weight = sum(_weight(word) for word in words)
            yield _Form(id=entry_id, name=names[0], words=words, legal=legal, weight=weight)


def _without_legal(words: list[str]) -> tuple[str, ...]:
    end = len(words)
    while end > 1 and words[end - 1] in LEGAL:
        end -= 1
    return tuple(words[:end])


def _weight(word: str) -> float:
    if word in BUSINESS:
        return _BUSINESS_WEIGHT
    return _ORDINARY_WEIGHT if word in ORDINARY or len(word) < 3 else 1.0


def _runs(words: Sequence[Word], readings: list[tuple[Reading, ...]]) -> Iterator[range]:
    """Stretches of words that may all belong to names, with "and" between them at most."""
    start: int | None = None
    end = 0
    for at in range(len(words)):
        if readings[at]:
            start = at if start is None else start
            end = at + max(taken for _, _, taken in readings[at])
        elif start is not None and at >= end and words[at].folded not in CONNECTORS:
            yield range(start, min(end, len(words)))
            start = None
    if start is not None:
        yield range(start, min(end, len(words)))


def _laid_over(
    form: _Form, run: range, words: Sequence[Word], readings: list[tuple[Reading, ...]]
) -> _Fit | None:
    """The form over the unbroken stretch of the run that explains most of it."""
    best: _Fit | None = None
    wanted = list(form.words)
    taken: list[tuple[int, str, float, int]] = []
    for at in run:
        reading = next((r for r in readings[at] if r[0] in wanted), None)
        if reading is not None:
            wanted.remove(reading[0])
            taken.append((at, *reading))
        elif words[at].folded not in CONNECTORS and not (taken and at < taken[-1][0] + taken[-1][3]):
            best = _better(best, _fit(form, taken, words))
            wanted, taken = list(form.words), []
    return _better(best, _fit(form, taken, words))


def _fit(form: _Form, taken: list[tuple[int, str, float, int]], words: Sequence[Word]) -> _Fit | None:
    if not taken:
        return None
    last = taken[-1][0] + taken[-1][3] - 1
    follows = words[last + 1].folded if last + 1 < len(words) else ""
    explained = sum(_weight(word) * alike for _, word, alike, _ in taken)
    return _Fit(
        form=form,
        first=taken[0][0],
        last=last + (follows in form.legal),
        explained=explained + (0.05 if follows in form.legal else 0.0),
        count=len(taken),
        distinctive=any(_weight(word) == 1.0 for _, word, _, _ in taken),
        only_ordinary=all(word in ORDINARY or len(word) < 3 for _, word, _, _ in taken),
    )


def _better(one: _Fit | None, other: _Fit | None) -> _Fit | None:
    if one is None or (other is not None and other.explained > one.explained):
        return other
    return one


def _enough(fit: _Fit) -> bool:
    """Whether so little of a name still names it: a word of its own, two in a row, or "toys" alone."""
    return fit.distinctive or fit.count > 1 or not fit.only_ordinary or len(fit.form.words) == 1


def _says_enough(fit: _Fit, fits: list[_Fit], words: Sequence[Word]) -> bool:
    """Whether "toys" alone may stand for a name: written like one, or shared, so that we ask."""
    if fit.distinctive or fit.count > 1 or fit.share > 1 - _ALIKE:
        return True
    shared = any(other.first == fit.first and other.form.id != fit.form.id for other in fits)
    return shared or (words[fit.first].capitalised and fit.first > 0)


def _part_of_another_name(fit: _Fit, words: Sequence[Word]) -> bool:
    """Whether a neighbour makes it another company: "Tailwind Traders", "Contoso Pharma"."""
    shouting = sum(word.capitalised for word in words) > 0.6 * len(words)
    before, after = fit.first - 1, fit.last + 1
    if before >= 0 and _touches(words, before) and _is_foreign(words[before]):
        return not fit.distinctive or (words[before].capitalised and before > 0 and not shouting)
    if after >= len(words) or not _touches(words, fit.last) or not _is_foreign(words[after]):
        return False
    return words[after].folded in BUSINESS or (words[after].capitalised and not shouting)


def _touches(words: Sequence[Word], at: int) -> bool:
    return words[at + 1].start - words[at].end <= 1


def _is_foreign(word: Word) -> bool:
    """Whether it may be a word of some other company's name."""
    spellings = {word.folded, word.folded.removesuffix("s")}
    return not (spellings & _NO_NAMES or word.folded[0].isdigit())


def _best(fits: list[_Fit]) -> list[_Fit]:
    """For each place in the sentence the fit that explains most; several where nothing decides."""
    kept: list[_Fit] = []
    for fit in sorted(fits, key=lambda f: (-f.explained, -f.share)):
        rivals = [other for other in kept if other.first <= fit.last and fit.first <= other.last]
        if all(_equally_good(fit, other) for other in rivals):
            kept.append(fit)
    return kept


def _equally_good(fit: _Fit, other: _Fit) -> bool:
    if fit.explained < other.explained - _ALIKE:
        return False
    return fit.form.id == other.form.id or other.share < 0.8 or fit.share > other.share - _ALIKE


def _match(fit: _Fit, words: Sequence[Word], text: str) -> NameMatch:
    start, end = words[fit.first].start, words[fit.last].end
    return NameMatch(
        id=fit.form.id,
        name=fit.form.name,
        score=round(min(1.0, fit.share), 4),
        words=text[start:end],
        start=start,
        end=end,
    )
