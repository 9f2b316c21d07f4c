"""The backup and the restore that docs/operations.md describes, line by line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import aiohttp

from adapters.settings import ROOT, VARIABLES
from tests.scenario.test_graceful_stop import Service, rating, send, served, topics_in

STORE = "data/dpor.json"


def documented(name: str) -> str:
    """The lines below such a mark."""
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    [lines] = re.findall(rf"<!-- tried: {name} -->\n```sh\n(.*?)```", text, re.DOTALL)
    return lines


def carried_out(name: str, folder: Path) -> str:
    """What these lines print, in that folder."""
    environment = {key: value for key, value in os.environ.items() if key not in VARIABLES}
    environment |= {
        "DPOR_STORE": f"tinydb:{STORE}",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    done = subprocess.run(
        ["sh", "-euc", documented(name)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


async def rated(service: Service, topics: list[str]) -> None:
    async with aiohttp.ClientSession() as session:
        for topic in topics:
            await send(service, session, rating(service), topic)
    assert set(topics) <= service.acknowledged


async def test_a_copy_of_a_running_service_is_whole_and_brings_everything_back(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    before, after = [f"before-{n}" for n in range(5)], [f"after-{n}" for n in range(5)]
    async with served(tmp_path, DPOR_STORE=f"tinydb:{STORE}") as service:
        await rated(service, before)
        carried_out("backup", tmp_path)
        await rated(service, after)
        await service.stop()
    assert set(after) <= await topics_in(tmp_path / STORE)
    (tmp_path / STORE).write_bytes(b"ruined")
    assert "WRONG" not in carried_out("restore", tmp_path)
    async with served(tmp_path, DPOR_STORE=f"tinydb:{STORE}") as service:
        await rated(service, ["later"])
        await service.stop()
    assert await topics_in(tmp_path / STORE) == {*before, "later"}
