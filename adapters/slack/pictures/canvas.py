"""A canvas of points: rectangles, lines and letters, each in a colour by its number."""

from __future__ import annotations

from adapters.slack.pictures.letters import HEIGHT, WIDTH, letter

GAP = 1
"""Points between two letters, before they are enlarged."""


class Canvas:
    """Points in rows from the top. Whatever falls outside is left out."""

    def __init__(self, width: int, height: int) -> None:
        self.rows = [bytearray(width) for _ in range(height)]
        self._width = width

    def rectangle(self, left: int, top: int, width: int, height: int, colour: int) -> None:
        """Fill it."""
        left, right = max(left, 0), min(left + width, self._width)
        if right <= left:
            return
        for row in self.rows[max(top, 0) : max(top + height, 0)]:
            row[left:right] = bytes([colour]) * (right - left)

    def line(self, start: tuple[int, int], end: tuple[int, int], colour: int, *, thick: int = 4) -> None:
        """From one point to another, both given as x and y, with a square pen."""
        steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
        for step in range(steps + 1):
            x = start[0] + round((end[0] - start[0]) * step / steps)
            y = start[1] + round((end[1] - start[1]) * step / steps)
            self.rectangle(x - thick // 2, y - thick // 2, thick, thick, colour)

    def write(self, left: int, top: int, text: str, colour: int, *, size: int = 2) -> None:
        """Letters, each point of theirs `size` points wide and high."""
        for place, character in enumerate(text):
            start = left + place * (WIDTH + GAP) * size
            for row, bits in enumerate(letter(character)):
                for column in range(WIDTH):
                    if bits >> (WIDTH - 1 - column) & 1:
                        self.rectangle(start + column * size, top + row * size, size, size, colour)


def measure(text: str, size: int = 2) -> int:
    """How wide a text is when written."""
    return max(len(text) * (WIDTH + GAP) - GAP, 0) * size


def tall(size: int = 2) -> int:
    """How high letters are, marks above and tails below included."""
    return HEIGHT * size
