"""Until when something may be posted: whoever sends asks at the last moment, when all else is done."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

_UNTIL: ContextVar[float] = ContextVar("until", default=math.inf)


@contextmanager
def within(until: float) -> Generator[None]:
    """Within the block, and in tasks begun there, nothing is sent after that (the loop's time)."""
    token = _UNTIL.set(until)
    try:
        yield
    finally:
        _UNTIL.reset(token)


def still_in_time() -> None:
    """Raises TimeoutError where it is too late: a process that stood still meanwhile sends nothing."""
    if asyncio.get_running_loop().time() >= _UNTIL.get():
        raise TimeoutError
