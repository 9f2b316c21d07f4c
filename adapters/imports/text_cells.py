"""One cell's text as what its column holds. Each raises CellRefused; none knows where the cell stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from adapters.imports import values
from adapters.imports.refused import CellRefused
from bot.partnership.refusals import Reason

LONGEST = 500
_GUID = re.compile(
    r"\{?([0-9a-fA-F]{8})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{12})\}?"
)
_PLAIN_GUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
is_plain_guid = re.compile(_PLAIN_GUID).fullmatch
"""Of a cell: whether it is a GUID as we write them."""
_ARE_PLAIN_GUIDS = re.compile(rf"(?:{_PLAIN_GUID}\n)*").fullmatch
_ROUNDED = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+")
_WHOLE = re.compile(r"(\d+)[.,]0+")
is_partner_id = re.compile(r"\d{4,10}").fullmatch
"""Of a cell. Microsoft has shown five to seven digits, and speaks of six and of nine."""
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Controls, and what has no width or turns the direction; joiners, which some scripts need, are none."""


def text(cell: str) -> str:
    """White space evened out, letters composed; what stands for nothing is empty."""
    if len(cell) > LONGEST:
        raise CellRefused(Reason.CELL_TOO_LONG, length=str(len(cell)), most=str(LONGEST))
    evened = even(cell)
    if evened[:1] == "=":
        raise CellRefused(Reason.FORMULA)
    if evened.casefold() in values.NOTHING:
        return ""
    return evened


def even(cell: str) -> str:
    """White space evened out, letters composed, and nothing in it that cannot be seen."""
    evened = " ".join(cell.split())
    if not evened.isprintable():
        evened = " ".join(_UNSEEN.sub("", evened).split())
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


def are_plain_guids(cells: Sequence[str]) -> bool:
    """Whether each is a GUID as we write them, and none stands for no subscription."""
    together = "\n".join(cells) + "\n"
    return bool(_ARE_PLAIN_GUIDS(together)) and values.NO_SUBSCRIPTION not in together


def guid_or_text(cell: str) -> str:
    """As it is given, but for a GUID, of which there is one way to write it."""
    if not 32 <= len(cell) <= 38 or is_plain_guid(cell):
        return cell
    found = _GUID.fullmatch(cell)
    return "-".join(found.groups()).lower() if found else cell


def partner_id(cell: str) -> str:
    """4 to 10 digits."""
    given = an_id(cell)
    if given and not is_partner_id(given):
        raise CellRefused(Reason.NOT_A_PARTNER_ID, text=given)
    return given


def domain(cell: str) -> str:
    """In small letters."""
    return text(cell).lower()


def flag(cell: str) -> bool | None:
    """Yes or no in either language; None where the cell is empty."""
    given = text(cell)
    word = values.word(given)
    if not word:
        return None
    if word in values.YES:
        return True
    if word not in values.NO:
        raise CellRefused(Reason.NOT_YES_OR_NO, text=given)
    return False
