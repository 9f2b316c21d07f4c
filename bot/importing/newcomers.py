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
from bot.partnership.records import Customer, Product


class Newcomers:
    """Makes holdings as `merged` makes them of rows, and what history says of them.

    `today` is what they speak for that have no association. Associations are told apart by being the same
    value in memory, and not by what they say, which would take longer than to make them anew. `changes` are
    how many those that came are to history; `apart`: those of one customer came with others between them.
    """

    def __init__(self, today: date) -> None:
        self.changes = 0
        self.apart = False
        self._today = today
        self._kept: dict[int, tuple[Associations, Associations]] = {}
        self._cames: dict[tuple[int, Product], tuple[Associations, Came]] = {}
        self._came: list[Came] = []
        self._of: dict[str, list[int]] = {}

    def kept(self, told: Sequence[Associations]) -> list[Associations]:
        """What counts of what was told of each."""
        kept = self._kept
        for one in {id(one): one for one in told}.values():
            if id(one) not in kept:
                kept[id(one)] = one, without_empty_words(one)
        return [kept[at][1] for at in map(id, told)]

    def came(self, now: Holdings) -> None:
        """They are new, and come after those that came before."""
        alike = list(zip(map(id, now.associations), now.products, strict=True))
        cames = self._cames
        for at in {key: at for at, key in enumerate(alike)}.values():
            if alike[at] not in cames:
                cames[alike[at]] = self._made(now.associations[at], now.products[at])
        for at, customer in enumerate(now.customers, len(self._came)):
            places = self._of.setdefault(customer.id, [])
            self.apart |= bool(places) and places[-1] != at - 1
            places.append(at)
        came = [cames[key][1] for key in alike]
        self._came += came
        self.changes += len(came) + sum([len(one.holders) for one in came])

    def in_order(self) -> Iterator[int]:
        """The places of all that came, by customer, so that what changed for one stands together."""
        return chain.from_iterable(self._of.values())

    def arrivals(self, told: Arrivals, now: Holdings, order: Sequence[int] | None) -> Arrivals:
        """All that came, which are now so, with what is told of all; in that order, None where they are."""
        whose = tuple([customer.id for customer in now.customers])
        columns: tuple[Sequence[Any], ...] = whose, now.ids, self._came
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


def of_own_csv(
    holdings: Holdings, customers: Sequence[Customer], associations: Sequence[Associations]
) -> Holdings:
    """As our own CSV tells them, which are those customers' and of which that counts."""
    return replace(holdings, customers=tuple(customers), associations=tuple(associations))
