"""Teams as a real client shows it: the Microsoft 365 Agents Playground, tried by hand.

`npm install --global @microsoft/m365agentsplayground` first; then
`pytest tests/scenario/try_teams_playground.py`, which needs a network of its own and a Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

from tests.scenario.playground_visit import COMMAND, ROOT
from tests.scenario.web_browser import chromium_path

ALONE = ("unshare", "--net", "--map-root-user", "sh", "-c")
UP = "ip link set lo up"


def test_a_visit_to_the_playground() -> None:
    assert shutil.which(COMMAND), f"{COMMAND} is not installed"
    assert shutil.which("unshare"), "a network of its own cannot be made"
    subprocess.run([*ALONE, UP], check=True)
    chromium_path()
    visit = f"{UP} && exec {sys.executable} -m tests.scenario.playground_visit"
    done = subprocess.run([*ALONE, visit], cwd=ROOT, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-3000:]
