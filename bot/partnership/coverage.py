"""How many subscriptions we are partner of record for: by product now, and at the end of each past month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.partnership.history import Arrivals, Change, What
from bot.partnership.records import (
    Association,
    AssociationKind,
    Holder,
    HolderKind,
    Holding,
    Known,
    Product,
)
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
        self.learn(changes)
        self._products: defaultdict[Product, Counter[State | None]] = defaultdict(Counter)
        self._lives = Counter[_Life]()
        self._steady: _Steady = Counter()
        self._came: dict[str, date] = {}
        self._all_came = True

    def learn(self, changes: Iterable[Change]) -> None:
        """These belong to the changes, too; nothing may be counted before all are known."""
        for change in changes:
            self._changes[change.subscription_id].append(change)

    @property
    def changed(self) -> Sequence[str]:
        """The subscriptions that the changes are of: each has to be taken by itself."""
        return tuple(self._changes)

    def come(self, arrivals: Arrivals, *, product: Product | None, ended: Collection[str]) -> None:
        """Count what came so and has not changed since, of that product; of what has, note when it came.

        Nothing that has come later may be taken before. `ended` runs no more, whatever is told of it.
        """
        both = tuple(zip(arrivals.subscription_ids, arrivals.cames, strict=True))
        self._came |= {id_: came.seen_for for id_, came in both if id_ in self._changes}
        alike = Counter(id(came) for id_, came in both if id_ not in self._changes and id_ not in ended)
        for came in {id(came): came for came in arrivals.cames}.values():
            if not alike[id(came)]:
                continue
            if product in (None, came.product) and not self._is_older(came.seen_for):
                state = _state(dict(came.holders).get(AssociationKind.DPOR))
                self._steady[came.seen_for, state] += alike[id(came)]
                self._products[came.product][state] += alike[id(came)]

    def fill_up(self, tally: Mapping[tuple[Product, HolderKind | None], int]) -> bool:
        """Count the rest of those that run, of which there are so many in all: nothing is told of them but
        that they were there when changes began to be known. False where that cannot be.
        """
        rest = {key: n - self._products[key[0]][_of_kind(key[1])] for key, n in tally.items()}
        counted = sum(self._products.values(), Counter[State | None]())
        known = sum(tally.values()) == sum(counted.values()) + sum(rest.values())
        if not (self._all_came and known) or any(n < 0 for n in rest.values()):
            return False
        if self._known_from is None:
            return not any(rest.values())
        for (product, kind), n in rest.items():
            if not n:
                continue
            self._steady[self._known_from, _of_kind(kind)] += n
            self._products[product][_of_kind(kind)] += n
        return True

    def _is_older(self, day: date) -> bool:
        """Whether changes of that day are not all known."""
        return self._known_from is not None and day <= self._known_from

    def take(self, holdings: Iterable[Holding]) -> None:
        """Count these too; each is taken once."""
        for holding in holdings:
            known = Known.of(holding)
            if told := self._changes.get(holding.subscription.id):
                begins = _begins(holding.associations, told, self._known_from)
                self._lives[_Life.of(known, told, begins)] += 1
            elif not known.ended:
                begins = _begins(holding.associations, (), self._known_from)
                self._steady[begins, _of_kind(known.holder)] += 1
            self._count_now(known)

    def take_changed(self, states: Mapping[str, Known]) -> None:
        """Count these, which have changed since they came."""
        for id_, known in states.items():
            came, told = self._came.get(id_), self._changes[id_]
            older = came is None or self._is_older(came)
            begins = _begins((), told, self._known_from) if older else came
            new = older and any(change.what is What.NEW for change in told)
            self._all_came &= not older or new or self._known_from is not None
            self._lives[_Life.of(known, told, begins)] += 1
            self._count_now(known)

    def _count_now(self, known: Known) -> None:
        if not known.ended:
            self._products[known.product][_of_kind(known.holder)] += 1

    def by_product(self) -> Mapping[Product, Tally]:
        """The tally of each product that somebody has, in the order of Product."""
        return {product: _tally(self._products[product]) for product in Product if product in self._products}

    def over_time(self) -> tuple[Point, ...]:
        """The tally at the last twelve ends of months and today, from when on anything speaks for."""
        days = {self._today, *(begins for begins, _ in self._steady), *(life.begins for life in self._lives)}
        first = max(min(day for day in days if day), self._known_from or date.min)
        points = [self._on(day) for day in month_ends(self._today) if day >= first]
        now = sum(self._products.values(), Counter[State | None]())
        return (*points, Point(day=self._today, tally=_tally(now)))

    def _on(self, day: date) -> Point:
        counted = Counter[State | None]()
        for life, number in self._lives.items():
            counted[life.on(day)] += number
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
    """One subscription over time, or many alike. `begins` is None where only the present is known.

    `holders` say from which day on it stood otherwise, how before and how then; `runs` whether it ended or
    resumed.
    """

    begins: date | None
    now: State | None
    holders: tuple[tuple[date, State, State], ...]
    runs: tuple[tuple[date, What], ...]
    present: State

    @classmethod
    def of(cls, known: Known, changes: Sequence[Change], begins: date | None) -> _Life:
        """From the present record and the subscription's own changes."""
        ordered = sorted(changes, key=_when) if len(changes) > 1 else changes
        present = _of_kind(known.holder)
        return cls(
            begins=begins,
            now=None if known.ended else present,
            holders=tuple(
                [
                    (one.seen_for, _state(one.before), _state(one.after))
                    for one in ordered
                    if _tells_holder(one)
                ]
            ),
            runs=tuple([(one.seen_for, one.what) for one in ordered if one.what in _RUNS]),
            present=present,
        )

    def on(self, day: date) -> State | None:
        """How it stood at the end of that day, None where it did not run or was not yet known."""
        if self.begins is None or self.begins > day or self._had_ended(day):
            return None
        so_far = [then for since, _, then in self.holders if since <= day]
        if so_far:
            return so_far[-1]
        return self.holders[0][1] if self.holders else self.present

    def _had_ended(self, day: date) -> bool:
        so_far = [what for since, what in self.runs if since <= day]
        if so_far:
            return so_far[-1] is What.ENDED
        # What comes next tells what was before it; where nothing comes, it was as it is.
        return self.runs[0][1] is What.RESUMED if self.runs else self.now is None


def _begins(
    associations: Iterable[Association], changes: Iterable[Change], known_from: date | None
) -> date | None:
    new = [change.seen_for for change in changes if change.what is What.NEW]
    if new:
        return min(new)
    if known_from is not None:
        return known_from
    seen = [change.seen_for for change in changes]
    seen += [association.since for association in associations]
    return min(seen) if seen else None


_RUNS = (What.ENDED, What.RESUMED)


def _when(change: Change) -> tuple[date, datetime]:
    return change.seen_for, change.at


def _tells_holder(change: Change) -> bool:
    return change.what is What.HOLDER and change.association is AssociationKind.DPOR


def _state(holder: Holder | None) -> State:
    return _of_kind(holder.kind if holder else None)


def _of_kind(kind: HolderKind | None) -> State:
    return State.NOT_SEEN if kind is None else _STATES[kind]


_STATES = {
    HolderKind.US: State.OURS,
    HolderKind.OTHER: State.OTHERS,
    HolderKind.NOBODY: State.NOBODYS,
}
