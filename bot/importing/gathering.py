"""The rows of a file beside what is stored of their customers and subscriptions, part by part."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from bot.importing.again import Known
from bot.importing.customers import Placing, clue_of, says_nothing
from bot.importing.rows import Row
from bot.importing.telling import Telling
from bot.partnership.many import NO_HOLDINGS, Holdings
from bot.partnership.records import Customer, Holding, HoldingQuery
from bot.partnership.sightings import CustomerSeen
from bot.partnership.told import TOLD_AT_ONCE
from bot.record_ports import Record

AT_ONCE = 200
"""So many at once are looked over without stopping anybody else for long."""
LOOKED_UP = 2000
"""So many at once are looked up: each look-up costs a round trip."""
NO_CUSTOMER = ""
"""In the place of a product's name; none is called so."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """Subscriptions, and the id of each one's customer, which counts, and not who stands in the column.

    Those at the places that are `apart`, by their ids, are what all their rows make of them.
    """

    holdings: Holdings
    whose: Sequence[str]
    apart: Mapping[int, str] = field(default_factory=dict[int, str])


class Gathering:
    """`new` are the subscriptions that nothing is stored of, `known` those that are stored and come once,
    part by part. `rows` are what the file says of the others, which are looked at one by one, and `stored`
    what is stored of those. `file_ids` are all of the file's, where their order matters.

    `left_out` counts what came to nothing: rows of products that are none of ours, by the product's name,
    those that tell no product, under NO_PRODUCT, and those whose customer cannot be told, under NO_CUSTOMER.
    """

    def __init__(self, record: Record, telling: Telling) -> None:
        self.placing = Placing()
        self.stored: dict[str, Holding] = {}
        self.rows: dict[str, list[Row]] = {}
        self.new = New(holdings=NO_HOLDINGS, whose=())
        self.known: deque[Known] = deque()
        self.file_ids: Sequence[str] = ()
        self.left_out: Counter[str] = Counter()
        self._record = record
        self._telling = telling

    async def take_holdings(self, holdings: Sequence[Holding]) -> None:
        """The rows of our own CSV."""
        told = Holdings.of(holdings)
        often = more_than_once(told.ids)
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
            rows = self._telling.own_rows(many.at(known), [whose[at] for at in known])
            self.known.append(Known(told=rows, stored=as_stored))
        for part in in_parts(apart):
            await self._record.give_way()
            rows = self._telling.own_rows(many.at(part), [whose[at] for at in part])
            self.stored |= {id_: stored[at_of[id_]] for id_ in rows.ids if id_ in at_of}
            for row in rows:
                self.add(row)
        return _without([*known, *apart], range(len(many)))

    def look_at(self, known: Known, places: Sequence[int]) -> None:
        """Those are to be looked at one by one."""
        stored = known.stored.at(places)
        self.stored |= dict(zip(stored.ids, stored, strict=True))
        for row in known.told.at(places):
            self.add(row)

    def look_at_these(self, ids: Collection[str]) -> None:
        """Those of them that are known are to be looked at one by one."""
        for _ in range(len(self.known)):
            known = self.known.popleft()
            places = [at for at, id_ in enumerate(known.told.ids) if id_ in ids]
            self.look_at(known, places)
            self.known.append(known.without(places) if places else known)

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

    async def take_customers(self, customers: Sequence[CustomerSeen]) -> None:
        """The list of CSP customers: it tells more of those that are stored, and adds none."""
        for part in in_parts(customers):
            told = [seen.customer for seen in part if not says_nothing(seen.customer)]
            self.placing.know(await self._record.customers_like(told))
            for clue in told:
                if not self.placing.fill_in(clue):
                    self.left_out[clue.name] += 1

    def add(self, row: Row) -> None:
        """It is to be looked at by itself."""
        self.rows.setdefault(row.subscription_id, []).append(row)

    def ids(self) -> list[str]:
        """Of `rows`, in the order in which the file has them."""
        told = filter(self.rows.__contains__, self.file_ids)
        return list(dict.fromkeys((*told, *self.rows)))


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


def more_than_once(ids: Sequence[str]) -> Collection[str]:
    """Those that are there several times."""
    once = set(ids)
    return () if len(once) == len(ids) else {id_ for id_, times in Counter(ids).items() if times > 1}
