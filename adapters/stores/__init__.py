"""Where things are remembered. One line a backend."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Protocol

from adapters.stores.file_lock import StoreInUse
from adapters.stores.place import real_place
from bot.errors import Fault, SettingsError
from bot.ports import Store

__all__ = [
    "CHOICES",
    "ORGANISATION",
    "Open",
    "StoreInUse",
    "is_memory",
    "is_postgres",
    "open_store",
    "open_to_read",
    "tinydb_path",
]

CHOICES = (
    'Write "memory:" (forgets everything), "tinydb:PATH" (one file), the path alone,'
    ' or "postgresql://USER:PASSWORD@HOST/DATABASE".'
)
ORGANISATION = "main"
"""Whose rows are read in a database, where nothing else is set."""


class Open(Protocol):
    """A way to open a store."""

    def __call__(self, url: str, *, organisation: str) -> Store: ...


def open_store(url: str, *, organisation: str = ORGANISATION) -> Store:
    """The store at that address; a relative path starts at the working directory.

    In a database, `organisation` sees its own rows alone; a file is one organisation's.

    Raises SettingsError for an address of no known kind, StoreError for a store that cannot be opened.
    """
    # Each is loaded only for who has one.
    if is_memory(url):
        from adapters.stores.memory import memory_store

        return memory_store()
    if path := tinydb_path(url):
        from adapters.stores.tiny import tiny_store

        return tiny_store(path)
    if is_postgres(url):
        from adapters.stores.postgres import postgres_store

        return postgres_store(url, organisation)
    # An address that was mistyped may hold a password all the same.
    what = f'"{re.sub(":.*", ":…", url, flags=re.DOTALL)}" is no store I know.'
    raise SettingsError((Fault(where="DPOR_STORE", what=what, remedy=CHOICES),))


def is_memory(url: str) -> bool:
    """Whether that is the address of a store that forgets everything."""
    return url in ("memory:", "memory://")


def is_postgres(url: str) -> bool:
    """Whether that is an address of PostgreSQL."""
    return url.startswith(("postgresql://", "postgres://"))


def open_to_read(url: str, *, organisation: str = ORGANISATION) -> Store:
    """The same; where a service has the file, a copy of what it holds now, which takes no write."""
    try:
        return open_store(url, organisation=organisation)
    except StoreInUse:
        from adapters.stores.memory import copy_to_read
        from adapters.stores.opening import stored
        from adapters.stores.state import State

        path = tinydb_path(url)
        found = stored(real_place(path)) if path else None
        return copy_to_read(found.state if found else State())


def tinydb_path(url: str) -> Path | None:
    """PATH, tinydb:PATH and tinydb://PATH are the same file; an absolute PATH begins with a slash.

    None for any other address.
    """
    scheme, colon, rest = url.partition(":")
    if not colon:
        return Path(url) if url else None
    path = rest.removeprefix("//")
    return Path(path) if scheme == "tinydb" and path else None
