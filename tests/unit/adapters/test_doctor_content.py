"""The doctor on the store and the articles: what cannot be read is named, and nothing is made or changed."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from adapters.doctor.content import knowledge_findings, store_findings
from adapters.findings import Grade
from adapters.settings import ROOT
from adapters.stores import open_store
from adapters.stores.names.beside import file_beside
from adapters.stores.names.worker import written
from tests.builders import a_holding
from tests.contract.store_steps import save

TODAY = date(2026, 11, 22)


def test_a_store_that_is_not_there_yet_is_left_so(tmp_path: Path) -> None:
    (found,) = store_findings(f"tinydb:{tmp_path / 'folder' / 'dpor.json'}")
    assert found.grade is Grade.NOTE
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b'{"_default": {}}'])
def test_a_store_that_cannot_be_read_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "dpor.json"
    path.write_bytes(content)
    (found,) = store_findings(str(path))
    assert found.grade is Grade.WRONG
    assert path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir()] == ["dpor.json"]


def test_a_folder_in_the_stores_place_is_named(tmp_path: Path) -> None:
    (found,) = store_findings(f"tinydb:{tmp_path}")
    assert found.grade is Grade.WRONG


def test_an_address_of_no_store_is_named() -> None:
    (found,) = store_findings("redis://example.com")
    assert (found.grade, found.where) == (Grade.WRONG, "DPOR_STORE")


def test_articles_that_cannot_be_read_are_named_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "topic").mkdir()
    (tmp_path / "topic" / "broken.en.md").write_text("no header\n", encoding="utf-8")
    found = tuple(knowledge_findings(tmp_path, TODAY))
    assert found
    assert {one.grade for one in found} == {Grade.WRONG}
    assert "broken.en.md" in found[0].where


def test_our_own_articles_are_well() -> None:
    assert {found.grade for found in knowledge_findings(ROOT / "knowledge", TODAY)} == {Grade.WELL}


def test_what_an_editor_would_find_is_named_and_the_rest_counted() -> None:
    well, *found = knowledge_findings(ROOT / "knowledge" / "not-covered", TODAY)
    assert well.grade is Grade.WELL
    assert {one.grade for one in found} == {Grade.WRONG}
    assert len(found) == 6
    assert ".md:" in found[0].where
    assert found[-1].what.en.endswith("more faults.")


async def test_a_file_of_names_that_has_decayed_is_named(tmp_path: Path) -> None:
    path = tmp_path / "dpor.json"
    store = open_store(f"tinydb:{path}")
    await save(store, a_holding("sub-1"))
    await store.close()
    file = file_beside(path)
    assert written(file, [("1", ("Contoso AB",))], {"digest": "x"})
    assert {found.grade for found in store_findings(str(path))} == {Grade.WELL}
    time = file.stat().st_mtime_ns
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=(time, time))
    damaged, _ = store_findings(str(path))
    assert (damaged.grade, damaged.where) == (Grade.WRONG, str(file))
