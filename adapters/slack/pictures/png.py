"""A grid of coloured points as a PNG file, by the standard library alone. https://www.w3.org/TR/png-3/"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

Colour = tuple[int, int, int]

_INDEXED, _EIGHT_BITS = 3, 8


def png(points: Sequence[bytes | bytearray], palette: Sequence[Colour]) -> bytes:
    """The file. Each row has a byte a point, the number of its colour in the palette of at most 256."""
    size = struct.pack(">IIBBBBB", len(points[0]), len(points), _EIGHT_BITS, _INDEXED, 0, 0, 0)
    # Each row begins with its filter: none.
    rows = zlib.compress(b"".join(b"\0" + row for row in points), 9)
    colours = b"".join(bytes(colour) for colour in palette)
    parts = (_chunk(b"IHDR", size), _chunk(b"PLTE", colours), _chunk(b"IDAT", rows), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
