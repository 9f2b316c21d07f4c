"""What is new is written into history without its changes, and read as all of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.stores.arrivals import in_parts
from adapters.stores.chapters import HISTORY, newest_first
from adapters.stores.fields import Document
from bot.partnership.history import Arrivals, Came
from bot.partnership.records import NOBODY, US, AssociationKind, Product, other

_CAME = st.builds(
    Came,
    product=st.sampled_from(Product),
    seen_for=st.sampled_from([date(2026, 11, 1), date(2026, 11, 2)]),
    holders=st.lists(
        st.tuples(st.sampled_from(AssociationKind), st.sampled_from([US, NOBODY, other("Relecloud")])),
        unique_by=lambda held: held[0],
    ).map(tuple),
)


_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@st.composite
def _arrivals(draw: st.DrawFn) -> Arrivals:
    cames = draw(st.lists(_CAME, min_size=1, max_size=4))
    whose = draw(st.lists(st.sampled_from(["c1", "c2", "å"]), min_size=1, max_size=250))
    beginning = draw(st.sampled_from(["s", "two\nlines "]))
    return Arrivals(
        at=_AT,
        origin="an import",
        source="juni.csv",
        ids="abc",
        customer_ids=tuple(whose),
        subscription_ids=tuple(f"{beginning}{at}" for at in range(len(whose))),
        cames=tuple(cames[at % len(cames)] for at in range(len(whose))),
    )


@given(_arrivals())
def test_it_is_read_as_it_was_written(arrivals: Arrivals) -> None:
    chapters = [HISTORY.read(HISTORY.document(part)) for part in in_parts(arrivals)]
    assert newest_first(chapters) == list(reversed(list(arrivals.changes())))


@given(_arrivals())
def test_one_customers_are_found_alone(arrivals: Arrivals) -> None:
    expected = [change for change in arrivals.changes() if change.customer_id == "c1"]
    assert newest_first(in_parts(arrivals), "c1") == expected[::-1]


@given(_arrivals())
def test_every_part_has_a_key_and_an_age_of_its_own_and_names_its_customers(arrivals: Arrivals) -> None:
    parts = list(in_parts(arrivals))
    assert len({HISTORY.key(part) for part in parts}) == len(parts)
    assert sorted(parts, key=HISTORY.age) == parts
    named = set(chain.from_iterable(map(HISTORY.names, parts)))
    assert named == set(arrivals.customer_ids)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("new", []), ("whose", [0]), ("with", [0, 9]), ("whose", [0, -1]), ("with", ["0", "0"])),
        *(("new", ""), ("whose", "0"), ("with", "0 9"), ("whose", "0 -1"), ("with", "0  0"), ("with", "")),
    ],
)
def test_a_damaged_document_is_refused(field: str, value: list[object]) -> None:
    came = Came(product=Product.OFFICE_365, seen_for=date(2026, 11, 1))
    document: Document = HISTORY.document(_two_that(came))
    with pytest.raises(ValueError, match=r'"'):
        HISTORY.read({**document, field: value})


def test_lists_of_the_first_stores_are_read_too() -> None:
    arrivals = _two_that(Came(product=Product.OFFICE_365, seen_for=date(2026, 11, 1)))
    document = HISTORY.document(arrivals)
    lists = {"new": ["s1", "s2"], "whose": [0, 0], "with": [0, 0]}
    assert HISTORY.read({**document, **lists}) == HISTORY.read(document) == arrivals


def _two_that(came: Came) -> Arrivals:
    return Arrivals(
        at=_AT,
        origin="i",
        source="f",
        ids="x",
        customer_ids=("c1", "c1"),
        subscription_ids=("s1", "s2"),
        cames=(came, came),
    )
