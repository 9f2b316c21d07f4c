"""Rules about the house itself that import-linter cannot hold."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = sorted(path for folder in ("bot", "adapters") for path in (ROOT / folder).rglob("*.py"))


def imported_by(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_nobody_imports_the_composition_root() -> None:
    assert [path.name for path in OURS if "app" in imported_by(path)] == []


def test_the_core_uses_only_the_listed_pure_libraries() -> None:
    allowed = set(sys.stdlib_module_names) | {"bot", "numpy", "rapidfuzz"}
    found = {name.partition(".")[0] for path in (ROOT / "bot").rglob("*.py") for name in imported_by(path)}
    assert found <= allowed


def test_a_question_in_the_terminal_loads_no_sdk_and_no_web_server() -> None:
    program = """
import asyncio, sys, app
from click.testing import CliRunner
assert CliRunner().invoke(app.main, ["ask", "--store", "memory:", "help"]).exit_code == 0
assert "bot.core" in sys.modules
"""
    heavy = "aiohttp", "slack_bolt", "slack_sdk", "botbuilder", "jinja2"
    assert loaded_by(program, heavy) == "[]"


def test_who_brings_a_file_into_a_database_does_not_load_what_answers() -> None:
    program = "import sys, app, adapters.import_commands, adapters.imports.reader, adapters.stores.postgres"
    assert loaded_by(program, ("numpy", "bot.core", "bot.router", "rapidfuzz", "tinydb")) == "[]"


def loaded_by(program: str, names: tuple[str, ...]) -> str:
    """Which of them are there after it."""
    shown = f"\nimport sys; print([name for name in {names!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program + shown], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.strip()


def test_files_stay_short_enough_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in OURS
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 350 and path.parent.name != "texts"
    }
    assert long == {}
