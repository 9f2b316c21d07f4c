"""How many subscriptions we are partner of record for: by product now, and at the end of each past month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.partnership.history import Change, What
from bot.partnership.records import AssociationKind, Holder, HolderKind, Holding, Product
from bot.partnership.standing import State

MONTHS = 12
_Steady = Counter[tuple[date | None, State]]
"""How many subscriptions without changes began on a day, and stand so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Subscriptions that run, by our standing on them."""

    ours: int = 0
    others: int = 0
    nobodys: int = 0
    not_seen: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.ours + self.others + self.nobodys + self.not_seen

    @property
    def share(self) -> int:
        """How many in a hundred are ours, rounded; 0 where there are none."""
        return (200 * self.ours + self.total) // (2 * self.total) if self.total else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The tally on a day: a month's last, or today."""

    day: date
    tally: Tally


class Coverage:
    """Counts subscriptions that are taken a few at a time, for there may be very many.

    `changes` are theirs; a change counts from the day it speaks for. `known_from`: changes before that day
    exist but are not among them, so nothing is said of days before it.
    """

    def __init__(
        self, changes: Iterable[Change] = (), *, today: date, known_from: date | None = None
    ) -> None:
        self._today = today
        self._known_from = known_from
        self._changes: defaultdict[str, list[Change]] = defaultdict(list)
        for change in changes:
            self._changes[change.subscription_id].append(change)
        self._first = today
        self._products: defaultdict[Product, Counter[State | None]] = defaultdict(Counter)
        self._ends = {day: Counter[State | None]() for day in month_ends(today)}
        self._steady: _Steady = Counter()

    def take(self, holdings: Iterable[Holding]) -> None:
        """Count these too; each is taken once."""
        for holding in holdings:
            if told := self._changes.get(holding.subscription.id):
                self._take_life(_Life.of(holding, told, self._known_from))
            elif not holding.subscription.ended:
                self._steady[_begins(holding, (), self._known_from), _state(_held(holding))] += 1
            if not holding.subscription.ended:
                self._products[holding.subscription.product][_state(_held(holding))] += 1

    def by_product(self) -> Mapping[Product, Tally]:
        """The tally of each product that somebody has, in the order of Product."""
        return {product: _tally(self._products[product]) for product in Product if product in self._products}

    def over_time(self) -> tuple[Point, ...]:
        """The tally at the last twelve ends of months and today, from when on anything speaks for."""
        first = min((self._first, *(begins for begins, _ in self._steady if begins)))
        first = max(first, self._known_from or date.min)
        points = [self._on(day) for day in self._ends if day >= first]
        now = sum(self._products.values(), Counter[State | None]())
        return (*points, Point(day=self._today, tally=_tally(now)))

    def _take_life(self, life: _Life) -> None:
        if life.begins:
            self._first = min(self._first, life.begins)
        for day, counted in self._ends.items():
            counted[life.on(day)] += 1

    def _on(self, day: date) -> Point:
        counted = Counter(self._ends[day])
        for (begins, state), number in self._steady.items():
            if begins is not None and begins <= day:
                counted[state] += number
        return Point(day=day, tally=_tally(counted))


def month_ends(today: date) -> tuple[date, ...]:
    """The last days of the twelve months before this one, the oldest first."""
    ends: list[date] = []
    day = today
    for _ in range(MONTHS):
        day = day.replace(day=1) - timedelta(days=1)
        ends.append(day)
    return tuple(reversed(ends))


def _tally(counted: Mapping[State | None, int]) -> Tally:
    """The states as counted; None, where it did not run or was not known, counts as nothing."""
    return Tally(
        ours=counted.get(State.OURS, 0),
        others=counted.get(State.OTHERS, 0),
        nobodys=counted.get(State.NOBODYS, 0),
        not_seen=counted.get(State.NOT_SEEN, 0),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Life:
    """One subscription over time. `begins` is None where only the present is known."""

    begins: date | None
    now: State | None
    holders: tuple[Change, ...]
    runs: tuple[Change, ...]
    present: State

    @classmethod
    def of(cls, holding: Holding, changes: Sequence[Change], known_from: date | None) -> _Life:
        """From the present record and the subscription's own changes."""
        ordered = sorted(changes, key=lambda change: (change.seen_for, change.at))
        present = _state(_held(holding))
        return cls(
            begins=_begins(holding, ordered, known_from),
            now=None if holding.subscription.ended else present,
            holders=tuple(change for change in ordered if _tells_holder(change)),
            runs=tuple(change for change in ordered if change.what in (What.ENDED, What.RESUMED)),
            present=present,
        )

    def on(self, day: date) -> State | None:
        """How it stood at the end of that day, None where it did not run or was not yet known."""
        if self.begins is None or self.begins > day or self._had_ended(day):
            return None
        before = [change for change in self.holders if change.seen_for <= day]
        if before:
            return _state(before[-1].after)
        return _state(self.holders[0].before) if self.holders else self.present

    def _had_ended(self, day: date) -> bool:
        before = [change for change in self.runs if change.seen_for <= day]
        if before:
            return before[-1].what is What.ENDED
        # What comes next tells what was before it; where nothing comes, it was as it is.
        return self.runs[0].what is What.RESUMED if self.runs else self.now is None


def _begins(holding: Holding, changes: Sequence[Change], known_from: date | None) -> date | None:
    new = [change.seen_for for change in changes if change.what is What.NEW]
    if new:
        return min(new)
    if known_from is not None:
        return known_from
    seen = [change.seen_for for change in changes]
    seen += [association.since for association in holding.associations]
    return min(seen) if seen else None


def _tells_holder(change: Change) -> bool:
    return change.what is What.HOLDER and change.association is AssociationKind.DPOR


def _held(holding: Holding) -> Holder | None:
    return holding.dpor.holder if holding.dpor else None


def _state(holder: Holder | None) -> State:
    if holder is None:
        return State.NOT_SEEN
    return _STATES[holder.kind]


_STATES = {
    HolderKind.US: State.OURS,
    HolderKind.OTHER: State.OTHERS,
    HolderKind.NOBODY: State.NOBODYS,
}
