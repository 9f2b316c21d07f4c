"""What is wrong with very many subscriptions: found once for all that stand alike."""

from __future__ import annotations

from bot.partnership.cases import Finding
from bot.partnership.conflicts import Look, found, renews_soon
from bot.partnership.history import Change
from bot.partnership.records import Association

_REMEMBERED = 10_000
_Alike = tuple[tuple[Association, ...], tuple[Change, ...], Finding | None]


class FoundAlike:
    """Gives what `found` gives. Rules ask neither whose a subscription is, nor which it is.

    What is told of associations, and what has changed, is told apart by being the same value in memory: an
    import makes it once for all rows that say the same.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], _Alike] = {}

    def of(self, look: Look) -> Finding | None:
        """The gravest thing that is wrong, None where nothing is."""
        held, one = look.holding.associations, look.holding.subscription
        renews = one.renewal_date if renews_soon(one.renewal_date, look.today) else None
        terms = one.product, one.usage_driven_by_us, renews, one.started_on, one.ended, look.today
        key = (id(held), id(look.changes), *terms)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[key] = held, look.changes, found(look)
        return known[2] and _of_this(look, known[2])


def _of_this(look: Look, alike: Finding) -> Finding:
    """Field by field: it is made of tens of thousands."""
    customer = look.holding.customer
    return Finding(
        kind=alike.kind,
        customer_id=customer.id,
        subscription_id=look.holding.subscription.id,
        product=alike.product,
        rivals=alike.rivals,
        facts=alike.facts,
        deadline=alike.deadline,
        country=customer.country,
    )
