"""Very many texts or numbers in a document, in which a database would look into each of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from adapters.stores.fields import Fields, counts, text, texts

_COUNTS = re.compile(r"[0-9]+(?: [0-9]+)*")


def together(ids: Sequence[str]) -> str | list[str]:
    """As one text, where none of them has a line end in it or is nothing."""
    joined = "\n".join(ids)
    return joined if all(ids) and joined.count("\n") == len(ids) - 1 else list(ids)


def read_together(fields: Fields, name: str) -> tuple[str, ...]:
    """As they were written. Raises ValueError."""
    if isinstance(fields.get(name), str):
        return tuple(filter(None, text(fields, name).split("\n")))
    return texts(fields, name)


def read_counts(fields: Fields, name: str) -> tuple[int, ...]:
    """Numbers with a space between them; the first stores wrote lists of them. Raises ValueError."""
    told = fields.get(name)
    if not isinstance(told, str):
        return counts(fields, name)
    if not _COUNTS.fullmatch(told):
        raise ValueError(f'"{name}" should be counts but is {told!r:.60}')
    return tuple(map(int, told.split(" ")))
