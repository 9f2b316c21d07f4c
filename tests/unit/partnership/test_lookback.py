"""The twelve months before: which would count, when each is lost, and what is not known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.partnership.history import Change, What
from bot.partnership.lookback import COUNTS, MONTHS, Basis, LookBack, look_back, window
from bot.partnership.records import NOBODY, US, AssociationKind, Holding, other
from tests.builders import a_change, a_holding, an_association

TODAY = date(2026, 11, 22)


def seen(since: date, *, kind: AssociationKind = AssociationKind.DPOR) -> Holding:
    """A subscription that nobody holds, first seen that day."""
    return a_holding(associations=(an_association(holder=NOBODY, since=since, kind=kind),))


def found(holding: Holding, *changes: Change) -> LookBack:
    return look_back(holding, changes, TODAY)


def test_the_months_are_the_twelve_whole_ones_before_this() -> None:
    months = window(TODAY)
    assert (months[0].first, months[-1].first) == (date(2025, 11, 1), date(2026, 10, 1))
    assert (months[0].lost_on, months[-1].lost_on) == (date(2026, 12, 1), date(2027, 11, 1))


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_a_month_is_lost_when_it_leaves_the_window(today: date) -> None:
    months = window(today)
    assert len({one.first for one in months}) == MONTHS
    for month in months:
        before = date.fromordinal(month.lost_on.toordinal() - 1)
        assert month.first in {one.first for one in window(before)}
        assert month.first not in {one.first for one in window(month.lost_on)}


@pytest.mark.parametrize(
    ("holding", "expected"),
    [
        (a_holding(dpor=NOBODY), True),
        (a_holding(dpor=other("Relecloud")), True),
        (a_holding(dpor=None), True),
        (a_holding(dpor=US), False),
        (a_holding(dpor=NOBODY, usage_driven_by_us=False), False),
        (a_holding(dpor=NOBODY, ended=True), False),
    ],
)
def test_only_what_we_drive_and_do_not_hold_is_asked_about(holding: Holding, expected: bool) -> None:
    assert COUNTS.matches(holding) is expected


def test_before_the_first_sighting_nothing_is_known() -> None:
    told = found(seen(date(2026, 8, 14)))
    assert (told.basis, told.since) == (Basis.FIRST_SEEN, date(2026, 8, 14))
    assert [month.first.month for month in told.months] == [8, 9, 10]


def test_a_beginning_that_a_report_tells_goes_before_the_first_sighting() -> None:
    began, first_seen = date(2026, 3, 10), date(2026, 8, 31)
    holding = a_holding(associations=(an_association(holder=NOBODY, since=first_seen),), started_on=began)
    told = found(holding)
    assert (told.basis, told.since, told.seen) == (Basis.BEGAN, began, first_seen)
    assert [month.first.month for month in told.months] == [3, 4, 5, 6, 7, 8, 9, 10]


def test_what_was_seen_before_it_is_said_to_have_begun_ran_before_that() -> None:
    first_seen = date(2026, 2, 28)
    association = an_association(holder=NOBODY, since=first_seen)
    told = found(a_holding(associations=(association,), started_on=date(2026, 8, 1)))
    assert (told.basis, told.since) == (Basis.FIRST_SEEN, first_seen)


def test_months_before_we_drove_the_usage_are_not_ours_whenever_it_began() -> None:
    driven = a_change(What.USAGE, date(2026, 6, 3), ours=True)
    told = found(a_holding(dpor=NOBODY, started_on=date(2020, 1, 1)), driven)
    assert (told.basis, told.since) == (Basis.DRIVEN_SINCE, date(2026, 6, 3))


def test_what_was_seen_before_the_window_brings_all_of_it() -> None:
    told = found(seen(date(2024, 1, 1), kind=AssociationKind.TRANSACTING_PARTNER))
    assert told.basis is Basis.SEEN_THROUGHOUT
    assert told.months == window(TODAY)


def test_without_any_date_no_month_is_claimed() -> None:
    told = found(a_holding(dpor=None))
    assert (told.basis, told.since, told.months) == (Basis.NOTHING, None, ())


def test_a_subscription_that_is_new_to_us_is_known_from_then_on() -> None:
    told = found(a_holding(dpor=None), a_change(What.NEW, date(2026, 9, 30)))
    assert (told.basis, told.since) == (Basis.FIRST_SEEN, date(2026, 9, 30))
    assert [month.first.month for month in told.months] == [9, 10]


def test_months_before_we_drove_the_usage_are_not_ours() -> None:
    new = a_change(What.NEW, date(2025, 1, 1))
    told = found(
        seen(date(2025, 1, 1)),
        new,
        a_change(What.USAGE, date(2026, 2, 1), ours=False),
        a_change(What.USAGE, date(2026, 6, 3), ours=True),
    )
    assert (told.basis, told.since) == (Basis.DRIVEN_SINCE, date(2026, 6, 3))
    assert told.months[0].first == date(2026, 6, 1)


def test_months_in_which_we_were_named_ourselves_were_counted_then() -> None:
    lost = a_change(What.HOLDER, date(2026, 7, 31), before=US, after=other("Relecloud"))
    told = found(a_holding(dpor=other("Relecloud")), a_change(What.NEW, date(2025, 1, 1)), lost)
    assert (told.basis, told.since) == (Basis.OURS_UNTIL, date(2026, 7, 31))
    assert [month.first.month for month in told.months] == [7, 8, 9, 10]


@pytest.mark.parametrize(
    "change",
    [
        a_change(What.HOLDER, date(2026, 7, 31), before=NOBODY, after=other("Relecloud")),
        a_change(What.HOLDER, date(2026, 7, 31), before=None, after=NOBODY),
        a_change(
            What.HOLDER,
            date(2026, 7, 31),
            before=US,
            after=NOBODY,
            association=AssociationKind.TRANSACTING_PARTNER,
        ),
        a_change(What.RENEWAL, date(2026, 7, 31)),
    ],
)
def test_what_happened_to_others_takes_no_month_away(change: Change) -> None:
    assert found(seen(date(2025, 1, 1)), change).months == window(TODAY)


def test_other_subscriptions_say_nothing_of_this_one() -> None:
    told = found(seen(date(2025, 1, 1)), a_change(What.USAGE, date(2026, 9, 1), ours=True, subscription="s2"))
    assert told.months == window(TODAY)


def test_what_speaks_for_a_day_to_come_is_no_beginning() -> None:
    assert found(a_holding(dpor=None), a_change(What.NEW, date(2026, 12, 24))).basis is Basis.NOTHING
