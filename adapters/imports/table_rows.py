"""Rows of a table, one by one or some at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from adapters.imports.refused import FileRefused

AT_ONCE = 500


class Rows(NamedTuple):
    """The cells of each, and the line of the file in which each begins. There may be none."""

    lines: list[int]
    cells: list[list[str]]


def row_by_row(blocks: Iterable[Rows]) -> Iterator[tuple[int, list[str]]]:
    """Each with its line."""
    for lines, cells in blocks:
        yield from zip(lines, cells, strict=True)


def in_blocks(rows: Iterator[tuple[int, list[str]]]) -> Iterator[Rows]:
    """The first one alone, then so many at once. Where reading cannot go on, those before come too."""
    some, most = Rows([], []), 1
    try:
        while True:
            for line, cells in islice(rows, most):
                some.lines.append(line)
                some.cells.append(cells)
            if not some.lines:
                return
            yield some
            some, most = Rows([], []), AT_ONCE
    except FileRefused:
        yield some
        raise
