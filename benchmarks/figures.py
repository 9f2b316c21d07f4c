"""What was measured, and the table that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

HEADERS = ("figure", "measured", "yardstick", "of the yardstick", "ratio", "bound")
EMPTY = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What is to be reached, by the ratio or by the figure itself; `aim` is what we would like."""

    at_most: float
    of_ratio: bool = False
    aim: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One value a round, and the yardstick's values in the same rounds (none where there is no yardstick)."""

    name: str
    unit: str
    measured: Sequence[float]
    yardstick: str = ""
    of_yardstick: Sequence[float] = ()
    bound: Bound | None = None

    @property
    def ratios(self) -> tuple[float, ...]:
        """Round by round, so that what slows a whole round cancels out."""
        if not self.of_yardstick:
            return ()
        return tuple(ours / theirs for ours, theirs in zip(self.measured, self.of_yardstick, strict=True))


def p99(values: Sequence[float]) -> float:
    """What one in a hundred is above."""
    return quantiles(values, n=100, method="inclusive")[-1]


def table(figures: Sequence[Figure]) -> str:
    """All figures as one Markdown table: medians of the rounds with [least-most]."""
    rows = [HEADERS, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADERS))]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    rule = "-|-".join("-" * width for width in widths)
    return "\n".join(f"| {line} |" for line in (lines[0], rule, *lines[1:]))


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        f"{_spread(figure.measured)} {figure.unit}",
        figure.yardstick or EMPTY,
        f"{_spread(figure.of_yardstick)} {figure.unit}" if figure.of_yardstick else EMPTY,
        _spread(figure.ratios) if figure.ratios else EMPTY,
        _verdict(figure) if figure.bound else EMPTY,
    )


def _spread(values: Sequence[float]) -> str:
    shown = (_number(value) for value in (median(values), min(values), max(values)))
    return "{} [{}-{}]".format(*shown)


def _number(value: float) -> str:
    """Three digits that mean something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _verdict(figure: Figure) -> str:
    bound = figure.bound
    if bound is None:
        return EMPTY
    reached = median(figure.ratios if bound.of_ratio else figure.measured)
    said = f"<= {bound.at_most:g}" if bound.of_ratio else f"<= {bound.at_most:g} {figure.unit}"
    if bound.aim is not None:
        said += f", aim {bound.aim:g}"
    return f"{said}: {'met' if reached <= bound.at_most else 'MISSED'}"
