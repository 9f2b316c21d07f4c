"""Processes under measurement: their CPU time and memory, as Linux counts them."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Generator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from adapters.settings import ROOT, VARIABLES

_TICKS = os.sysconf("SC_CLK_TCK")
_LISTENING = re.compile(r"at (http://127\.0\.0\.1:\d+)/")
_LONGEST_START = 60.0
_LOG = "log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One process from spawning: seconds, and resident memory in MB, at the end and at most."""

    wall: float
    cpu: float
    resident: float
    peak: float
    output: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server in a process of its own. `began` is when it was spawned, by `time.perf_counter`."""

    process: subprocess.Popen[bytes]
    address: str
    began: float

    def cpu(self) -> float:
        """Seconds of CPU so far, user and system."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self, name: str) -> float:
        """VmRSS (now) or VmHWM (at most so far), in MB."""
        return _memory(self.process.pid, name)


@asynccontextmanager
async def served(
    command: Sequence[str], folder: Path, settings: Mapping[str, str], *, core: int | None = None
) -> AsyncGenerator[Server]:
    """A server that says in its log where it listens, on one core where that is asked for."""
    began = time.perf_counter()
    with _spawned(command, folder, settings) as process:
        if core is not None:
            os.sched_setaffinity(process.pid, {core})
        address = _address(process, folder)
        while not address and time.perf_counter() < began + _LONGEST_START:
            await asyncio.sleep(0.002)
            address = _address(process, folder)
        yield Server(process=process, address=address, began=began)


@contextmanager
def _spawned(
    command: Sequence[str], folder: Path, settings: Mapping[str, str]
) -> Generator[subprocess.Popen[bytes]]:
    """A process that works in the folder and logs there, until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOG).open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=folder, env=environment(folder, settings), stderr=log
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _address(process: subprocess.Popen[bytes], folder: Path) -> str:
    """Where it listens; empty while it does not. Raises RuntimeError where it has ended."""
    log = (folder / _LOG).read_text(encoding="utf-8", errors="replace")
    if process.poll() is not None:
        raise RuntimeError(f"The server ended: {log}")
    found = _LISTENING.search(log)
    return found[1] if found else ""


def environment(folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """Ours without any setting of the bot's, then these; caches are beside the folder, for all in there.

    One thread for matrices, as the bot itself has it.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    ours = {"PYTHONPATH": str(ROOT), "PORT": "0", "XDG_CACHE_HOME": str(folder.parent / "cache")}
    ours["OPENBLAS_NUM_THREADS"] = "1"
    return {**inherited, **ours, **settings}


def run(command: Sequence[str], folder: Path) -> Run:
    """Run Python with these arguments; memory is looked at every 2 ms. Raises CalledProcessError."""
    folder.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command], cwd=folder, env=environment(folder, {}), stdout=subprocess.PIPE
    )
    # A child's ru_maxrss begins with what its parent held when it was spawned; VmHWM is its own.
    resident = peak = 0.0
    while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
        resident = _memory(process.pid, "VmRSS") or resident
        peak = max(peak, _memory(process.pid, "VmHWM"))
        time.sleep(0.002)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(ended[1])
    output = process.communicate()[0]
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    cpu = ended[2].ru_utime + ended[2].ru_stime
    return Run(wall=wall, cpu=cpu, resident=resident, peak=peak, output=output)


def _memory(pid: int, name: str) -> float:
    """In MB; 0 for a process that has just ended."""
    found = re.search(rf"^{name}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
