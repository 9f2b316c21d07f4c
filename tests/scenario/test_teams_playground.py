"""Teams as a real client shows it: the Microsoft 365 Agents Playground, where it is installed.

`npm install --global @microsoft/m365agentsplayground` does that.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from tests.scenario.playground_visit import COMMAND, ROOT
from tests.scenario.web_browser import chromium_path

ALONE = ("unshare", "--net", "--map-root-user", "sh", "-c")
UP = "ip link set lo up"


def test_a_visit_to_the_playground() -> None:
    if shutil.which(COMMAND) is None:
        pytest.skip(f"{COMMAND} is not installed, so the Playground was NOT tried.")
    if shutil.which("unshare") is None or subprocess.run([*ALONE, UP], check=False).returncode:
        pytest.skip("No network of its own can be made, so the Playground was NOT tried.")
    chromium_path()
    visit = f"{UP} && exec {sys.executable} -m tests.scenario.playground_visit"
    done = subprocess.run([*ALONE, visit], cwd=ROOT, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-3000:]
