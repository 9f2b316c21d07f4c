"""What is documented exists, and what exists is documented."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from adapters.settings import VARIABLES
from app import main
from tests.scenario.operated import TOKEN, operated

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [path for path in ROOT.rglob("*.md") if not {".venv", ".git"} & set(path.relative_to(ROOT).parts)]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_setting_is_explained_in_the_example_and_nothing_else_is() -> None:
    named = re.findall(r"^(\w+)=", read(".env.example"), re.MULTILINE)
    assert sorted(named) == sorted(VARIABLES)


def test_the_readmes_commands_are_make_targets() -> None:
    commands = set(re.findall(r"^make (\w+)|`make (\w+)`", read("README.md"), re.MULTILINE))
    targets = set(re.findall(r"^(\w+):", read("Makefile"), re.MULTILINE))
    assert {one or other for one, other in commands} <= targets
    assert {"run", "test"} <= {one or other for one, other in commands}


async def test_every_figure_is_in_the_documentation_and_nothing_else() -> None:
    async with operated() as service:
        await service.ask("hi")
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with service.client.get("/metrics", headers=headers) as answer:
            served = set(re.findall(r"^# HELP (dpor_\w+)", await answer.text(), re.MULTILINE))
    documented = re.findall(r"^\| `(dpor_\w+)`", read("docs/operations.md"), re.MULTILINE)
    assert sorted(documented) == sorted(name for name in served if not name.endswith("_created"))


def test_ci_runs_what_everybody_runs() -> None:
    assert "make check" in read(".ci/run")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_inside_the_repository_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_is_named_exists(path: Path) -> None:
    named = re.findall(
        r"dpor-bot ([a-z]+)(?: ([a-z]+)\b)?", "\n".join(in_code(path.read_text(encoding="utf-8")))
    )
    assert [words for words in named if not exists(*words)] == []


def in_code(text: str) -> list[str]:
    """What stands between backticks, in a line or in a block."""
    return [block or line for block, line in re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", text, re.DOTALL)]


CONTEXT = click.Context(main)


def exists(name: str, inner: str) -> bool:
    """Whether there is such a command, and in a group the one after it."""
    command = main.get_command(CONTEXT, name)
    return inner in command.commands if isinstance(command, click.Group) and inner else command is not None


@pytest.mark.parametrize("command", main.list_commands(CONTEXT))
def test_every_command_has_help_that_begins_with_a_sentence(command: str) -> None:
    shown = CliRunner().invoke(main, [command, "--help"])
    assert shown.exit_code == 0
    assert re.search(r"\n  [A-Z][^\n]+", shown.output)
    assert command in CliRunner().invoke(main, ["--help"]).output


def test_the_first_column_of_where_to_add_names_real_places() -> None:
    places = re.findall(r"`((?:bot|adapters|tests|knowledge|docs)/[\w./]+)`", read("CONTRIBUTING.md"))
    assert len(places) >= 10
    assert [place for place in places if not (ROOT / place).exists()] == []
