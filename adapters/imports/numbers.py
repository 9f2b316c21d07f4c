"""Numbers as people and programs write them, with a decimal point or a decimal comma."""

from __future__ import annotations

import re
from decimal import Decimal

from adapters.imports.refused import CellRefused
from adapters.imports.text_cells import text
from bot.partnership.refusals import Reason

_SPACES = str.maketrans("", "", " \u00a0\u2009\u202f'’")
_PLAIN = re.compile(r"-?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,2})?")
_DIGITS = re.compile(r"\d[\d.,]*")
_GROUPED = {mark: re.compile(rf"\d{{1,3}}(\{mark}\d{{3}})+") for mark in ".,"}
_CURRENCY = re.compile(r"^(?:US\$|USD|\$)|(?:USD|\$)$", re.IGNORECASE)


def number(cell: str, separator: str = "") -> Decimal | None:
    """The number, None where the cell is empty. `separator` stands between the cells of its file.

    A mark before exactly three digits may be either a decimal or a thousands mark. A dot is a decimal
    point then. A comma is a decimal comma where cells are separated by semicolons, which is what
    programs do where commas are decimal; a thousands mark where cells are separated by commas; and
    else nobody can tell. Raises CellRefused.
    """
    if not cell:
        return None
    if _PLAIN.fullmatch(cell):
        return Decimal(cell)
    given = text(cell)
    if not given:
        return None
    sign, digits = _signed(given)
    if not digits:
        raise CellRefused(Reason.NOT_A_NUMBER, text=given)
    return sign * Decimal(_with_point(digits, separator, given))


def _signed(given: str) -> tuple[int, str]:
    """The sign, and the digits with their marks; no digits where it is no number."""
    bare = _CURRENCY.sub("", given.translate(_SPACES).replace("\u2212", "-"))
    sign = -1 if bare.startswith(("-", "(")) else 1
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    bare = _CURRENCY.sub("", bare.removeprefix("-" if sign < 0 else "+"))
    if _PLAIN.fullmatch(bare.replace(",", ".", 1)) and "e" in bare.lower():
        return sign, bare.replace(",", ".", 1)
    return sign, bare if _DIGITS.fullmatch(bare) and len(bare) <= 40 else ""


def _with_point(digits: str, separator: str, given: str) -> str:
    if "e" in digits.lower():
        return digits
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return digits
    last, kinds = marks[-1], set(marks)
    whole, _, decimals = digits.rpartition(last)
    if len(kinds) == 2 and marks.count(last) == 1:
        return _grouped(whole, marks[0], given) + "." + decimals
    if len(marks) > 1:
        return _grouped(digits, last, given)
    if last == "," and len(decimals) == 3 and _GROUPED[","].fullmatch(digits) and whole.lstrip("0"):
        if separator == ",":
            return whole + decimals
        if separator != ";":
            raise CellRefused(Reason.AMBIGUOUS_NUMBER, text=given)
    return f"{whole or '0'}.{decimals or '0'}"


def _grouped(digits: str, mark: str, given: str) -> str:
    if not _GROUPED[mark].fullmatch(digits):
        raise CellRefused(Reason.NOT_A_NUMBER, text=given)
    return digits.replace(mark, "")
