"""Customers and holdings in memory, with an index for everything that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from adapters.stores.index import Index, Key
from adapters.stores.names.beside import Finding, in_memory
from adapters.stores.names.changes import Growing
from bot.partnership.matching import KnownCustomers
from bot.partnership.records import Customer, Holding, HoldingQuery
from bot.understanding.names import Entry, NameFinder, NameIndex


class RecordState:
    """The record as it stood at one moment. Holdings of one customer always show the same, newest customer.

    What is committed never changes: a commit changes a fork and puts it in place. `scans` counts the
    queries that no index served.
    """

    scans = 0

    def __init__(self) -> None:
        self.customers: dict[str, Customer] = {}
        self.holdings: dict[str, Holding] = {}
        self._index = Index()
        self.finding: Finding = in_memory
        self._customer_names: NameFinder | None = None
        self._renamed: dict[str, tuple[str, ...] | None] = {}
        self._partner_names: NameFinder | None = None
        self._known: KnownCustomers | None = None

    def fork(self) -> RecordState:
        """A copy that can change without changing this one."""
        copy = RecordState()
        copy.customers = dict(self.customers)
        copy.holdings = dict(self.holdings)
        copy._index = self._index.fork()
        copy.finding = self.finding
        copy._customer_names = self._customer_names
        copy._renamed = dict(self._renamed)
        copy._partner_names = self._partner_names
        copy._known = self._known
        return copy

    def save(self, holdings: Iterable[Holding]) -> frozenset[str]:
        """Put these in place. Gives the ids of the customers that are new, changed or forgotten."""
        touched: set[str] = set()
        for holding in holdings:
            touched |= self._save_customer(holding.customer)
            touched |= self._save_holding(holding)
        return frozenset(touched)

    def remove(self, ids: Iterable[str]) -> frozenset[str]:
        """Forget these, which are stored. Gives the ids of the customers that are forgotten with them."""
        return frozenset(customer for id_ in ids for customer in self._removed(id_))

    def candidates(self, query: HoldingQuery) -> list[Holding]:
        """All that may match, and not many more, in no order."""
        choices = tuple(self._choices(query))
        if not choices:
            RecordState.scans += 1
            return list(self.holdings.values())
        fewest = min(choices, key=lambda sets: sum(map(len, sets)))
        return [self.holdings[id_] for id_ in (fewest[0] if len(fewest) == 1 else set[str]().union(*fewest))]

    def own_customers(self) -> tuple[Customer, ...]:
        """Our own organisation's customers, by name."""
        ids = {self.holdings[id_].customer.id for id_ in self._index.of("own", "True")}
        return tuple(sorted((self.customers[id_] for id_ in ids), key=lambda c: (c.name.casefold(), c.id)))

    @property
    def known_is_made(self) -> bool:
        """Whether asking for customers by clue costs nothing beforehand."""
        return self._known is not None

    def known(self) -> KnownCustomers:
        """Made once, until a customer changes."""
        if self._known is None:
            self._known = KnownCustomers(self.customers.values())
        return self._known

    @property
    def names_are_made(self) -> bool:
        """Whether asking for names costs nothing."""
        return self._customer_names is not None and not self._renamed and self._partner_names is not None

    def make_names(self) -> None:
        """Make them now; takes a while for thousands."""
        self.customer_names()
        self.partner_names()

    def customer_names(self) -> NameFinder:
        """Made once, until a customer's names change."""
        if self._renamed and isinstance(self._customer_names, Growing):
            self._customer_names = self._customer_names.after(self._renamed)
        elif self._renamed:
            self._customer_names = None
        self._renamed = {}
        if self._customer_names is None:
            self._customer_names = self.finding(list(map(_names, self.customers.values())))
        return self._customer_names

    def partner_names(self) -> NameFinder:
        """Made once, until another partner holds something for the first or last time."""
        if self._partner_names is None:
            self._partner_names = NameIndex(
                (name, (name,)) for name in sorted(self._index.values("any-partner"))
            )
        return self._partner_names

    def _save_customer(self, customer: Customer) -> set[str]:
        before = self.customers.get(customer.id)
        if before == customer:
            return set()
        self.customers[customer.id] = customer
        self._known = None
        if before is None or _names(before) != _names(customer):
            self._renamed[customer.id] = _names(customer)[1]
        for id_ in tuple(self._index.of("customer", customer.id)):
            self._replace(replace(self.holdings[id_], customer=customer))
        return {customer.id}

    def _save_holding(self, holding: Holding) -> set[str]:
        before = self.holdings.get(holding.subscription.id)
        if before == holding:
            return set()
        self._replace(holding)
        return self._without_its_last(before.customer.id) if before else set()

    def _removed(self, id_: str) -> set[str]:
        holding = self.holdings.pop(id_)
        for key in frozenset(_keys(holding)):
            self._discard(key, id_)
        return self._without_its_last(holding.customer.id)

    def _without_its_last(self, customer_id: str) -> set[str]:
        """Forget the customer where it has no subscription any more."""
        if self._index.of("customer", customer_id):
            return set()
        del self.customers[customer_id]
        self._known = None
        self._renamed[customer_id] = None
        return {customer_id}

    def _replace(self, holding: Holding) -> None:
        id_ = holding.subscription.id
        before = self.holdings.get(id_)
        self.holdings[id_] = holding
        new = tuple(_keys(holding))
        old = frozenset(_keys(before)) if before else frozenset[Key]()
        for key in new:
            if key not in old and self._index.add(key, id_) and key[0] == "any-partner":
                self._partner_names = None
        for key in old.difference(new):
            self._discard(key, id_)

    def _discard(self, key: Key, id_: str) -> None:
        if self._index.discard(key, id_) and key[0] == "any-partner":
            self._partner_names = None

    def _choices(self, query: HoldingQuery) -> Iterator[list[AbstractSet[str]]]:
        """For each thing asked, the sets in which everything that matches stands."""
        yield from ([self._index.of(*key)] for key in _asked(query))
        if query.customer_ids is not None:
            yield [self._index.of("customer", id_) for id_ in query.customer_ids]
        if query.renews_from is not None or query.renews_until is not None:
            first = _month(query.renews_from) if query.renews_from else ""
            last = _month(query.renews_until) if query.renews_until else "9999-99"
            months = self._index.values("renews")
            yield [self._index.of("renews", month) for month in months if first <= month <= last]


def _names(customer: Customer) -> Entry:
    return customer.id, (customer.name, *customer.other_names)


def _keys(holding: Holding) -> Iterator[Key]:
    subscription, dpor = holding.subscription, holding.dpor
    yield "customer", holding.customer.id
    yield "product", subscription.product
    yield "usage", str(subscription.usage_driven_by_us)
    yield "own", str(holding.customer.own_tenant)
    if subscription.ended:
        yield "ended", "True"
    if subscription.renewal_date:
        yield "renews", _month(subscription.renewal_date)
    if dpor:
        yield "holder", dpor.holder.kind
        yield "partner", dpor.holder.partner
    for association in holding.associations:
        if association.holder.partner:
            yield "any-partner", association.holder.partner


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def _asked(query: HoldingQuery) -> Iterator[Key]:
    if query.product is not None:
        yield "product", query.product
    if query.holder is not None:
        yield "holder", query.holder
    if query.partner is not None:
        yield "partner", query.partner
    if query.usage_driven_by_us is not None:
        yield "usage", str(query.usage_driven_by_us)
    if query.ended:
        # Nearly all run on: that they do narrows nothing worth an index.
        yield "ended", "True"
