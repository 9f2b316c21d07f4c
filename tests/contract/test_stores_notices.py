"""What every store promises of notices: written once, given to one, never lost, never silently again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.notices import Notice, NoticeState, Waiting
from bot.errors import StoreError
from bot.ports import Store
from tests.contract.notice_steps import a_notice
from tests.contract.store_steps import LASTING, Open
from tests.fakes import NOON

HOUR, NOTHING = timedelta(hours=1), timedelta(0)


async def add(store: Store, *notices: Notice) -> list[bool]:
    """Each in a transaction of its own."""
    added: list[bool] = []
    for notice in notices:
        async with store.transaction() as transaction:
            added.append(await transaction.notices.add(notice))
    return added


async def one(store: Store, key: str) -> Notice | None:
    async with store.transaction() as transaction:
        return await transaction.notices.one(key)


async def taken(store: Store, *, most: int = 10, lease: timedelta = HOUR) -> list[str]:
    """The keys of what is given at noon."""
    return [notice.key for notice in await store.take(NOON, lease, most)]


async def test_what_happens_again_says_nothing_again(store: Store) -> None:
    assert await add(store, a_notice(), a_notice(text="Another.")) == [True, False]
    assert await one(store, "n1") == a_notice()
    async with store.transaction() as transaction:
        assert await transaction.notices.add(a_notice("n2"))
        assert not await transaction.notices.add(a_notice("n2"))
        assert await transaction.notices.one("n2") == a_notice("n2")
    (first,) = await store.take(NOON, HOUR, 1)
    assert await store.settle(replace(first, state=NoticeState.SENT))
    assert await add(store, a_notice()) == [False]
    assert await one(store, "never") is None


async def test_a_transaction_that_fails_tells_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):  # noqa: PT012
        async with store.transaction() as transaction:
            await transaction.notices.add(a_notice())
            assert await transaction.notices.about("case-1") == (a_notice(),)
            raise ZeroDivisionError
    assert await one(store, "n1") is None
    assert await taken(store) == []


async def test_those_about_a_case_come_the_oldest_first(store: Store) -> None:
    later = a_notice("a", created=NOON + HOUR)
    await add(store, later, a_notice("b"), a_notice("c", subject="case-2"))
    async with store.transaction() as transaction:
        assert await transaction.notices.about("case-1") == (a_notice("b"), later)
        assert await transaction.notices.about("case-9") == ()


async def test_a_taken_notice_is_marked_before_anybody_has_it_and_nobody_else_is_given_it(
    store: Store,
) -> None:
    await add(store, a_notice())
    (given,) = await store.take(NOON, HOUR, 10)
    assert (given.state, given.attempt, given.perhaps_sent) == (NoticeState.TRYING, 1, False)
    assert given.leased_until is not None
    untaken = replace(given, state=NoticeState.READY, attempt=0, leased_until=None, first_tried=None)
    assert untaken == a_notice()
    assert await one(store, "n1") == given
    assert await taken(store) == []


async def test_what_is_not_due_waits(store: Store) -> None:
    await add(store, a_notice(due=NOON + timedelta(seconds=1)))
    assert await taken(store) == []
    assert [notice.key for notice in await store.take(NOON + timedelta(seconds=1), HOUR, 1)] == ["n1"]


async def test_of_each_conversation_one_at_a_time_and_the_longest_due_first(store: Store) -> None:
    minutes = [a_notice(f"n{n}", due=NOON - timedelta(minutes=n)) for n in range(4)]
    await add(store, *minutes, a_notice("other", conversation="C2"), a_notice("third", conversation="C3"))
    assert await taken(store, most=2) == ["n3", "other"]
    assert await taken(store, most=2) == ["third"]
    assert await taken(store) == []
    given = await one(store, "n3")
    assert given is not None
    assert await store.settle(replace(given, state=NoticeState.SENT, receipt="17.2"))
    assert await taken(store) == ["n2"]
    ended = await one(store, "n3")
    assert ended is not None
    assert (ended.state, ended.receipt, ended.leased_until) == (NoticeState.SENT, "17.2", None)


async def test_while_one_waits_to_be_tried_again_its_conversation_waits_with_it(store: Store) -> None:
    await add(store, a_notice("first"), a_notice("second", due=NOON + timedelta(seconds=1)))
    (given,) = await store.take(NOON, HOUR, 10)
    again = replace(given, state=NoticeState.READY, due=NOON + HOUR, reason="429")
    assert await store.settle(again)
    assert await store.take(NOON + timedelta(minutes=30), HOUR, 10) == ()
    (given,) = await store.take(NOON + HOUR, HOUR, 10)
    assert (given.key, given.attempt, given.perhaps_sent, given.reason) == ("first", 2, False, "429")
    assert await store.settle(replace(given, state=NoticeState.DEAD, reason="gone"))
    assert [notice.key for notice in await store.take(NOON + HOUR, HOUR, 10)] == ["second"]


async def test_when_it_was_first_tried_stays_as_it_is(store: Store) -> None:
    await add(store, a_notice())
    (given,) = await store.take(NOON, HOUR, 10)
    assert given.first_tried == NOON
    await store.settle(replace(given, state=NoticeState.READY))
    (again,) = await store.take(NOON + HOUR, HOUR, 10)
    assert again.first_tried == NOON


async def test_a_lease_that_ran_out_is_given_again_marked_and_the_late_taker_is_told(store: Store) -> None:
    await add(store, a_notice())
    (first,) = await store.take(NOON, NOTHING, 10)
    (second,) = await store.take(NOON, HOUR, 10)
    assert (second.key, second.attempt, second.perhaps_sent) == ("n1", 2, True)
    assert not await store.settle(replace(first, state=NoticeState.READY))
    assert await one(store, "n1") == second
    assert await store.settle(replace(second, state=NoticeState.SENT))
    assert not await store.settle(replace(second, state=NoticeState.READY))
    assert await taken(store) == []


async def test_a_quarantined_one_is_given_when_it_is_due_and_marked(store: Store) -> None:
    await add(store, a_notice())
    (given,) = await store.take(NOON, HOUR, 10)
    assert await store.settle(replace(given, state=NoticeState.QUARANTINED, due=NOON + HOUR))
    assert await taken(store) == []
    (given,) = await store.take(NOON + HOUR, HOUR, 10)
    assert (given.state, given.attempt, given.perhaps_sent) == (NoticeState.TRYING, 2, True)
    # It looked, and nothing had got through.
    assert await store.settle(replace(given, state=NoticeState.READY, due=NOON, perhaps_sent=False))
    (given,) = await store.take(NOON, HOUR, 10)
    assert not given.perhaps_sent


async def test_what_nobody_took_or_wrote_cannot_be_settled(store: Store) -> None:
    await add(store, a_notice())
    assert not await store.settle(replace(a_notice(), state=NoticeState.SENT))
    assert not await store.settle(replace(a_notice("never"), state=NoticeState.SENT))
    assert await one(store, "n1") == a_notice()


async def test_what_waits_is_counted_with_the_age_of_the_oldest(store: Store) -> None:
    old = NOON - HOUR
    await add(store, a_notice("a", created=old, due=old), a_notice("b"), a_notice("c", conversation="C2"))
    async with store.transaction() as transaction:
        await transaction.notices.add(a_notice("d", created=old - HOUR, due=old - HOUR))
        await transaction.notices.add(a_notice("held", created=old - 9 * HOUR, due=NOON + HOUR))
        ready = Waiting(count=5, oldest=old - HOUR)
        assert dict(await transaction.notices.waiting()) == {NoticeState.READY: ready}
    given = await store.take(NOON, HOUR, 10)
    assert {notice.key for notice in given} == {"d", "c"}
    await store.settle(replace(next(n for n in given if n.key == "c"), state=NoticeState.SENT))
    async with store.transaction() as transaction:
        counted = {state: found.count for state, found in (await transaction.notices.waiting()).items()}
    assert counted == {NoticeState.READY: 3, NoticeState.TRYING: 1}


async def test_what_is_overdue_is_counted_by_platform_with_the_age_of_the_oldest(store: Store) -> None:
    old = NOON - HOUR
    teams = [a_notice(key, conversation=key, created=old, due=old) for key in ("t1", "t2", "t3")]
    teams = [replace(one, address=replace(one.address, platform="teams")) for one in teams]
    await add(store, *teams, a_notice("s1"), a_notice("held", conversation="C2", due=NOON + HOUR))
    async with store.transaction() as transaction:
        await transaction.notices.add(a_notice("s2", created=old, due=old))
        assert await transaction.notices.overdue(NOON) == {
            "slack": Waiting(count=2, oldest=old),
            "teams": Waiting(count=3, oldest=old),
        }
        assert (await transaction.notices.overdue(old - HOUR)) == {}
    given = {notice.key: notice for notice in await store.take(NOON, HOUR, 9, platform="teams")}
    await store.settle(replace(given["t1"], state=NoticeState.SENT))
    await store.settle(replace(given["t2"], state=NoticeState.DEAD))
    async with store.transaction() as transaction:
        found = await transaction.notices.overdue(NOON)
    assert found["teams"] == Waiting(count=1, oldest=NOON)


async def test_many_takers_at_once_never_get_the_same_nor_two_of_one_conversation(store: Store) -> None:
    await add(store, *(a_notice(f"n{n}", conversation=f"C{n % 5}") for n in range(15)))
    sent: list[str] = []

    async def courier() -> None:
        for _ in range(40):
            given = await store.take(NOON, HOUR, 2)
            assert len({notice.address for notice in given}) == len(given)
            for notice in given:
                assert notice.attempt == 1
                sent.append(notice.key)
                assert await store.settle(replace(notice, state=NoticeState.SENT))

    await asyncio.gather(*(courier() for _ in range(4)))
    assert sorted(sent) == sorted(f"n{n}" for n in range(15))


async def test_none_are_given_where_none_are_asked_for(store: Store) -> None:
    await add(store, a_notice())
    assert await taken(store, most=0) == []


@pytest.mark.parametrize(
    "broken", [a_notice("\ud83d"), a_notice(text="\ud83d"), a_notice(conversation="\ud83d")]
)
async def test_a_notice_that_cannot_be_kept_fails_its_own_transaction_only(
    store: Store, broken: Notice
) -> None:
    with pytest.raises(StoreError, match="cannot be stored"):
        await add(store, broken)
    assert await add(store, a_notice()) == [True]
    assert await taken(store) == ["n1"]


@pytest.mark.parametrize("opener", LASTING, indirect=True)
async def test_whatever_became_of_a_notice_is_there_again_after_reopening(opener: Open) -> None:
    store = opener()
    await add(store, *(a_notice(f"n{n}", conversation=f"C{n}") for n in range(4)))
    given = {notice.key: notice for notice in await store.take(NOON, HOUR, 3)}
    await store.settle(replace(given["n1"], state=NoticeState.SENT, receipt="å"))
    await store.settle(
        replace(given["n2"], state=NoticeState.QUARANTINED, due=NOON + HOUR, perhaps_sent=True)
    )
    before = [await one(store, f"n{n}") for n in range(4)]
    await store.close()
    store = opener()
    assert [await one(store, f"n{n}") for n in range(4)] == before
    assert await taken(store) == ["n3"]
    await store.close()


async def test_a_closed_store_gives_none(store: Store) -> None:
    await store.close()
    with pytest.raises(StoreError, match="closed"):
        await store.take(NOON, HOUR, 1)


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1), timedelta(days=400)])
async def test_a_clock_that_goes_back_gives_no_notice_twice_and_loses_no_outcome(
    store: Store, back: timedelta
) -> None:
    async with store.transaction() as transaction:
        await transaction.notices.add(a_notice("n1"))
    (taken,) = await store.take(NOON, timedelta(hours=1), 10)
    assert await store.take(NOON - back, timedelta(hours=1), 10) == ()
    assert await store.settle(replace(taken, state=NoticeState.SENT, receipt="17.1"))
    assert await store.take(NOON - back, timedelta(hours=1), 10) == ()
    async with store.transaction() as transaction:
        kept = await transaction.notices.one("n1")
    assert kept is not None
    assert (kept.state, kept.receipt) == (NoticeState.SENT, "17.1")
