"""Rows of our own CSV that say again what is stored of a subscription: only how old that is has changed.

A month's file is mostly of such. They are looked at column by column; the others one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.importing.customers import Placing
from bot.importing.merging import Associations, heard_together, holders, speaks_for
from bot.importing.once import OnceOfBoth
from bot.partnership.associated import Associated
from bot.partnership.conflicts import say_otherwise
from bot.partnership.many import Holdings


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Rows of subscriptions that are stored, the id of each one's customer, and how each is stored."""

    told: Holdings
    whose: Sequence[str]
    stored: Holdings


class Again:
    """Collects what rows say again, as `merged` would make it of each. They speak for `day`."""

    def __init__(self, placing: Placing, day: date) -> None:
        self.count = 0
        self._placing = placing
        self._day = day
        self._heard = OnceOfBoth(self._together)
        self._ids: list[str] = []
        self._before: list[Associations] = []
        self._now: list[Associations] = []

    def take(self, known: Known) -> list[int]:
        """Take those that say again what is stored. Gives the places of the others."""
        told, stored = known.told.associations, known.stored.associations
        left: list[int] = []
        alike = zip(self._theirs(known), _same_terms(known), strict=True)
        for at, (theirs, terms) in enumerate(alike):
            now = self._heard.of(stored[at], told[at]) if theirs and terms else None
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

    def _together(self, stored: Associations, told: Associations) -> Associations | None:
        """None where that is more than what was known, told again."""
        if self._day < speaks_for(stored):
            return None
        now = heard_together(stored, told)
        if holders(stored) != holders(now) or say_otherwise(stored, now):
            return None
        return stored if now == stored else now

    def _theirs(self, known: Known) -> list[bool]:
        """Whether each is the same customer's, of whom nothing else is known now."""
        placing = self._placing
        same = {id_ for id_ in set(known.whose) if placing.stored.get(id_) == placing.now(id_)}
        whose = zip(known.whose, known.stored.customers, strict=True)
        return [id_ in same and id_ == customer.id for id_, customer in whose]


def _same_terms(known: Known) -> list[bool]:
    """Whether each has the product, label, day of renewal, usage and end that are stored; what a row leaves
    empty says nothing.
    """
    told, stored = known.told, known.stored
    columns = zip(
        zip(told.products, stored.products, strict=True),
        zip(told.labels, stored.labels, strict=True),
        zip(told.renewals, stored.renewals, strict=True),
        zip(told.driven, stored.driven, strict=True),
        zip(told.ended, stored.ended, strict=True),
        strict=True,
    )
    return [
        product == known_product
        and label in ("", known_label)
        and renews in (None, known_renews)
        and driven == known_driven
        and (known_ended or not ended)
        for (product, known_product), (label, known_label), (renews, known_renews), (driven, known_driven), (
            ended,
            known_ended,
        ) in columns
    ]
