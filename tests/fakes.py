"""Stand-ins for what the core needs of the world. The memory store ships with the product."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@dataclass(slots=True)
class FrozenClock:
    """Stands still until it is told to move on."""

    time: datetime = field(default=NOON)

    def now(self) -> datetime:
        """The same time again."""
        return self.time

    def advance(self, by: timedelta) -> None:
        """Move on by that much."""
        self.time += by
