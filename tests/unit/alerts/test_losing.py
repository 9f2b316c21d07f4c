"""A room to which nothing can be told any more: whoever asked for its alerts hears of it, once and alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from adapters.stores.memory import memory_store
from bot.alerts.losing import lost_room
from bot.alerts.saying import said
from bot.alerts.tellings import LostRoomOf, read
from bot.conversation.keeping import Place
from bot.conversation.language import Language
from bot.conversation.notices import Notice
from bot.conversation.plaintext import plain_text
from bot.conversation.watches import Watch
from bot.ports import Services, Store
from bot.understanding.knowledge import KnowledgeBase
from tests.builders import ROOM
from tests.fakes import NOON, FrozenClock

ALONE = replace(ROOM, conversation="D1")
WATCH = Watch(address=ROOM, since=NOON, language=Language.SWEDISH, asked_by="T1/slack/U1")


async def a_store(watch: Watch | None = WATCH, alone: Place | None = None) -> Store:
    store = memory_store()
    async with store.transaction() as transaction:
        if watch:
            await transaction.watches.save(watch)
        if alone:
            await transaction.places.note(alone)
    return store


async def lose(store: Store, *, minutes: int = 0) -> bool:
    async with store.transaction() as transaction:
        at = NOON + timedelta(minutes=minutes)
        return await lost_room(transaction, ROOM, "is_archived", at=at)


async def told(store: Store) -> list[Notice]:
    return list(await store.take(NOON + timedelta(days=1), timedelta(minutes=1), 9))


async def test_who_asked_is_told_once_and_the_room_is_paused() -> None:
    store = await a_store(alone=Place(address=ALONE, person="U1", since=NOON))
    assert await lose(store)
    assert not await lose(store, minutes=5)
    (notice,) = await told(store)
    telling, language = read(notice.text)
    assert (notice.address, language) == (ALONE, Language.SWEDISH)
    assert isinstance(telling, LostRoomOf)
    assert (telling.conversation, telling.reason) == ("C1", "is_archived")
    async with store.transaction() as transaction:
        watch = await transaction.watches.of(ROOM)
    assert watch == replace(WATCH, paused="is_archived")


async def test_a_room_lost_again_later_is_told_again() -> None:
    store = await a_store(alone=Place(address=ALONE, person="U1", since=NOON))
    await lose(store)
    async with store.transaction() as transaction:
        await transaction.watches.save(WATCH)
    assert await lose(store, minutes=5)
    assert len(await told(store)) == 1
    async with store.transaction() as transaction:
        assert len(await transaction.notices.about("lost-room/C1")) == 2


async def test_nobody_is_told_where_nobody_can_be() -> None:
    for watch in (WATCH, replace(WATCH, asked_by="")):
        store = await a_store(watch)
        assert await lose(store)
        assert await told(store) == []
    own = replace(WATCH, address=ALONE)
    store = await a_store(own, Place(address=ALONE, person="U1", since=NOON))
    async with store.transaction() as transaction:
        assert await lost_room(transaction, ALONE, "user_disabled", at=NOON)
    assert await told(store) == []


async def test_a_room_without_alerts_is_no_loss() -> None:
    assert not await lose(await a_store(None))


async def test_what_is_told_says_where_since_when_and_why() -> None:
    store = await a_store(alone=Place(address=ALONE, person="U1", since=NOON))
    await lose(store)
    (notice,) = await told(store)
    services = Services(store=store, clock=FrozenClock(NOON), knowledge=KnowledgeBase(()))
    heard = await said(notice, services)
    assert heard is not None
    text = plain_text(heard.reply)
    assert heard.reply.language is Language.SWEDISH
    assert "Larmen når inte längre ett rum" in text
    assert "rummet C1" in text
    assert "Orsak: is_archived." in text
