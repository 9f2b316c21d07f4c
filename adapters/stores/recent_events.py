"""Which events have been here in the last day."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

KEPT = timedelta(hours=24)
LIMIT = 200_000


class RecentEvents:
    """Ids of events, for 24 hours. Beyond `limit` ids in a day the oldest go first."""

    def __init__(self, *, limit: int = LIMIT) -> None:
        # Looking at the first of a plain dict whose beginning was deleted takes longer and longer.
        self._seen = OrderedDict[str, float]()
        self._leases: dict[str, float] = {}
        self._limit = limit

    def __len__(self) -> int:
        return len(self._seen)

    def first_time(self, event_id: str, at: datetime, lease: timedelta | None = None) -> bool:
        """Whether the id is new; it is kept from now on, with a lease only until that ends."""
        seconds = at.timestamp()
        self._forget(seconds)
        if event_id in self._seen or self._leases.get(event_id, seconds) > seconds:
            return False
        if lease is None:
            self._seen[event_id] = seconds
        else:
            self._leases[event_id] = seconds + lease.total_seconds()
        return True

    def done(self, event_id: str, at: datetime) -> bool:
        """Keep an id for good; whether that is new."""
        self._leases.pop(event_id, None)
        return self.first_time(event_id, at)

    def restore(self, event_id: str, seconds: float) -> None:
        """Take over what was seen earlier, in seconds since 1970; the oldest come first."""
        self._seen.pop(event_id, None)
        self._seen[event_id] = seconds

    def _forget(self, now: float) -> None:
        if len(self._leases) >= self._limit:
            self._leases = {event: until for event, until in self._leases.items() if until > now}
        while self._seen:
            oldest = next(iter(self._seen))
            if len(self._seen) < self._limit and now - self._seen[oldest] <= KEPT.total_seconds():
                return
            del self._seen[oldest]
