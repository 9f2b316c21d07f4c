"""Customers and holdings in memory, with an index for everything that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.partnership.records import Customer, Holding, HoldingQuery, in_order
from bot.understanding.names import NameFinder, NameIndex

Key = tuple[str, str]


class RecordState:
    """The committed record. Holdings of one customer always show the same, newest customer."""

    def __init__(self) -> None:
        self.customers: dict[str, Customer] = {}
        self.holdings: dict[str, Holding] = {}
        self._index: dict[Key, set[str]] = {}
        self._customer_names: NameFinder | None = None
        self._partner_names: NameFinder | None = None

    def fork(self) -> RecordState:
        """A copy that can change without changing this one."""
        copy = RecordState()
        copy.customers = dict(self.customers)
        copy.holdings = dict(self.holdings)
        copy._index = {key: set(ids) for key, ids in self._index.items()}
        return copy

    def save(self, holdings: Iterable[Holding]) -> frozenset[str]:
        """Put these in place. Gives the ids of the customers that are new, changed or forgotten."""
        touched: set[str] = set()
        for holding in holdings:
            touched |= self._save_customer(holding.customer)
            touched |= self._save_holding(holding)
        return frozenset(touched)

    def find(self, query: HoldingQuery) -> tuple[Holding, ...]:
        """What matches, in the documented order; only the smallest index entry is looked through."""
        ids = self._candidates(query)
        found = (self.holdings[id_] for id_ in ids) if ids is not None else self.holdings.values()
        return tuple(sorted((holding for holding in found if query.matches(holding)), key=in_order))

    def own_customers(self) -> tuple[Customer, ...]:
        """Our own organisation's customers, by name."""
        ids = {self.holdings[id_].customer.id for id_ in self._index.get(("own", "True"), ())}
        return tuple(sorted((self.customers[id_] for id_ in ids), key=lambda c: (c.name.casefold(), c.id)))

    def customer_names(self) -> NameFinder:
        """Made once, until a customer's names change."""
        if self._customer_names is None:
            entries = ((c.id, (c.name, *c.other_names)) for c in self.customers.values())
            self._customer_names = NameIndex(entries)
        return self._customer_names

    def partner_names(self) -> NameFinder:
        """Made once, until another partner holds something for the first or last time."""
        if self._partner_names is None:
            names = sorted(name for kind, name in self._index if kind == "any-partner")
            self._partner_names = NameIndex((name, (name,)) for name in names)
        return self._partner_names

    def _save_customer(self, customer: Customer) -> set[str]:
        before = self.customers.get(customer.id)
        if before == customer:
            return set()
        self.customers[customer.id] = customer
        if before is None or (before.name, before.other_names) != (customer.name, customer.other_names):
            self._customer_names = None
        for id_ in tuple(self._index.get(("customer", customer.id), ())):
            self._replace(replace(self.holdings[id_], customer=customer))
        return {customer.id}

    def _save_holding(self, holding: Holding) -> set[str]:
        before = self.holdings.get(holding.subscription.id)
        if before == holding:
            return set()
        self._replace(holding)
        if before is None or ("customer", before.customer.id) in self._index:
            return set()
        del self.customers[before.customer.id]
        self._customer_names = None
        return {before.customer.id}

    def _replace(self, holding: Holding) -> None:
        id_ = holding.subscription.id
        before = self.holdings.get(id_)
        self.holdings[id_] = holding
        old = frozenset(_keys(before)) if before else frozenset[Key]()
        new = frozenset(_keys(holding))
        for key in new - old:
            self._index.setdefault(key, set()).add(id_)
            self._notice_partner(key)
        for key in old - new:
            self._index[key].discard(id_)
            if not self._index[key]:
                del self._index[key]
                self._notice_partner(key)

    def _notice_partner(self, key: Key) -> None:
        if key[0] == "any-partner":
            self._partner_names = None

    def _candidates(self, query: HoldingQuery) -> Iterable[str] | None:
        sets = [self._index.get(key, set[str]()) for key in _asked(query)]
        if query.customer_ids is not None:
            of_customers = (self._index.get(("customer", id_), ()) for id_ in query.customer_ids)
            sets.append({id_ for ids in of_customers for id_ in ids})
        return min(sets, key=len, default=None)


def _keys(holding: Holding) -> Iterator[Key]:
    yield "customer", holding.customer.id
    yield "product", holding.subscription.product
    yield "usage", str(holding.subscription.usage_driven_by_us)
    yield "own", str(holding.customer.own_tenant)
    if holding.dpor:
        yield "holder", holding.dpor.holder.kind
        yield "partner", holding.dpor.holder.partner
    for association in holding.associations:
        if association.holder.partner:
            yield "any-partner", association.holder.partner


def _asked(query: HoldingQuery) -> Iterator[Key]:
    if query.product is not None:
        yield "product", query.product
    if query.holder is not None:
        yield "holder", query.holder
    if query.partner is not None:
        yield "partner", query.partner
    if query.usage_driven_by_us is not None:
        yield "usage", str(query.usage_driven_by_us)
