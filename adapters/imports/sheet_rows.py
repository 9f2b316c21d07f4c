"""A sheet's XML, looked at before it is parsed: rows, and nothing to speak of between them."""

from __future__ import annotations

import re

from adapters.imports.refused import FileRefused
from bot.partnership.refusals import Reason, Refusal

MOST_ROWS = 200_001
MOST_IN_A_ROW = 1024 * 1024
MOST_BETWEEN_ROWS = 256
_SHEET_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData\b")
_CELL_NAME = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_AFTER_NAME = b" />\t\r\n"


class SheetRows:
    """Takes the XML piece by piece; raises FileRefused for what would not fit into little memory.

    Rows under another prefix than that of their sheet are not seen as such, and so are too long.
    """

    def __init__(self, file: str) -> None:
        self.count = 0
        self._file = file
        self._inside = False
        self._rest = b""
        self._prefix: bytes | None = None

    def take(self, piece: bytes) -> None:
        data = self._rest + piece
        if self._prefix is None:
            found = _SHEET_DATA.search(data)
            self._prefix = found[1] if found else None
        if self._prefix is not None:
            self._check_formulas(data, b"<" + self._prefix + b"f")
            data = data[self._after_rows(data, self._prefix) :]
        self._rest = data
        if len(data) > MOST_IN_A_ROW:
            raise self._refused(Reason.ROW_TOO_LONG, most="1 MB")

    def _after_rows(self, data: bytes, prefix: bytes) -> int:
        """Where the last whole row, or what is open of one, has been seen up to."""
        opening, closing, end = b"<" + prefix + b"row", b"</" + prefix + b"row>", 0
        while True:
            if self._inside:
                at = data.find(closing, end)
                if at < 0:
                    return end
                if data.find(opening, end, at) >= 0:
                    raise self._refused(Reason.DAMAGED_WORKBOOK)
                self._check_gap(at - end)
                self._inside, end = False, at + len(closing)
            else:
                at = _tag(data, opening, end)
                tag_end = data.find(b">", at) if at >= 0 else -1
                if tag_end < 0:
                    return end
                self._check_gap(at - end)
                self._count()
                self._inside, end = data[tag_end - 1 : tag_end] != b"/", tag_end + 1

    def _count(self) -> None:
        self.count += 1
        if self.count > MOST_ROWS:
            raise self._refused(Reason.TOO_MANY_ROWS, most=str(MOST_ROWS - 1))

    def _check_gap(self, gap: int) -> None:
        if self._inside or not self.count:
            if gap > MOST_IN_A_ROW:
                raise self._refused(Reason.ROW_TOO_LONG, most="1 MB")
        elif gap > MOST_BETWEEN_ROWS:
            raise self._refused(Reason.DAMAGED_WORKBOOK)

    def _check_formulas(self, data: bytes, opening: bytes) -> None:
        at = _tag(data, opening, 0)
        if 0 <= at < len(data) - len(opening):
            cell = list(_CELL_NAME.finditer(data, max(0, at - 1000), at))[-1:]
            column, line = (cell[0][1].decode(), int(cell[0][2])) if cell else ("", None)
            raise FileRefused(self._file, Refusal(reason=Reason.FORMULA, line=line, column=column))

    def _refused(self, reason: Reason, most: str = "") -> FileRefused:
        return FileRefused.because(self._file, reason, most=most)


def _tag(data: bytes, opening: bytes, start: int) -> int:
    """Where a tag of that very name begins; -1 where none does."""
    at = data.find(opening, start)
    while at >= 0 and data[at + len(opening) : at + len(opening) + 1] not in _AFTER_NAME:
        at = data.find(opening, at + 1)
    return at
