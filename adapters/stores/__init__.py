"""Where things are remembered. One line a backend."""

from __future__ import annotations

from pathlib import Path

from adapters.stores.memory import memory_store
from adapters.stores.tiny import tiny_store
from bot.errors import Fault, SettingsError
from bot.ports import Store

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


def tinydb_path(url: str) -> Path | None:
    """PATH, tinydb:PATH and tinydb://PATH are the same file; an absolute PATH begins with a slash.

    None for any other address.
    """
    scheme, colon, rest = url.partition(":")
    if not colon:
        return Path(url) if url else None
    path = rest.removeprefix("//")
    return Path(path) if scheme == "tinydb" and path else None
