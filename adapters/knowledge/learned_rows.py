"""Rows of numbers in a file, read one by one: of tens of megabytes most processes want less than one."""

from __future__ import annotations

import os
import weakref
from pathlib import Path
from typing import IO

import numpy as np

from bot.understanding.features import Rows, Steps

_NUMBER = np.dtype("<i2")


class RowsFile:
    """A table as `write_rows` leaves it. Mapping it would bring in half a megabyte around each row."""

    def __init__(self, path: Path) -> None:
        """Raises OSError, or ValueError for a file that is not a whole table of this kind."""
        with path.open("rb") as file:
            version = np.lib.format.read_magic(file)
            if version != (1, 0):
                raise ValueError(f"{path.name} is of another version")
            shape, by_column, dtype = np.lib.format.read_array_header_1_0(file)
            self._begins = file.tell()
            whole = self._begins + dtype.itemsize * int(np.prod(shape)) == os.fstat(file.fileno()).st_size
            if len(shape) != len(("word", "phrasing")) or by_column or dtype != _NUMBER or not whole:
                raise ValueError(f"{path.name} holds no table of rows")
            self._file = os.dup(file.fileno())
        self._count, size = shape
        self._bytes = size * _NUMBER.itemsize
        weakref.finalize(self, os.close, self._file)

    def __len__(self) -> int:
        """How many rows there are."""
        return self._count

    def __getitem__(self, number: int) -> Steps:
        """One row. Raises OSError."""
        content = os.pread(self._file, self._bytes, self._begins + number * self._bytes)
        return np.frombuffer(content, dtype=_NUMBER)


def write_rows(rows: Rows, file: IO[bytes]) -> None:
    """Write them as NumPy writes a table."""
    np.save(file, np.asarray(rows, dtype=_NUMBER), allow_pickle=False)
