"""A table in a file gives what dictionaries give."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.stores.names.arrays import NameArrays
from adapters.stores.names.builder import NamesBuilder
from adapters.stores.names.file import ArrayFile, write
from adapters.stores.names.filed import FiledNames
from adapters.stores.names.keys import end_keys, gap_keys
from adapters.stores.names.layered import LayeredNames
from adapters.stores.names.worker import END, command, first_line, lines, written
from benchmarks.asked_names import Customers
from benchmarks.companies import companies
from bot.understanding.name_tables import Entry
from bot.understanding.names import NameIndex, NameMatch, TableIndex

FOLDERS = pytest.TempPathFactory


def arrays(entries: Iterable[Entry], folder: Path) -> NameArrays:
    builder = NamesBuilder()
    for entry in entries:
        builder.add(entry)
    write(folder / "names", builder.arrays(), {"of": {}, "legal": builder.legal()})
    return NameArrays(ArrayFile(folder / "names"))


@settings(max_examples=30)
@given(seed=st.integers(0, 2**32), wrong=st.integers(0, 1))
def test_an_index_finds_the_same_over_both(seed: int, wrong: int, tmp_path_factory: FOLDERS) -> None:
    entries = list(companies(60, seed))
    told = [one.text for one in Customers(entries).asked(12, wrong, seed)]
    over = TableIndex(arrays(entries, tmp_path_factory.mktemp("names")))
    index = NameIndex(entries)
    assert [over.find(text) for text in told] == [index.find(text) for text in told]


@settings(max_examples=30)
@given(seed=st.integers(0, 2**32), wrong=st.integers(0, 1))
def test_a_changed_table_is_like_one_made_anew(seed: int, wrong: int, tmp_path_factory: FOLDERS) -> None:
    random = Random(seed)
    entries = dict(companies(60, seed))
    others = dict(companies(12, seed + 1))
    changed = {id_: random.choice((names, None)) for id_, names in others.items()}
    now = {id_: names for id_, names in ({**entries, **changed}).items() if names}
    folder = tmp_path_factory.mktemp("names")
    layered = FiledNames(arrays(entries.items(), folder), changed, {})
    anew = FiledNames(arrays(now.items(), tmp_path_factory.mktemp("anew")), {}, {})
    for one in Customers(list(now.items())).asked(12, wrong, seed):
        assert ids(layered.find(one.text)) == ids(anew.find(one.text)), one.text


def ids(found: tuple[NameMatch, ...]) -> set[str]:
    return {match.id for match in found}


def test_who_is_forgotten_is_not_found(tmp_path: Path) -> None:
    base = arrays([("1", ("Contoso AB",)), ("2", ("Fabrikam",))], tmp_path)
    now = FiledNames(base, {}, {}).after({"1": None, "3": ("Litware", "Proseware")})
    assert now is not None
    assert not now.find("contoso")
    assert ids(now.find("fabrikam")) == {"2"}
    assert ids(now.find("prosewear")) == {"3"}
    assert LayeredNames(base, {"2": ("Northwind",)}).whole(["fabrikam"]) == []


def test_names_are_found_by_words_of_which_two_are_misspelt(tmp_path: Path) -> None:
    called = ("Kreshom Beas Tools AB", "Kreshom Tools", "Beas Tools")
    base = arrays([(name, (name,)) for name in called], tmp_path)
    layered = LayeredNames(base, {"Beas Tools": None, "new": ("Beas Works",)})
    said, near, none = [(), ("beas",), ()], [("kreshom",), (), ("tools", "works")], [(), (), ()]
    assert {one.form.name for one in base.spelled(said, near, none)} == {
        "Kreshom Beas Tools AB",
        "Beas Tools",
    }
    names = {one.form.name for one in layered.spelled(said, near, none)}
    assert names == {"Kreshom Beas Tools AB", "Beas Works"}
    assert {one.form.name for one in base.spelled(said, [()] * 3, [(), (), ("tools",)])} == {"Beas Tools"}
    assert not base.spelled([("beas",)], [()], [()])


def test_names_that_share_a_word_are_sifted_by_their_letters(tmp_path: Path) -> None:
    base = arrays([(name, (name,)) for name in ("Kreshom Tools", "Quibwaz Tools")], tmp_path)
    right = {"tools": ["kershmtools"], "unheard": ["unheardof"]}
    assert [one.written for one in base.about(right)] == [b"kreshomtools"]


LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz")


@given(word=st.text(LETTERS, min_size=6, max_size=14), one=LETTERS, other=LETTERS, begin=..., end=...)
def test_a_word_with_other_letters_at_both_ends_may_share_a_gap(
    word: str, one: str, other: str, begin: bool, end: bool
) -> None:
    for begun in (word[1:], one + word, one + word[1:] if begin else word[1] + word[0] + word[2:]):
        for said in (begun[:-1], begun + other, begun[:-1] + other if end else _turned_at_the_end(begun)):
            assert not set(gap_keys(word)).isdisjoint(end_keys(said)), said


def _turned_at_the_end(word: str) -> str:
    return word[:-2] + word[-1] + word[-2]


def test_names_in_other_letters_are_read_as_they_are(tmp_path: Path) -> None:
    base = arrays([("1", ("Крешом Tools",))], tmp_path)
    assert [one.written for one in base.about({"tools": ["кршомtools"]})] == ["крешомtools"]


def test_many_changes_ask_for_a_new_file(tmp_path: Path) -> None:
    names = FiledNames(arrays([("1", ("Contoso AB",))], tmp_path), {}, {})
    assert names.after({str(n): (f"Name{n}",) for n in range(2000)}) is not None
    assert names.after({str(n): (f"Name{n}",) for n in range(2001)}) is None


def test_a_worker_writes_what_it_is_told(tmp_path: Path) -> None:
    entries: list[Entry] = [("1", ("Contoso AB", "Adatum")), ("2", ("Fabrikam",))]
    assert written(tmp_path / "names", entries, {"digest": "x"})
    names = TableIndex(NameArrays(ArrayFile(tmp_path / "names")))
    assert ids(names.find("adatum")) == {"1"}


@pytest.mark.parametrize("told", [b"", lines([("1", ("Contoso",))]), b"{\n" + END])
def test_a_worker_that_is_told_half_writes_nothing(tmp_path: Path, told: bytes) -> None:
    run = subprocess.run(
        command(tmp_path / "names"), input=first_line({}) + told, capture_output=True, check=False
    )
    assert run.returncode
    assert not list(tmp_path.iterdir())
    assert sys.executable == command(tmp_path)[0]
