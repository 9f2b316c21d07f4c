"""Subscriptions that nothing is stored of. What many of them have in common is made once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.importing.merging import Associations, holders, speaks_for, without_empty_words
from bot.partnership.history import Arrival, Came
from bot.partnership.records import Customer, Holding, Product


class Newcomers:
    """Makes holdings as `merged` makes them of rows, and what history says of each.

    `today` is what they speak for that have no association. Associations are told apart by being the same
    value in memory, and not by what they say, which would take longer than to make them anew. `changes` are
    how many those that came are to history.
    """

    def __init__(self, today: date) -> None:
        self.changes = 0
        self._today = today
        self._kept: dict[int, tuple[Associations, Associations]] = {}
        self._came: dict[tuple[int, Product], tuple[Associations, Came]] = {}
        self._by_customer: dict[str, list[Arrival]] = {}

    def reported(self, holding: Holding, customer: Customer) -> Holding:
        """The subscription of our own CSV, which is that customer's."""
        told, subscription = holding.associations, holding.subscription
        _, kept = self._kept.get(id(told)) or self._keep(told)
        if subscription.customer_id != customer.id:
            subscription = replace(subscription, customer_id=customer.id)
        elif holding.customer is customer and kept is told:
            return holding
        return Holding(customer=customer, subscription=subscription, associations=kept)

    def came(self, now: Holding) -> None:
        """It is new."""
        associations, subscription = now.associations, now.subscription
        alike = (id(associations), subscription.product)
        _, came = self._came.get(alike) or self._make(alike, now)
        arrival = Arrival(now.customer.id, subscription.id, came)
        self._by_customer.setdefault(now.customer.id, []).append(arrival)
        self.changes += 1 + len(came.holders)

    def arrivals(self) -> Iterator[Arrival]:
        """Those that came, by customer, so that what changed for one stands together: once."""
        for arrivals in self._by_customer.values():
            yield from arrivals
            arrivals.clear()

    def _keep(self, told: Associations) -> tuple[Associations, Associations]:
        kept = without_empty_words(told)
        self._kept[id(told)] = both = told, kept
        return both

    def _make(self, alike: tuple[int, Product], now: Holding) -> tuple[Associations, Came]:
        came = Came(
            product=now.subscription.product,
            seen_for=speaks_for(now) if now.associations else self._today,
            holders=tuple(holders(now).items()),
        )
        self._came[alike] = made = (now.associations, came)
        return made
