"""A NameFinder over a file of names, and what has changed since the file was written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from adapters.stores.names.arrays import NameArrays
from adapters.stores.names.changes import Changed
from adapters.stores.names.file import ArrayFile, UnusableFile
from adapters.stores.names.layered import LayeredNames
from bot.understanding.many_names import ManyNames
from bot.understanding.name_signs import Known
from bot.understanding.names import NameMatch

MOST_CHANGED = 2_000
"""Customers laid over a file; with more it is written anew."""


class FiledNames:
    """Immutable; `after` gives the next."""

    def __init__(self, base: NameArrays, changed: Changed, of: Mapping[str, str | int]) -> None:
        self._base, self._changed = base, changed
        self.of = of
        """What the file was said to be of."""
        self._finder = ManyNames(LayeredNames(base, changed) if changed else base)

    def find(self, text: str, known: Known | None = None, /) -> tuple[NameMatch, ...]:
        """The names that may be meant, best first."""
        return self._finder.find(text, known)

    def after(self, moved: Changed) -> FiledNames | None:
        """With these changes too; None where it is time for a new file."""
        changed = {**self._changed, **moved}
        return None if len(changed) > MOST_CHANGED else FiledNames(self._base, changed, self.of)


def opened(path: Path) -> FiledNames | None:
    """What the file holds; None where there is none that can be used.

    One that is not as it was written is looked over, which takes a twentieth of a second for a million names:
    ask a thread.
    """
    try:
        file = ArrayFile(path)
        if not file.as_written:
            file.check()
            file.mark()
        return FiledNames(NameArrays(file), {}, file.about["of"])
    except (OSError, UnusableFile, ValueError, KeyError, TypeError):
        return None
