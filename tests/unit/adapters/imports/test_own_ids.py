"""IDs that are looked at together are read as each by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adapters.imports.cells import Block, Columns
from adapters.imports.own_ids import Ids
from adapters.imports.text_cells import guid_or_text
from bot.partnership.refusals import Refusal

_GUIDS = st.uuids().map(str)
_NO_SUCH = st.one_of(
    _GUIDS.map(str.upper),
    _GUIDS.map(lambda guid: guid[1:9] + guid[0] + guid[9:]),  # a hyphen stands elsewhere
    _GUIDS.map(lambda guid: "{" + guid + "}"),
    _GUIDS.map(lambda guid: "g" + guid[1:]),
    _GUIDS.map(lambda guid: "é" + guid[1:]),
    _GUIDS.map(lambda guid: guid[:-1]),
    _GUIDS.map(lambda guid: guid + "0"),
    st.text("abc019-._", min_size=1, max_size=40),
)


def read(ids: list[str]) -> tuple[list[str], list[Refusal]]:
    block = Block(Columns(("subscription_id",)), range(2, len(ids) + 2), [[id_] for id_ in ids])
    refusals: list[Refusal] = []
    taken = Ids(Columns(("subscription_id",)))
    taken.take(block, refusals)
    return taken.read, refusals


@given(st.lists(_GUIDS, min_size=1, max_size=8, unique=True), st.data())
def test_guids_are_read_as_they_stand_whatever_is_among_them(guids: list[str], data: st.DataObject) -> None:
    others = data.draw(st.lists(_NO_SUCH, max_size=2))
    ids = data.draw(st.permutations([*guids, *others]))
    known = [guid_or_text(id_) for id_ in ids]
    taken, refusals = read(ids)
    assert taken == known
    assert bool(refusals) is (len(set(known)) < len(known))


def test_lengths_and_hyphens_that_add_up_by_chance_are_no_guids() -> None:
    one, other = "0a9f-" * 7 + "0", "9" * 36
    taken, refusals = read([one, other, "f" * 36])
    assert (taken, refusals) == ([one, other, "f" * 36], [])
