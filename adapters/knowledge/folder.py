"""Which files of a folder are articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def article_files(folder: Path) -> Iterator[Path]:
    """The articles below the folder, in the order of their paths."""
    for path in sorted(folder.rglob("*.md")):
        if path.name.casefold() != "readme.md" and path.is_file():
            yield path
