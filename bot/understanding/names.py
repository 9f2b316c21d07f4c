"""Customer and partner names in a sentence, found forgivingly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from operator import add
from typing import NamedTuple, Protocol

from bot.understanding.name_fits import ALIKE, Fit, Form, Reading, laid_over, runs
from bot.understanding.name_signs import Known
from bot.understanding.name_tables import Entry, Likeness, NamesInMemory, NameTable, WordsAlike
from bot.understanding.name_words import name_words
from bot.understanding.neighbours import (
    has_initial,
    in_name_place,
    is_foreign,
    is_possessive,
    names_somebody,
    shouted,
    touches,
    written_as_a_name,
)
from bot.understanding.products import may_end_a_product
from bot.understanding.remembered import Remembered
from bot.understanding.spelling import SHORTEST
from bot.understanding.vocabulary import BUSINESS, ORDINARY
from bot.understanding.words import Word

_OTHER_ENDING, _NEARLY = 0.99, 0.985
_EXACT, _MOSTLY = 0.999, 0.8
_NEARLY_WHOLE = 0.9
_MANY, _FEW = 3, 4
_OF_A_KIND = 2


class NameMatch(NamedTuple):
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

    def find(self, text: str, known: Known | None = None, /) -> tuple[NameMatch, ...]:
        """The names that may be meant, best first. Several mean that they fit about equally well.

        `known` tells words that people use without naming anybody.
        """
        ...


class TableIndex:
    """Whole names first, then parts of them, each word forgiven a typo or two."""

    def __init__(self, table: NameTable) -> None:
        # The table's own members, so that a word is looked up without a call in between.
        self._words, self._candidates = table.words, table.candidates
        self._has_none = table.has_none
        # Not by a method: an object that holds itself is not gone with the last who holds it.
        self._readings = Remembered(partial(_readings_of, table), most=4096)

    def find(self, text: str, _known: Known | None = None, /) -> tuple[NameMatch, ...]:
        """The names that may be meant, best first. Several mean that they fit about equally well."""
        words = name_words(text)
        said = [word.folded for word in words]
        readings = list(map(self._readings.__getitem__, said))
        if not self._has_none(map(add, said, said[1:])):
            readings = [self._joined(one, other) for one, other in pairwise((*said, ""))]
        if not any(readings):
            return ()
        fits = [fit for run in runs(words, readings) for fit in self._fits(run, words, readings)]
        return decided(fits, words, text)

    def _joined(self, word: str, after: str) -> tuple[Reading, ...]:
        """Two words that are stored as one; else the first alone."""
        joined = word + after
        if after and joined in self._words and len(joined) > 5 and after not in self._words:
            return ((joined, 0.98, 2),)
        return self._readings[word]

    def _fits(self, run: range, words: Sequence[Word], readings: list[tuple[Reading, ...]]) -> Iterator[Fit]:
        said = {word for at in run for word, _, _ in readings[at]}
        return fits_of(self._candidates(said), run, words, readings)


class NameIndex(TableIndex):
    """A few thousand names, which may change."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Each entry is an id and its names; the first name is the one shown."""
        self._table = NamesInMemory(entries)
        super().__init__(self._table)

    def change(self, before: Iterable[Entry], now: Iterable[Entry]) -> None:
        """Forget entries that are here, just as they came, and take others in. A few at once: nobody finds
        anything meanwhile.
        """
        self._table.change(before, now)
        self._readings.clear()


def fits_of(
    forms: Iterable[Form], run: range, words: Sequence[Word], readings: list[tuple[Reading, ...]]
) -> Iterator[Fit]:
    """How these forms fit into a run of words, where they do."""
    for form in forms:
        fit = laid_over(form, run, words, readings)
        if fit is not None and _enough(fit) and not _part_of_another_name(fit, words):
            yield fit


def decided(fits: list[Fit], words: Sequence[Word], text: str) -> tuple[NameMatch, ...]:
    """What fits best at each place, best first."""
    best = _not_misnamed([fit for fit in _best(fits) if _says_enough(fit, fits, words)])
    found = {fit.form.id: _match(fit, words, text) for fit in reversed(best)}
    return tuple(sorted(found.values(), key=lambda match: (-match.score, match.start, match.id)))


def _readings_of(table: NameTable, word: str) -> tuple[Reading, ...]:
    """The stored words that a word may be meant as."""
    exact = ((word, 1.0, 1),) if word in table.words else ()
    if word in ORDINARY:
        return exact
    other = _other_ending(word)
    endings = ((other, _OTHER_ENDING, 1),) if other in table.words else ()
    if exact:
        return (*exact, *endings)
    typos = _typos(table.spelling, word)
    if not endings:
        typos = typos or (table.spelling.perhaps(word) if len(word) > SHORTEST else ())
        return tuple([(right, alike, 1) for right, alike in typos])
    near = [(right, _NEARLY, 1) for right, alike in typos if right != other and alike > 0.85]
    return (*endings, *near)


def _typos(spelling: WordsAlike, word: str) -> Likeness:
    """What the word, or the word without its s, is meant as where it is misspelt."""
    found = spelling.meant_by(word)
    return spelling.meant_by(word[:-1]) if not found and word.endswith("s") else found


def _other_ending(word: str) -> str:
    """The word with its s, or without; a short one without it alone: "Åre Öls" is Åre Öl's."""
    if len(word) < 4:
        return word[:-1] if len(word) == 3 and word[-1] == "s" else ""
    return word[:-1] if word[-1] == "s" else word + "s"


def _enough(fit: Fit) -> bool:
    """Whether so little of a name still names it: a word of its own, two in a row, or "toys" alone.

    A word that is two letters off names nobody without another that is right.
    """
    if fit.doubtful and not fit.exactly:
        return False
    return fit.distinctive or fit.count > 1 or not fit.only_ordinary or len(fit.form.words) == 1


def _says_enough(fit: Fit, fits: list[Fit], words: Sequence[Word]) -> bool:
    """Whether "toys" alone may stand for a name: written like one, or shared, so that we ask."""
    if fit.everyday:
        enough = fit.by_suffix or fit.count >= _MANY or names_somebody(words, fit.first, fit.last)
        enough = enough or has_initial(words, fit.first) or (fit.count > 1 and _stands_first(fit, words))
        nearly = fit.whole or (fit.count >= _MANY and fit.share > _NEARLY_WHOLE)
        return (nearly and enough) or (fit.count > 1 and written_as_a_name(words, fit.first, fit.last))
    if fit.distinctive or fit.count > 1 or fit.whole:
        return True
    if fit.first > 0 and words[fit.first].capitalised:
        return True
    shared = any(other.first == fit.first and other.form.id != fit.form.id for other in fits)
    return shared and (len(words) <= _FEW or _stands_first(fit, words) or in_name_place(words, fit.first))


def _stands_first(fit: Fit, words: Sequence[Word]) -> bool:
    """Whether it is what the rest speaks of: "A Datum, are we registered?"."""
    return fit.first == 0 and fit.last + 1 < len(words) and not touches(words, fit.last)


def _part_of_another_name(fit: Fit, words: Sequence[Word]) -> bool:
    """Whether a neighbour makes it another company: "Tailwind Traders", "Contoso Pharma"."""
    return _foreign_before(fit, words) or _foreign_after(fit, words)


def _foreign_before(fit: Fit, words: Sequence[Word]) -> bool:
    before = fit.first - 1
    if before < 0 or not touches(words, before) or not is_foreign(words[before]):
        return False
    if may_end_a_product(words[before].folded):
        return False
    if before > 0 and words[before].capitalised and not shouted(words):
        return True
    # "Before I call Northwind": a small letter before a capital is a word of the sentence.
    apart = words[fit.first].capitalised and not words[before].capitalised
    if apart and fit.whole and fit.count > 1 and written_as_a_name(words, fit.first, fit.last):
        return False
    return not fit.distinctive or (fit.share < _MOSTLY and not apart)


def _foreign_after(fit: Fit, words: Sequence[Word]) -> bool:
    after = fit.last + 1
    if after >= len(words) or not touches(words, fit.last) or not is_foreign(words[after]):
        return False
    if is_possessive(words[fit.last]):
        return False
    if words[after].folded in BUSINESS or (words[after].capitalised and not shouted(words)):
        return True
    return fit.share < _MOSTLY and not (fit.first and words[fit.first].capitalised)


def _not_misnamed(fits: list[Fit]) -> list[Fit]:
    """Without "Jones Ltd" for Smith, Jones & Partners, unless it may as well be one that it suits."""
    suited = [fit for fit in fits if not fit.other_suffix]
    places = {fit.first for fit in suited}
    return [fit for fit in fits if fit.first in places]


def _best(fits: list[Fit]) -> list[Fit]:
    """For each place in the sentence the fit that explains most; several where nothing decides."""
    if len(fits) < _OF_A_KIND:
        return fits
    kept: list[Fit] = []
    # Two of each kind tell as much as hundreds: one of them is another's.
    kinds: dict[tuple[float, ...], dict[str, Fit]] = defaultdict(dict)
    for fit in sorted(fits, key=lambda f: (-f.told, -f.share, not f.by_suffix)):
        others = (other for kind in kinds.values() for other in kind.values())
        rivals = [other for other in others if other.first <= fit.last and fit.first <= other.last]
        if all(_equally_good(fit, other) for other in rivals):
            kept.append(fit)
            kind = kinds[fit.first, fit.last, fit.explained, fit.share, fit.by_suffix]
            if len(kind) < _OF_A_KIND:
                kind[fit.form.id] = fit
    return kept


def _equally_good(fit: Fit, other: Fit) -> bool:
    if fit.told < other.told - ALIKE:
        return False
    if fit.form.id == other.form.id:
        return True
    if other.share > _EXACT:
        return fit.share > _EXACT and (fit.by_suffix or not other.by_suffix)
    return other.share < _MOSTLY or fit.share > other.share - ALIKE


def _match(fit: Fit, words: Sequence[Word], text: str) -> NameMatch:
    start, end = words[fit.first].start, words[fit.last].end
    return NameMatch(
        id=fit.form.id,
        name=fit.form.name,
        score=round(min(1.0, fit.share), 4),
        words=text[start:end],
        start=start,
        end=end,
    )
