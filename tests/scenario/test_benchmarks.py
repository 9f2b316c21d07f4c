"""The benchmarks run, and print every figure. Beside other tests what they measure means nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.settings import ROOT
from tests.postgres_server import programs

STARTS = (
    "start of the service to its first answer",
    "the same after an article was edited",
    "a question in the terminal",
)
FIGURES = (
    *(
        f"{start}, {kind}"
        for start in STARTS
        for kind in ("wall", "CPU", "memory at the end", "memory at most")
    ),
    "Slack: one question again and again, CPU",
    "Slack: 60 questions in turn, CPU",
    "Teams: one question again and again, CPU",
    "Teams: 60 questions in turn, CPU",
    "understanding, a new question, CPU p50",
    "understanding, a new question, CPU p99",
    "understanding, the first of a process, CPU p50",
    "understanding, asked again, CPU p50",
    "understanding, asked again, CPU p99",
    "finding one of 300 customers in a question, CPU p50",
    "finding one of 300 customers in a question, CPU p99",
    *(
        f"{store} subscriptions: {what}"
        for store in ("TinyDB, 200", *(["PostgreSQL, 400"] if programs() else []))
        for what in (
            "a turn, wall p50",
            "a turn, CPU",
            "look-up by key, wall p50",
            "durable write, wall p50",
            "event loop stopped at most",
            "writing them all, wall",
            "opening, wall",
            "the names for the first time, wall",
        )
    ),
    "reading 500 rows of Subscription details (CSV), CPU a row",
    "reading 500 rows of Subscription details (CSV), memory at most",
    "reading 50 rows of Subscription details (XLSX), CPU a row",
    "reading 50 rows of Subscription details (XLSX), memory at most",
    *(
        f"importing {what}, {kind}"
        for what in (
            "200 rows of our own CSV into TinyDB",
            *(["500 rows of our own CSV into PostgreSQL"] if programs() else []),
        )
        for kind in ("rows a second", "memory at most")
    ),
    *(
        f"{store}, 200 open cases: {what}"
        for store in ("TinyDB", *(["PostgreSQL"] if programs() else []))
        for what in (
            "an alert taken, posted and written, wall p50",
            "taking twenty alerts among as many, wall",
            "reading the open cases, wall p50",
            "one more case raised, wall p50",
        )
    ),
)
SPREAD = re.compile(r"([\d,.]+) \[([\d,.]+)-([\d,.]+)\]")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux has /proc")
def test_every_figure_is_printed_and_positive_beside_its_yardstick() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in done.stdout.splitlines()[2:]]
    assert {name for name, *_ in rows} == set(FIGURES)
    for name, measured, yardstick, of_yardstick, ratio, _ in rows:
        assert yardstick != "–" or "subscriptions: " in name
        for shown in (measured, of_yardstick, ratio) if yardstick != "–" else (measured,):
            found = SPREAD.match(shown)
            assert found is not None
            assert all(float(number.replace(",", "")) > 0 for number in found.groups())
