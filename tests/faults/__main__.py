"""`python -m tests.faults`: the faults that a store must survive, long, and one table of what they did."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path

import click

from tests.faults import (
    alerts,
    failing_calls,
    full_disks,
    kills_in_imports,
    kills_in_writes,
    limited_room,
    mutations,
    postgres_alerts,
    postgres_cuts,
    postgres_kills_in_imports,
    postgres_kills_in_months,
    postgres_kills_in_writes,
    postgres_restarts,
    power_cuts,
    replicas,
    replicas_over_http,
)
from tests.faults.findings import Fault, Findings, Run
from tests.postgres_server import ABSENT, programs

FAULTS: tuple[Fault, ...] = (
    kills_in_writes.FAULT,
    kills_in_imports.FAULT,
    full_disks.FAULT,
    failing_calls.FAULT,
    power_cuts.FAULT,
    mutations.FAULT,
    limited_room.FAULT,
    alerts.FAULT,
    postgres_kills_in_writes.FAULT,
    postgres_kills_in_imports.FAULT,
    postgres_kills_in_months.FAULT,
    postgres_restarts.FAULT,
    postgres_alerts.FAULT,
    postgres_cuts.FAULT,
    replicas.FAULT,
    replicas_over_http.FAULT,
)
_ROW = "{:<20} {:>7} {:>12} {:>5} {:>7} {:>8} {:>11} {:>8} {:>8}"
_HEAD = ("fault", "trials", "acknowledged", "lost", "halves", "doubled", "unreadable", "control", "seconds")


@click.command()
@click.option("--seed", type=int, help="Of an earlier run, to have the same again.")
@click.option("--quick", is_flag=True, help="Few trials, as the tests run them.")
@click.option(
    "--times", type=click.IntRange(1), default=1, help="So many times the trials: 20 before a release."
)
@click.argument("faults", nargs=-1, type=click.Choice([fault.name for fault in FAULTS]))
def main(seed: int | None, quick: bool, times: int, faults: tuple[str, ...]) -> None:
    """Run all FAULTS, or those named. Ends with exit code 1 where a store failed, or a control did not.

    lost: acknowledged writes that are gone, and events without their effect or answer. halves: transactions
    of which a part is there. doubled: effects or answers that are there twice. unreadable: stores that do not
    open, do not go on, or do not say that they have stopped. control: what the same finds on a store with a
    known fault; it must find something. What begins with "pg" is PostgreSQL, a server of its own for each.
    """
    seed = secrets.randbelow(1_000_000) if seed is None else seed
    logging.disable(logging.CRITICAL)
    click.echo(f"seed {seed}\n\n{_ROW.format(*_HEAD)}")
    chosen = [fault for fault in FAULTS if not faults or fault.name in faults]
    failed = [fault.name for fault in chosen if not _holds(fault, seed, quick=quick, times=times)]
    if failed:
        click.echo(
            f"\nFAILED: {', '.join(failed)}. Again: python -m tests.faults --seed {seed} ...", err=True
        )
        sys.exit(1)


def _holds(fault: Fault, seed: int, *, quick: bool, times: int) -> bool:
    if fault.on_postgres and programs() is None:
        click.echo(f"{fault.name:<20} left out: {ABSENT}")
        return os.environ.get("CI") != "true"
    began = time.perf_counter()
    found = _found(fault.run, fault.quick if quick else fault.trials * times, seed)
    control = _found(fault.control, fault.control_trials, seed)
    took = f"{time.perf_counter() - began:.0f}"
    numbers = (found.trials, found.acknowledged, found.lost, found.halves, found.doubled, found.unreadable)
    click.echo(_ROW.format(fault.name, *numbers, control.total, took))
    return found.total == 0 and control.total > 0


def _found(run: Run, trials: int, seed: int) -> Findings:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(run(trials, seed, Path(folder)))


if __name__ == "__main__":
    main()
