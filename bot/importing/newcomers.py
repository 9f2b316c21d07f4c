"""Subscriptions that nothing is stored of. What many of them have in common is made once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

from bot.importing.merging import Associations, holders, speaks_for, without_empty_words
from bot.partnership.history import Arrivals, Came
from bot.partnership.many import Holdings
from bot.partnership.once import Once
from bot.partnership.records import Customer, Product


class Newcomers:
    """Makes holdings as `merged` makes them of rows, and what history says of them.

    `today` is what they speak for that have no association. Associations are told apart by being the same
    value in memory, and not by what they say, which would take longer than to make them anew. `changes` are
    how many those that came are to history.
    """

    def __init__(self, today: date) -> None:
        self.changes = 0
        self._today = today
        self._kept = Once(without_empty_words)
        self._cames: dict[tuple[int, Product], tuple[Associations, Came]] = {}
        self._came: list[Came] = []
        self._whose: list[str] = []
        self._starts: list[int] = []
        self._runs_of: dict[str, list[int]] = {}

    def kept(self, told: Sequence[Associations]) -> list[Associations]:
        """What counts of what was told of each."""
        return self._kept.each(told)

    def came(self, now: Holdings) -> None:
        """They are new, and come after those that came before."""
        alike = list(zip(map(id, now.associations), now.products, strict=True))
        cames = self._cames
        for at in {key: at for at, key in enumerate(alike)}.values():
            if alike[at] not in cames:
                cames[alike[at]] = self._made(now.associations[at], now.products[at])
        self._take_whose([customer.id for customer in now.customers])
        came = [cames[key][1] for key in alike]
        self._came += came
        self.changes += len(came) + sum([len(one.holders) for one in came])

    def _take_whose(self, ids: list[str]) -> None:
        """Mostly those of one customer come one after the other."""
        before: list[str | None] = [*(self._whose[-1:] or [None]), *ids[:-1]]
        for at in [at for at, whose in enumerate(ids) if whose != before[at]]:
            self._runs_of.setdefault(ids[at], []).append(len(self._starts))
            self._starts.append(at + len(self._whose))
        self._whose += ids

    @property
    def apart(self) -> bool:
        """Whether those of one customer came with others between them."""
        return len(self._starts) > len(self._runs_of)

    def in_order(self) -> Iterator[int]:
        """The places of all that came, by customer, so that what changed for one stands together."""
        ends = [*self._starts[1:], len(self._whose)]
        for run in chain.from_iterable(self._runs_of.values()):
            yield from range(self._starts[run], ends[run])

    def arrivals(self, told: Arrivals, now: Holdings, order: Sequence[int] | None) -> Arrivals:
        """All that came, which are now so, with what is told of all; in that order, None where they are."""
        columns: tuple[Sequence[Any], ...] = self._whose, now.ids, self._came
        if order is not None:
            columns = tuple(tuple(map(column.__getitem__, order)) for column in columns)
        whose, ids, came = columns
        return replace(told, customer_ids=whose, subscription_ids=ids, cames=came)

    def _made(self, associations: Associations, product: Product) -> tuple[Associations, Came]:
        came = Came(
            product=product,
            seen_for=speaks_for(associations) if associations else self._today,
            holders=tuple(holders(associations).items()),
        )
        return associations, came


def as_told(
    holdings: Holdings, customers: Sequence[Customer], associations: Sequence[Associations]
) -> Holdings:
    """These, which are those customers' and of which that counts."""
    return replace(holdings, customers=tuple(customers), associations=tuple(associations))
