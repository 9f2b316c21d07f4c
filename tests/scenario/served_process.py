"""The service as a process of its own, on a random port."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from adapters.settings import ROOT, VARIABLES


@contextmanager
def started(folder: Path, **settings: str) -> Generator[subprocess.Popen[str]]:
    """A process with its store in that folder and these settings; killed at the end."""
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    environment |= {"PORT": "0", "DPOR_STORE": f"tinydb:{folder / 'dpor.json'}", **settings}
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "app.py"), "serve", "--demo"],
        env=environment, cwd=folder, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def served(folder: Path, **settings: str) -> Generator[tuple[str, subprocess.Popen[str]]]:
    """The same with its address, once it listens."""
    with started(folder, **settings) as process:
        yield listening(process), process


def listening(process: subprocess.Popen[str]) -> str:
    """Where it says that it listens; waits for that."""
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"at (http://127\.0\.0\.1:\d+)/", line):
            return found[1]
    raise AssertionError("It never said where it listens.")
