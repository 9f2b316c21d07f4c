"""What became of the alerts about a case, as somebody who asks is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.stores.memory import memory_store
from bot.alerts.settling import failed, given_up, sent
from bot.conversation.events import Address, Audience, Question
from bot.conversation.keeping import key_of
from bot.conversation.notices import Notice
from bot.conversation.plaintext import plain_text
from bot.conversation.watches import Watch
from bot.core import Bot, build_bot
from bot.errors import DeliveryError, Fate
from bot.partnership.records import US
from bot.ports import Services, Store
from tests.fakes import NOON, FrozenClock
from tests.unit.alerts.test_raising import bring_in, taken
from tests.whole_bot import asked, knowledge, recogniser

LATER = NOON + timedelta(hours=1)
MINE = Address(tenant="T1", platform="teams", conversation="19:mine")
OTHERS = Address(tenant="T1", platform="slack", conversation="C-OTHERS")
BUSY = DeliveryError("busy: x", retry_after=0.0)
ARCHIVED = DeliveryError("archived: x", fate=Fate.REFUSED)


async def world() -> tuple[Bot, Store, Question]:
    """A conflict at Contoso, told here, where the asker wanted it, and in a room of others."""
    store, question = memory_store(), asked("delivery of the Contoso case")
    asker, here = key_of(question.origin), question.origin.address
    async with store.transaction() as transaction:
        for address, by in ((here, ""), (MINE, asker), (OTHERS, "T1/slack/somebody")):
            await transaction.watches.save(Watch(address=address, since=NOON, asked_by=by, digest=False))
    await bring_in(store, (taken(), US))
    services = Services(store=store, clock=FrozenClock(LATER), knowledge=knowledge())
    return build_bot(services, recogniser()), store, question


async def ended(store: Store, address: Address, *errors: DeliveryError | None) -> None:
    """The card of that room, tried with these results."""
    for error in errors:
        given = await store.take(LATER, timedelta(hours=1), 99)
        for notice in given:
            result = _result(notice, error) if notice.address.conversation == address.conversation else notice
            assert await store.settle(result)


def _result(notice: Notice, error: DeliveryError | None) -> Notice:
    if error is None:
        return sent(notice, "r1", at=LATER)
    return replace(failed(notice, error, now=LATER, chance=0.0), due=LATER)


async def told(bot: Bot, question: Question) -> str:
    reply = await bot.handle(question)
    assert reply is not None
    return plain_text(reply)


async def test_each_room_that_the_asker_may_know_of_is_told_and_no_other() -> None:
    bot, _, question = await world()
    said = await told(bot, question)
    assert "Delivery of the alerts about Contoso" in said
    assert "This conversation" in said
    assert "19:mine" in said
    assert "C-OTHERS" not in said
    assert said.count("The card: waits, and is sent in a moment.") == 2
    assert "There may be others" in said


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([None], "The card: sent on 22 November 2026 at 14:00"),
        ([DeliveryError("busy: 429", retry_after=30.0)], "tried once, and again on 22 November 2026"),
        ([DeliveryError("unanswered: reset")], "tried once; it may have arrived"),
        ([ARCHIVED], "given up after 1 try: the room is archived"),
        ([DeliveryError("strangers", fate=Fate.REFUSED)], "guests or people from outside read there"),
        ([BUSY, None], "The card: sent on"),
    ],
)
async def test_what_became_of_it_is_said_in_words(results: list[DeliveryError | None], words: str) -> None:
    bot, store, question = await world()
    await ended(store, question.origin.address, *results)
    assert words in await told(bot, question)


@pytest.mark.parametrize(
    ("text", "ends", "words"),
    [
        ("delivery of the Contoso case", BUSY, "tried 2 times, and again on"),
        (
            "delivery of the Contoso case",
            DeliveryError("unanswered: x"),
            "tried 2 times; it may have arrived",
        ),
        ("delivery of the Contoso case", ARCHIVED, "given up after 2 tries: the room is archived"),
        ("gick larmet om Contoso fram?", BUSY, "försökt 2 gånger, och igen"),
        ("gick larmet om Contoso fram?", DeliveryError("unanswered: x"), "försökt 2 gånger; det kan ha"),
        ("gick larmet om Contoso fram?", ARCHIVED, "uppgivet efter 2 försök: rummet är arkiverat"),
    ],
)
async def test_more_tries_than_one_are_counted(text: str, ends: DeliveryError, words: str) -> None:
    bot, store, question = await world()
    await ended(store, question.origin.address, BUSY, ends)
    assert words in await told(bot, asked(text))


async def test_one_try_is_said_in_swedish_too() -> None:
    bot, store, question = await world()
    await ended(store, question.origin.address, BUSY)
    assert "försökt en gång, och igen" in await told(bot, asked("gick larmet om Contoso fram?"))


async def test_what_may_stand_there_twice_says_so() -> None:
    bot, store, question = await world()
    for notice in await store.take(LATER, timedelta(hours=1), 99):
        assert await store.settle(sent(notice, "r1", at=LATER, perhaps=True))
    assert "perhaps twice: nobody confirmed the first try" in await told(bot, question)


async def test_strangers_are_told_of_no_room() -> None:
    bot, _, question = await world()
    origin = replace(question.origin, audience=Audience.STRANGERS)
    said = await told(bot, replace(question, origin=origin))
    assert "19:mine" not in said
    assert "Contoso" not in said


@pytest.mark.parametrize(
    ("text", "waiting", "dead"),
    [
        ("were the alerts delivered?", "alerts wait to be sent.", "3 alerts were given up."),
        ("gick larmen fram?", "larm väntar på att skickas.", "3 larm har getts upp."),
    ],
)
async def test_without_a_case_it_is_how_many_wait(text: str, waiting: str, dead: str) -> None:
    bot, store, _ = await world()
    assert waiting in await told(bot, asked(text))
    for notice in await store.take(LATER, timedelta(hours=1), 99):
        await store.settle(given_up(notice, "archived"))
    assert dead in await told(bot, asked(text))
