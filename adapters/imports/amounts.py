"""Columns of numbers. Most cells are written as programs write them, and a column is looked over at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import overload

from adapters.imports.refused import CellRefused

_POINT = r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?"
_COMMA = r"-?[0-9]{1,15},(?:[0-9]{1,2}|[0-9]{4,9})"
"""With three digits after it a comma may be another mark."""
_ARE_PLAIN = re.compile(rf"(?:(?:{_POINT}|{_COMMA})?\n)*").fullmatch


class Amounts(Sequence[Decimal | None]):
    """Cells that are empty or plain numbers. The number is made when it is asked for: most nobody wants."""

    def __init__(self, cells: Sequence[str]) -> None:
        self._cells = cells

    def __len__(self) -> int:
        return len(self._cells)

    def __iter__(self) -> Iterator[Decimal | None]:
        return map(_number, self._cells)

    @overload
    def __getitem__(self, at: int) -> Decimal | None: ...
    @overload
    def __getitem__(self, at: slice) -> Amounts: ...
    def __getitem__(self, at: int | slice) -> Decimal | Amounts | None:
        return Amounts(self._cells[at]) if isinstance(at, slice) else _number(self._cells[at])


def amounts(
    cells: Sequence[str], read: Callable[[str], object], refused: set[int], *, needed: bool
) -> Sequence[Decimal | None]:
    """What each cell holds, None where that is nothing; nothing at all where no cell holds any.

    `read` reads those that are not plain, and where they are `needed` those that hold nothing. Places of
    those that are refused are added.
    """
    if not any(cells) and not needed:
        return ()
    together = "\n".join(cells) + "\n"
    if together.count("\n") == len(cells) and _ARE_PLAIN(together) and not (needed and "" in cells):
        return Amounts(together.replace(",", ".").split("\n")[:-1] if "," in together else cells)
    told: list[Decimal | None] = []
    for at, cell in enumerate(cells):
        try:
            amount = read(cell)
        except CellRefused:
            refused.add(at)
            amount = None
        told.append(amount if isinstance(amount, Decimal) else None)
    return told


def _number(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None
