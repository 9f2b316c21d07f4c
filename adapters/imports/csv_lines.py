"""A delimited text file as rows of cells, read a line at a time, whatever its separator."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal, Protocol

from bot.errors import Fault

LONGEST_LINE = 64 * 1024
SEPARATORS = ",;\t"
SAVE_AS = 'Save it as "CSV UTF-8" and import that.'


class Source(Protocol):
    """A file with a name: a path is one, and so is what came through a socket."""

    @property
    def name(self) -> str: ...

    def open(self, mode: Literal["rb"]) -> BinaryIO:
        """Its content. Raises OSError."""
        ...


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


def rows(source: Source, progress: Callable[[int], None] | None = None) -> Iterator[Row]:
    """Every row that is not empty, the header included. Raises Unreadable.

    `progress` is told the bytes of each line as it is read.
    """
    lines = _lines(source, progress)
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
        raise _unreadable(source, line, f"is not well-formed CSV ({error}).", remedy) from error


def _lines(source: Source, progress: Callable[[int], None] | None) -> Iterator[str]:
    try:
        with source.open("rb") as file:
            for number in itertools.count(1):
                line = file.readline(LONGEST_LINE + 1)
                if not line:
                    return
                yield _text(source, number, line)
                if progress:
                    progress(len(line))
    except OSError as error:
        raise _unreadable(source, None, f"cannot be read ({error.strerror}).", "") from error


def _text(source: Source, number: int, line: bytes) -> str:
    if b"\0" in line or line.startswith((b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff")):
        raise _unreadable(source, number, "is not a text file in UTF-8.", SAVE_AS)
    if len(line) > LONGEST_LINE:
        raise _unreadable(source, number, f"has a line of more than {LONGEST_LINE} bytes.", SAVE_AS)
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        remedy = f"Byte {error.start + 1} of the line is wrong. {SAVE_AS}"
        raise _unreadable(source, number, "is not UTF-8.", remedy) from error


def _unreadable(source: Source, line: int | None, what: str, remedy: str) -> Unreadable:
    where = source.name if line is None else f"{source.name}:{line}"
    return Unreadable(Fault(where=where, what=what, remedy=remedy))
