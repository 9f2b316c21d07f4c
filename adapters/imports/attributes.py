"""What some rows say, attribute by attribute."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import Any

from adapters.imports.alike import Alike, Rows
from adapters.imports.amounts import amounts
from adapters.imports.cell_readers import CUSTOMERS_REMEMBERED, MEASURES, REMEMBERED, Reader
from adapters.imports.columns import Field
from adapters.imports.parts import CUSTOMER, Group, Part, parts
from adapters.imports.shape import Shape
from adapters.imports.text_cells import are_plain_guids
from bot.partnership.sightings import Measure, Tie

Column = Callable[[Rows, set[int]], Sequence[Any]]
"""Reads one attribute of some rows; places of rows that are refused are added to the set."""


class Attributes:
    """Reads those of a report of that shape; `where` is where each field's cells stand in a row."""

    def __init__(self, shape: Shape, where: Mapping[Field, int], readers: Mapping[Field, Reader]) -> None:
        self._shape = shape
        self._where = where
        self._readers = readers
        some = [part for part in parts(shape) if not where.keys().isdisjoint(part.fields)]
        if where.keys().isdisjoint(CUSTOMER):
            some = [part for part in some if part.group is not Group.CUSTOMER]
        tied = [part for part in some if part.group is Group.TIE]
        self._columns = {part.name: self._column(part) for part in some if part.group is not Group.TIE}
        if tied:
            self._columns["tie"] = self._alike(tied, partial(_tie, shape, [part.name for part in tied]))

    def read(self, rows: Rows, refused: set[int]) -> dict[str, Sequence[Any]]:
        """What they say, by the attribute's name; places of rows that are refused are added."""
        return {name: column(rows, refused) for name, column in self._columns.items()}

    def amounts(self, rows: Rows, refused: set[int]) -> Mapping[Measure, Sequence[Decimal | None]]:
        """How much of each measure, where any row tells that."""
        told: dict[Measure, Sequence[Decimal | None]] = {}
        for field, measure in MEASURES.items():
            if field in self._where:
                cells = list(map(itemgetter(self._where[field]), rows))
                needed = field in self._shape.needs
                if column := amounts(cells, self._readers[field], refused, needed=needed):
                    told[measure] = column
        return told

    def _column(self, part: Part) -> Column:
        if part.fields == (Field.SUBSCRIPTION_ID,):
            return self._ids(part)
        most = CUSTOMERS_REMEMBERED if part.group is Group.CUSTOMER else REMEMBERED
        return self._alike([part], itemgetter(0), most)

    def _ids(self, part: Part) -> Column:
        """No two are the same, mostly, and all are well written."""
        one_by_one = self._alike([part], itemgetter(0))
        of_a_row = itemgetter(self._where[Field.SUBSCRIPTION_ID])

        def read(rows: Rows, refused: set[int]) -> Sequence[Any]:
            cells = list(map(of_a_row, rows))
            return cells if are_plain_guids(cells) else one_by_one(rows, refused)

        return read

    def _alike(
        self, some: Sequence[Part], made: Callable[[list[Any]], Any], most: int = REMEMBERED
    ) -> Column:
        """`made` is given what each part comes to."""
        fields = list(dict.fromkeys(field for part in some for field in part.fields))
        there = [field for field in fields if field in self._where]
        absent = [field for field in fields if field not in self._where]
        readers = [self._readers[field] for field in there]
        nothing = [self._readers[field]("") for field in absent]
        place = {field: at for at, field in enumerate((*there, *absent))}
        each = [(part.made, [place[field] for field in part.fields]) for part in some]

        def read(*cells: str) -> Any:
            told = [reader(cell) for reader, cell in zip(readers, cells, strict=True)] + nothing
            return made(
                [make(*[told[at] for at in places]) if make else told[places[0]] for make, places in each]
            )

        return Alike([self._where[field] for field in there], read, most).of


def _tie(shape: Shape, names: Sequence[str], told: Sequence[Any]) -> Tie:
    given: dict[str, Any] = dict(zip(names, told, strict=True))
    if shape.product:
        given["product"] = shape.product
    if shape.attribution and not given.get("attribution"):
        given["attribution"] = shape.attribution
    return Tie(report=shape.kind, **given)
