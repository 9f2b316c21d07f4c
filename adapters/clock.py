"""The system's clock, and one that stands on a chosen day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time


class SystemClock:
    """Now, as the machine has it."""

    def now(self) -> datetime:
        """UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class DayClock:
    """Noon (UTC) of one day, always."""

    day: date

    def now(self) -> datetime:
        """UTC."""
        return datetime.combine(self.day, time(12), UTC)
