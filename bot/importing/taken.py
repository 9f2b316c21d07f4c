"""Some slots of a download beside what is stored of them, and which of them are taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.importing.rows import Row, Rows
from bot.importing.telling import Said
from bot.partnership.many import Holdings
from bot.partnership.records import Customer, Product
from bot.partnership.slots import Slots

OfAProduct = tuple[str, Product]
"""A customer's id, and what it has."""


@dataclass(slots=True)
class Taken:
    """The places of slots, with the customer and the product of each."""

    places: list[int] = field(default_factory=list[int])
    whose: list[str] = field(default_factory=list[str])
    products: list[Product] = field(default_factory=list[Product])

    def add(self, at: int, found: OfAProduct) -> None:
        """One more."""
        self.places.append(at)
        self.whose.append(found[0])
        self.products.append(found[1])


class SomeSlots:
    """`new` are those that nothing is stored of, `known` the others: how one is stored stands at a place in
    `stored`, which `at_of` tells by its id.
    """

    def __init__(self, slots: Slots, stored: Holdings, said: Callable[..., Said]) -> None:
        self.slots = slots
        self.stored = stored
        self.at_of: Mapping[str, int] = {id_: at for at, id_ in enumerate(stored.ids)}
        self.said: Sequence[Said] = list(map(said, slots.ties, slots.uses))
        self.new = Taken()
        self.known = Taken()

    def held(self, at: int) -> tuple[Product, Customer] | None:
        """What is stored of that one, and whose it is."""
        place = self.at_of.get(self.slots.subscription_ids[at])
        return None if place is None else (self.stored.products[place], self.stored.customers[place])

    def as_stored(self) -> Holdings:
        """Those that are known."""
        ids = self.slots.subscription_ids
        return self.stored.at([self.at_of[ids[at]] for at in self.known.places])

    def row(self, at: int, found: OfAProduct, id_: str) -> Row:
        """What that one says of the subscription with that id."""
        said, (customer_id, product) = self.said[at], found
        return Row(
            customer_id=customer_id,
            subscription_id=id_,
            product=product,
            seen_for=said.seen_for,
            label=said.label,
            renewal_date=self.slots.ends[at],
            usage_driven_by_us=said.usage_driven_by_us,
            ended=said.ended,
            started_on=self.slots.started[at],
            associations=said.associations,
        )

    def rows(self, taken: Taken) -> Rows:
        """What those say."""
        slots, places = self.slots, taken.places
        said = [self.said[at] for at in places]
        return Rows(
            whose=taken.whose,
            ids=[slots.subscription_ids[at] for at in places],
            products=taken.products,
            days=[one.seen_for for one in said],
            labels=[one.label for one in said],
            renewals=[slots.ends[at] for at in places],
            driven=[one.usage_driven_by_us for one in said],
            ended=[one.ended for one in said],
            started=[slots.started[at] for at in places],
            associations=[one.associations for one in said],
        )


Place = tuple[SomeSlots, int]
"""Where one of them is."""
