"""A file of names is used whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.stores.names.builder import NamesBuilder
from adapters.stores.names.file import ArrayFile, UnusableFile, write
from adapters.stores.names.filed import opened
from bot.understanding.name_tables import Entry

ENTRIES: tuple[Entry, ...] = (("1", ("Contoso AB", "Adatum")), ("2", ("Fabrikam",)), ("3", ("Åre Ski",)))


def written(path: Path) -> bytes:
    builder = NamesBuilder()
    for entry in ENTRIES:
        builder.add(entry)
    write(path, builder.arrays(), {"of": {"digest": "x"}, "legal": builder.legal()})
    return path.read_bytes()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return written(tmp_path_factory.mktemp("names") / "names")


def test_what_was_written_is_found(tmp_path: Path) -> None:
    written(tmp_path / "names")
    names = opened(tmp_path / "names")
    assert names is not None
    assert names.of == {"digest": "x"}
    assert [match.id for match in names.find("are we dpor for adatum")] == ["1"]
    assert [match.name for match in names.find("hos are ski")] == ["Åre Ski"]
    assert not names.find("hello")
    assert [path.name for path in tmp_path.iterdir()] == ["names"]


@given(data=st.data())
def test_no_changed_byte_goes_unseen(
    good: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    line = good.index(b"\n")
    at = data.draw(st.integers(0, line - 1) | st.integers(4096, len(good) - 1))
    damaged = bytearray(good)
    damaged[at] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("names") / "names"
    path.write_bytes(damaged)
    with pytest.raises((UnusableFile, ValueError)):
        ArrayFile(path).check()
    assert opened(path) is None


@pytest.mark.parametrize("length", [0, 1, 100, 4096, 5000, -1])
def test_a_file_that_is_cut_off_is_not_used(good: bytes, tmp_path: Path, length: int) -> None:
    (tmp_path / "names").write_bytes(good[:length])
    assert opened(tmp_path / "names") is None


def test_blocks_in_another_order_are_seen(tmp_path: Path) -> None:
    content = bytearray(written(tmp_path / "names"))
    content[4096:8192], content[8192:12288] = content[8192:12288], content[4096:8192]
    (tmp_path / "names").write_bytes(content)
    assert opened(tmp_path / "names") is None


def test_there_may_be_no_file(tmp_path: Path) -> None:
    assert opened(tmp_path / "names") is None


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    before = written(tmp_path / "names")
    with pytest.raises(TypeError):
        write(tmp_path / "names", {}, {"of": object()})
    assert (tmp_path / "names").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_nobody_has_touched_is_not_read_through(tmp_path: Path) -> None:
    path = tmp_path / "names"
    content = written(path)
    assert ArrayFile(path).as_written
    path.write_bytes(content)
    assert not ArrayFile(path).as_written
    assert opened(path) is not None
    assert ArrayFile(path).as_written
