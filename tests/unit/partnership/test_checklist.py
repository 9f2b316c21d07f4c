"""Ticks keep who set them first."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.partnership.checklist import Point, Tick, merged, retick

EARLY, LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
points = st.frozensets(st.sampled_from([point.value for point in Point]))


@given(points, points)
def test_exactly_what_is_ticked_stays_and_old_ticks_keep_their_name(
    before: frozenset[str], after: frozenset[str]
) -> None:
    first = retick((), before, person="first", at=EARLY)
    second = retick(first, after, person="second", at=LATE)
    assert {tick.point.value for tick in second} == after
    assert {tick.point.value for tick in second if tick.person == "first"} == before & after
    assert [tick.point for tick in second] == [point for point in Point if point.value in after]


def test_an_unknown_point_is_no_tick() -> None:
    assert retick((), frozenset({"nonsense"}), person="a", at=EARLY) == ()
    assert retick((), frozenset({"own-subscriptions"}), person="a", at=EARLY) == (
        Tick(point=Point.OWN_SUBSCRIPTIONS, person="a", at=EARLY),
    )


def test_two_who_tick_at_once_lose_nothing() -> None:
    first, second = Point.EVERY_SUBSCRIPTION.value, Point.OWN_SUBSCRIPTIONS.value
    before = retick((), frozenset({first}), person="Kim", at=EARLY)
    assert merged(before, frozenset(), frozenset({second})) == {first, second}
    assert merged(before, frozenset({first}), frozenset()) == frozenset()
    assert merged(before, frozenset({second}), frozenset({second})) == {first}
