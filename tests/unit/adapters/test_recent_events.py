"""Events are remembered for a day, in bounded memory."""

from __future__ import annotations

from datetime import timedelta

from adapters.stores.recent_events import RecentEvents
from tests.fakes import NOON


def test_an_event_is_forgotten_after_a_day() -> None:
    events = RecentEvents()
    assert events.first_time("e1", NOON)
    assert not events.first_time("e1", NOON + timedelta(hours=24))
    assert events.first_time("e1", NOON + timedelta(hours=24, seconds=1))


def test_beyond_the_limit_the_oldest_goes_first() -> None:
    events = RecentEvents(limit=3)
    for id_ in ("e1", "e2", "e3", "e4"):
        assert events.first_time(id_, NOON)
    assert len(events) == 3
    assert not events.first_time("e4", NOON)
    assert events.first_time("e1", NOON)
