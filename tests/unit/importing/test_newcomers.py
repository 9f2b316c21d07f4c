"""What is new takes a shorter way than what is known, and comes to the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.importing.merging import merged, without_empty_words
from bot.importing.newcomers import Newcomers, as_told
from bot.importing.telling import Telling
from bot.partnership.history import Arrivals, What
from bot.partnership.many import Holdings
from bot.partnership.records import (
    NOBODY,
    US,
    Association,
    AssociationKind,
    Customer,
    Holding,
    Product,
    Subscription,
    other,
)

_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
_TODAY = _AT.date()
_TELLING = Telling(file="own.csv", at=_AT)
_DAYS = st.dates(date(2020, 1, 1), _TODAY)
_CUSTOMERS = [Customer(id=f"c{number}", name=f"Company {number}") for number in range(3)]


@st.composite
def _associations(draw: st.DrawFn) -> tuple[Association, ...]:
    seen_for = draw(_DAYS)
    kinds = draw(st.lists(st.sampled_from(AssociationKind), unique=True))
    return tuple(
        Association(
            kind=kind,
            holder=draw(st.sampled_from([US, NOBODY, other("Relecloud")])),
            since=seen_for - timedelta(days=draw(st.integers(0, 9))),
            seen_for=seen_for,
            imported_at=_AT,
            source="own.csv",
        )
        for kind in kinds
    )


@st.composite
def _holdings(draw: st.DrawFn) -> list[Holding]:
    """As a file of our own tells them: rows that say the same share what they say."""
    shared = draw(st.lists(_associations(), min_size=1, max_size=3))
    return [
        Holding(
            customer=customer,
            subscription=Subscription(
                id=f"s{number}",
                customer_id=customer.id,
                product=draw(st.sampled_from(Product)),
                label=draw(st.sampled_from(["", "E3"])),
                renewal_date=draw(st.none() | _DAYS),
                usage_driven_by_us=draw(st.booleans()),
                ended=draw(st.booleans()),
            ),
            associations=draw(st.sampled_from(shared)),
        )
        for number in range(draw(st.integers(1, 8)))
        for customer in [draw(st.sampled_from(_CUSTOMERS))]
    ]


@given(_holdings(), st.booleans())
def test_a_new_subscription_is_what_its_row_makes_of_nothing(told: list[Holding], elsewhere: bool) -> None:
    newcomers = Newcomers(_TODAY)
    for holding in told:
        customer = replace(holding.customer, id="stored") if elsewhere else holding.customer
        (row,) = _TELLING.own_rows(Holdings.of([holding]), [customer.id])
        given = Holdings.of([holding])
        (now,) = as_told(given, [customer], newcomers.kept(given.associations))
        assert now == merged(None, row, customer)


@given(_holdings())
def test_its_history_is_that_it_is_new_and_who_holds_what(told: list[Holding]) -> None:
    newcomers = Newcomers(_TODAY)
    given = Holdings.of(told)
    now = as_told(given, given.customers, newcomers.kept(given.associations))
    newcomers.came(now)
    order = list(newcomers.in_order())
    assert newcomers.apart is (order != sorted(order))
    told_of_all = Arrivals(at=_AT, origin="i1", source="own.csv", ids="x", first=7)
    arrivals = newcomers.arrivals(told_of_all, now, order)
    changes = list(arrivals.changes())
    assert [change.id for change in changes] == [f"x-{7 + at:07}" for at in range(arrivals.count)]
    by_id = {
        id_: [c for c in changes if c.subscription_id == id_] for id_ in {h.subscription.id for h in now}
    }
    for holding in now:
        new, *holders = by_id[holding.subscription.id]
        assert (new.what, new.product) == (What.NEW, holding.subscription.product)
        assert new.seen_for == max((a.seen_for for a in holding.associations), default=_TODAY)
        assert {(c.what, c.association, c.before, c.after) for c in holders} == {
            (What.HOLDER, a.kind, None, a.holder)
            for a in holding.associations
            if a.kind is AssociationKind.DPOR or a.holder != NOBODY
        }
        assert {c.customer_id for c in (new, *holders)} == {holding.customer.id}


@given(_holdings())
def test_what_changed_for_one_customer_stands_together(told: list[Holding]) -> None:
    newcomers = Newcomers(_TODAY)
    for holding in told:
        newcomers.came(Holdings.of([holding]))
    now = Holdings.of(told)
    order = list(newcomers.in_order()) if newcomers.apart else None
    arrivals = newcomers.arrivals(Arrivals(at=_AT, origin="i1", source="own.csv", ids="x"), now, order)
    whose = list(arrivals.customer_ids)
    assert whose == sorted(whose, key=list(dict.fromkeys(whose)).index)


@given(_associations())
def test_what_says_something_in_order_stays_the_same_value(told: tuple[Association, ...]) -> None:
    kept = without_empty_words(told)
    assert without_empty_words(kept) is kept
    assert {one for one in told if one not in kept} == {
        one for one in told if one.holder == NOBODY and one.kind is not AssociationKind.DPOR
    }
