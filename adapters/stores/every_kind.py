"""Every small value as a kind: imports and ticks too, which a store may keep in a way of its own."""

from __future__ import annotations

from typing import Any

from adapters.stores.documents import (
    import_document,
    read_import,
    read_ticks,
    ticks_document,
)
from adapters.stores.kinds import KINDS, Kind
from bot.partnership.checklist import Tick
from bot.partnership.records import Import

Ticks = tuple[str, tuple[Tick, ...]]


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
EVERY_KIND: dict[str, Kind[Any]] = {**KINDS, **{kind.table: kind for kind in (IMPORTS, CHECKLISTS)}}
