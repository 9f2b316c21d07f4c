"""The rows of a report by what they speak of: one slot is a subscription, or a customer's product and
workload, in one month.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from itertools import repeat
from typing import TypeVar

from bot.partnership.many_sightings import Sightings
from bot.partnership.once import Once
from bot.partnership.resolution import DRIVING, USE, in_priority, our_use, what_of, whom_of
from bot.partnership.sightings import CustomerClue, Duplicate, Measure, Sighting, Tie
from bot.partnership.slots import Slots

Item = TypeVar("Item")
_Amounts = tuple[Decimal | None, ...]
_MEASURES = tuple(measure for measure in Measure if measure in USE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A row that puts a subscription under another tenant than an earlier one of the same month does."""

    subscription_id: str
    tenant_id: str
    line: int
    earlier_tenant_id: str
    earlier_line: int


class _Step(Enum):
    """What becomes of a slot's ties by one more row."""

    ADDED = auto()
    REPEATED = auto()
    TOLD_TWICE = auto()
    REPLACED = auto()


_Kept = tuple[date | None, date | None, _Amounts | None]
"""Of the row that stands for a tie the days, and the amounts with what others add."""


class Resolving:
    """Takes the rows of a report, in the order of their lines, and puts together those of one slot.

    Rows of one association (a subscription's services each have one) become one, their amounts added up;
    a row that is flagged as told twice within its own attribution adds nothing.
    """

    def __init__(self, contradicted: Callable[[Contradiction], None] | None = None) -> None:
        self._contradicted = contradicted
        self._places: dict[object, int] = {}
        self._lines = array("L")
        self._ids: list[str] = []
        self._customers: list[CustomerClue] = []
        self._ties: list[tuple[Tie, ...]] = []
        self._started: list[date | None] = []
        self._ends: list[date | None] = []
        self._amounts: dict[int, _Amounts] = {}
        self._several: dict[int, list[_Kept]] = {}
        self._of_first: dict[int, CustomerClue] = {}
        self._first_month: list[date | None] = []
        self._whom_of, self._what_of, self._alone = Once(whom_of), Once(what_of), Once(_alone)
        self._steps = _Steps()

    def take(self, rows: Sightings) -> None:
        """Some more rows."""
        if not len(rows):
            return
        before = len(self._places)
        places, first, again = self._placed(rows)
        self._lines.extend(_those(rows.lines, first))
        self._ids += _those(rows.subscription_ids, first)
        self._customers += _those(rows.customers, first)
        self._ties += _those(self._alone.each(rows.ties), first)
        self._started += _those(rows.started, first)
        self._ends += _those(rows.ends, first)
        amounts = _of_use(rows)
        if amounts:
            told = enumerate(_those(amounts, first), before)
            self._amounts |= {place: one for place, one in told if one}
        for at in again:
            self._take_again(rows, at, places[at], amounts[at] if amounts else None)

    def slots(self) -> Slots:
        """All that was taken, once: in the order in which slots came up first."""
        uses: list[tuple[bool | None, ...]] = [(None,)] * len(self._ties)
        for place, amounts in self._amounts.items():
            uses[place] = (_our_use(self._ties[place][0], amounts),)
        for place, kept in self._several.items():
            started, ends, told = zip(*kept, strict=True)
            uses[place] = tuple(map(_our_use, self._ties[place], told))
            self._started[place] = min([day for day in started if day], default=None)
            self._ends[place] = max([day for day in ends if day], default=None)
        for place, customer in self._of_first.items():
            self._customers[place] = customer
        return Slots(
            subscription_ids=self._ids,
            customers=self._customers,
            ties=self._ties,
            uses=uses,
            started=self._started,
            ends=self._ends,
        )

    def _placed(self, rows: Sightings) -> tuple[list[int], Sequence[int], Sequence[int]]:
        """The place of each row's slot; which rows are the first of theirs, and which are not."""
        known, new = self._places, len(self._places)
        places = [known.setdefault(key, len(known)) for key in self._keys(rows)]
        if len(known) - new == len(rows):
            return places, range(len(rows)), ()
        first: list[int] = []
        again: list[int] = []
        for at, place in enumerate(places):
            if place == new:
                first.append(at)
                new += 1
            else:
                again.append(at)
        return places, first, again

    def _keys(self, rows: Sightings) -> Sequence[object]:
        """Most files tell subscriptions, and of one month."""
        ids, months = rows.subscription_ids, [tie.month for tie in rows.ties]
        self._first_month = self._first_month or months[:1]
        if all(ids) and months.count(self._first_month[0]) == len(months):
            return ids
        whom, what = self._whom_of.each(rows.customers), self._what_of.each(rows.ties)
        keyed: list[object] = list(zip(whom, what, strict=True))
        for at, (id_, month) in enumerate(zip(ids, months, strict=True)):
            if id_:
                keyed[at] = id_ if month == self._first_month[0] else (id_, month)
        return keyed

    def _take_again(self, rows: Sightings, at: int, place: int, amounts: _Amounts | None) -> None:
        customer = rows.customers[at]
        if customer is not self._customers[place]:
            self._look_whose(rows, at, place)
        step, ties, tied = self._steps.of(self._ties[place], rows.ties[at])
        if step is _Step.TOLD_TWICE or (step is _Step.REPEATED and amounts is None):
            return
        kept = self._several.get(place) or self._begun(place)
        match step:
            case _Step.REPEATED:
                started, ends, before = kept[tied]
                kept[tied] = started, ends, _sum(before, amounts)
                return
            case _Step.ADDED:
                kept.insert(tied, (rows.started[at], rows.ends[at], amounts))
            case _Step.REPLACED:
                self._replace(place, kept, ties, (rows.started[at], rows.ends[at], amounts))
        self._ties[place] = ties
        if tied == 0:
            self._of_first[place] = customer

    def _replace(self, place: int, kept: list[_Kept], ties: tuple[Tie, ...], now: _Kept) -> None:
        """One of the ties is another row's from now on, and may stand elsewhere then."""
        started, ends, amounts = now
        before = dict(zip(map(id, self._ties[place]), kept, strict=True))
        (gone,) = [tie for tie in self._ties[place] if not any(tie is one for one in ties)]
        if not _told_twice(gone):
            amounts = _sum(before[id(gone)][2], amounts)
        kept[:] = [before.get(id(tie), (started, ends, amounts)) for tie in ties]

    def _begun(self, place: int) -> list[_Kept]:
        first = self._started[place], self._ends[place], self._amounts.pop(place, None)
        kept = self._several[place] = [first]
        return kept

    def _look_whose(self, rows: Sightings, at: int, place: int) -> None:
        told, earlier = rows.customers[at].tenant_id, self._customers[place].tenant_id
        if self._contradicted and told and earlier and told.lower() != earlier.lower():
            contradiction = Contradiction(
                subscription_id=rows.subscription_ids[at],
                tenant_id=told,
                line=rows.lines[at],
                earlier_tenant_id=earlier,
                earlier_line=self._lines[place],
            )
            self._contradicted(contradiction)


class _Steps:
    """What becomes of ties, as they stand in a slot, by another one: the ties then, and where it stands.

    Found out once for those that are the same in memory: there are few.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[_Step, tuple[Tie, ...], int]] = {}
        self._shared: dict[tuple[int, ...], tuple[Tie, ...]] = {}
        self._kept: list[object] = []

    def of(self, ties: tuple[Tie, ...], tie: Tie) -> tuple[_Step, tuple[Tie, ...], int]:
        both = id(ties), id(tie)
        known = self._known.get(both)
        if known is None:
            # None of those that are known by where they are in memory must go.
            self._kept += ties, tie
            known = self._known[both] = self._found(ties, tie)
        return known

    def _found(self, ties: tuple[Tie, ...], tie: Tie) -> tuple[_Step, tuple[Tie, ...], int]:
        of_it = [at for at, one in enumerate(ties) if _association(one) == _association(tie)]
        if of_it and in_priority(ties[of_it[0]]) <= in_priority(tie):
            return (_Step.TOLD_TWICE if _told_twice(tie) else _Step.REPEATED), ties, of_it[0]
        others = [one for at, one in enumerate(ties) if at not in of_it]
        # Of those that stand alike the later line comes later.
        now = tuple(sorted([*others, tie], key=in_priority))
        now = self._shared.setdefault(tuple(map(id, now)), now)
        at = next(at for at, one in enumerate(now) if one is tie)
        return (_Step.REPLACED if of_it else _Step.ADDED), now, at


def resolved(sightings: Iterable[Sighting]) -> Slots:
    """Some rows, put together by what they speak of."""
    resolving = Resolving()
    resolving.take(Sightings.of(sightings))
    return resolving.slots()


def _those(column: Sequence[Item], places: Sequence[int]) -> Iterable[Item]:
    return column if len(places) == len(column) else map(column.__getitem__, places)


def _alone(tie: Tie) -> tuple[Tie, ...]:
    return (tie,)


def _association(tie: Tie) -> tuple[object, ...]:
    return tie.attribution, tie.partner


def _told_twice(tie: Tie) -> bool:
    return Duplicate.GLOBAL_ACCOUNT_AND_ATTRIBUTION in tie.duplicate_within


def _of_use(rows: Sightings) -> list[_Amounts | None] | None:
    """Of rows that may show use how much there is, by measure. None where none of them tells any."""
    told = [rows.amounts.get(measure) for measure in _MEASURES]
    if not any(told):
        return None
    columns = [column or repeat(None, len(rows)) for column in told]
    nothing = (None,) * len(_MEASURES)
    return [
        amounts if tie.attribution in DRIVING and amounts != nothing else None
        for tie, amounts in zip(rows.ties, zip(*columns, strict=True), strict=True)
    ]


def _sum(some: _Amounts | None, more: _Amounts | None) -> _Amounts | None:
    if some is None or more is None:
        return some or more
    return tuple([b if a is None else a if b is None else a + b for a, b in zip(some, more, strict=True)])


def _our_use(tie: Tie, amounts: _Amounts | None) -> bool | None:
    if amounts is None:
        return None
    told = zip(_MEASURES, amounts, strict=True)
    return our_use(tie, [(measure, amount) for measure, amount in told if amount is not None])
