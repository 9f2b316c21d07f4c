"""`python -m benchmarks`: measures, and prints one table."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import click

from benchmarks.alerts import alerts
from benchmarks.chat import slack, teams
from benchmarks.figures import Figure, table
from benchmarks.imports import imports
from benchmarks.names import names
from benchmarks.scale import FULL, QUICK, Scale
from benchmarks.start import start
from benchmarks.stores import stores
from benchmarks.understanding import understanding

Chapter = Callable[[Scale, Path], Awaitable[list[Figure]]]

CHAPTERS: dict[str, Chapter] = {
    "slack": slack,
    "teams": teams,
    "start": start,
    "understanding": understanding,
    "names": names,
    "stores": stores,
    "imports": imports,
    "alerts": alerts,
}


@click.command()
@click.option("--quick", is_flag=True, help="One small round: shows that all of it runs, not what it costs.")
@click.argument("chapters", nargs=-1, type=click.Choice(tuple(CHAPTERS)))
def main(quick: bool, chapters: tuple[str, ...]) -> None:
    """Measure what a question costs: all CHAPTERS, or those named. docs/benchmarks.md says how to read it."""
    if not Path("/proc/self/stat").exists():
        raise click.ClickException("CPU time and memory are read from /proc, which only Linux has.")
    print(table(asyncio.run(_measured(chapters or tuple(CHAPTERS), QUICK if quick else FULL))))


async def _measured(chapters: tuple[str, ...], scale: Scale) -> list[Figure]:
    figures: list[Figure] = []
    for chapter in chapters:
        click.echo(f"measuring {chapter} …", err=True)
        with tempfile.TemporaryDirectory() as folder:
            figures += await CHAPTERS[chapter](scale, Path(folder))
    return figures


if __name__ == "__main__":
    main()
