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


def test_what_was_seen_earlier_is_known_and_forgotten_in_its_turn() -> None:
    events = RecentEvents()
    noon = NOON.timestamp()
    for event_id, seconds in (("e1", noon - 90_000), ("e2", noon - 80_000), ("e1", noon - 70_000)):
        events.restore(event_id, seconds)
    assert not events.first_time("e1", NOON)
    assert not events.first_time("e2", NOON)
    assert events.first_time("e2", NOON + timedelta(seconds=7_000))
    assert not events.first_time("e1", NOON + timedelta(seconds=7_000))
    assert len(events) == 2
