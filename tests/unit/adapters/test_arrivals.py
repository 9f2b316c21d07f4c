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
from bot.partnership.history import Arrival, Arrivals, Came
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


@st.composite
def _arrivals(draw: st.DrawFn) -> Arrivals:
    cames = draw(st.lists(_CAME, min_size=1, max_size=4))
    whose = draw(st.lists(st.sampled_from(["c1", "c2", "å"]), min_size=1, max_size=250))
    those = tuple(Arrival(c, f"s{at}", cames[at % len(cames)]) for at, c in enumerate(whose))
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    return Arrivals(at=at, origin="an import", source="juni.csv", ids="abc", those=those)


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
    assert named == {arrival.customer_id for arrival in arrivals.those}


@pytest.mark.parametrize(
    ("field", "value"),
    [("new", []), ("whose", [0]), ("with", [0, 9]), ("whose", [0, -1]), ("with", ["0", "0"])],
)
def test_a_damaged_document_is_refused(field: str, value: list[object]) -> None:
    came = Came(product=Product.OFFICE_365, seen_for=date(2026, 11, 1))
    those = (Arrival("c1", "s1", came), Arrival("c1", "s2", came))
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    document: Document = HISTORY.document(Arrivals(at=at, origin="i", source="f", ids="x", those=those))
    with pytest.raises(ValueError, match=r'"'):
        HISTORY.read({**document, field: value})
