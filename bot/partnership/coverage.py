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


def by_product(holdings: Iterable[Holding]) -> Mapping[Product, Tally]:
    """The tally of each product that somebody has, in the order of Product."""
    states: defaultdict[Product, Counter[State | None]] = defaultdict(Counter)
    for holding in holdings:
        if not holding.subscription.ended:
            states[holding.subscription.product][_state(_held(holding))] += 1
    return {product: _tally(states[product]) for product in Product if product in states}


def over_time(
    holdings: Sequence[Holding],
    changes: Iterable[Change],
    *,
    today: date,
    known_from: date | None = None,
) -> tuple[Point, ...]:
    """The tally at the last twelve ends of months and today, from the first day on that anything speaks for.

    A change counts from the day it speaks for. `known_from`: changes before that day exist but are not among
    `changes`, so nothing is said of days before it.
    """
    lives, steady = _told_apart(holdings, changes, known_from)
    begun = [*(life.begins for life in lives), *(begins for begins, _ in steady)]
    first = max(min((day for day in begun if day), default=today), known_from or date.min)
    days = [day for day in month_ends(today) if day >= first]
    points = [Point(day=day, tally=_on(day, lives, steady)) for day in days]
    now = Counter(life.now for life in lives)
    for (_, state), number in steady.items():
        now[state] += number
    return (*points, Point(day=today, tally=_tally(now)))


def _told_apart(
    holdings: Iterable[Holding], changes: Iterable[Change], known_from: date | None
) -> tuple[list[_Life], _Steady]:
    """The subscriptions with changes, one by one, and how many of the others began when and stand how."""
    own: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        own[change.subscription_id].append(change)
    lives: list[_Life] = []
    steady: _Steady = Counter()
    for holding in holdings:
        if told := own.get(holding.subscription.id):
            lives.append(_Life.of(holding, told, known_from))
        elif not holding.subscription.ended:
            steady[_begins(holding, (), known_from), _state(_held(holding))] += 1
    return lives, steady


def _on(day: date, lives: Iterable[_Life], steady: _Steady) -> Tally:
    counted = Counter(life.on(day) for life in lives)
    for (begins, state), number in steady.items():
        if begins is not None and begins <= day:
            counted[state] += number
    return _tally(counted)


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
