"""What strangers are given reads as nothing and takes nothing, but what a person chose or thought."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.stores import open_store
from bot.conversation.context import Context
from bot.conversation.notices import NoticeState
from bot.empty_store import EmptyStore
from bot.errors import UserError
from bot.ports import Store, Transaction
from tests.builders import ROOM, a_holding, a_tick, a_watch
from tests.contract.import_steps import (
    a_before,
    a_change,
    an_account,
    an_entry,
    an_upload,
    leave_one_of_each,
)
from tests.contract.notice_steps import a_notice
from tests.contract.store_steps import (
    ONE_OF_EACH,
    a_claim,
    a_place,
    an_opinion,
    fill,
    kept,
    wishes,
)
from tests.fakes import NOON


async def before_a_full_one() -> tuple[EmptyStore, Store]:
    """An empty store, and the real one behind it that holds something of everything."""
    real = open_store("memory:")
    await fill(real)
    async with real.transaction() as transaction:
        await leave_one_of_each(transaction)
    return EmptyStore(real), real


async def test_nothing_of_what_is_kept_is_read_but_the_chosen_language() -> None:
    empty, _ = await before_a_full_one()
    async with empty.transaction() as transaction:
        assert await kept(transaction) == [None, wishes(), None, None, None]
        assert await transaction.people.wishes("T1/slack/U2") is None
        assert await transaction.places.every() == ()
        assert await transaction.opinions.latest(9) == ()
        assert await transaction.claims.latest(9) == ()
        assert await transaction.installations.keys("") == ()
        assert await transaction.watches.every() == ()
        assert await transaction.checklists.ticks("general") == ()
        assert await transaction.record.subscription("s1") is None
        assert await transaction.record.subscriptions({"s1"}) == {}
        assert await transaction.record.customers({"name:contoso"}) == {}
        assert await transaction.imports.newest(9) == ()
        assert await transaction.imports.before("i1") == ()
        assert not await transaction.imports.can_be_taken_back("i1")
        assert await transaction.history.about("name:contoso") == ()
        assert await transaction.history.since(NOON, 9) == ()
        assert await transaction.uploads.one("u1") is None
        assert await transaction.uploads.every() == ()
        assert await transaction.accounts.every() == ()


async def test_strangers_learn_of_no_notice_and_take_none() -> None:
    empty, real = await before_a_full_one()
    async with real.transaction() as transaction:
        await transaction.notices.add(a_notice())
    async with empty.transaction() as transaction:
        assert await transaction.notices.one("n1") is None
        assert await transaction.notices.about("case-1") == ()
        assert await transaction.notices.waiting() == {}
        assert await transaction.notices.overdue(NOON) == {}
    assert await empty.take(NOON, timedelta(hours=1), 9) == ()
    (given,) = await real.take(NOON, timedelta(hours=1), 9)
    assert not await empty.settle(replace(given, state=NoticeState.SENT))
    assert await real.settle(replace(given, state=NoticeState.SENT))


WRITES: list[Callable[[Transaction], Awaitable[object]]] = [
    lambda t: t.places.note(a_place("D2")),
    lambda t: t.places.forget(a_place().address),
    lambda t: t.claims.add(a_claim("k2")),
    lambda t: t.installations.save("slack/T1", None),
    lambda t: t.record.save([a_holding("s9")]),
    lambda t: t.record.remove(["s1"]),
    lambda t: t.imports.add(an_entry()),
    lambda t: t.imports.keep([a_before()]),
    lambda t: t.imports.let_go("i1"),
    lambda t: t.history.add([a_change()]),
    lambda t: t.uploads.keep(an_upload()),
    lambda t: t.uploads.forget("u1"),
    lambda t: t.accounts.save([an_account()]),
    lambda t: t.accounts.put_back([]),
    lambda t: t.checklists.save("general", (a_tick(person="Robin"),)),
    lambda t: t.watches.forget(ROOM),
    lambda t: t.watches.save(a_watch(ROOM)),
    lambda t: t.notices.add(a_notice("n2")),
]


@pytest.mark.parametrize("write", WRITES)
async def test_every_write_is_refused_in_words_and_changes_nothing(
    write: Callable[[Transaction], Awaitable[object]],
) -> None:
    empty, real = await before_a_full_one()
    with pytest.raises(UserError, match="strangers"):
        async with empty.transaction() as transaction:
            await write(transaction)
    async with real.transaction() as transaction:
        assert await kept(transaction) == ONE_OF_EACH
        assert await transaction.watches.every() == (a_watch(ROOM),)
        assert await transaction.checklists.ticks("general") == (a_tick(),)
        assert await transaction.record.subscription("s9") is None


async def test_a_thread_is_neither_recalled_nor_remembered() -> None:
    empty, real = await before_a_full_one()
    context = Context(intent="status", customers=("name:contoso",), product="", at=NOON)
    await empty.remember(ROOM, context)
    assert await real.recall(ROOM) is None
    await real.remember(ROOM, context)
    assert await empty.recall(ROOM) is None
    assert await real.recall(ROOM) == context


async def test_repeats_are_known_on_both_sides() -> None:
    empty, real = await before_a_full_one()
    assert await empty.first_time("e1", NOON)
    assert not await real.first_time("e1", NOON)
    assert await empty.first_time("e2", NOON, timedelta(minutes=1))
    await empty.done("e2", NOON)
    assert not await real.first_time("e2", NOON + timedelta(minutes=2))


async def test_what_a_person_chose_or_thought_is_kept_wherever_it_was_said() -> None:
    empty, real = await before_a_full_one()
    async with empty.transaction() as transaction:
        await transaction.people.save(wishes(None))
        await transaction.opinions.add(an_opinion("f2"))
    async with real.transaction() as transaction:
        assert await transaction.people.wishes(wishes().person) == wishes(None)
        assert "f2" in {opinion.id for opinion in await transaction.opinions.latest(9)}
