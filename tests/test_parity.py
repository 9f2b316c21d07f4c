"""The table of what works where is true: each yes has its test, each no its reason."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs" / "parity.md"
PLATFORMS = ("Slack", "Teams", "Web page", "Terminal")
YES = re.compile(r"\[yes\]\(\.\./(?P<file>tests/[\w/]+\.py)#(?P<test>test_\w+)\)")
NO = re.compile(r"no: [^|]{10,}")
WORDS = {
    "Slack": ("slack", "same_answers", "doctor", "setup"),
    "Teams": ("teams", "same_answers", "doctor", "offered_commands"),
    "Web page": ("web",),
    "Terminal": ("command_line", "conversations"),
}
"""Of which platform a test speaks, by its file's name."""


def rows() -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if cells and cells[0] != "Ability" and not set(cells[0]) <= {"-"}:
            found.append((cells[0], dict(zip(PLATFORMS, cells[1:], strict=True))))
    return found


@cache
def proofs_in(file: str) -> dict[str, bool]:
    """The tests of a file, and whether each is ever run."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {
        function.name: not any("skip" in ast.unparse(mark) for mark in function.decorator_list)
        for function in functions
        if function.name.startswith("test_")
    }


CELLS = [(ability, platform, cell) for ability, cells in rows() for platform, cell in cells.items()]


def test_the_table_is_read_whole() -> None:
    abilities = [ability for ability, _ in rows()]
    assert len(abilities) >= 45
    assert len(set(abilities)) == len(abilities)


@pytest.mark.parametrize(("ability", "platform", "cell"), CELLS, ids=lambda one: str(one)[:40])
def test_a_cell_names_a_test_of_its_platform_or_a_reason(ability: str, platform: str, cell: str) -> None:
    proof = YES.fullmatch(cell)
    if proof is None:
        assert NO.fullmatch(cell) or (cell == "–" and platform in ("Web page", "Terminal"))
        return
    assert any(word in proof["file"] for word in WORDS[platform])
    assert proofs_in(proof["file"]).get(proof["test"]) is True


def test_slack_and_teams_stand_level() -> None:
    lacking = {
        platform: sum(not YES.fullmatch(cells[platform]) for _, cells in rows()) for platform in PLATFORMS[:2]
    }
    assert max(lacking.values()) <= 5


def test_every_scenario_file_of_a_chat_platform_proves_something() -> None:
    named = {proof["file"] for *_, cell in CELLS if (proof := YES.fullmatch(cell))}
    files = {
        str(path.relative_to(ROOT))
        for platform in ("slack", "teams")
        for path in (ROOT / "tests/scenario").glob(f"test_{platform}*.py")
    }
    assert files - named == set()
