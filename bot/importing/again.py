"""Rows that say again what is stored of a subscription: only how old that is has changed.

A month's file is mostly of such. They are looked at column by column; the others one by one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import eq

from bot.importing.customers import Placing
from bot.importing.merging import Associations, heard_together, holders, speaks_for
from bot.importing.rows import Rows
from bot.partnership.associated import Associated
from bot.partnership.conflicts import say_otherwise
from bot.partnership.many import Holdings
from bot.partnership.once import OnceOfBoth


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Rows of subscriptions that are stored, and how each is stored."""

    told: Rows
    stored: Holdings

    def without(self, places: Collection[int]) -> Known:
        """All but those at these places."""
        left_out = frozenset(places)
        rest = [at for at in range(len(self.told)) if at not in left_out]
        return Known(told=self.told.at(rest), stored=self.stored.at(rest))


class Again:
    """Collects what rows say again, as `merged` would make it of each."""

    def __init__(self, placing: Placing) -> None:
        self.count = 0
        self._placing = placing
        self._heard: dict[date, OnceOfBoth[Associations, Associations | None]] = {}
        self._ids: list[str] = []
        self._before: list[Associations] = []
        self._now: list[Associations] = []

    def take(self, known: Known) -> list[int]:
        """Take those that say again what is stored. Gives the places of the others."""
        told, stored = known.told.associations, known.stored.associations
        left: list[int] = []
        alike = zip(known.told.days, self._theirs(known), _same_terms(known), strict=True)
        for at, (day, theirs, terms) in enumerate(alike):
            now = self._heard_on(day).of(stored[at], told[at]) if theirs and terms else None
            if now is None:
                left.append(at)
            else:
                self.hear(known.told.ids[at], stored[at], now)
        return left

    def hear(self, id_: str, stored: Associations, now: Associations) -> None:
        """Of that subscription nothing is new but what is known of who holds it; the same value where not
        even that is.
        """
        self.count += 1
        if now is not stored:
            self._ids.append(id_)
            self._before.append(stored)
            self._now.append(now)

    @property
    def before(self) -> Associated:
        """As those stand of which something is told anew."""
        return Associated(ids=tuple(self._ids), associations=tuple(self._before))

    @property
    def now(self) -> Associated:
        """As they are after it."""
        return Associated(ids=tuple(self._ids), associations=tuple(self._now))

    def _heard_on(self, day: date) -> OnceOfBoth[Associations, Associations | None]:
        """What is known by rows that speak for that day."""
        heard = self._heard.get(day)
        if heard is None:
            heard = self._heard[day] = OnceOfBoth(partial(_together, day))
        return heard

    def _theirs(self, known: Known) -> list[bool]:
        """Whether each is the same customer's, of whom nothing else is known now."""
        placing = self._placing
        same = {id_ for id_ in set(known.told.whose) if placing.stored.get(id_) == placing.now(id_)}
        whose = zip(known.told.whose, known.stored.customers, strict=True)
        return [id_ in same and id_ == customer.id for id_, customer in whose]


def _together(day: date, stored: Associations, told: Associations) -> Associations | None:
    """None where that is more than what was known, told again."""
    if day < speaks_for(stored):
        return None
    now = heard_together(stored, told)
    if holders(stored) != holders(now) or say_otherwise(stored, now):
        return None
    return stored if now == stored else now


def _same_terms(known: Known) -> list[bool]:
    """Whether each has the product, label, usage, end, and the days, that are stored; what a row leaves empty
    says nothing.
    """
    told, stored = known.told, known.stored
    labels = map(_same_label_if_whole if told.whole else _same_label, told.labels, stored.labels)
    columns = (
        map(eq, told.products, stored.products),
        labels,
        map(_same_if_told, told.renewals, stored.renewals),
        map(_same_if_told, told.driven, stored.driven),
        map(_same_if_told, told.ended, stored.ended),
        map(_same_if_told, told.started, stored.started),
    )
    return list(map(all, zip(*columns, strict=True)))


def _same_if_told(told: object, stored: object) -> bool:
    return told is None or told == stored


def _same_label(told: str, stored: str) -> bool:
    """A report's tells one from another only where people have given none."""
    return bool(stored) or not told


def _same_label_if_whole(told: str, stored: str) -> bool:
    return told in ("", stored)
