"""Long work beside a loop that must go on turning."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from typing import Any, TypeVar

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")
TURN = 0.002
"""Seconds after which the loop gets its turn: others wait no longer than a few of these."""
_SWITCH = 0.001
"""Seconds after which a thread lets another one run, instead of Python's five thousandths."""
MANY = 500
"""So many holdings are made, or forgotten, in a few milliseconds."""


class Pace:
    """Lets the loop turn every few milliseconds of a transaction that takes long.

    While such a one is under way threads take turns quickly, and nobody looks for garbage cycles: with a
    hundred thousand rows in hand one look stops everything for a tenth of a second. What is there when it
    ends mostly stays.
    """

    _under_way = 0
    _collects = True
    _switch = 0.0

    def __init__(self) -> None:
        self._since = time.perf_counter()
        self._is_long = False

    async def give_way(self) -> None:
        """Ask often: it costs nothing until the time has come."""
        if time.perf_counter() - self._since < TURN:
            return
        self.take_long()
        await asyncio.sleep(0)
        self._since = time.perf_counter()

    def take_long(self) -> None:
        """Say that much is going to be made."""
        if self._is_long:
            return
        self._is_long = True
        Pace._under_way += 1
        if Pace._under_way == 1:
            Pace._collects, Pace._switch = gc.isenabled(), sys.getswitchinterval()
            gc.disable()
            sys.setswitchinterval(_SWITCH)

    def end(self) -> None:
        """The work is done, well or not."""
        if not self._is_long:
            return
        self._is_long = False
        Pace._under_way -= 1
        if Pace._under_way == 0:
            gc.freeze()
            sys.setswitchinterval(Pace._switch)
            if Pace._collects:
                gc.enable()


@contextmanager
def long_work() -> Generator[None]:
    """The same for work that is no transaction."""
    pace = Pace()
    pace.take_long()
    try:
        yield
    finally:
        pace.end()


async def each(work: Callable[[_Given], _Made], those: Iterable[_Given]) -> list[_Made]:
    """What it makes of each, with a turn for the loop every few milliseconds."""
    made: list[_Made] = []
    since = time.perf_counter()
    for one in those:
        made.append(work(one))
        if time.perf_counter() - since > TURN:
            await asyncio.sleep(0)
            since = time.perf_counter()
    return made


async def let_go(*lists: list[Any]) -> None:
    """Empty them piece by piece: a hundred thousand rows, forgotten at once, hold everybody up for a tenth of
    a second. What else holds the rows must have let go of them before, or they are forgotten with that.
    """
    for rows in lists:
        while rows:
            del rows[-MANY:]
            await asyncio.sleep(0)
