"""What a file says beside what is stored: what is new, changed, ended or as it was, subscription by
subscription.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from operator import attrgetter
from uuid import UUID, uuid5

from bot.importing.again import Again
from bot.importing.customers import Placing
from bot.importing.gathering import LOOKED_UP, Gathering, New, in_parts, one_of_each
from bot.importing.merging import Associations, Origin, changes, heard_together, holders, merged
from bot.importing.newcomers import Newcomers, as_told
from bot.importing.plan import Plan
from bot.importing.rows import Row
from bot.partnership.conflicts import say_otherwise
from bot.partnership.history import Arrivals, Before, Change, numbered
from bot.partnership.many import Holdings
from bot.partnership.once import OnceOfBoth
from bot.partnership.records import Customer, Holding, Import
from bot.record_ports import Record

_SPACE = UUID("0d3f4f2e-7f38-4c52-8c0e-6c9d4f0f6a11")
_Told = tuple[Holding, Holding]
"""A subscription as it is stored, and as it is by what was told."""


async def weighed(record: Record, gathering: Gathering, plan: Plan) -> Plan:
    """The plan with what the file comes to."""
    weighing = _Weighing(gathering, plan.entry)
    await weighing.take_new(record, gathering.new)
    await weighing.take_known(record)
    for ids in in_parts(gathering.ids()):
        await record.give_way()
        await weighing.take(record, ids)
    weighing.take_renamed(await one_of_each(record, weighing.renamed()))
    return await weighing.plan(record, plan)


class _Weighing:
    """Collects what is to be written, and counts."""

    def __init__(self, gathering: Gathering, entry: Import) -> None:
        self._gathering = gathering
        self._placing: Placing = gathering.placing
        self._entry = entry
        self._together = OnceOfBoth(heard_together)
        self._same_holders = OnceOfBoth(_held_alike)
        self._heard_again = OnceOfBoth(_heard_again)
        self._newcomers = Newcomers(entry.at.date())
        self._again = Again(gathering.placing)
        self._new: list[Holdings] = []
        self._holdings: list[Holding] = []
        self._befores: list[Before] = []
        self._told: dict[str, list[_Told]] = {}
        self._customers: dict[str, Customer] = {}
        self._seen: set[str] = set()
        self._counts = Counter[str]()

    async def take_new(self, record: Record, new: New) -> None:
        """Those that nothing is stored of."""
        customers: list[Customer] = []
        associations: list[Associations] = []
        for start in range(0, len(new.whose), LOOKED_UP):
            await record.give_way()
            customers += map(self._placing.now, new.whose[start : start + LOOKED_UP])
            associations += self._newcomers.kept(new.holdings.associations[start : start + LOOKED_UP])
        if not customers:
            return
        made: dict[int, Holding] = {}
        for part in in_parts(new.apart.items()):
            await record.give_way()
            both = ((at, self._upon(None, self._gathering.rows.pop(id_))) for at, id_ in part)
            made |= {at: now for at, now in both if now}
        now = as_told(new.holdings, customers, associations)
        await self._add_new(record, now.with_others(made) if made else now)

    async def take_known(self, record: Record) -> None:
        """Those that say again what is stored; the others are looked at one by one."""
        while self._gathering.known:
            await record.give_way()
            known = self._gathering.known.popleft()
            for places in in_parts(self._again.take(known)):
                await record.give_way()
                self._gathering.look_at(known, places)

    async def take(self, record: Record, ids: list[str]) -> None:
        """What rows say of these."""
        new: list[Holding] = []
        for id_ in ids:
            stored = self._gathering.stored.get(id_)
            now = self._upon(stored, self._gathering.rows.pop(id_))
            if now is None:
                continue
            if stored is None:
                new.append(now)
                continue
            if not self._same_facts(stored, now):
                self._counts[_how(stored, now)] += 1
                self._told.setdefault(now.customer.id, []).append((stored, now))
            elif (heard := self._heard_again.of(stored.associations, now.associations)) is not None:
                self._again.hear(id_, stored.associations, heard)
                continue
            else:
                self._counts["unchanged"] += 1
            self._add(stored, now)
            self._seen.add(stored.customer.id)
        if new:
            await self._add_new(record, Holdings.of(new))

    def renamed(self) -> list[Customer]:
        """Customers of whom more is known by now, and none of whose subscriptions is written."""
        return [customer for customer in self._placing.changed() if customer.id not in self._seen]

    def take_renamed(self, holdings: tuple[Holding, ...]) -> None:
        """One subscription of each of those."""
        for holding in holdings:
            self._add(holding, replace(holding, customer=self._placing.now(holding.customer.id)))

    async def plan(self, record: Record, plan: Plan) -> Plan:
        """With all that was taken."""
        now = Holdings.joined(self._new)
        self._new.clear()
        counts, beginning = self._counts, _beginning_of_ids(self._entry)
        ids = (numbered(beginning, number) for number in count(self._newcomers.changes))
        return replace(
            plan,
            entry=replace(
                plan.entry,
                new=len(now),
                changed=counts["changed"],
                ended=counts["ended"],
                unchanged=counts["unchanged"] + self._again.count,
            ),
            new=now,
            holdings=tuple(self._holdings),
            befores=tuple(self._befores),
            heard=self._again.now,
            unheard=self._again.before,
            changes=await _changes(record, self._told, self._entry, ids),
            arrivals=await self._arrivals(record, beginning, now) if now else None,
            customers=self._customers,
            left_out=tuple(self._gathering.left_out.most_common()),
            stayed=tuple(self._stayed()),
        )

    def _stayed(self) -> Iterator[tuple[tuple[str, str], int]]:
        for (told, id_), rows in self._placing.stayed.most_common():
            yield (told, self._placing.now(id_).name), rows

    async def _arrivals(self, record: Record, beginning: str, now: Holdings) -> Arrivals:
        entry = self._entry
        order: list[int] = []
        for part in in_parts(self._newcomers.in_order(), LOOKED_UP) if self._newcomers.apart else ():
            await record.give_way()
            order += part
        told = Arrivals(at=entry.at, origin=entry.id, source=entry.file, ids=beginning)
        return self._newcomers.arrivals(told, now, order or None)

    def _upon(self, stored: Holding | None, rows: list[Row]) -> Holding | None:
        """The subscription by these rows."""
        now, placing = stored, self._placing
        for row in sorted(rows, key=attrgetter("seen_for")) if len(rows) > 1 else rows:
            now = merged(now, row, placing.now(row.customer_id), self._together.of)
        if now is None:
            return None
        customer = placing.now(now.customer.id)
        return now if now.customer is customer else replace(now, customer=customer)

    def _same_facts(self, stored: Holding, now: Holding) -> bool:
        """What counts as no change: not how old it is, nor who said it."""
        if stored.customer != now.customer or stored.subscription != now.subscription:
            return False
        return self._same_holders.of(stored.associations, now.associations)

    async def _add_new(self, record: Record, now: Holdings) -> None:
        self._new.append(now)
        for start in range(0, len(now), LOOKED_UP):
            await record.give_way()
            some = now[start : start + LOOKED_UP]
            self._customers |= {customer.id: customer for customer in some.customers}
            self._newcomers.came(some)

    def _add(self, stored: Holding, now: Holding) -> None:
        self._holdings.append(now)
        id_ = now.subscription.id
        self._befores.append(Before(origin=self._entry.id, subscription_id=id_, holding=stored))
        self._customers[now.customer.id] = now.customer


def _beginning_of_ids(entry: Import) -> str:
    """Of changes: so that they come after those of what came in before it at the same moment."""
    _, number, *_ = entry.id.split(" ")
    return f"{number}-{uuid5(_SPACE, entry.id).hex}"


def _held_alike(stored: Associations, now: Associations) -> bool:
    return holders(stored) == holders(now)


def _heard_again(stored: Associations, now: Associations) -> Associations | None:
    """What is known now, where it says nothing else of who holds what; the same value where it is so."""
    if now == stored:
        return stored
    return None if say_otherwise(stored, now) else now


def _how(stored: Holding, now: Holding) -> str:
    return "ended" if now.subscription.ended and not stored.subscription.ended else "changed"


def _drained(told: Mapping[str, list[_Told]]) -> Iterator[_Told]:
    """All of them, each customer's forgotten when they have been given."""
    for some in told.values():
        yield from some
        some.clear()


async def _changes(
    record: Record, told: Mapping[str, list[_Told]], entry: Import, ids: Iterator[str]
) -> tuple[Change, ...]:
    """By customer, so that what changed for one stands together."""
    origin = Origin(id=entry.id, at=entry.at, source=entry.file)
    made: list[Change] = []
    for part in in_parts(_drained(told)):
        await record.give_way()
        for stored, now in part:
            made += changes(stored, now, origin, ids)
    return tuple(made)
