"""The app's two icons, drawn as PNG: a speech bubble with a tick. No picture files, no imaging library."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from itertools import pairwise
from math import hypot

COLOUR_SIZE, OUTLINE_SIZE = 192, 32
"""Pixels; Teams takes no others."""

_BACKGROUND = (31, 58, 95)
_WHITE = (255, 255, 255)
_CENTRE, _HALF, _ROUND = (16.0, 14.5), (11.0, 8.5), 4.0
_TICK = ((11.0, 14.5), (14.5, 18.0), (21.0, 11.0))
_TAIL = ((11.0, 22.0), (11.0, 26.5), (16.5, 22.0))
"""All in a square of 32 units."""

Pixel = tuple[int, int, int, int]


def colour_icon() -> bytes:
    """192 by 192 pixels, in full colour to the edge."""

    def pixel(x: float, y: float) -> Pixel:
        # Drawn at three quarters: Teams rounds the corners off.
        x, y = 16 + (x - 16) * 1.3, 16 + (y - 16) * 1.3
        white = _covered(_bubble(x, y), 0.1) * (1 - _covered(_line(x, y, _TICK) - 1.4, 0.1))
        red, green, blue = (round(dark + (255 - dark) * white) for dark in _BACKGROUND)
        return red, green, blue, 255

    return _png(COLOUR_SIZE, pixel)


def outline_icon() -> bytes:
    """32 by 32 pixels, white lines on nothing."""

    def pixel(x: float, y: float) -> Pixel:
        line = min(abs(_bubble(x, y)) - 0.9, _line(x, y, _TICK) - 0.9)
        return (*_WHITE, round(255 * _covered(line, 0.5)))

    return _png(OUTLINE_SIZE, pixel)


def _covered(distance: float, soft: float) -> float:
    """1 within, 0 beyond, between them at the edge."""
    return min(max(0.5 - distance / (2 * soft), 0.0), 1.0)


def _bubble(x: float, y: float) -> float:
    """How far outside the bubble a point is; negative inside."""
    across, down = (abs(x - _CENTRE[0]) - _HALF[0] + _ROUND, abs(y - _CENTRE[1]) - _HALF[1] + _ROUND)
    box = hypot(max(across, 0.0), max(down, 0.0)) + min(max(across, down), 0.0) - _ROUND
    return min(box, _triangle(x, y))


def _triangle(x: float, y: float) -> float:
    """The same for the tail: how far beyond the farthest of its three sides."""
    corners = (*_TAIL, _TAIL[0])
    return max(
        ((y - by) * (bx - ax) - (x - bx) * (by - ay)) / hypot(bx - ax, by - ay)
        for (ax, ay), (bx, by) in pairwise(corners)
    )


def _line(x: float, y: float, points: tuple[tuple[float, float], ...]) -> float:
    """How far a point is from a line through those points."""
    return min(_from_segment(x, y, start, end) for start, end in pairwise(points))


def _from_segment(x: float, y: float, start: tuple[float, float], end: tuple[float, float]) -> float:
    across, down = end[0] - start[0], end[1] - start[1]
    along = ((x - start[0]) * across + (y - start[1]) * down) / (across**2 + down**2)
    near = min(max(along, 0.0), 1.0)
    return hypot(x - start[0] - near * across, y - start[1] - near * down)


def _png(size: int, pixel: Callable[[float, float], Pixel]) -> bytes:
    """https://www.w3.org/TR/png-3/: eight bits a sample, red, green, blue and alpha."""
    unit = 32 / size
    rows = b"".join(
        b"\0" + bytes(part for x in range(size) for part in pixel((x + 0.5) * unit, (y + 0.5) * unit))
        for y in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows, 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
