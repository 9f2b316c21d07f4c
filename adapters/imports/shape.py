"""What a report looks like: its documented columns, those it cannot do without, those that give it away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from adapters.imports import columns
from adapters.imports.columns import Field
from bot.partnership.records import Product
from bot.partnership.sightings import Attribution, ReportKind


@dataclass(frozen=True, kw_only=True)
class Shape:
    """`columns` are the documented names, of whatever year, with commas between them. `needs` are fields
    that every file has. At least one of the columns `told_by` is there. `product` is what every row is of,
    None where the rows say it themselves; `by_workload` where they say it by their workload, and
    `else_product` is what a workload is of that is in no table. `attribution` is every row's that does not
    say it: a report of claims alone. No file has any of the fields `lacks`.
    """

    kind: ReportKind
    title: str
    columns: str
    needs: tuple[Field, ...]
    told_by: tuple[str, ...]
    product: Product | None = None
    by_workload: bool = False
    else_product: Product | None = None
    attribution: Attribution | None = None
    lacks: tuple[Field, ...] = ()

    def key(self, name: str) -> str:
        """What the column of that name is in this report; empty where it has none of that name."""
        key = columns.field(name, self.kind) or columns.passed_over(name)
        return key if key in self._keys else ""

    def field(self, name: str) -> Field | None:
        """What the column tells that we read."""
        field = columns.field(name, self.kind)
        return field if field in self._keys else None

    def fits(self, names: tuple[str, ...]) -> bool:
        """Whether a file with these columns may be this report."""
        keys = {self.key(name) for name in names}
        if any(columns.field(name, self.kind) in self.lacks for name in names):
            return False
        return keys.issuperset(self.needs) and not keys.isdisjoint(map(self.key, self.told_by))

    def known(self, names: tuple[str, ...]) -> int:
        """How many of the columns this report has."""
        return sum(bool(self.key(name)) for name in names)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The documented columns, one by one."""
        return tuple(name.strip() for name in self.columns.split(","))

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(
            columns.field(name, self.kind) or columns.passed_over(name) for name in self.names
        ) - {""}
