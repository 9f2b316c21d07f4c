"""What a file says of one subscription, in the terms of the record; every kind of file comes to this."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, overload

from bot.partnership.records import Association, Product


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`seen_for` is the day that it speaks for; what it does not tell is empty or None.

    `whole`: it is from our own CSV, which says all that there is to say, as people keep it.
    """

    customer_id: str
    subscription_id: str
    product: Product
    seen_for: date
    label: str = ""
    renewal_date: date | None = None
    usage_driven_by_us: bool | None = None
    ended: bool | None = None
    started_on: date | None = None
    associations: tuple[Association, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Sequence[Row]):
    """Very many of them, in columns of the same length: each is made when it is asked for."""

    whose: list[str] = field(default_factory=list[str])
    ids: list[str] = field(default_factory=list[str])
    products: list[Product] = field(default_factory=list[Product])
    days: list[date] = field(default_factory=list[date])
    labels: list[str] = field(default_factory=list[str])
    renewals: list[date | None] = field(default_factory=list[date | None])
    driven: list[bool | None] = field(default_factory=list[bool | None])
    ended: list[bool | None] = field(default_factory=list[bool | None])
    started: list[date | None] = field(default_factory=list[date | None])
    associations: list[tuple[Association, ...]] = field(default_factory=list[tuple[Association, ...]])
    whole: bool = False

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, range(len(self)))

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> Row | Rows:
        return self.at(range(len(self))[at]) if isinstance(at, slice) else self._row(at)

    def at(self, places: Sequence[int]) -> Rows:
        """Those at these places."""
        return Rows(
            whole=self.whole,
            **{name: [column[at] for at in places] for name, column in self._columns().items()},
        )

    def add(self, some: Rows) -> None:
        """Those after these."""
        for mine, theirs in zip(self._columns().values(), some._columns().values(), strict=True):
            mine += theirs

    def put(self, row: Row) -> None:
        """It after these."""
        self.whose.append(row.customer_id)
        self.ids.append(row.subscription_id)
        self.products.append(row.product)
        self.days.append(row.seen_for)
        self.labels.append(row.label)
        self.renewals.append(row.renewal_date)
        self.driven.append(row.usage_driven_by_us)
        self.ended.append(row.ended)
        self.started.append(row.started_on)
        self.associations.append(row.associations)

    def _row(self, at: int) -> Row:
        return Row(
            customer_id=self.whose[at],
            subscription_id=self.ids[at],
            product=self.products[at],
            seen_for=self.days[at],
            label=self.labels[at],
            renewal_date=self.renewals[at],
            usage_driven_by_us=self.driven[at],
            ended=self.ended[at],
            started_on=self.started[at],
            associations=self.associations[at],
            whole=self.whole,
        )

    def _columns(self) -> dict[str, list[Any]]:
        return {
            "whose": self.whose,
            "ids": self.ids,
            "products": self.products,
            "days": self.days,
            "labels": self.labels,
            "renewals": self.renewals,
            "driven": self.driven,
            "ended": self.ended,
            "started": self.started,
            "associations": self.associations,
        }
