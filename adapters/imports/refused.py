"""How reading stops: for a whole file, or for one cell."""

from __future__ import annotations

from adapters.imports.words import fault
from bot.errors import ImportRefused
from bot.partnership.refusals import Reason, Refusal


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
