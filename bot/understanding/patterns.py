"""Patterns that few questions need, compiled with the first that does: it would slow down every start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property


class Late:
    """A regular expression by its text, asked like a compiled one."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern, self._flags)

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where it matches."""
        return self._compiled.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """Where it matches the beginning."""
        return self._compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Where it matches the whole text."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All places where it matches."""
        return self._compiled.finditer(text)

    def findall(self, text: str) -> list[tuple[str, ...]]:
        """The groups of all places, for a pattern with several."""
        return self._compiled.findall(text)
