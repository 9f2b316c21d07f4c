"""Steps that several tests of stores take."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from adapters.stores import pace
from adapters.stores.tiny import tiny_store
from bot.conversation.events import Address
from bot.conversation.keeping import Feedback, Place, Wishes
from bot.conversation.language import Language
from bot.partnership.claims import Claim
from bot.partnership.records import Holding, HoldingQuery, Product, other
from bot.ports import Store, Transaction
from tests.builders import ROOM, a_holding, a_tick, a_watch
from tests.fakes import NOON

LASTING = ("tinydb", "postgres")
"""The backends that keep what they hold after they are closed."""


@dataclass(slots=True)
class Open:
    """Opens one backend's store, a lasting one with what it held before; `elsewhere` finds an empty place."""

    lasts: bool
    elsewhere: Callable[[], Callable[[], Store]]
    _here: Callable[[], Store] = field(init=False)

    def __post_init__(self) -> None:
        self._here = self.elsewhere()

    def __call__(self) -> Store:
        return self._here()

    def anew(self) -> Store:
        """An empty one, and from now on it is that one that is opened."""
        self._here = self.elsewhere()
        return self._here()


async def save(store: Store, *holdings: Holding) -> None:
    """In one transaction."""
    async with store.transaction() as transaction:
        await transaction.record.save(holdings)


async def listed(store: Store, query: HoldingQuery | None = None) -> tuple[Holding, ...]:
    """What the store gives; everything where no query is given."""
    async with store.transaction() as transaction:
        return await transaction.record.holdings(query or HoldingQuery())


async def fill(store: Store) -> None:
    """Two subscriptions, a tick, a room and one of each small value, in one transaction."""
    async with store.transaction() as transaction:
        await transaction.record.save([a_holding("s1"), a_holding("s2", dpor=other("Relecloud"))])
        await transaction.checklists.save("general", (a_tick(),))
        await transaction.watches.save(a_watch(ROOM))
        await keep_one_of_each(transaction)


async def filled(path: Path) -> bytes:
    """A closed store file with that in it; gives its content."""
    store = tiny_store(path)
    await fill(store)
    await store.close()
    return path.read_bytes()


def tables_in(path: Path) -> dict[str, Any]:
    """What a store file holds, as whoever edits it by hand leaves it: without its checksum."""
    tables = orjson.loads(path.read_bytes())
    tables["about"]["1"].pop("checksum")
    return tables


def contents(path: Path) -> dict[str, Any]:
    """What a store file holds, without what it says of itself."""
    return {name: table for name, table in tables_in(path).items() if name != "about"}


async def ids(store: Store) -> list[str]:
    """The subscriptions that the store holds."""
    async with store.transaction() as transaction:
        return [holding.subscription.id for holding in await transaction.record.holdings(HoldingQuery())]


def a_place(
    conversation: str = "D1", *, person: str = "U1", since: datetime = NOON, reference: str = "{}"
) -> Place:
    """Kim's own conversation with the bot, in Slack."""
    address = Address(tenant="T1", platform="slack", conversation=conversation, reference=reference)
    return Place(address=address, person=person, since=since)


def wishes(language: Language | None = Language.SWEDISH, *, person: str = "T1/slack/U1") -> Wishes:
    """Kim wants Swedish."""
    return Wishes(person=person, language=language)


def an_opinion(id_: str = "f1", *, minutes: int = 0, helpful: bool = True, note: str = "") -> Feedback:
    """Kim found what DPOR is helpful, minutes after noon."""
    at = NOON + timedelta(minutes=minutes)
    return Feedback(id=id_, topic="what-is-dpor", helpful=helpful, person="T1/slack/U1", at=at, note=note)


def a_claim(
    id_: str = "k1",
    *,
    minutes: int = 0,
    customer_id: str = "name:contoso",
    product: Product | None = Product.MICROSOFT_AZURE,
    note: str = "",
) -> Claim:
    """Kim says that Relecloud holds Contoso's Azure, minutes after noon."""
    return Claim(
        id=id_,
        customer="Contoso",
        partner="Relecloud",
        reporter="T1/slack/U1",
        at=NOON + timedelta(minutes=minutes),
        customer_id=customer_id,
        product=product,
        note=note,
    )


async def keep_one_of_each(transaction: Transaction) -> None:
    """A place, wishes, an opinion, a claim and an installation."""
    await transaction.places.note(a_place())
    await transaction.people.save(wishes())
    await transaction.opinions.add(an_opinion())
    await transaction.claims.add(a_claim())
    await transaction.installations.save("slack/T1", "sealed")


async def kept(transaction: Transaction) -> list[object]:
    """What stands where `keep_one_of_each` wrote, None where nothing does."""
    return [
        await transaction.places.private_with("T1", "slack", "U1"),
        await transaction.people.wishes("T1/slack/U1"),
        next(iter(await transaction.opinions.latest(1)), None),
        next(iter(await transaction.claims.about("name:contoso")), None),
        await transaction.installations.text("slack/T1"),
    ]


ONE_OF_EACH = [a_place(), wishes(), an_opinion(), a_claim(), "sealed"]
NONE_OF_THEM = [None] * len(ONE_OF_EACH)


async def turns_while(work: asyncio.Task[Any]) -> int:
    """How often the loop turned meanwhile, where every place that gives way on time does so each time: how
    often the time has come depends on the machine.
    """
    turns = 0
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pace, "TURN", 0.0)
        while not work.done():
            await asyncio.sleep(0)
            turns += 1
    await work
    return turns
