"""Cells of very many rows, read column by column: what they say alike is read once, and is one value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Generic, TypeVar, cast

from adapters.imports.refused import CellRefused

Made = TypeVar("Made")
Rows = Sequence[Sequence[str]]
_REFUSED = object()


class Alike(Generic[Made]):
    """What `make` makes of the cells at these places in a row. It may raise CellRefused.

    So many different ones are remembered at `most`.
    """

    def __init__(self, places: Sequence[int], make: Callable[..., Made], most: int) -> None:
        self._pick = itemgetter(*places) if places else None
        self._known = _Known(make, most, alone=len(places) == 1)

    def of(self, rows: Rows, refused: set[int]) -> list[Made]:
        """What each row has; places of those whose cells are refused are added, and what stands there then
        means nothing.
        """
        says: Iterable[object] = map(self._pick, rows) if self._pick else [()] * len(rows)
        told = list(map(self._known.__getitem__, says))
        if self._known.has_refused:
            self._known.has_refused = False
            refused.update(at for at, one in enumerate(told) if one is _REFUSED)
        return cast("list[Made]", told)


class _Known(dict[object, object]):
    """What is remembered, by what the cells say."""

    def __init__(self, make: Callable[..., object], most: int, *, alone: bool) -> None:
        super().__init__()
        self._alone = alone
        self.has_refused = False
        self._make = make
        self._most = most

    def __missing__(self, says: object) -> object:
        try:
            made = self._make(says) if self._alone else self._make(*cast("tuple[str, ...]", says))
        except CellRefused:
            self.has_refused = True
            return _REFUSED
        if len(self) >= self._most:
            self.clear()
        self[says] = made
        return made
