"""Steps that several tests of stores take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from adapters.stores.tiny import tiny_store
from bot.partnership.records import Holding, HoldingQuery, other
from bot.ports import Store
from tests.builders import ROOM, a_holding, a_tick

Open = Callable[[], Store]
LASTING = ("tinydb",)
"""The backends that keep what they hold after they are closed."""


async def save(store: Store, *holdings: Holding) -> None:
    """In one transaction."""
    async with store.transaction() as transaction:
        await transaction.record.save(holdings)


async def listed(store: Store, query: HoldingQuery | None = None) -> tuple[Holding, ...]:
    """What the store gives; everything where no query is given."""
    async with store.transaction() as transaction:
        return await transaction.record.holdings(query or HoldingQuery())


async def fill(store: Store) -> None:
    """Two subscriptions, a tick and a room, in one transaction."""
    async with store.transaction() as transaction:
        await transaction.record.save([a_holding("s1"), a_holding("s2", dpor=other("Relecloud"))])
        await transaction.checklists.save("general", (a_tick(),))
        await transaction.rooms.subscribe(ROOM)


async def filled(path: Path) -> bytes:
    """A closed store file with that in it; gives its content."""
    store = tiny_store(path)
    await fill(store)
    await store.close()
    return path.read_bytes()


async def ids(store: Store) -> list[str]:
    """The subscriptions that the store holds."""
    async with store.transaction() as transaction:
        return [holding.subscription.id for holding in await transaction.record.holdings(HoldingQuery())]
