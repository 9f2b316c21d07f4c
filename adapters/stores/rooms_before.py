"""Rooms that wanted alerts before a room could say which: each becomes a watch for conflicts. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.stores.case_kinds import WATCHES
from adapters.stores.fields import Document

_ROOMS = "rooms"
_SINCE = "1970-01-01T00:00:00+00:00"
"""Nobody wrote down when they asked."""


def as_watches(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Tables, or changes of tables, in which no room stands any more but as a watch of the same number.

    A store that has rooms has no watches: nobody could ask for one then. A room that is forgotten (None) is
    a watch that is.
    """
    now = {name: dict(documents) for name, documents in tables.items() if name != _ROOMS}
    for number, room in tables.get(_ROOMS, {}).items():
        now.setdefault(WATCHES.table, {})[number] = None if room is None else _watch(room)
    return now


def once_a_place(tables: dict[str, dict[str, Document]]) -> None:
    """Of rooms that were threads of one conversation, one is left."""
    watches, seen = tables.get(WATCHES.table, {}), set[str]()
    for number, watch in tuple(watches.items()):
        if watch.get("since") != _SINCE:
            continue
        place = repr(watch.get("place"))
        if place in seen:
            del watches[number]
        seen.add(place)


def _watch(room: Document) -> Document:
    return {
        "address": {**room, "thread": None},
        "since": _SINCE,
        "language": "en",
        "topics": ["conflicts"],
        "products": [],
        "customers": [],
        "quiet": None,
        "digest": True,
        "asked_by": "",
        "place": [room.get(name) for name in ("tenant", "platform", "conversation")],
    }
