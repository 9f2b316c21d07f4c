"""Which events have been here in the last day."""

from __future__ import annotations

import hashlib
import math
import re
from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime, timedelta

KEPT = timedelta(hours=24)
LIMIT = 200_000
LONGEST_AHEAD = 2
"""So many leases ahead of one's own clock another's may be that took a lease, and still be believed."""
_PLAIN = re.compile(r"[!-}]{1,200}")

Seen = tuple[str, int]
"""An event's key, and when it was seen, in seconds since 1970."""


def event_key(event_id: str) -> str:
    """What an event is kept under: its id, shortened where that is long or holds odd characters."""
    return event_id if _PLAIN.fullmatch(event_id) else _shortened(event_id)


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
        # A lease that ends after any that could be taken now was taken by a clock that was wrong.
        latest = seconds + LONGEST_AHEAD * lease.total_seconds() if lease else math.inf
        if event_id in self._seen or seconds < self._leases.get(event_id, seconds) <= latest:
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

    def every(self) -> tuple[Seen, ...]:
        """All that are kept for good, the oldest first."""
        return tuple((event_id, math.ceil(seconds)) for event_id, seconds in self._seen.items())

    def bring_in(self, events: Iterable[Seen]) -> None:
        """Take over what another store has seen; the oldest come first."""
        for event_id, seconds in events:
            self.restore(event_id, seconds)

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


def _shortened(event_id: str) -> str:
    # A sign that no plain id holds stands first, so that nobody can choose an id that reads like another.
    return "~" + hashlib.sha256(event_id.encode("utf-8", "surrogatepass")).hexdigest()
