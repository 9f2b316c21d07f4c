"""Within a process, whoever is about to change the same small thing goes one after the other.

Two replicas may still meet; then the later one is refused, and what it wanted is tried again. Without this
the same would happen to everybody who ticks at the same moment, all of them but one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass, field

PATIENCE = 2.0
"""Seconds after which nobody waits any longer: two that wait for each other are left to the database."""


@dataclass(slots=True)
class Queues:
    """Of each thing, who has it and what ends the wait of the others."""

    holders: dict[Hashable, tuple[asyncio.Task[object] | None, asyncio.Event]] = field(
        default_factory=dict[Hashable, tuple[asyncio.Task[object] | None, asyncio.Event]]
    )


class Turns:
    """One transaction's turns, all of which end with it."""

    def __init__(self, queues: Queues) -> None:
        self._holders = queues.holders
        self._mine: list[Hashable] = []

    async def wait(self, thing: Hashable) -> None:
        """Return when it is this one's turn, or patience has run out. A task never waits for itself."""
        task = asyncio.current_task()
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while (held := self._holders.get(thing)) and held[0] is not task:
            try:
                async with asyncio.timeout_at(deadline):
                    await held[1].wait()
            except TimeoutError:
                return
        if held is None:
            self._holders[thing] = (task, asyncio.Event())
            self._mine.append(thing)

    def end(self) -> None:
        """The others may go on."""
        for thing in self._mine:
            self._holders.pop(thing)[1].set()
        self._mine.clear()
