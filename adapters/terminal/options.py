"""Options that several commands share, and what they mean for settings and clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from adapters.clock import DayClock, SystemClock
from adapters.settings import Settings, given_now
from bot.ports import Clock

STORE = click.option("--store", metavar="URL", help="Where things are remembered; default DPOR_STORE.")
KNOWLEDGE = click.option(
    "--knowledge",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder of articles; default DPOR_KNOWLEDGE.",
)
TODAY = click.option(
    "--today",
    metavar="DAY",
    type=click.DateTime(["%Y-%m-%d"]),
    help="As if it were this day (YYYY-MM-DD).",
)
WITH_DEMO = click.option("--demo", is_flag=True, help="Put the demo data into an empty store first.")


def settings_now(store: str | None = None, knowledge: Path | None = None) -> Settings:
    """The environment, over `.env` in the working directory, under the command line's options."""
    settings = Settings.from_env(given_now())
    return replace(settings, store=store or settings.store, knowledge=knowledge or settings.knowledge)


def clock_on(today: datetime | None) -> Clock:
    """The clock of that day; the real one where none is named."""
    return DayClock(today.date()) if today else SystemClock()
