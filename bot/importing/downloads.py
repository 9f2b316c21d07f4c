"""What a download says, beside what is stored: slot by slot, and kept in columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from bot.importing.again import Known
from bot.importing.customers import says_nothing
from bot.importing.gathering import LOOKED_UP, NO_CUSTOMER, Gathering, New, in_parts, more_than_once
from bot.importing.rows import Rows
from bot.importing.taken import OfAProduct, Place, SomeSlots
from bot.importing.telling import Telling
from bot.partnership.many import Holdings
from bot.partnership.once import Once
from bot.partnership.records import Customer, HoldingQuery, Product
from bot.partnership.sightings import CustomerClue
from bot.partnership.slots import Slots
from bot.partnership.told import TOLD_AT_ONCE
from bot.record_ports import Record


class Download:
    """Takes slots to what was gathered: into columns, but for subscriptions that have several of them.

    Of a first import `expect` is given what will most likely be saved, as it comes.
    """

    def __init__(
        self,
        gathering: Gathering,
        record: Record,
        telling: Telling,
        expect: Callable[[Holdings], None] | None = None,
    ) -> None:
        self._gathering = gathering
        self._record = record
        self._telling = telling
        self._placing = gathering.placing
        self._says_nothing = Once(says_nothing)
        self._often: Collection[str] = ()
        self._new = Rows()
        self._expect = expect
        self._expected = 0
        self._apart: dict[str, int] = {}
        self._of_a_product: dict[OfAProduct, list[Place]] = {}

    async def take(self, slots: Slots) -> None:
        """All of them; those without a subscription's id last, when all the others are known."""
        self._often = more_than_once(slots.subscription_ids)
        if self._often or "" in slots.subscription_ids:
            self._expect = None
        for start in range(0, len(slots), LOOKED_UP):
            some = slots[start : start + LOOKED_UP]
            stored = await self._record.stored({*some.subscription_ids} - {""})
            self._placing.know({customer.id: customer for customer in stored.customers}.values())
            await self._look_up_whose(some.customers)
            await self._take(SomeSlots(some, stored, self._telling.said))
            self._tell_what_to_expect(TOLD_AT_ONCE)
        self._tell_what_to_expect(1)
        await self._take_those_of_a_product()
        self._gathering.file_ids = slots.subscription_ids
        self._gathering.new = self._all_new()

    async def _look_up_whose(self, customers: Iterable[CustomerClue]) -> None:
        """Whoever goes by a tenant's id is known by that alone, and needs no other look-up."""
        placing = self._placing
        clues = placing.unknown({id(clue): clue for clue in customers}.values())
        tenants = {clue.tenant_id.lower() for clue in clues} - {""}
        alone = (CustomerClue(tenant_id=tenant_id) for tenant_id in tenants)
        placing.know(await self._record.customers_like(alone) if tenants else ())
        # Some hundred clues at once are enough.
        for part in in_parts(clue for clue in clues if not placing.is_sure_of(clue)):
            await self._record.give_way()
            placing.know(await self._record.customers_like(part))

    async def _take(self, some: SomeSlots) -> None:
        for part in in_parts(range(len(some.slots))):
            await self._record.give_way()
            for at in part:
                if found := self._found(some, at):
                    self._keep(some, at, found)
        self._new.add(some.rows(some.new))
        if some.known.places:
            self._gathering.known.append(Known(told=some.rows(some.known), stored=some.as_stored()))

    def _keep(self, some: SomeSlots, at: int, found: OfAProduct) -> None:
        id_ = some.slots.subscription_ids[at]
        if id_ and id_ not in self._often:
            (some.known if id_ in some.at_of else some.new).add(at, found)
            return
        if not id_:
            self._of_a_product.setdefault(found, []).append((some, at))
            return
        if id_ in some.at_of:
            self._gathering.stored.setdefault(id_, some.stored[some.at_of[id_]])
        elif id_ not in self._apart:
            self._apart[id_] = len(self._new) + len(some.new.places)
            some.new.add(at, found)
        self._gathering.add(some.row(at, found, id_))

    def _found(self, some: SomeSlots, at: int) -> OfAProduct | None:
        """Whose it is and of what, None where it is left out."""
        said, held = some.said[at], some.held(at)
        product = said.product or (held[0] if held else None)
        if not said.counts or product is None:
            self._gathering.left_out[said.called] += 1
            return None
        id_, stored = some.slots.subscription_ids[at], held[1] if held else None
        customer_id = self._whose(some.slots.customers[at], id_, stored)
        if customer_id is None:
            self._gathering.left_out[NO_CUSTOMER] += 1
            return None
        if said.is_our_own:
            self._placing.is_ours(customer_id)
        return customer_id, product

    def _whose(self, clue: CustomerClue, subscription_id: str, stored: Customer | None) -> str | None:
        if self._says_nothing.of(clue):
            return stored.id if stored else None
        if stored is None and (before := self._gathering.rows.get(subscription_id)):
            stored = self._placing.now(before[-1].customer_id)
        return self._placing.place(clue, stored)

    async def _take_those_of_a_product(self) -> None:
        """To the customer's subscriptions of the product; where there are none, one stands for them."""
        if not self._of_a_product:
            return
        here = await self._here()
        told: dict[str, list[OfAProduct]] = {}
        for part in in_parts(self._of_a_product):
            theirs = await self._theirs(part)
            await self._look_up({_standing_for(*key) for key in part})
            for key in part:
                ids = {*here.get(key, ()), *theirs.get(key, ())} - {_standing_for(*key)}
                for id_ in sorted(ids) or [_standing_for(*key)]:
                    told.setdefault(id_, []).append(key)
        self._take_out(told)
        for part in in_parts(told.items()):
            await self._record.give_way()
            for id_, keys in part:
                self._take_all(id_, [(place, key) for key in keys for place in self._of_a_product[key]])

    def _take_all(self, id_: str, places: Sequence[tuple[Place, OfAProduct]]) -> None:
        """All that is told of a subscription, where the rows do not tell its id."""
        rows = [some.row(at, key, id_) for (some, at), key in places]
        if id_ not in self._gathering.stored and id_ not in self._apart:
            self._new.put(rows[0])
            if len(rows) == 1:
                return
            self._apart[id_] = len(self._new) - 1
        for row in rows:
            self._gathering.add(row)

    async def _here(self) -> dict[OfAProduct, list[str]]:
        """The subscriptions of those in this file."""
        apart, here = self._gathering.rows, dict[OfAProduct, list[str]]()
        for some in (self._new, *(known.told for known in self._gathering.known)):
            for part in in_parts(zip(some.whose, some.products, some.ids, strict=True), LOOKED_UP):
                await self._record.give_way()
                for whose, product, id_ in part:
                    if id_ not in apart:
                        here.setdefault((whose, product), []).append(id_)
        for id_, rows in apart.items():
            here.setdefault((rows[-1].customer_id, rows[-1].product), []).append(id_)
        return here

    def _take_out(self, ids: Collection[str]) -> None:
        """More is told of these: they are looked at one by one."""
        self._gathering.look_at_these(ids)
        for at, id_ in enumerate(self._new.ids):
            if id_ in ids and id_ not in self._apart:
                self._apart[id_] = at
                self._gathering.add(self._new[at])

    async def _theirs(self, keys: Iterable[OfAProduct]) -> dict[OfAProduct, list[str]]:
        """Those that are stored."""
        found: dict[OfAProduct, list[str]] = {}
        customer_ids = frozenset(customer_id for customer_id, _ in keys)
        for holding in await self._record.holdings(HoldingQuery(customer_ids=customer_ids)):
            subscription = holding.subscription
            self._gathering.stored[subscription.id] = holding
            found.setdefault((holding.customer.id, subscription.product), []).append(subscription.id)
        return found

    async def _look_up(self, ids: Collection[str]) -> None:
        found = await self._record.subscriptions({id_ for id_ in ids if id_ not in self._gathering.stored})
        self._gathering.stored |= found
        self._placing.know(holding.customer for holding in found.values())

    def _tell_what_to_expect(self, least: int) -> None:
        if self._expect is None or len(self._new) - self._expected < least:
            return
        some = slice(self._expected, None)
        customers = list(map(self._placing.now, self._new.whose[some]))
        self._expect(replace(_holdings(self._new, some), customers=customers))
        self._expected = len(self._new)

    def _all_new(self) -> New:
        apart = {at: id_ for id_, at in self._apart.items()}
        return New(holdings=_holdings(self._new), whose=self._new.whose, apart=apart)


def _holdings(rows: Rows, some: slice = slice(None)) -> Holdings:
    """Without their customers."""
    return Holdings(
        ids=rows.ids[some],
        products=rows.products[some],
        labels=rows.labels[some],
        renewals=rows.renewals[some],
        driven=list(map(bool, rows.driven[some])),
        ended=list(map(bool, rows.ended[some])),
        started=rows.started[some],
        associations=rows.associations[some],
    )


def _standing_for(customer_id: str, product: Product) -> str:
    """The id of what stands for a customer's subscriptions of a product, none of whose ids was told."""
    return f"{customer_id}/{product.value}"
