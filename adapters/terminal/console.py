"""The terminal as a place where work is seen, whoever does the work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import click


class Terminal:
    """Standard output and standard error, and a prompt.

    `bar` is told how much of a file was read; what is said beside it is shown by `show`, when it has gone.
    """

    def __init__(self, bar: Callable[[int], None] | None = None) -> None:
        self._bar = bar
        self._said: list[str] = []

    def say(self, text: str) -> None:
        """On standard output."""
        self._said.append(text)
        if not self._bar:
            self.show()

    def show(self) -> None:
        """What was said and not shown."""
        for text in self._said:
            click.echo(text)
        self._said.clear()

    def refuse(self, line: str) -> None:
        """On standard error."""
        click.echo(line, err=True)

    def progress(self, read: int) -> None:
        """On the bar, where there is one."""
        if self._bar:
            self._bar(read)

    async def typed(self) -> str | None:
        """What is typed at the prompt, None at the input's end; what was said is shown before it."""
        self.show()
        return await asyncio.to_thread(_prompt)


def _prompt() -> str | None:
    try:
        return input("\n> ")
    except EOFError:
        return None
