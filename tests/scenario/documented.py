"""The lines of shell in docs/operations.md that a test carries out as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from adapters.settings import ROOT, VARIABLES


def documented(name: str) -> str:
    """The lines below such a mark."""
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    [lines] = re.findall(rf"<!-- tried: {name} -->\n```sh\n(.*?)```", text, re.DOTALL)
    return lines


def carried_out(name: str, folder: Path, environment: Mapping[str, str], programs: Path | None = None) -> str:
    """What these lines print, in that folder; `programs` is where those are that they name."""
    inherited = {key: value for key, value in os.environ.items() if key not in VARIABLES}
    path = f"{programs or Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-euc", documented(name)],
        cwd=folder,
        env={**inherited, "PATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
