"""Very many subscriptions in columns: a hundred thousand values are not made until somebody wants them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, overload

from bot.partnership.records import Association, Customer, Holding, Product, Subscription


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings(Sequence[Holding]):
    """Each is made when it is asked for, and another one each time. The columns are of the same length.

    Rows that say the same of something share the value of it.
    """

    ids: Sequence[str] = ()
    customers: Sequence[Customer] = ()
    products: Sequence[Product] = ()
    labels: Sequence[str] = ()
    renewals: Sequence[date | None] = ()
    driven: Sequence[bool] = ()
    ended: Sequence[bool] = ()
    started: Sequence[date | None] = ()
    associations: Sequence[tuple[Association, ...]] = ()

    @classmethod
    def of(cls, holdings: Iterable[Holding]) -> Holdings:
        """These, which may be such already."""
        if isinstance(holdings, Holdings):
            return holdings
        rows = tuple(map(_row, holdings))
        return _from(zip(*rows, strict=True)) if rows else NO_HOLDINGS

    @classmethod
    def joined(cls, parts: Sequence[Holdings]) -> Holdings:
        """One after the other."""
        if len(parts) == 1:
            return parts[0]
        columns = zip(*(part._columns for part in parts), strict=True)
        return _from(tuple(chain.from_iterable(some)) for some in columns) if parts else NO_HOLDINGS

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, at: int) -> Holding: ...
    @overload
    def __getitem__(self, at: slice) -> Holdings: ...
    def __getitem__(self, at: int | slice) -> Holding | Holdings:
        if isinstance(at, slice):
            return _from(column[at] for column in self._columns)
        return _holding(*(column[at] for column in self._columns))

    def __iter__(self) -> Iterator[Holding]:
        return map(_holding, *self._columns)

    def at(self, places: Sequence[int]) -> Holdings:
        """Those at these places."""
        return _from(tuple(map(column.__getitem__, places)) for column in self._columns)

    def with_others(self, holdings: Mapping[int, Holding]) -> Holdings:
        """With those at these places in place of what is there."""
        columns = [list(column) for column in self._columns]
        for at, holding in holdings.items():
            for column, told in zip(columns, _row(holding), strict=True):
                column[at] = told
        return _from(columns)

    @property
    def _columns(self) -> tuple[Sequence[Any], ...]:
        terms = self.products, self.labels, self.renewals, self.driven, self.ended, self.started
        return self.ids, self.customers, *terms, self.associations


NO_HOLDINGS = Holdings()


def _from(columns: Iterable[Sequence[Any]]) -> Holdings:
    ids, customers, products, labels, renewals, driven, ended, started, associations = columns
    return Holdings(
        ids=ids,
        customers=customers,
        products=products,
        labels=labels,
        renewals=renewals,
        driven=driven,
        ended=ended,
        started=started,
        associations=associations,
    )


def _row(holding: Holding) -> tuple[object, ...]:
    subscription = holding.subscription
    return (
        subscription.id,
        holding.customer,
        subscription.product,
        subscription.label,
        subscription.renewal_date,
        subscription.usage_driven_by_us,
        subscription.ended,
        subscription.started_on,
        holding.associations,
    )


def _holding(
    id_: str,
    customer: Customer,
    product: Product,
    label: str,
    renews: date | None,
    driven: bool,
    ended: bool,
    started: date | None,
    associations: tuple[Association, ...],
) -> Holding:
    subscription = Subscription(
        id=id_,
        customer_id=customer.id,
        product=product,
        label=label,
        renewal_date=renews,
        usage_driven_by_us=driven,
        ended=ended,
        started_on=started,
    )
    return Holding(customer=customer, subscription=subscription, associations=associations)
