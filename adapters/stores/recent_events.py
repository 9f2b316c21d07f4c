"""Which events have been here in the last day."""

from __future__ import annotations

from datetime import datetime, timedelta

KEPT = timedelta(hours=24)
LIMIT = 200_000


class RecentEvents:
    """Ids of events, for 24 hours. Beyond `limit` ids in a day the oldest go first."""

    def __init__(self, *, limit: int = LIMIT) -> None:
        self._seen: dict[str, datetime] = {}
        self._limit = limit

    def __len__(self) -> int:
        return len(self._seen)

    def first_time(self, event_id: str, at: datetime) -> bool:
        """Whether the id is new; it is kept from now on."""
        self._forget(at)
        if event_id in self._seen:
            return False
        self._seen[event_id] = at
        return True

    def _forget(self, now: datetime) -> None:
        while self._seen:
            oldest = next(iter(self._seen))
            if len(self._seen) < self._limit and now - self._seen[oldest] <= KEPT:
                return
            del self._seen[oldest]
