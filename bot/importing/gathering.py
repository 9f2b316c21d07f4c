"""The rows of a file beside what is stored of their customers and subscriptions, part by part."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from bot.importing.again import Known
from bot.importing.customers import Placing, clue_of, says_nothing
from bot.importing.rows import Row, Telling
from bot.partnership.many import NO_HOLDINGS, Holdings
from bot.partnership.records import Customer, Holding, HoldingQuery, Product
from bot.partnership.resolution import is_our_own
from bot.partnership.sightings import Attribution, CustomerClue, CustomerSeen
from bot.partnership.slots import Resolved
from bot.partnership.told import TOLD_AT_ONCE
from bot.record_ports import Record

AT_ONCE = 200
"""So many at once are looked over without stopping anybody else for long."""
LOOKED_UP = 2000
"""So many at once are looked up: each look-up costs a round trip."""
NO_CUSTOMER, NO_PRODUCT = "", "-"
"""In the place of a product's name; none is called so."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """Subscriptions, and the id of each one's customer."""

    holdings: Holdings
    whose: Sequence[str]


class Gathering:
    """`rows` are what the file says of each subscription, `stored` what is stored of those.

    `new` are those of our own CSV that nothing is stored of, `known` those that are stored and come once,
    part by part.

    `left_out` counts what came to nothing: rows of products that are none of ours, by the product's name,
    those that tell no product, under NO_PRODUCT, and those whose customer cannot be told, under NO_CUSTOMER.
    """

    def __init__(self, record: Record, telling: Telling) -> None:
        self.placing = Placing()
        self.stored: dict[str, Holding] = {}
        self.rows: dict[str, list[Row]] = {}
        self.new = New(holdings=NO_HOLDINGS, whose=())
        self.known: deque[Known] = deque()
        self.left_out: Counter[str] = Counter()
        self._record = record
        self._telling = telling
        self._of_a_product: dict[tuple[str, Product], list[Resolved]] = {}

    async def take_holdings(self, holdings: Sequence[Holding]) -> None:
        """The rows of our own CSV."""
        told = Holdings.of(holdings)
        often = _more_than_once(told.ids)
        new: list[Holdings] = []
        theirs: list[str] = []
        for start in range(0, len(told), TOLD_AT_ONCE):
            many = told[start : start + TOLD_AT_ONCE]
            stored = await self._record.stored(many.ids)
            self.placing.know({customer.id: customer for customer in stored.customers}.values())
            whose = await self._whose_those_are(many.customers)
            rest = await self._without_known(many, whose, stored, often)
            new.append(many.at(rest) if len(rest) < len(many) else many)
            theirs += [whose[at] for at in rest]
        # Where all are new, they stay where they are.
        self.new = New(holdings=told if len(theirs) == len(told) else Holdings.joined(new), whose=theirs)

    async def _without_known(
        self, many: Holdings, whose: Sequence[str], stored: Holdings, often: Collection[str]
    ) -> Sequence[int]:
        """The places of those that nothing is stored of, and that come once. The others are taken."""
        at_of = {id_: at for at, id_ in enumerate(stored.ids)}
        apart = [at for at, id_ in enumerate(many.ids) if id_ in often]
        known = [at for at, id_ in enumerate(many.ids) if id_ in at_of and id_ not in often]
        if known:
            as_stored = stored.at([at_of[many.ids[at]] for at in known])
            self.known.append(Known(told=many.at(known), whose=[whose[at] for at in known], stored=as_stored))
        for part in in_parts(apart):
            await self._record.give_way()
            rows = many.at(part)
            self.stored |= {id_: stored[at_of[id_]] for id_ in rows.ids if id_ in at_of}
            self._take_rows(rows, [whose[at] for at in part])
        return _without([*known, *apart], range(len(many)))

    def look_at(self, known: Known, places: Sequence[int]) -> None:
        """Those are to be looked at one by one."""
        stored, rows = known.stored.at(places), known.told.at(places)
        self.stored |= dict(zip(stored.ids, stored, strict=True))
        self._take_rows(rows, [known.whose[at] for at in places])

    def _take_rows(self, rows: Holdings, whose: Sequence[str]) -> None:
        for row in self._telling.own_rows(rows, whose):
            self._add(row)

    async def _whose_those_are(self, customers: Sequence[Customer]) -> list[str]:
        told = {customer.id: customer for customer in customers}
        # Who is stored under that id is known by the subscriptions, mostly, and nobody else is meant then.
        self.placing.know((await self._record.customers(told.keys() - self.placing.stored.keys())).values())
        rest = [customer for id_, customer in told.items() if id_ not in self.placing.stored]
        self.placing.know(await self._record.customers_like(map(clue_of, rest)) if rest else ())
        ids: dict[int, str] = {}
        for part in in_parts({id(customer): customer for customer in customers}.items()):
            await self._record.give_way()
            ids |= {value: self.placing.reported(customer) for value, customer in part}
        return list(map(ids.__getitem__, map(id, customers)))

    async def take_sightings(self, sightings: Sequence[Resolved]) -> None:
        """The rows of a download; those without a subscription's id last, when all the others are known."""
        for many in in_parts(sightings, LOOKED_UP):
            await self._look_up(resolved.subscription_id for resolved in many)
            await self._look_up_whose(many)
            for part in in_parts(many):
                await self._record.give_way()
                for resolved in part:
                    self._take(resolved)
        await self._take_those_of_a_product()

    async def take_customers(self, customers: Sequence[CustomerSeen]) -> None:
        """The list of CSP customers: it tells more of those that are stored, and adds none."""
        for part in in_parts(customers):
            told = [seen.customer for seen in part if not says_nothing(seen.customer)]
            self.placing.know(await self._record.customers_like(told))
            for clue in told:
                if not self.placing.fill_in(clue):
                    self.left_out[clue.name] += 1

    async def _look_up_whose(self, many: Sequence[Resolved]) -> None:
        """Whoever goes by a tenant's id is known by that alone, and needs no other look-up."""
        placing, told = self.placing, (resolved.customer for resolved in many)
        clues = placing.unknown({id(clue): clue for clue in told}.values())
        tenants = {clue.tenant_id.lower() for clue in clues} - {""}
        alone = [CustomerClue(tenant_id=tenant_id) for tenant_id in tenants]
        placing.know(await self._record.customers_like(alone) if alone else ())
        # Some hundred clues at once are enough.
        for part in in_parts(clue for clue in clues if not placing.is_sure_of(clue)):
            await self._record.give_way()
            placing.know(await self._record.customers_like(part))

    async def _look_up(self, ids: Iterable[str]) -> None:
        wanted = {id_ for id_ in ids if id_ and id_ not in self.stored}
        found = await self._record.subscriptions(wanted)
        self.stored.update(found)
        self.placing.know(holding.customer for holding in found.values())

    def _take(self, resolved: Resolved) -> None:
        first, id_ = resolved.ties[0], resolved.subscription_id
        stored = self.stored.get(id_)
        product = first.product or (stored.subscription.product if stored else None)
        if first.attribution is Attribution.DEAL_REGISTRATION or product is None:
            self.left_out[first.product_name or first.workload or NO_PRODUCT] += 1
            return
        customer_id = self._whose(resolved, stored)
        if customer_id is None:
            self.left_out[NO_CUSTOMER] += 1
            return
        if any(map(is_our_own, resolved.ties)):
            self.placing.is_ours(customer_id)
        if id_:
            self._add(self._row(resolved, customer_id, id_, product))
        else:
            self._of_a_product.setdefault((customer_id, product), []).append(resolved)

    def _whose(self, resolved: Resolved, stored: Holding | None) -> str | None:
        clue = resolved.customer
        if not says_nothing(clue):
            return self.placing.place(clue, self._whose_by_now(resolved.subscription_id, stored))
        return stored.customer.id if stored else None

    def _whose_by_now(self, subscription_id: str, stored: Holding | None) -> Customer | None:
        """As it is stored, or as the rows before have it."""
        if stored:
            return stored.customer
        before = self.rows.get(subscription_id)
        return self.placing.now(before[-1].customer_id) if before else None

    async def _take_those_of_a_product(self) -> None:
        """To the customer's subscriptions of the product; where there are none, one stands for them."""
        if not self._of_a_product:
            return
        here: dict[tuple[str, Product], list[str]] = {}
        for id_, rows in self.rows.items():
            here.setdefault((rows[-1].customer_id, rows[-1].product), []).append(id_)
        for part in in_parts(self._of_a_product):
            theirs = await self._theirs(part)
            await self._look_up(_standing_for(*key) for key in part)
            for key in part:
                ids = {*here.get(key, ()), *theirs.get(key, ())} - {_standing_for(*key)}
                for resolved in self._of_a_product[key]:
                    for id_ in sorted(ids) or [_standing_for(*key)]:
                        self._add(self._row(resolved, key[0], id_, key[1]))

    async def _theirs(self, keys: Iterable[tuple[str, Product]]) -> dict[tuple[str, Product], list[str]]:
        found: dict[tuple[str, Product], list[str]] = {}
        customer_ids = frozenset(customer_id for customer_id, _ in keys)
        for holding in await self._record.holdings(HoldingQuery(customer_ids=customer_ids)):
            subscription = holding.subscription
            self.stored[subscription.id] = holding
            found.setdefault((holding.customer.id, subscription.product), []).append(subscription.id)
        return found

    def _row(self, resolved: Resolved, customer_id: str, subscription_id: str, product: Product) -> Row:
        return self._telling.row(
            resolved, customer_id=customer_id, subscription_id=subscription_id, product=product
        )

    def _add(self, row: Row) -> None:
        self.rows.setdefault(row.subscription_id, []).append(row)


async def one_of_each(record: Record, customers: Sequence[Customer]) -> tuple[Holding, ...]:
    """One subscription of each of these customers."""
    found: dict[str, Holding] = {}
    for part in in_parts(customers):
        ids = frozenset(customer.id for customer in part)
        for holding in await record.holdings(HoldingQuery(customer_ids=ids)):
            found.setdefault(holding.customer.id, holding)
    return tuple(found.values())


def in_parts(items: Iterable[Item], most: int = AT_ONCE) -> Iterator[list[Item]]:
    """So many at once; unless said otherwise, as stop nobody else for long."""
    rest = iter(items)
    while part := list(islice(rest, most)):
        yield part


def _without(places: Sequence[int], every: range) -> Sequence[int]:
    """All but those."""
    left_out = frozenset(places)
    return [at for at in every if at not in left_out] if places else every


def _more_than_once(ids: Sequence[str]) -> Collection[str]:
    once = set(ids)
    return () if len(once) == len(ids) else {id_ for id_, times in Counter(ids).items() if times > 1}


def _standing_for(customer_id: str, product: Product) -> str:
    """The id of what stands for a customer's subscriptions of a product, none of whose ids was told."""
    return f"{customer_id}/{product.value}"
