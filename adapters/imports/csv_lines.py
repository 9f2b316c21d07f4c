"""A delimited text file as rows of cells, read a line at a time, whatever its separator."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Fault

LONGEST_LINE = 64 * 1024
SEPARATORS = ",;\t"
SAVE_AS = 'Save it as "CSV UTF-8" and import that.'


class Unreadable(Exception):
    """The file is no text, or no table: reading cannot go on."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of a row, trimmed; `line` is its first line in the file, from 1."""

    line: int
    cells: tuple[str, ...]


def rows(path: Path, progress: Callable[[int], None] | None = None) -> Iterator[Row]:
    """Every row that is not empty, the header included. Raises Unreadable.

    `progress` is told the bytes of each line as it is read.
    """
    lines = _lines(path, progress)
    first = next(lines, "")
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(itertools.chain((first,), lines), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(line=line, cells=tuple(cell.strip() for cell in cells))
            line = reader.line_num + 1
    except csv.Error as error:
        remedy = "Check its quotation marks and line ends."
        raise _unreadable(path, line, f"is not well-formed CSV ({error}).", remedy) from error


def _lines(path: Path, progress: Callable[[int], None] | None) -> Iterator[str]:
    try:
        with path.open("rb") as file:
            for number in itertools.count(1):
                line = file.readline(LONGEST_LINE + 1)
                if not line:
                    return
                yield _text(path, number, line)
                if progress:
                    progress(len(line))
    except OSError as error:
        raise _unreadable(path, None, f"cannot be read ({error.strerror}).", "") from error


def _text(path: Path, number: int, line: bytes) -> str:
    if b"\0" in line or line.startswith((b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff")):
        raise _unreadable(path, number, "is not a text file in UTF-8.", SAVE_AS)
    if len(line) > LONGEST_LINE:
        raise _unreadable(path, number, f"has a line of more than {LONGEST_LINE} bytes.", SAVE_AS)
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        remedy = f"Byte {error.start + 1} of the line is wrong. {SAVE_AS}"
        raise _unreadable(path, number, "is not UTF-8.", remedy) from error


def _unreadable(path: Path, line: int | None, what: str, remedy: str) -> Unreadable:
    where = path.name if line is None else f"{path.name}:{line}"
    return Unreadable(Fault(where=where, what=what, remedy=remedy))
