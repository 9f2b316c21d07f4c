"""Which report a file is, told by its columns; never by its name, and never guessed."""

from __future__ import annotations

from adapters.imports.columns import known_of_own
from adapters.imports.refused import FileRefused
from adapters.imports.reports import SHAPES
from adapters.imports.shape import Shape
from bot.partnership.refusals import Reason

OWN_TITLE = "our own CSV"
_NEARLY, _NEARLY_OWN = 4, 3


def shape_of(file: str, line: int, header: tuple[str, ...]) -> Shape:
    """The one report that has these columns. Raises FileRefused, with what was found and what is known."""
    fitting = [shape for shape in SHAPES if shape.fits(header)]
    most = max((shape.known(header) for shape in fitting), default=0)
    if max(shape.known(header) for shape in SHAPES) > most + _NEARLY:
        # Far more like another report, which lacks a column: it is that one, damaged.
        raise _unknown(file, line, header)
    best = [shape for shape in fitting if shape.known(header) == most]
    if len(best) == 1:
        return best[0]
    if best:
        titles = " or ".join(shape.title for shape in best)
        raise FileRefused.because(file, Reason.AMBIGUOUS_REPORT, line=line, reports=titles)
    raise _unknown(file, line, header)


def nearly_own(header: tuple[str, ...]) -> bool:
    """Whether it is our own CSV with a column too many, or one too few: nothing is as like it."""
    known = known_of_own(header)
    return known >= _NEARLY_OWN and known >= max(shape.known(header) for shape in SHAPES)


def _unknown(file: str, line: int, header: tuple[str, ...]) -> FileRefused:
    nearest = max(SHAPES, key=lambda shape: shape.known(header))
    keys = {nearest.key(name) for name in header}
    lacking = [_name(nearest, field) for field in nearest.needs if field not in keys]
    if nearest.known(header) >= _NEARLY and lacking:
        lacks = ", ".join(lacking)
        return FileRefused.because(
            file, Reason.COLUMNS_MISSING, line=line, columns=lacks, report=nearest.title
        )
    found = ", ".join(name for name in header if name) or "–"
    known = ", ".join((*(shape.title for shape in SHAPES), OWN_TITLE))
    return FileRefused.because(file, Reason.UNKNOWN_REPORT, line=line, found=found, known=known)


def _name(shape: Shape, field: str) -> str:
    """The documented name of the column."""
    return next(name for name in shape.names if shape.key(name) == field)
