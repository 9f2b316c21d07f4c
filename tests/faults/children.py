"""Processes that are made quickly, say what they have done, and can be killed."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any, cast

_CONTEXT = get_context("forkserver")
_PATIENCE = 60.0
_LOADED = ["tests.faults.jobs", "tests.faults.deliveries", "adapters.stores.postgres"]

Job = Callable[..., None]
"""A function of a module: its last argument is the connection on which it says what it has done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """`says` ends when the process does."""

    process: ForkServerProcess
    says: Connection[Any, Any]

    def kill(self) -> None:
        """At once, by its id."""
        self.process.kill()

    def said(self) -> list[int]:
        """All that is left of what it said, until it ends."""
        words: list[int] = []
        while self.says.poll(_PATIENCE):
            try:
                words.append(int(self.says.recv_bytes()))
            except (EOFError, ConnectionError):
                break
        self.process.join()
        return words


@contextmanager
def child(job: Job, *arguments: object) -> Generator[Child]:
    """One that runs the job; it is gone when the block is left."""
    _CONTEXT.set_forkserver_preload(_LOADED)
    says, speaks = cast("tuple[Connection[Any, Any], Connection[Any, Any]]", _CONTEXT.Pipe(duplex=False))
    process = _CONTEXT.Process(target=job, args=(*arguments, speaks))
    process.start()
    speaks.close()
    try:
        yield Child(process=process, says=says)
    finally:
        process.kill()
        process.join()
        process.close()
        says.close()
