"""Every small value as a kind: imports, ticks and rooms too, which a store may keep in a way of its own."""

from __future__ import annotations

from typing import Any

from adapters.stores.documents import (
    import_document,
    read_import,
    read_room,
    read_ticks,
    room_document,
    ticks_document,
)
from adapters.stores.kinds import KINDS, Key, Kind
from bot.conversation.events import Address
from bot.partnership.checklist import Tick
from bot.partnership.records import Import

Ticks = tuple[str, tuple[Tick, ...]]


def _room_key(room: Address) -> Key:
    """Every field counts; a thread of no name is another than none."""
    thread = () if room.thread is None else (room.thread,)
    return (room.tenant, room.platform, room.conversation, room.reference, *thread)


IMPORTS: Kind[Import] = Kind(
    table="imports",
    key=lambda entry: (entry.id,),
    document=import_document,
    read=read_import,
    age=lambda entry: (entry.at, entry.id),
)
CHECKLISTS: Kind[Ticks] = Kind(
    table="checklists",
    key=lambda ticks: (ticks[0],),
    document=lambda ticks: ticks_document(*ticks),
    read=read_ticks,
)
ROOMS: Kind[Address] = Kind(table="rooms", key=_room_key, document=room_document, read=read_room)
EVERY_KIND: dict[str, Kind[Any]] = {**KINDS, **{kind.table: kind for kind in (IMPORTS, CHECKLISTS, ROOMS)}}
