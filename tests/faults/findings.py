"""What a fault has done: counted the same way for every fault and every store."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True, kw_only=True)
class Findings:
    """Acknowledged writes, or effects of events, that are lost; transactions of which half is there, or that
    nobody wrote; effects that are there twice; stores that cannot be read, do not go on, or fail to say that
    they have stopped."""

    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    halves: int = 0
    doubled: int = 0
    unreadable: int = 0

    @property
    def total(self) -> int:
        """How much is wrong."""
        return self.lost + self.halves + self.doubled + self.unreadable

    def add(self, other: Findings) -> None:
        """Count these too."""
        self.trials += other.trials
        self.acknowledged += other.acknowledged
        self.lost += other.lost
        self.halves += other.halves
        self.doubled += other.doubled
        self.unreadable += other.unreadable


Run = Callable[[int, int, Path], Coroutine[None, None, Findings]]
"""So many trials, from that seed, in that empty folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`run` must find nothing. `control` is the same on a store with a known fault, and must find something.

    `trials` are for the long form, `quick` for every test run; `control_trials` for both. `on_postgres`: it
    needs the programs of PostgreSQL.
    """

    name: str
    run: Run
    trials: int
    quick: int
    control: Run
    control_trials: int
    on_postgres: bool = False
