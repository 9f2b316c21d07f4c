"""What is sifted by letters and lengths never loses what is two letters away."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from adapters.stores.names.builder import NamesBuilder
from adapters.stores.names.keys import letters_of
from adapters.stores.names.resembling import resembling
from tests.unit.adapters.stores.test_names_in_arrays import FOLDERS, arrays

WORDS = st.text("abcdefghijklmnopqrstuvwxyzåß7я", min_size=6, max_size=14)
SLIPS = st.tuples(
    st.sampled_from(("lost", "more", "other", "moved")), st.integers(0, 13), st.sampled_from("aezя9")
)


def slipped(word: str, kind: str, at: int, letter: str) -> str:
    at %= len(word)
    match kind:
        case "lost":
            return word[:at] + word[at + 1 :]
        case "more":
            return word[:at] + letter + word[at:]
        case "other":
            return word[:at] + letter + word[at + 1 :]
        case _:
            return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


@given(word=WORDS, slips=st.lists(SLIPS, max_size=2), others=st.lists(WORDS, max_size=5))
def test_two_letters_wrong_are_always_kept(
    word: str, slips: list[tuple[str, int, str]], others: list[str]
) -> None:
    typed = word
    for slip in slips:
        typed = slipped(typed, *slip)
    every = [*others, word]
    letters = np.array(list(map(letters_of, every)), np.uint32)
    lengths = np.array(list(map(len, every)), np.uint8)
    assert len(every) - 1 in resembling(letters, lengths, ["somethingelse", typed]).tolist()


def test_what_is_nothing_like_it_is_not_kept() -> None:
    every = ["kreshombeas", "vqzjw", "kreshombeasandmore"]
    letters = np.array(list(map(letters_of, every)), np.uint32)
    lengths = np.array(list(map(len, every)), np.uint8)
    assert resembling(letters, lengths, ["kreshmbeas"]).tolist() == [0]


def test_letters_are_counted_alike_when_written_and_when_looked_for() -> None:
    builder = NamesBuilder()
    words = ["contoso", "24", "ромашка", "ab", "aab"]
    for word in words:
        builder.add((word, (word,)))
    assert builder.arrays()["word_letters"].tolist() == list(map(letters_of, words))


def test_two_letters_wrong_in_letters_of_more_than_a_byte(tmp_path_factory: FOLDERS) -> None:
    names = ["Ромашковая", "Contosoware", "Ромашкин"]
    table = arrays([(name, (name,)) for name in names], tmp_path_factory.mktemp("names"))
    assert table.far("ромашкоаввя") == ["ромашковая"]
    assert table.far("contsooawre") == ["contosoware"]
    assert table.far("short") == []
    assert table.near("ромашки") == ["ромашкин"]
