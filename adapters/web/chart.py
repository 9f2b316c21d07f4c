"""A chart as a picture in the page, drawn by the page's style sheet, over the same numbers as a table.

Nothing is coloured or styled here: the page's policy forbids it, and light and dark each have their own.
Shade never tells alone: every bar and line has its number, and dashes tell lines apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

from markupsafe import Markup

from bot.conversation.replies import Chart, ChartKind

WIDTH: Final = 640
_ROW, _BAR = 44, 18
_TOP, _PLOT, _BELOW, _SIDE = 14, 180, 24, 36
_LETTERS = 60
"""How much of a label there is room for."""
_DIGIT = 9
"""The width of a digit, so that a number is only written into a part that holds it."""


def picture(chart: Chart) -> Markup:
    """The drawing and its key. Whoever does not see it is told what it comes to."""
    match chart.kind:
        case ChartKind.BARS:
            height, drawn = _bars(chart)
        case ChartKind.LINES:
            height, drawn = _lines(chart)
        case _:
            assert_never(chart.kind)
    return Markup(
        '<svg role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">{}</svg>{}'
    ).format(chart.summary, WIDTH, height, WIDTH, height, drawn, _key(chart))


def _key(chart: Chart) -> Markup:
    """Which shade is which; the table's heads say it too, so this is not read out."""
    entries = _joined(
        Markup('<li><svg class="swatch" viewBox="0 0 16 10" width="16" height="10">{}</svg> {}</li>').format(
            Markup('<rect class="part-{}" width="16" height="10"></rect>').format(number % 4), one.name
        )
        for number, one in enumerate(chart.series)
    )
    return Markup('<ul class="key" aria-hidden="true">{}</ul>').format(entries)


def _bars(chart: Chart) -> tuple[int, Markup]:
    """One bar a label, over its label, all on the scale of the longest."""
    columns = tuple(zip(*(one.values for one in chart.series), strict=True))
    longest = max((sum(values) for values in columns), default=0) or 1
    rows = (
        Markup('<text x="0" y="{}">{}</text>{}').format(
            _ROW * row + 14, _clip(label), _bar(values, longest, _ROW * row + 20)
        )
        for row, (label, values) in enumerate(zip(chart.labels, columns, strict=True))
    )
    return _ROW * max(len(chart.labels), 1), _joined(rows)


def _bar(values: tuple[int, ...], longest: int, top: int) -> Markup:
    drawn: list[Markup] = []
    total = 0
    for number, value in enumerate(values):
        left, right = WIDTH * total // longest, WIDTH * (total + value) // longest
        total += value
        if value:
            drawn.append(
                Markup('<rect class="part-{}" x="{}" y="{}" width="{}" height="{}"></rect>').format(
                    number % 4, left, top, right - left, _BAR
                )
            )
        if value and right - left >= _DIGIT * len(str(value)) + 6:
            drawn.append(
                Markup('<text class="in-{}" x="{}" y="{}" text-anchor="middle">{}</text>').format(
                    number % 4, (left + right) // 2, top + 14, value
                )
            )
    return _joined(drawn)


def _lines(chart: Chart) -> tuple[int, Markup]:
    """A line a series on one scale from nought, its last number at its end; first and last label below."""
    most = max((value for one in chart.series for value in one.values), default=0) or 1
    floor = _TOP + _PLOT
    drawn = [
        Markup('<line class="floor" x1="0" y1="{0}" x2="{1}" y2="{0}"></line>').format(floor, WIDTH - _SIDE)
    ]
    for number, one in enumerate(chart.series):
        drawn.append(_line(one.values, most, number % 4))
    place = Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>')
    if chart.labels:
        drawn.append(place.format(WIDTH, floor + 18, "end", _clip(chart.labels[-1])))
    if len(chart.labels) > 1:
        drawn.append(place.format(0, floor + 18, "start", _clip(chart.labels[0])))
    return floor + _BELOW, _joined(drawn)


def _line(values: tuple[int, ...], most: int, number: int) -> Markup:
    if not values:
        return Markup()
    step = (WIDTH - _SIDE) // max(len(values) - 1, 1)
    # A single value is a line across.
    points = [(step * place, _TOP + _PLOT - _PLOT * value // most) for place, value in enumerate(values)]
    if len(points) == 1:
        points.append((step, points[0][1]))
    right, last = points[-1]
    return Markup(
        '<polyline class="line-{}" points="{}"></polyline><text class="end" x="{}" y="{}">{}</text>'
    ).format(number, " ".join(f"{x},{y}" for x, y in points), right + 6, last + 5, values[-1])


def _clip(text: str) -> str:
    return text if len(text) <= _LETTERS else text[: _LETTERS - 1].rstrip() + "…"


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup().join(parts)
