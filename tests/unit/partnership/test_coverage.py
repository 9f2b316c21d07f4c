"""What share is ours: by product, and at the ends of months, from the history and the present record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.partnership.coverage import Coverage, Point, Tally, month_ends
from bot.partnership.history import Change, What
from bot.partnership.records import NOBODY, US, Holder, Holding, Product, other
from tests.builders import a_change, a_holding, an_association

TODAY = date(2026, 11, 22)
HOLDERS = (US, NOBODY, other("Relecloud"), None)


def since(day: date, holder: Holder = US, id_: str = "s1") -> Holding:
    return a_holding(id_, associations=(an_association(holder=holder, since=day),))


def counted(
    holdings: Iterable[Holding], changes: Iterable[Change] = (), *, known_from: date | None = None
) -> Coverage:
    coverage = Coverage(changes, today=TODAY, known_from=known_from)
    for holding in holdings:
        coverage.take([holding])
    return coverage


def over_time(
    holdings: Iterable[Holding], changes: Iterable[Change], *, known_from: date | None = None
) -> tuple[Point, ...]:
    return counted(holdings, changes, known_from=known_from).over_time()


def by_product(holdings: Iterable[Holding]) -> Mapping[Product, Tally]:
    return counted(holdings).by_product()


def shares(holdings: list[Holding], *changes: Change, known_from: date | None = None) -> dict[str, Tally]:
    points = over_time(holdings, changes, known_from=known_from)
    return {point.day.isoformat(): point.tally for point in points}


def test_each_product_is_counted_by_whose_it_is() -> None:
    azure, office = Product.MICROSOFT_AZURE, Product.OFFICE_365
    found = by_product(
        [
            a_holding("1", product=azure, dpor=US),
            a_holding("2", product=azure, dpor=other("Relecloud")),
            a_holding("3", product=azure, dpor=NOBODY),
            a_holding("4", product=azure, dpor=None),
            a_holding("5", product=office, dpor=US, ended=True),
            a_holding("6", product=office, dpor=US),
        ]
    )
    assert found == {
        office: Tally(ours=1),
        azure: Tally(ours=1, others=1, nobodys=1, not_seen=1),
    }


def test_a_share_is_rounded_and_nothing_of_nothing_is_nought() -> None:
    assert [Tally(ours=ours, nobodys=3 - ours).share for ours in range(4)] == [0, 33, 67, 100]
    assert Tally(ours=1, nobodys=7).share == 13
    assert Tally().share == 0


def test_the_ends_of_months_are_the_twelve_before_this_month() -> None:
    ends = month_ends(date(2026, 3, 31))
    assert (ends[0], ends[-2], ends[-1]) == (date(2025, 3, 31), date(2026, 1, 31), date(2026, 2, 28))
    assert len(ends) == 12


def test_nothing_is_said_of_months_before_the_first_sighting() -> None:
    assert shares([since(date(2026, 9, 30))]) == {
        "2026-09-30": Tally(ours=1),
        "2026-10-31": Tally(ours=1),
        "2026-11-22": Tally(ours=1),
    }


def test_what_was_never_seen_before_counts_today_alone() -> None:
    assert shares([a_holding(dpor=None)]) == {"2026-11-22": Tally(not_seen=1)}
    assert shares([]) == {"2026-11-22": Tally()}


def test_a_change_counts_from_the_day_it_speaks_for() -> None:
    told = shares(
        [since(date(2026, 10, 31))],
        a_change(What.NEW, date(2026, 8, 1)),
        a_change(What.HOLDER, date(2026, 8, 1), before=None, after=NOBODY),
        a_change(What.HOLDER, date(2026, 10, 31), before=NOBODY, after=US),
    )
    assert list(told.values()) == [Tally(nobodys=1), Tally(nobodys=1), Tally(ours=1), Tally(ours=1)]


def test_before_its_first_change_it_stood_as_that_change_says() -> None:
    relecloud = other("Relecloud")
    change = a_change(What.HOLDER, date(2026, 11, 1), before=relecloud, after=US)
    early = since(date(2026, 9, 1), id_="s2")
    told = shares([since(date(2026, 9, 1)), early], change)
    assert told["2026-09-30"] == Tally(ours=1, others=1)
    assert told["2026-11-22"] == Tally(ours=2)


def test_what_had_ended_is_not_counted_until_it_runs_again() -> None:
    told = shares(
        [since(date(2026, 7, 1))],
        a_change(What.ENDED, date(2026, 8, 15)),
        a_change(What.RESUMED, date(2026, 10, 15)),
    )
    assert [one.total for one in told.values()] == [1, 0, 0, 1, 1]


def test_what_has_ended_counts_until_then() -> None:
    ended = a_holding(
        associations=(an_association(since=date(2026, 8, 1)),),
        ended=True,
    )
    told = shares([ended], a_change(What.ENDED, date(2026, 10, 1)))
    assert [one.total for one in told.values()] == [1, 1, 0, 0]
    assert all(one.total == 0 for one in shares([ended]).values())


def test_where_older_changes_are_left_out_so_is_their_time() -> None:
    told = shares([a_holding(dpor=None), since(date(2020, 1, 1), id_="s2")], known_from=date(2026, 10, 2))
    assert told == {
        "2026-10-31": Tally(ours=1, not_seen=1),
        "2026-11-22": Tally(ours=1, not_seen=1),
    }


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(HOLDERS)), min_size=1, max_size=8))
def test_a_subscriptions_story_is_told_back_as_it_went(story: list[tuple[int, Holder | None]]) -> None:
    """Whoever held it last before a month's end is who is counted there."""
    days = sorted({TODAY - timedelta(days=back): holder for back, holder in story}.items())
    changes = [a_change(What.NEW, days[0][0])]
    before: Holder | None = None
    for day, holder in days:
        changes.append(a_change(What.HOLDER, day, before=before, after=holder))
        before = holder
    points = over_time([a_holding(dpor=before)], changes)
    for point in points:
        held = [holder for day, holder in days if day <= point.day][-1]
        assert point.tally == next(iter(by_product([a_holding(dpor=held)]).values()))


@given(st.lists(st.sampled_from(HOLDERS), max_size=12), st.integers(0, 500))
def test_today_is_what_the_products_add_up_to(held: list[Holder | None], back: int) -> None:
    holdings = [a_holding(str(number), dpor=holder) for number, holder in enumerate(held)]
    changes = [a_change(What.NEW, TODAY - timedelta(days=back), subscription="0")]
    today = over_time(holdings, changes)[-1].tally
    products = by_product(holdings).values()
    assert today.ours == sum(one.ours for one in products)
    assert today.total == sum(one.total for one in products) == len(holdings)
