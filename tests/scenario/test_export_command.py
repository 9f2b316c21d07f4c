"""The command `export`, as a person or a script uses it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.settings import ROOT, VARIABLES
from app import main
from bot.partnership.exporting import COLUMNS
from tests.scenario.served_process import served
from tests.whole_bot import DEMO


@pytest.fixture(autouse=True)
def nothing_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> str:
    address = f"tinydb:{tmp_path / 'dpor.json'}"
    assert run("import", "--store", address, DEMO).exit_code == 0
    return address


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))


def test_the_whole_record_goes_to_standard_output(store: str) -> None:
    done = run("export", "--store", store)
    assert done.exit_code == 0, done.output
    found = rows(done.stdout)
    assert len(found) == 24
    assert tuple(found[0]) == COLUMNS


@pytest.mark.parametrize("name", ["record.csv", "record.xlsx", "RECORD.XLSX"])
def test_a_file_is_taken_back_by_import_without_a_change(store: str, tmp_path: Path, name: str) -> None:
    done = run("export", "--store", store, tmp_path / name)
    assert (done.exit_code, done.output) == (0, "")
    assert (tmp_path / name).stat().st_mode & 0o077 == 0
    before = run("export", "--store", store, "--format", "json").stdout
    again = run("import", "--store", store, tmp_path / name)
    assert again.exit_code == 0, again.output
    assert "0 new, 0 changed, 24 unchanged" in again.stdout
    # Whoever said so is still its source.
    assert run("export", "--store", store, "--format", "json").stdout == before
    elsewhere = run("import", "--store", f"tinydb:{tmp_path / 'other.json'}", tmp_path / name)
    assert "24 new, 0 changed, 0 unchanged" in elsewhere.stdout


def test_a_list_alone_as_json(store: str) -> None:
    done = run("export", "--store", store, "--list", "conflicts", "--format", "json")
    found = json.loads(done.stdout)
    assert len(found) == 5
    assert all(row["usage_driven_by_us"] and row["dpor"] not in ("us", "nobody", "") for row in found)
    driven = rows(run("export", "--store", store, "--list", "driven").stdout)
    assert {row["usage_driven_by_us"] for row in driven} == {"yes"}
    assert "us" not in {row["dpor"] for row in driven}
    assert len(driven) > len(found)
    soon = run("export", "--store", store, "--list", "renewals", "--today", "2026-11-22")
    assert all("2026-11-22" <= row["renewal_date"] <= "2026-12-22" for row in rows(soon.stdout))
    assert rows(soon.stdout)


def test_an_empty_store_gives_a_header_alone(tmp_path: Path) -> None:
    done = run("export", "--store", f"tinydb:{tmp_path / 'empty.json'}")
    assert done.exit_code == 0
    assert rows(done.stdout) == []
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("arguments", [("record.txt",), ("record",), ("--format", "xml"), ("--list", "all")])
def test_what_is_not_a_format_or_a_list_is_wrong_usage(store: str, arguments: tuple[str, ...]) -> None:
    assert run("export", "--store", store, *arguments).exit_code == 2


def test_a_file_that_cannot_be_written_leaves_what_was_there(store: str, tmp_path: Path) -> None:
    done = run("export", "--store", store, tmp_path / "nowhere" / "record.csv")
    assert done.exit_code == 1
    assert "record.csv: cannot be written (No such file or directory)." in done.output
    damaged, kept = tmp_path / "damaged.json", tmp_path / "kept.csv"
    damaged.write_text("{", encoding="utf-8")
    kept.write_text("kept", encoding="utf-8")
    assert run("export", "--store", f"tinydb:{damaged}", kept).exit_code == 1
    assert kept.read_text(encoding="utf-8") == "kept"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".kept")] == []


def test_while_the_service_runs_it_holds_what_the_service_has_stored(tmp_path: Path) -> None:
    with served(tmp_path):
        done = run("export", "--store", f"tinydb:{tmp_path / 'dpor.json'}")
    assert done.exit_code == 0, done.output
    assert len(rows(done.stdout)) == 24


def test_whoever_has_read_enough_is_no_reason_for_a_traceback(store: str) -> None:
    command = f'"{sys.executable}" "{ROOT / "app.py"}" export --store "{store}" | true'
    done = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
