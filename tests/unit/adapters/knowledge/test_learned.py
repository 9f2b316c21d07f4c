"""What was learned is kept, and only ever a short cut."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import numpy as np
import pytest

from adapters.knowledge.learned import MAPPED, cache_folders, recogniser_for
from bot.conversation.language import Language
from bot.understanding.knowledge import KnowledgeBase
from bot.understanding.recognise import Recogniser
from tests.builders import an_article

KNOWLEDGE = KnowledgeBase(
    [
        an_article("coffee", examples=("where is the coffee", "is there coffee left", "coffee please")),
        an_article("parking", examples=("where can I park", "parking for guests", "is parking free")),
    ]
)
EXAMPLES = {"help": {Language.ENGLISH: ("help me", "what can you do"), Language.SWEDISH: ("hjälp mig",)}}
FILES = 1 + len(Language) * (1 + len(MAPPED))
"""One for all that is small; rows and the large tables of each language apart."""
ASKED = ("is parking free for my guests", "coffee", "help", "something else", "hjalp mig")


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*"))


def scores(recogniser: Recogniser) -> list[tuple[tuple[str, float], ...]]:
    return [tuple((g.topic.id, g.score) for g in recogniser.recognise(text).guesses) for text in ASKED]


def test_what_is_read_back_recognises_exactly_as_what_was_learned(tmp_path: Path) -> None:
    learned = recogniser_for(KNOWLEDGE, EXAMPLES, [tmp_path])
    read = recogniser_for(KNOWLEDGE, EXAMPLES, [tmp_path])
    assert scores(read) == scores(learned) == scores(recogniser_for(KNOWLEDGE, EXAMPLES, []))
    assert read.threshold == learned.threshold
    because = [recogniser.recognise(ASKED[0]).because for recogniser in (read, learned)]
    assert because[0] == because[1] != ()
    assert len(files(tmp_path)) == FILES


def test_another_knowledge_base_is_learned_anew_and_the_old_file_goes(tmp_path: Path) -> None:
    recogniser_for(KNOWLEDGE, EXAMPLES, [tmp_path])
    before = files(tmp_path)
    recogniser_for(KnowledgeBase([an_article("coffee")]), EXAMPLES, [tmp_path])
    assert len(files(tmp_path)) == FILES
    assert not set(files(tmp_path)) & set(before)


@pytest.mark.parametrize("which", range(FILES))
@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 half", b"\x93NUMPY"], ids=["empty", "cut", "other"])
def test_a_file_that_cannot_be_read_is_learned_anew(
    tmp_path: Path, damage: bytes, which: int, caplog: pytest.LogCaptureFixture
) -> None:
    whole = scores(recogniser_for(KNOWLEDGE, EXAMPLES, [tmp_path]))
    damaged = files(tmp_path)[which]
    damaged.unlink()
    damaged.write_bytes(damage)
    with caplog.at_level(logging.WARNING):
        assert scores(recogniser_for(KNOWLEDGE, EXAMPLES, [tmp_path])) == whole
    assert "learning anew" in caplog.text
    assert damaged.read_bytes() != damage


def test_rows_that_are_gone_or_of_another_kind_are_learned_anew(tmp_path: Path) -> None:
    whole = scores(recogniser_for(KNOWLEDGE, EXAMPLES, [tmp_path]))
    rows = next(path for path in files(tmp_path) if path.name.endswith(".en.rows.npy"))
    for damage in (None, np.zeros((2, 3), dtype=np.int64), np.zeros(3, dtype=np.float32)):
        rows.unlink()
        if damage is not None:
            np.save(rows, damage)
        assert scores(recogniser_for(KNOWLEDGE, EXAMPLES, [tmp_path])) == whole
        assert np.load(rows).dtype == np.int16


@pytest.mark.parametrize("part", MAPPED)
def test_a_table_of_another_length_is_learned_anew(tmp_path: Path, part: str) -> None:
    whole = scores(recogniser_for(KNOWLEDGE, EXAMPLES, [tmp_path]))
    table = next(path for path in files(tmp_path) if path.name.endswith(f".en.{part}.npy"))
    known = np.load(table)
    table.unlink()
    np.save(table, known[:-1])
    assert scores(recogniser_for(KNOWLEDGE, EXAMPLES, [tmp_path])) == whole


def test_a_file_with_code_in_it_is_not_run(tmp_path: Path) -> None:
    recogniser_for(KNOWLEDGE, EXAMPLES, [tmp_path])
    path = files(tmp_path)[0]
    with path.open("wb") as out:
        np.savez(out, topics=np.array([object()], dtype=object))
    assert scores(recogniser_for(KNOWLEDGE, EXAMPLES, [tmp_path]))


def test_where_nothing_can_be_kept_it_learns_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert recogniser_for(KNOWLEDGE, EXAMPLES, [blocked / "cache"]).threshold > 0
    assert "could not be" in caplog.text


def test_caches_belong_where_the_xdg_rules_say() -> None:
    assert cache_folders({"XDG_CACHE_HOME": "/c", "HOME": "/h"})[0] == Path("/c/dpor-bot")
    assert cache_folders({"XDG_CACHE_HOME": "relative", "HOME": "/h"})[0] == Path("/h/.cache/dpor-bot")
    assert cache_folders({}) == (Path(sys.prefix) / "var" / "dpor-bot",)


def test_what_was_learned_at_the_installation_is_not_learned_again(tmp_path: Path) -> None:
    learned = recogniser_for(KNOWLEDGE, EXAMPLES, [tmp_path / "installed"])
    again = recogniser_for(KNOWLEDGE, EXAMPLES, [tmp_path / "own", tmp_path / "installed"])
    assert scores(again) == scores(learned)
    assert files(tmp_path / "own") == []
