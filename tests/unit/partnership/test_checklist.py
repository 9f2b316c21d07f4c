"""Ticks keep who set them first, and the record proves points and takes ticks away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.partnership.checklist import Point, Tick, done, evidence, holds, merged, pressed, retick
from bot.partnership.records import NOBODY, US, Association, AssociationKind, Holder, Holding, other
from tests.builders import a_holding, an_association

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


TODAY = date(2026, 11, 22)
THEN = datetime(2026, 11, 1, 9, tzinfo=UTC)


def held(
    id_: str = "s1",
    holder: Holder | None = US,
    *,
    kind: AssociationKind = AssociationKind.DPOR,
    seen_for: date = date(2026, 10, 31),
    driven: bool = True,
    beside: tuple[Association, ...] = (),
) -> Holding:
    seen = an_association(holder=holder or US, kind=kind, seen_for=seen_for, imported_at=THEN)
    associations = (seen, *beside) if holder else beside
    return a_holding(id_, associations=associations, usage_driven_by_us=driven)


def said(theirs: tuple[Holding, ...], ours: tuple[Holding, ...] = ()) -> dict[Point, bool]:
    return {point: found.proven for point, found in evidence(theirs, ours, TODAY).items()}


def test_every_subscription_we_drive_is_proven_or_refuted_by_the_record() -> None:
    every = Point.EVERY_SUBSCRIPTION
    assert said((held("s1"), held("s2"))) == {every: True}
    assert said((held("s1"), held("s2", NOBODY))) == {every: False}
    assert said((held("s1"), held("s2", NOBODY, driven=False))) == {every: True}
    assert said((held("s1"), held("s2", None))) == {}
    assert said((held("s1", driven=False),)) == {}
    assert said(()) == {}


def test_what_was_seen_long_ago_proves_and_refutes_nothing() -> None:
    long_ago = date(2026, 3, 31)
    assert said((held("s1", seen_for=long_ago),)) == {}
    assert said((held("s1", NOBODY, seen_for=long_ago),)) == {}


def test_what_has_ended_is_not_asked_for() -> None:
    ended = held("s2", NOBODY)
    ended = replace(ended, subscription=replace(ended.subscription, ended=True))
    assert said((held("s1"), ended)) == {Point.EVERY_SUBSCRIPTION: True}


def test_another_association_is_proven_where_another_partner_is_dpor() -> None:
    pal = an_association(kind=AssociationKind.PARTNER_ADMIN_LINK, imported_at=THEN)
    theirs = (held("s1"), held("s2", other("First Up"), beside=(pal,)))
    assert said(theirs)[Point.PARTNER_ASSOCIATION]
    assert [fact.kind for _, fact in evidence(theirs, (), TODAY)[Point.PARTNER_ASSOCIATION].facts] == [
        pal.kind
    ]
    # That none was seen is not that there is none.
    assert Point.PARTNER_ASSOCIATION not in said((*theirs, held("s3", other("First Up"))))
    assert Point.PARTNER_ASSOCIATION not in said((held("s1"),))


def test_our_own_subscriptions_are_ours_or_not_whoever_drives_them() -> None:
    assert said((), (held("o1", driven=False),)) == {Point.OWN_SUBSCRIPTIONS: True}
    assert said((), (held("o1"), held("o2", NOBODY, driven=False))) == {Point.OWN_SUBSCRIPTIONS: False}


def test_the_newest_word_decides_whether_a_refuted_point_is_done() -> None:
    against = evidence((held("s1", NOBODY),), (), TODAY)[Point.EVERY_SUBSCRIPTION]
    earlier = Tick(point=Point.EVERY_SUBSCRIPTION, person="Kim", at=datetime(2026, 10, 30, tzinfo=UTC))
    later = replace(earlier, at=datetime(2026, 11, 2, tzinfo=UTC))
    assert not holds(None, against)
    assert not holds(earlier, against)
    assert holds(later, against)
    assert holds(earlier, None)
    same_day = evidence((held("s1", NOBODY, seen_for=THEN.date()),), (), TODAY)[Point.EVERY_SUBSCRIPTION]
    assert holds(replace(earlier, at=THEN), same_day)
    assert not holds(replace(earlier, at=THEN - timedelta(hours=1)), same_day)


def test_what_the_record_ticked_is_nobodys_tick() -> None:
    proven = evidence((held("s1"),), (), TODAY)
    every, helped = Point.EVERY_SUBSCRIPTION.value, Point.HELP_THE_CUSTOMER.value
    shown = frozenset({every})
    after = pressed((), proven, shown=shown, ticked=frozenset({every, helped}), person="Kim", at=LATE)
    assert [tick.point.value for tick in after] == [helped]
    assert done(after, proven) == {Point.EVERY_SUBSCRIPTION, Point.HELP_THE_CUSTOMER}
    assert done(
        pressed(after, proven, shown=shown, ticked=frozenset(), person="Kim", at=LATE), proven
    ) == done(after, proven)


def test_an_overruled_tick_is_made_anew() -> None:
    refuted = evidence((held("s1", NOBODY),), (), TODAY)
    every = Point.EVERY_SUBSCRIPTION.value
    old = (Tick(point=Point.EVERY_SUBSCRIPTION, person="Kim", at=EARLY),)
    assert done(old, refuted) == frozenset()
    now = datetime(2026, 11, 22, tzinfo=UTC)
    after = pressed(old, refuted, shown=frozenset(), ticked=frozenset({every}), person="Lena", at=now)
    assert after == (Tick(point=Point.EVERY_SUBSCRIPTION, person="Lena", at=now),)
    assert done(after, refuted) == {Point.EVERY_SUBSCRIPTION}
    untouched = pressed(old, refuted, shown=frozenset(), ticked=frozenset(), person="Lena", at=now)
    assert untouched == old


@given(points, points, points)
def test_a_press_changes_only_the_points_that_were_pressed(
    before: frozenset[str], shown: frozenset[str], ticked: frozenset[str]
) -> None:
    first = retick((), before, person="first", at=EARLY)
    after = pressed(first, {}, shown=shown, ticked=ticked, person="second", at=LATE)
    untouched = {point.value for point in Point} - (shown ^ ticked)
    assert {tick for tick in first if tick.point.value in untouched} == {
        tick for tick in after if tick.point.value in untouched
    }
