"""One cell's text as what its column holds. Each raises CellRefused; none knows where the cell stands."""

from __future__ import annotations

import re
import unicodedata

from adapters.imports import values
from adapters.imports.refused import CellRefused
from bot.partnership.refusals import Reason

LONGEST = 500
_GUID = re.compile(
    r"\{?([0-9a-fA-F]{8})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{12})\}?"
)
is_plain_guid = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").fullmatch
"""Of a cell: whether it is a GUID as we write them."""
_ROUNDED = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+")
_WHOLE = re.compile(r"(\d+)[.,]0+")
_PARTNER_ID = re.compile(r"\d{4,10}")


def text(cell: str) -> str:
    """White space evened out, letters composed; what stands for nothing is empty."""
    if len(cell) > LONGEST:
        raise CellRefused(Reason.CELL_TOO_LONG, length=str(len(cell)), most=str(LONGEST))
    if cell[:1] == "=":
        raise CellRefused(Reason.FORMULA)
    evened = " ".join(cell.split())
    if evened.casefold() in values.NOTHING:
        return ""
    return evened if evened.isascii() else unicodedata.normalize("NFC", evened)


def an_id(cell: str) -> str:
    """An ID: a GUID in small letters without braces, a number without what a spreadsheet adds to it."""
    if cell.isdecimal() and cell.isascii() and len(cell) < 20:
        return cell if cell.strip("0") else ""
    if len(cell) == 36 and cell.isascii() and cell.count("-") == 4 and cell.islower():
        return "" if cell == values.NO_SUBSCRIPTION else cell
    given = text(cell)
    if found := _GUID.fullmatch(given):
        guid = "-".join(found.groups()).lower()
        return "" if guid == values.NO_SUBSCRIPTION else guid
    if whole := _WHOLE.fullmatch(given):
        given = whole[1]
    if given in {"", "0", "-1"}:
        return ""
    if " " in given or _ROUNDED.fullmatch(given) or not any(map(str.isdigit, given)):
        raise CellRefused(Reason.NOT_AN_ID, text=given)
    return given


def guid_or_text(cell: str) -> str:
    """As it is given, but for a GUID, of which there is one way to write it."""
    if not 32 <= len(cell) <= 38:
        return cell
    found = _GUID.fullmatch(cell)
    return "-".join(found.groups()).lower() if found else cell


def partner_id(cell: str) -> str:
    """4 to 10 digits: Microsoft has shown five to seven, and speaks of six and of nine."""
    given = an_id(cell)
    if given and not _PARTNER_ID.fullmatch(given):
        raise CellRefused(Reason.NOT_A_PARTNER_ID, text=given)
    return given


def domain(cell: str) -> str:
    """In small letters."""
    return text(cell).lower()


def flag(cell: str) -> bool | None:
    """Yes or no in either language; None where the cell is empty."""
    given = values.word(text(cell))
    if not given:
        return None
    if given in values.YES:
        return True
    if given not in values.NO:
        raise CellRefused(Reason.NOT_YES_OR_NO, text=given)
    return False
