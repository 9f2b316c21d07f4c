"""Where things are remembered. One line a backend."""

from __future__ import annotations

from pathlib import Path

from adapters.stores.file_lock import StoreInUse
from adapters.stores.memory import copy_to_read, memory_store
from adapters.stores.opening import stored
from adapters.stores.state import State
from adapters.stores.tiny import tiny_store
from bot.errors import Fault, SettingsError
from bot.ports import Store

__all__ = ["CHOICES", "StoreInUse", "open_store", "open_to_read", "tinydb_path"]

CHOICES = 'Write "memory:" (forgets everything), "tinydb:PATH" (one file), or the path alone.'


def open_store(url: str) -> Store:
    """The store at that address; a relative path starts at the working directory.

    Raises SettingsError for an address of no known kind, StoreError for a store that cannot be opened.
    """
    if url in ("memory:", "memory://"):
        return memory_store()
    if path := tinydb_path(url):
        return tiny_store(path)
    raise SettingsError((Fault(where="DPOR_STORE", what=f'"{url}" is no store I know.', remedy=CHOICES),))


def open_to_read(url: str) -> Store:
    """The same; where a service has the file, a copy of what it holds now, which takes no write."""
    try:
        return open_store(url)
    except StoreInUse:
        path = tinydb_path(url)
        found = stored(path.resolve()) if path else None
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
