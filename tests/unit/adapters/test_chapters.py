"""History is written down without repeating itself, and what was written before that is read as well."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.stores.chapters import HISTORY, Chapter, in_chapters
from bot.partnership.history import Change, What
from bot.partnership.records import NOBODY, US, AssociationKind, Product, other

_AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
_HOLDERS = st.sampled_from([None, US, NOBODY, other("Relecloud")])


_ONE = st.builds(
    Change,
    id=st.just(""),
    at=st.just(_AT),
    origin=st.sampled_from(["an import", "another"]),
    source=st.sampled_from(["june.csv", "Åsa"]),
    customer_id=st.sampled_from(["c1", "c2"]),
    subscription_id=st.sampled_from(["s1", "s2"]),
    product=st.sampled_from(Product),
    what=st.sampled_from(What),
    seen_for=st.sampled_from([date(2026, 11, 1), date(2026, 11, 2)]),
    association=st.sampled_from([None, *AssociationKind]),
    before=_HOLDERS,
    after=_HOLDERS,
    day_before=st.sampled_from([None, date(2027, 1, 1)]),
    day_after=st.sampled_from([None, date(2028, 1, 1)]),
    ours=st.sampled_from([None, True, False]),
)


@st.composite
def _changes(draw: st.DrawFn) -> tuple[Change, ...]:
    """Up to three chapters of a few changes that come again in any order: to draw each takes seconds."""
    some = draw(st.lists(_ONE, min_size=1, max_size=9))
    most = draw(st.integers(1, 120))
    order = draw(st.lists(st.sampled_from(some), min_size=most, max_size=most))
    return tuple(replace(one, id=f"import-{number:03}") for number, one in enumerate(order))


@given(_changes())
def test_it_is_read_as_it_was_written(changes: tuple[Change, ...]) -> None:
    chapters = tuple(in_chapters(changes))
    assert tuple(HISTORY.read(HISTORY.document(chapter)) for chapter in chapters) == chapters
    assert tuple(change for chapter in chapters for change in chapter.changes) == changes


def test_what_the_change_before_says_is_not_repeated() -> None:
    first = _new("s1", 1)
    holder = replace(first, id="import-002", what=What.HOLDER, association=AssociationKind.DPOR, after=US)
    document = HISTORY.document(Chapter(at=_AT, changes=(first, holder)))
    told = {"id": "2", "what": "holder", "association": "dpor", "after": {"holder": "us", "partner": ""}}
    assert document["changes"][1] == told  # pyright: ignore[reportIndexIssue]


def test_what_repeats_everything_is_read_too() -> None:
    chapter = Chapter(at=_AT, changes=(_new("s1", 1), _new("s2", 2)))
    whole = {"at": _AT.isoformat(), "changes": [_whole("s1", 1), _whole("s2", 2)]}
    assert HISTORY.read(whole) == chapter


def test_a_change_of_another_moment_is_refused() -> None:
    entry = _whole("s1", 1) | {"at": (_AT + timedelta(days=1)).isoformat()}
    with pytest.raises(ValueError, match="another moment"):
        HISTORY.read({"at": _AT.isoformat(), "changes": [entry]})


def _new(id_: str, number: int) -> Change:
    return Change(
        id=f"import-{number:03}",
        at=_AT,
        origin="an import",
        source="june.csv",
        customer_id="c1",
        subscription_id=id_,
        product=Product.MICROSOFT_AZURE,
        what=What.NEW,
        seen_for=_AT.date(),
    )


def _whole(id_: str, number: int) -> dict[str, object]:
    return {
        "id": f"import-{number:03}",
        "at": _AT.isoformat(),
        "origin": "an import",
        "source": "june.csv",
        "customer_id": "c1",
        "subscription_id": id_,
        "product": "microsoft-azure",
        "what": "new",
        "seen_for": "2026-11-20",
    }
