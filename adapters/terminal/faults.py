"""How a command says what is wrong: every fault at once, never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, NoReturn

import click

from bot.errors import BotError, FaultsError


def reports_errors(command: Callable[..., None]) -> Callable[..., None]:
    """What is wrong goes to standard error, all of it, and the exit code is 1."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except FaultsError as error:
            refuse(str(fault) for fault in error.faults)
        except BotError as error:
            refuse([str(error)])

    return wrapped


def refuse(lines: Iterable[str]) -> NoReturn:
    """Say every line on standard error, and end with exit code 1."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(1)
