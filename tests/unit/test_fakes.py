"""The fakes do what they say."""

from __future__ import annotations

from datetime import timedelta

from tests.fakes import NOON, FrozenClock


def test_a_frozen_clock_stands_still_until_it_is_told_to_move_on() -> None:
    clock = FrozenClock()
    assert (clock.now(), clock.now()) == (NOON, NOON)
    clock.advance(timedelta(minutes=5))
    assert clock.now() == NOON + timedelta(minutes=5)
