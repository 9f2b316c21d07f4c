"""The service as the image runs it: installed, read-only, without rights, with one folder to write."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from adapters.settings import ROOT, VARIABLES

NOBODY = "65534"
ENCLOSED = """
mount --bind "$DATA" "$DATA" && mount -o remount,ro,bind / && exec setpriv --reuid NOBODY --regid NOBODY \
--clear-groups --no-new-privs --inh-caps=-all,+dac_read_search --ambient-caps=-all,+dac_read_search \
--bounding-set=-all,+dac_read_search "$@"
""".replace("NOBODY", NOBODY)
"""A file system of its own: only the folder can be written, and no right is left but to read."""

can_enclose = os.environ.get("CI") == "true" or (
    os.geteuid() == 0
    and shutil.which("setpriv") is not None
    and shutil.which("unshare") is not None
    and subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode == 0
)
pytestmark = pytest.mark.skipif(not can_enclose, reason="needs root, unshare and setpriv to be closed in")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A running service with nothing but `data` to write."""

    process: subprocess.Popen[str]
    address: str
    data: Path
    site: Path


def installed(folder: Path) -> Path:
    """What the wheel holds: the image installs no more of ours."""
    built = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(built, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


@contextmanager
def enclosed(folder: Path, **settings: str) -> Generator[Enclosed]:
    site, data = installed(folder), folder / "data"
    data.mkdir(exist_ok=True)
    os.chown(data, int(NOBODY), int(NOBODY))
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    environment |= {
        "DATA": str(data),
        "PYTHONPATH": str(site),
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_CACHE_HOME": str(data / "cache"),
        "DPOR_STORE": f"tinydb:{data / 'dpor.json'}",
        "DPOR_LOG": "json",
        "PORT": "0",
        **settings,
    }
    service = [sys.executable, "-m", "app", "serve", "--demo"]
    process = subprocess.Popen(
        ["unshare", "--mount", "sh", "-c", ENCLOSED, "sh", *service],
        env=environment, cwd=data, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield Enclosed(process=process, address=listening(process), data=data, site=site)
    finally:
        process.kill()
        process.communicate()


def listening(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    said: list[str] = []
    for line in process.stderr:
        said.append(line)
        if found := re.search(r"at (http://127\.0\.0\.1:\d+)/", json.loads(line)["message"]):
            return found[1]
    raise AssertionError(f"It never said where it listens: {said}")


def test_it_serves_keeps_and_stops_with_one_folder_to_write(tmp_path: Path) -> None:
    with enclosed(tmp_path) as service:
        status = Path(f"/proc/{service.process.pid}/status").read_text()
        assert re.search(rf"^Uid:\s+{NOBODY}\s+{NOBODY}", status, re.MULTILINE)
        with urlopen(f"{service.address}/health/ready") as answer:
            assert json.load(answer)["parts"]["store"] == "well"
        body = json.dumps({"action": "feedback.give?lang=en&topic=what-is-dpor&verdict=good"}).encode()
        with urlopen(
            Request(f"{service.address}/web/act", body, {"Content-Type": "application/json"})
        ) as said:
            assert said.status == 200
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(10) == 0
        assert (service.data / "dpor.json").stat().st_uid == int(NOBODY)
        assert not list(service.site.rglob("*.pyc"))


def test_the_images_health_check_asks_whether_it_is_ready(tmp_path: Path) -> None:
    with enclosed(tmp_path) as service:
        port = service.address.rpartition(":")[2]
        asked = checked(service.site, port)
        assert asked.returncode == 0
        assert json.loads(asked.stdout)["status"] == "ready"
        service.process.kill()
        service.process.wait()
        assert checked(service.site, port).returncode == 1


def checked(site: Path, port: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(site),
        "PORT": port,
        "http_proxy": "http://127.0.0.1:9",
    }
    return subprocess.run(
        [sys.executable, "-m", "adapters.ready"], env=environment, capture_output=True, text=True, check=False
    )
