"""A chart as Teams draws it. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/

These elements are Teams' own, beyond the published schema: a client that does not know them leaves them out,
for the same numbers stand below as text.
"""

from __future__ import annotations

from typing import assert_never

from adapters.teams.card import Element
from adapters.teams.markdown import without_macros
from bot.conversation.replies import Chart, ChartKind


def chart(block: Chart) -> Element:
    """The element with its numbers; its colours are Teams' own, for light and dark."""
    match block.kind:
        case ChartKind.BARS:
            return _chart("Chart.HorizontalBar.Stacked", block, _bars(block))
        case ChartKind.LINES:
            return {**_chart("Chart.Line", block, _lines(block)), "xAxisTitle": without_macros(block.heading)}
        case _:
            assert_never(block.kind)


def _chart(kind: str, block: Chart, data: list[Element]) -> Element:
    return {
        "type": kind,
        "title": without_macros(block.caption),
        "data": data,
        "colorSet": "categorical",
        "fallback": "drop",
    }


def _bars(block: Chart) -> list[Element]:
    """A bar a label; the parts of each are told by the series' names."""
    return [
        {
            "title": without_macros(label),
            "data": [
                {"legend": without_macros(one.name), "value": one.values[place]} for one in block.series
            ],
        }
        for place, label in enumerate(block.labels)
    ]


def _lines(block: Chart) -> list[Element]:
    """A line a series. Teams draws a scale of time where every place on it is a day in figures."""
    places = [day.isoformat() for day in block.days] or [without_macros(label) for label in block.labels]
    return [
        {
            "legend": without_macros(one.name),
            "values": [{"x": place, "y": value} for place, value in zip(places, one.values, strict=True)],
        }
        for one in block.series
    ]
