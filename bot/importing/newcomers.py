"""Subscriptions that nothing is stored of. What many of them have in common is made once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.importing.merging import Associations, holders, speaks_for, without_empty_words
from bot.partnership.history import Arrivals, Came
from bot.partnership.many import Holdings
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
        self._kept: dict[int, tuple[Associations, Associations]] = {}
        self._cames: dict[tuple[int, Product], tuple[Associations, Came]] = {}
        self._came: list[Came] = []
        self._ids: list[str] = []
        self._whose: list[str] = []

    def reported(self, holdings: Holdings, customers: Sequence[Customer]) -> Holdings:
        """The subscriptions of our own CSV, which are those customers'."""
        kept = self._kept
        for told in {id(told): told for told in holdings.associations}.values():
            if id(told) not in kept:
                kept[id(told)] = told, without_empty_words(told)
        associations = tuple([kept[at][1] for at in map(id, holdings.associations)])
        return replace(holdings, customers=tuple(customers), associations=associations)

    def came(self, now: Holdings) -> None:
        """They are new."""
        alike = list(zip(map(id, now.associations), now.products, strict=True))
        cames = self._cames
        for at in {key: at for at, key in enumerate(alike)}.values():
            if alike[at] not in cames:
                cames[alike[at]] = self._made(now.associations[at], now.products[at])
        came = [cames[key][1] for key in alike]
        self._came += came
        self._ids += now.ids
        self._whose += [customer.id for customer in now.customers]
        self.changes += len(came) + sum([len(one.holders) for one in came])

    def arrivals(self, told: Arrivals) -> Arrivals:
        """Those that came, with what is told of them all: by customer, so that what changed for one stands
        together.
        """
        first: dict[str, int] = {}
        places = [first.setdefault(customer, at) for at, customer in enumerate(self._whose)]
        order = sorted(range(len(places)), key=places.__getitem__)
        columns = self._whose, self._ids, self._came
        whose, ids, came = (tuple(map(column.__getitem__, order)) for column in columns)
        return replace(told, customer_ids=whose, subscription_ids=ids, cames=came)

    def _made(self, associations: Associations, product: Product) -> tuple[Associations, Came]:
        came = Came(
            product=product,
            seen_for=speaks_for(associations) if associations else self._today,
            holders=tuple(holders(associations).items()),
        )
        return associations, came
