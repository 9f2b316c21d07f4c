"""Articles that are kept are exactly those that were read."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.knowledge.files import read_knowledge
from adapters.knowledge.kept import knowledge_in
from adapters.settings import ROOT
from bot.errors import KnowledgeError

OURS = ROOT / "knowledge"
ARTICLE = """---
id: coffee
language: en
title: Coffee
examples:
  - where is the coffee
valid_from: 2016-05-24
sources:
  - title: The kitchen
    address: https://example.com/
    speaks_for: 2016-05
    access: login
---
It *is* in the **kitchen**, by `code`, see [there](https://example.com/).

- one
- two

## Since then

It is gone.
"""


def folder_with(path: Path, text: str = ARTICLE) -> Path:
    folder = path / "knowledge"
    folder.mkdir(exist_ok=True)
    (folder / "coffee.en.md").write_text(text, encoding="utf-8")
    return folder


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    read = list(read_knowledge(OURS))
    assert list(knowledge_in(OURS, [tmp_path])) == read
    assert list(knowledge_in(OURS, [tmp_path])) == read
    assert len(list(tmp_path.iterdir())) == 1


def test_every_style_and_field_survives(tmp_path: Path) -> None:
    folder, cache = folder_with(tmp_path), tmp_path / "cache"
    read = list(read_knowledge(folder))
    assert list(knowledge_in(folder, [cache])) == list(knowledge_in(folder, [cache])) == read


def test_a_changed_article_is_read_anew_and_the_old_ones_go(tmp_path: Path) -> None:
    folder, cache = folder_with(tmp_path), tmp_path / "cache"
    knowledge_in(folder, [cache])
    folder_with(tmp_path, ARTICLE.replace("title: Coffee", "title: Tea"))
    assert [article.title for article in knowledge_in(folder, [cache])] == ["Tea"]
    assert len(list(cache.iterdir())) == 1


def test_another_cache_may_have_it(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    read = list(knowledge_in(folder, [tmp_path / "installed"]))
    assert list(knowledge_in(folder, [tmp_path / "own", tmp_path / "installed"])) == read
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'[{"id": "coffee"}]', b"[1]", b"null"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture) -> None:
    folder, cache = folder_with(tmp_path), tmp_path / "cache"
    read = list(knowledge_in(folder, [cache]))
    (kept,) = cache.iterdir()
    kept.write_bytes(damage)
    with caplog.at_level(logging.WARNING):
        assert list(knowledge_in(folder, [cache])) == read
    assert kept.read_bytes() != damage


def test_faults_are_told_every_time_and_nothing_is_kept(tmp_path: Path) -> None:
    folder, cache = folder_with(tmp_path, ARTICLE.replace("id: coffee\n", "")), tmp_path / "cache"
    for _ in range(2):
        with pytest.raises(KnowledgeError):
            knowledge_in(folder, [cache])
    assert not cache.exists()


def test_where_nothing_can_be_kept_it_reads(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    folder = folder_with(tmp_path)
    assert len(knowledge_in(folder, [blocked / "cache"])) == 1
    assert len(knowledge_in(folder, [])) == 1


def test_what_is_kept_needs_neither_markdown_nor_yaml(tmp_path: Path) -> None:
    knowledge_in(OURS, [tmp_path])
    script = (
        "import sys; from pathlib import Path; from adapters.knowledge.kept import knowledge_in;"
        f" knowledge_in(Path({str(OURS)!r}), [Path({str(tmp_path)!r})]);"
        " sys.exit(bool({'yaml', 'markdown_it'} & sys.modules.keys()))"
    )
    assert subprocess.run((sys.executable, "-c", script), check=False, cwd=ROOT).returncode == 0
