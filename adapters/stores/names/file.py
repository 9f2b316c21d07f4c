"""A file of arrays: written beside and put in place whole, mapped by whoever reads it, trusted only when it
is what was written.

A line of JSON says what is in it; the arrays follow, each at a page of its own. The line has a checksum over
itself, one over all arrays, and the time that the file is given: whoever writes to it later gives it another.
"""

from __future__ import annotations

import mmap
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import orjson
from numpy.typing import NDArray

VERSION = 6
"""Of the form. Another one's file is made anew."""

Array = NDArray[Any]
Buffer = bytes | memoryview
_PAGE = 4096
_PIECE = 256 * _PAGE


class UnusableFile(Exception):
    """Damaged, cut off, of another version, or of something else. To be made anew."""


class ArrayFile:
    """Arrays by name, and what else was written; nothing of them is in memory before it is looked at."""

    def __init__(self, path: Path) -> None:
        """Reads the first line only. Raises FileNotFoundError, UnusableFile."""
        with path.open("rb") as file:
            self.about = _header(file.readline(1 << 20))
            found = os.fstat(file.fileno())
            if found.st_size != self.about["size"]:
                raise UnusableFile("it is cut off")
            self._time = found.st_mtime_ns
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._path = path
        self.arrays: dict[str, Array] = {
            name: np.frombuffer(self._map, dtype, length, start)
            for name, (dtype, length, start) in self.about["arrays"].items()
        }

    @property
    def as_written(self) -> bool:
        """Whether nobody has written to it, nor copied it, since it was written or looked over."""
        return self._time == self.about["time"]

    def check(self) -> None:
        """Read all of it once, past the map so that none of it stays in memory. Raises UnusableFile."""
        with self._path.open("rb", buffering=0) as file:
            file.seek(self.about["begin"])
            if _summed(_pieces_of(file)) != self.about["sum"]:
                raise UnusableFile("its checksum does not match")

    def mark(self) -> None:
        """As looked over, unless somebody has written to it meanwhile."""
        with suppress(OSError):
            if self._path.stat().st_mtime_ns == self._time:
                os.utime(self._path, ns=(self.about["time"], self.about["time"]))


def write(path: Path, arrays: Mapping[str, Array], about: Mapping[str, Any]) -> None:
    """Whoever opens the path finds the old file or the new one, whole. Raises OSError."""
    import tempfile  # Who only reads is spared it.

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    places: dict[str, tuple[str, int, int]] = {}
    begin = at = _PAGE
    for name, array in arrays.items():
        places[name] = (array.dtype.str, len(array), at)
        at += -(-array.nbytes // _PAGE) * _PAGE
    body: dict[str, Any] = {**about, "version": VERSION, "arrays": places, "begin": begin, "size": at}
    body["time"] = time.time_ns()
    body["sum"] = _summed(_in_pieces(arrays.values()))
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".new")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_line(body).ljust(begin, b"\0"))
            for array in arrays.values():
                file.write(_bytes(array))
                file.write(bytes(-array.nbytes % _PAGE))
            file.flush()
            os.fsync(file.fileno())
        os.utime(beside, ns=(body["time"], body["time"]))
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _line(body: Mapping[str, Any]) -> bytes:
    said = orjson.dumps(body)
    line = b"%08x %b\n" % (crc32(said), said)
    if len(line) > _PAGE:
        raise UnusableFile("its first line is too long")
    return line


def _header(line: bytes) -> dict[str, Any]:
    checksum, _, said = line.rstrip(b"\n").partition(b" ")
    if checksum != b"%08x" % crc32(said):
        raise UnusableFile("its first line is damaged")
    about: dict[str, Any] = orjson.loads(said)
    if about["version"] != VERSION:
        raise UnusableFile("it is of another version")
    return about


def view(array: Array) -> memoryview[int]:
    """Its numbers one by one, which is quicker than from the array itself."""
    return memoryview(array)  # pyright: ignore[reportArgumentType]


def _bytes(array: Array) -> memoryview[int]:
    return view(array).cast("B") if array.nbytes else memoryview(b"")


def _in_pieces(arrays: Iterable[Array]) -> Iterable[bytes]:
    """As they stand in the file, in pieces of one length but for the last."""
    held = bytearray()
    for array in arrays:
        content = _bytes(array)
        for start in range(0, len(content), _PIECE):
            held += content[start : start + _PIECE]
            while len(held) >= _PIECE:
                yield bytes(held[:_PIECE])
                del held[:_PIECE]
        held += bytes(-array.nbytes % _PAGE)
    if held:
        yield bytes(held)


def _pieces_of(file: FileIO) -> Iterator[Buffer]:
    """All in one buffer after the other: fresh memory for each would take longer than adding it up."""
    buffer = memoryview(bytearray(_PIECE))
    while length := file.readinto(buffer):
        yield buffer[:length]


def _summed(pieces: Iterable[Buffer]) -> int:
    """A CRC over the sums of all pages: five times as quick as one over all bytes. It finds every changed
    bit, and pages that are lost, empty or in another's place."""
    checksum = 0
    for piece in pieces:
        words = np.frombuffer(piece, np.uint64)
        checksum = crc32(words.reshape(-1, _PAGE // 8).sum(axis=1, dtype=np.uint64).tobytes(), checksum)
    return checksum
