"""The ids of our own format's subscriptions: each stands once in a file."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

from adapters.imports.cells import Block, Cells, Columns
from adapters.imports.text_cells import guid_or_text
from bot.partnership.refusals import Reason, Refusal

_COLUMN = "subscription_id"
_GUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_ARE_PLAIN = re.compile(rf"(?:(?:{_GUID}|[0-9A-Za-z][0-9A-Za-z._-]{{0,30}})\n)*").fullmatch
"""Of ids, each followed by a line end: whether they are GUIDs as we write them, or too short to be one."""
_LENGTH, _HYPHENS = 36, (8, 13, 18, 23)
"""Of a GUID."""


class Ids:
    """`read` are those of all rows so far, in order."""

    def __init__(self, columns: Columns) -> None:
        self.read: list[str] = []
        self._columns = columns
        self._seen: set[str] = set()
        self._lines = array("L")
        self._first: dict[str, int] = {}
        self._looked_through = 0

    def take(self, block: Block, refusals: list[Refusal]) -> None:
        """Those of some more rows."""
        ids: Sequence[str] = tuple(self._cells(block))
        if not _plain(ids):
            ids = [self._read(at, block, refusals) for at in range(len(ids))]
        self.read += ids
        self._lines.extend(block.lines)
        self._seen.update(ids)
        if len(self._seen) != len(self.read):
            self._refuse_seen(refusals)

    def _cells(self, block: Block) -> Sequence[str]:
        return [row[self._columns.places[_COLUMN]] for row in block.rows]

    def _read(self, at: int, block: Block, refusals: list[Refusal]) -> str:
        return guid_or_text(block.cells(at, refusals).required(_COLUMN))

    def _refuse_seen(self, refusals: list[Refusal]) -> None:
        for at in range(self._looked_through, len(self.read)):
            id_, line = self.read[at], self._lines[at]
            first = self._first.setdefault(id_, line)
            if id_ and first != line:
                cells = Cells(line, self._columns, (), refusals)
                cells.refuse(_COLUMN, Reason.SUBSCRIPTION_TWICE, text=id_, first=str(first))
        self._looked_through = len(self.read)


def _plain(ids: Sequence[str]) -> bool:
    if _are_guids(ids):
        return True
    together = "\n".join(ids) + "\n"
    return together.count("\n") == len(ids) and bool(_ARE_PLAIN(together))


def _are_guids(ids: Sequence[str]) -> bool:
    """As we write them, all of them: looked at together, in a fifth of the time that an expression takes."""
    together, count = "".join(ids), len(ids)
    if set(map(len, ids)) != {_LENGTH} or together.count("-") != len(_HYPHENS) * count:
        return False
    in_place = all(together[at::_LENGTH] == "-" * count for at in _HYPHENS)
    return in_place and together.isascii() and not together.encode().translate(None, b"-0123456789abcdef")
