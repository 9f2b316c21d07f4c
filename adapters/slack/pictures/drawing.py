"""A chart as a PNG file. The numbers stand in it as digits, and once more as text beside the image."""

from __future__ import annotations

from typing import Final, assert_never

from adapters.slack.pictures.canvas import Canvas, measure, tall
from adapters.slack.pictures.png import Colour, png
from bot.conversation.replies import Chart, ChartKind

WIDTH: Final = 960
_EDGE, _BAR, _LINE, _PLOT = 24, 36, 14, 320
_PAPER, _INK, _FLOOR, _FIRST = 0, 1, 2, 3
_PALETTE: tuple[Colour, ...] = (
    *((255, 255, 255), (29, 34, 36), (190, 190, 184)),
    *((15, 91, 107), (196, 106, 22), (132, 142, 147), (222, 226, 214)),
)
"""Paper, ink, the floor of a plot, then a shade a series, each darker or lighter than its neighbour."""
_SHADES = len(_PALETTE) - _FIRST
_ON_SHADE = (_PAPER, _INK, _INK, _INK)
"""What is read on each shade."""
_THICK = (4, 8)
"""The pen of every line but the first, and of the first."""
_MOST = 40
"""Labels that are drawn, the last ones: the text says how many there are."""


def drawn(chart: Chart) -> bytes:
    """The file. It grows with the labels in height alone."""
    match chart.kind:
        case ChartKind.BARS:
            canvas = _bars(chart)
        case ChartKind.LINES:
            canvas = _lines(chart)
        case _:
            assert_never(chart.kind)
    return png(canvas.rows, _PALETTE)


def _bars(chart: Chart) -> Canvas:
    columns = tuple(zip(*(one.values for one in chart.series), strict=True))[-_MOST:]
    longest = max((sum(values) for values in columns), default=0) or 1
    step = tall() + _BAR + _LINE
    top = 2 * _EDGE + tall()
    canvas = Canvas(WIDTH, top + step * len(columns) + _EDGE)
    _key(canvas, chart)
    for row, (label, values) in enumerate(zip(chart.labels[-_MOST:], columns, strict=True)):
        canvas.write(_EDGE, top + step * row, _clip(label, WIDTH - 2 * _EDGE), _INK)
        _bar(canvas, values, longest, top + step * row + tall() + 4)
    return canvas


def _bar(canvas: Canvas, values: tuple[int, ...], longest: int, top: int) -> None:
    room, total = WIDTH - 2 * _EDGE, 0
    for number, value in enumerate(values):
        left, right = room * total // longest, room * (total + value) // longest
        total += value
        # A gap between two parts, so that shades alone need not tell them apart.
        canvas.rectangle(_EDGE + left, top, right - left - 2, _BAR, _FIRST + number % _SHADES)
        if value and right - left > measure(str(value)) + 8:
            place = _EDGE + (left + right - measure(str(value))) // 2
            canvas.write(place, top + (_BAR - tall()) // 2, str(value), _ON_SHADE[number % _SHADES])


def _lines(chart: Chart) -> Canvas:
    top = 2 * _EDGE + tall()
    floor = top + _PLOT
    canvas = Canvas(WIDTH, floor + _EDGE + tall() + _LINE)
    _key(canvas, chart)
    canvas.rectangle(_EDGE, floor, WIDTH - 2 * _EDGE, 2, _FLOOR)
    most = max((value for one in chart.series for value in one.values), default=0) or 1
    side = measure(str(most)) + 12
    for number, one in enumerate(chart.series):
        _line(canvas, one.values[-_MOST:], most, (floor, side), _FIRST + number % _SHADES)
    if chart.labels:
        last = _clip(chart.labels[-1], WIDTH // 2 - _EDGE)
        canvas.write(WIDTH - _EDGE - measure(last), floor + _LINE, last, _INK)
    if len(chart.labels) > 1:
        first = _clip(chart.labels[-_MOST:][0], WIDTH // 2 - 2 * _EDGE)
        canvas.write(_EDGE, floor + _LINE, first, _INK)
    return canvas


def _line(canvas: Canvas, values: tuple[int, ...], most: int, place: tuple[int, int], colour: int) -> None:
    """From left to right, its last number at its end; a single value is a line across."""
    floor, side = place
    room = WIDTH - 2 * _EDGE - side
    heights = [floor - _PLOT * value // most for value in values]
    steps = max(len(values) - 1, 1)
    points = [(_EDGE + room * step // steps, height) for step, height in enumerate(heights)]
    for start, end in zip(
        points, points[1:] or [(_EDGE + room, height) for height in heights[-1:]], strict=False
    ):
        canvas.line(start, end, colour, thick=_THICK[colour == _FIRST])
    if values:
        canvas.write(WIDTH - _EDGE - side + 12, heights[-1] - tall() // 2, str(values[-1]), _INK)


def _key(canvas: Canvas, chart: Chart) -> None:
    """Which shade is which, on one line, as far as it reaches."""
    left = _EDGE
    for number, one in enumerate(chart.series):
        name = _clip(one.name, WIDTH - _EDGE - left - tall() - 8)
        if not name:
            break
        canvas.rectangle(left, _EDGE, tall(), tall(), _FIRST + number % _SHADES)
        canvas.write(left + tall() + 8, _EDGE, name, _INK)
        left += tall() + 8 + measure(name) + _EDGE


def _clip(text: str, room: int) -> str:
    while text and measure(text) > room:
        text = text[:-1]
    return text
