"""Days and months as Microsoft's reports and spreadsheets write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from adapters.imports.refused import CellRefused
from adapters.imports.text_cells import text
from bot.partnership.refusals import Reason

_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"((?:19|20|99)\d{2})(\d{2})(\d{2})")
_MONTH_FIRST = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}){_TIME}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}}){_TIME}")
_DAY_AND_NAME = re.compile(r"(\d{1,2})\.?[\s-]+([^\W\d_]{3,9})\.?,?[\s-]+(\d{4}|\d{2})")
_NAME_AND_DAY = re.compile(r"([^\W\d_]{3,9})\.?[\s-]+(\d{1,2}),?[\s-]+(\d{4}|\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_YEAR_AND_MONTH = re.compile(r"(\d{4})[-/.]?(\d{2})")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_NAMED = re.compile(r"([^\W\d_]{3,9})\.?,?[\s-]+(\d{4}|\d{2})|(\d{4})[\s-]+([^\W\d_]{3,9})\.?")
_SPREADSHEET_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
_MONTHS = {
    name[:length]: number
    for names in (
        "january february march april may june july august september october november december",
        "januari februari mars april maj juni juli augusti september oktober november december",
    )
    for number, name in enumerate(names.split(), 1)
    for length in (3, 4, len(name))
}


def day(cell: str, *, serial: bool = False) -> date | None:
    """The day, None where the cell is empty. With slashes the month stands first, as Microsoft writes it;
    with dots the day does.

    With `serial` a bare number counts days as spreadsheets do. Raises CellRefused.
    """
    given = text(cell)
    if not given:
        return None
    found = _read(given, serial=serial)
    if found is None:
        raise CellRefused(Reason.NOT_A_DAY, text=given)
    return found


def month(cell: str, *, serial: bool = False) -> date | None:
    """The first day of the month, None where the cell is empty.

    A day that is not the first is refused: a day and a month have changed places in it.
    Raises CellRefused.
    """
    given = text(cell)
    if not given:
        return None
    found = _month(given) or _read(given, serial=serial)
    if found is None or found.day != 1:
        raise CellRefused(Reason.NOT_A_MONTH, text=given)
    return found


def _read(given: str, *, serial: bool) -> date | None:
    if found := _YEAR_FIRST.fullmatch(given):
        return _date(found[1], found[3], found[4])
    if found := _COMPACT.fullmatch(given):
        return _date(*found.groups())
    if found := _MONTH_FIRST.fullmatch(given):
        return _date(found[3], found[1], found[2])
    if found := _DAY_FIRST.fullmatch(given):
        return _date(found[3], found[2], found[1])
    if found := _DAY_AND_NAME.fullmatch(given):
        return _named(found[3], found[2], found[1])
    if found := _NAME_AND_DAY.fullmatch(given):
        return _named(found[3], found[1], found[2])
    found = _SERIAL.fullmatch(given) if serial else None
    if found and _FIRST_SERIAL <= int(found[1]) <= _LAST_SERIAL:
        return _SPREADSHEET_DAY_ZERO + timedelta(days=int(found[1]))
    return None


def _month(given: str) -> date | None:
    if found := _YEAR_AND_MONTH.fullmatch(given):
        return _date(found[1], found[2], "1")
    if found := _MONTH_AND_YEAR.fullmatch(given):
        return _date(found[2], found[1], "1")
    found = _NAMED.fullmatch(given)
    return _named(found[2] or found[3], found[1] or found[4], "1") if found else None


def _named(year: str, name: str, day_: str) -> date | None:
    number = _MONTHS.get(name.casefold())
    return _date(year if len(year) == 4 else f"20{year}", str(number), day_) if number else None


def _date(year: str, month_: str, day_: str) -> date | None:
    try:
        return date(int(year), int(month_), int(day_))
    except ValueError:
        return None
