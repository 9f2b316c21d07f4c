"""How reading stops: for a whole file, or for one cell."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.imports.words import fault
from bot.errors import ImportRefused
from bot.partnership.refusals import Reason, Refusal

MOST_REFUSALS = 200
"""Of one file: then it is read no further. Who has so many to put right looks at the first ones first, and
the others may be of the same making."""


class FileRefused(ImportRefused):
    """Reading cannot go on; nothing of the file counts."""

    def __init__(self, file: str, *refusals: Refusal) -> None:
        super().__init__(tuple(fault(file, refusal) for refusal in refusals))
        self.refusals = refusals

    @property
    def refusal(self) -> Refusal:
        """The first."""
        return self.refusals[0]

    @classmethod
    def because(cls, file: str, reason: Reason, *, line: int | None = None, **arguments: str) -> FileRefused:
        """The file with that name, for that reason."""
        return cls(file, Refusal(reason=reason, line=line, arguments=tuple(arguments.items())))


class CellRefused(Exception):
    """A cell that does not read as what its column holds. Its reader need not know where it stands."""

    def __init__(self, reason: Reason, **arguments: str) -> None:
        super().__init__(reason, arguments)
        self.reason = reason
        self.arguments = tuple(arguments.items())


def the_first(refusals: Sequence[Refusal]) -> tuple[Refusal, ...]:
    """So many of a file's, and how far it was read where there were more."""
    some = tuple(refusals[:MOST_REFUSALS])
    if len(refusals) <= MOST_REFUSALS:
        return some
    return (*some, Refusal(reason=Reason.READ_NO_FURTHER, line=some[-1].line))
