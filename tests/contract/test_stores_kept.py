"""What every store promises of places, people, opinions, claims and installations."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.conversation.language import Language
from bot.errors import StoreError
from bot.partnership.records import HolderKind
from bot.ports import Store, Transaction
from tests.contract.store_steps import (
    LASTING,
    NONE_OF_THEM,
    ONE_OF_EACH,
    Open,
    a_claim,
    a_place,
    an_opinion,
    keep_one_of_each,
    kept,
    wishes,
)
from tests.fakes import NOON

Write = Callable[[Transaction], Awaitable[object]]
Read = Callable[[Transaction], Awaitable[object]]


async def do(store: Store, *writes: Write) -> None:
    """All in one transaction."""
    async with store.transaction() as transaction:
        for write in writes:
            await write(transaction)


async def seen(store: Store, read: Read) -> object:
    """In a transaction of its own."""
    async with store.transaction() as transaction:
        return await read(transaction)


async def test_an_empty_store_keeps_nothing_by_any_key(store: Store) -> None:
    assert await seen(store, kept) == NONE_OF_THEM
    async with store.transaction() as transaction:
        assert await transaction.places.every() == ()
        assert await transaction.claims.latest(5) == ()
        assert await transaction.opinions.latest(5) == ()
        assert await transaction.installations.keys("") == ()


async def test_what_is_kept_is_seen_inside_at_once_and_outside_when_it_is_committed(store: Store) -> None:
    async with store.transaction() as writing:
        await keep_one_of_each(writing)
        assert await kept(writing) == ONE_OF_EACH
        assert await writing.places.every() == (a_place(),)
        assert await writing.claims.latest(5) == (a_claim(),)
        assert await writing.installations.keys("slack/") == ("slack/T1",)
        assert await seen(store, kept) == NONE_OF_THEM
    assert await seen(store, kept) == ONE_OF_EACH


async def test_an_exception_takes_all_that_was_kept_back(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 (the block is the transaction)
        async with store.transaction() as transaction:
            await keep_one_of_each(transaction)
            raise ZeroDivisionError
    assert await seen(store, kept) == NONE_OF_THEM


async def test_an_exception_takes_back_what_was_replaced_and_forgotten(store: Store) -> None:
    await do(store, keep_one_of_each)
    with pytest.raises(ZeroDivisionError):  # noqa: PT012
        async with store.transaction() as transaction:
            await transaction.places.forget(a_place().address)
            await transaction.people.save(wishes(Language.ENGLISH))
            await transaction.claims.add(a_claim(customer_id=""))
            await transaction.installations.save("slack/T1", None)
            assert await kept(transaction) == [None, wishes(Language.ENGLISH), an_opinion(), None, None]
            raise ZeroDivisionError
    assert await seen(store, kept) == ONE_OF_EACH


@pytest.mark.parametrize("opener", LASTING, indirect=True)
async def test_all_that_was_kept_is_there_again_after_reopening(opener: Open) -> None:
    full = replace(
        a_claim("å", product=None, customer_id="", note="line\nline \U0001f600"),
        holder=HolderKind.NOBODY,
        subscriptions=("s1", "s2"),
        reporter_key="T1/slack/U1",
        taken_back_at=NOON,
    )
    store = opener()
    await do(store, keep_one_of_each, lambda t: t.claims.add(full), lambda t: t.places.note(a_place("D9")))
    await do(
        store,
        lambda t: t.people.save(wishes(None, person="T1/slack/U2")),
        lambda t: t.opinions.add(an_opinion("f0", minutes=-5, helpful=False, note="för långt")),
        lambda t: t.places.note(a_place("C1", person="")),
        lambda t: t.places.forget(a_place("D9").address),
        lambda t: t.installations.save("slack/T2", ""),
    )
    await store.close()
    store = opener()
    assert await seen(store, kept) == ONE_OF_EACH
    async with store.transaction() as transaction:
        assert await transaction.places.every() == (a_place("C1", person=""), a_place())
        assert await transaction.people.wishes("T1/slack/U2") == wishes(None, person="T1/slack/U2")
        assert await transaction.opinions.latest(9) == (
            an_opinion(),
            an_opinion("f0", minutes=-5, helpful=False, note="för långt"),
        )
        assert await transaction.claims.latest(9) == (full, a_claim())
        assert await transaction.installations.text("slack/T2") == ""
    await do(store, lambda t: t.places.note(a_place("C1", person="", reference="new")))
    await store.close()
    store = opener()
    async with store.transaction() as transaction:
        assert await transaction.places.every() == (a_place("C1", person="", reference="new"), a_place())
    await store.close()


async def test_a_place_is_one_whatever_its_thread_and_reference(store: Store) -> None:
    later = a_place(since=NOON + timedelta(days=1), reference='{"serviceUrl": "x"}')
    threaded = replace(later.address, thread="17.2", reference="")
    await do(store, lambda t: t.places.note(a_place()), lambda t: t.places.note(later))
    async with store.transaction() as transaction:
        assert await transaction.places.every() == (later,)
        await transaction.places.forget(threaded)
        assert await transaction.places.every() == ()
        await transaction.places.forget(threaded)
    assert await seen(store, lambda t: t.places.every()) == ()


async def test_the_conversation_with_a_person_is_found_by_tenant_platform_and_person(store: Store) -> None:
    newer = a_place("D2", since=NOON + timedelta(hours=1))
    await do(
        store,
        lambda t: t.places.note(newer),
        lambda t: t.places.note(a_place("D1")),
        lambda t: t.places.note(a_place("D3", person="U2")),
        lambda t: t.places.note(a_place("C1", person="")),
    )
    async with store.transaction() as transaction:
        assert await transaction.places.private_with("T1", "slack", "U1") == newer
        assert await transaction.places.private_with("T1", "slack", "U2") == a_place("D3", person="U2")
        assert await transaction.places.private_with("T2", "slack", "U1") is None
        assert await transaction.places.private_with("T1", "teams", "U1") is None
        assert await transaction.places.private_with("T1", "slack", "") is None
        await transaction.places.forget(newer.address)
        assert await transaction.places.private_with("T1", "slack", "U1") == a_place("D1")
    async with store.transaction() as transaction:
        assert await transaction.places.private_with("T1", "slack", "U1") == a_place("D1")
        await transaction.places.forget(a_place("D1").address)
    assert await seen(store, lambda t: t.places.private_with("T1", "slack", "U1")) is None


async def test_a_place_that_changes_hands_is_found_with_its_new_person_only(store: Store) -> None:
    await do(store, lambda t: t.places.note(a_place(person="U1")))
    await do(store, lambda t: t.places.note(a_place(person="U2")))
    async with store.transaction() as transaction:
        assert await transaction.places.private_with("T1", "slack", "U1") is None
        assert await transaction.places.private_with("T1", "slack", "U2") == a_place(person="U2")


async def test_wishes_are_replaced_for_that_person_only(store: Store) -> None:
    others = wishes(Language.ENGLISH, person="T1/teams/U1")
    await do(store, lambda t: t.people.save(wishes()), lambda t: t.people.save(others))
    await do(store, lambda t: t.people.save(wishes(None)))
    async with store.transaction() as transaction:
        assert await transaction.people.wishes("T1/slack/U1") == wishes(None)
        assert await transaction.people.wishes("T1/teams/U1") == others


async def test_the_newest_opinions_come_first_and_only_as_many_as_asked_for(store: Store) -> None:
    opinions = [an_opinion(f"f{n}", minutes=n) for n in (3, 1, 2)]
    await do(store, *(lambda t, o=o: t.opinions.add(o) for o in opinions))
    await do(store, lambda t: t.opinions.add(an_opinion("f1", minutes=1, helpful=False, note="why")))
    async with store.transaction() as transaction:
        assert [o.id for o in await transaction.opinions.latest(2)] == ["f3", "f2"]
        assert (await transaction.opinions.latest(3))[2].note == "why"
        assert len(await transaction.opinions.latest(99)) == 3
        assert await transaction.opinions.latest(0) == ()


async def test_claims_about_a_customer_come_newest_first_and_others_do_not(store: Store) -> None:
    claims = [a_claim(f"k{n}", minutes=n) for n in (2, 3, 1)]
    await do(store, *(lambda t, c=c: t.claims.add(c) for c in claims))
    await do(store, lambda t: t.claims.add(a_claim("x", customer_id="name:fabrikam", minutes=9)))
    await do(store, lambda t: t.claims.add(a_claim("unknown", customer_id="", minutes=-9)))
    async with store.transaction() as transaction:
        assert [c.id for c in await transaction.claims.about("name:contoso")] == ["k3", "k2", "k1"]
        assert [c.id for c in await transaction.claims.about("name:fabrikam")] == ["x"]
        assert await transaction.claims.about("name:litware") == ()
        assert await transaction.claims.about("") == ()
        assert [c.id for c in await transaction.claims.latest(2)] == ["x", "k3"]
        await transaction.claims.add(a_claim("x", customer_id="name:contoso", minutes=9))
        assert [c.id for c in await transaction.claims.about("name:contoso")] == ["x", "k3", "k2", "k1"]
        assert await transaction.claims.about("name:fabrikam") == ()
        assert await transaction.claims.one("k1") == a_claim("k1", minutes=1)
        assert await transaction.claims.one("never") is None


async def test_installations_are_kept_replaced_forgotten_and_listed_in_order(store: Store) -> None:
    for key in ("slack/T2", "slack/T1", "slackers", "teams/x"):
        await do(store, lambda t, key=key: t.installations.save(key, key))
    await do(store, lambda t: t.installations.save("slack/T1", "new"))
    async with store.transaction() as transaction:
        assert await transaction.installations.keys("slack/") == ("slack/T1", "slack/T2")
        assert await transaction.installations.text("slack/T1") == "new"
        await transaction.installations.save("slack/T2", None)
        await transaction.installations.save("never", None)
        assert await transaction.installations.keys("") == ("slack/T1", "slackers", "teams/x")


CONFLICTS: list[tuple[Read, Write]] = [
    (lambda t: t.places.private_with("T1", "slack", "U1"), lambda t: t.places.note(a_place("D2"))),
    (lambda t: t.places.private_with("T1", "slack", "U1"), lambda t: t.places.note(a_place(person="U3"))),
    (lambda t: t.places.private_with("T1", "slack", "U1"), lambda t: t.places.forget(a_place().address)),
    (lambda t: t.places.every(), lambda t: t.places.note(a_place("C7", person=""))),
    (lambda t: t.people.wishes("T1/slack/U1"), lambda t: t.people.save(wishes(Language.ENGLISH))),
    (lambda t: t.opinions.latest(1), lambda t: t.opinions.add(an_opinion("f2"))),
    (lambda t: t.claims.about("name:contoso"), lambda t: t.claims.add(a_claim("k2"))),
    (lambda t: t.claims.about("name:contoso"), lambda t: t.claims.add(a_claim("k1", customer_id=""))),
    (lambda t: t.claims.latest(1), lambda t: t.claims.add(a_claim("k2", customer_id=""))),
    (lambda t: t.installations.text("slack/T1"), lambda t: t.installations.save("slack/T1", None)),
    (lambda t: t.installations.text("slack/T9"), lambda t: t.installations.save("slack/T9", "sealed")),
    (lambda t: t.installations.keys("slack/"), lambda t: t.installations.save("slack/T9", "sealed")),
]


@pytest.mark.parametrize(("read", "write"), CONFLICTS)
async def test_what_is_built_on_something_kept_that_has_changed_meanwhile_is_refused(
    store: Store, read: Read, write: Write
) -> None:
    await do(store, keep_one_of_each)
    with pytest.raises(StoreError, match="try again"):  # noqa: PT012
        async with store.transaction() as first:
            await read(first)
            await first.installations.save("built/on", "it")
            await do(store, write)
    assert await seen(store, lambda t: t.installations.text("built/on")) is None


@pytest.mark.parametrize(
    ("read", "write"),
    [
        (lambda t: t.people.wishes("T1/slack/U1"), lambda t: t.people.save(wishes(None, person="x"))),
        (lambda t: t.claims.about("name:contoso"), lambda t: t.claims.add(a_claim("y", customer_id="c"))),
        (
            lambda t: t.places.private_with("T1", "slack", "U1"),
            lambda t: t.places.note(a_place("C1", person="")),
        ),
        (lambda t: t.installations.text("a"), lambda t: t.installations.save("b", "x")),
        (lambda t: t.claims.latest(5), lambda t: t.opinions.add(an_opinion("f2"))),
    ],
)
async def test_a_change_of_something_else_is_no_conflict(store: Store, read: Read, write: Write) -> None:
    await do(store, keep_one_of_each)
    async with store.transaction() as first:
        await read(first)
        await first.installations.save("built/on", "it")
        await do(store, write)
    assert await seen(store, lambda t: t.installations.text("built/on")) == "it"


async def test_two_who_write_without_looking_both_succeed_and_the_last_counts(store: Store) -> None:
    async with store.transaction() as first:
        await first.people.save(wishes(Language.ENGLISH))
        await first.opinions.add(an_opinion("f1"))
        await do(store, lambda t: t.people.save(wishes()), lambda t: t.opinions.add(an_opinion("f2")))
    async with store.transaction() as transaction:
        assert await transaction.people.wishes("T1/slack/U1") == wishes(Language.ENGLISH)
        assert {o.id for o in await transaction.opinions.latest(9)} == {"f1", "f2"}


BROKEN = "Kim \ud83d"
UNKEEPABLE: list[Write] = [
    lambda t: t.places.note(a_place(BROKEN)),
    lambda t: t.places.note(a_place(reference=BROKEN)),
    lambda t: t.people.save(wishes(person=BROKEN)),
    lambda t: t.opinions.add(an_opinion(note=BROKEN)),
    lambda t: t.claims.add(a_claim(note=BROKEN)),
    lambda t: t.installations.save("slack/T1", BROKEN),
    lambda t: t.installations.save(BROKEN, "sealed"),
    lambda t: t.opinions.add(replace(an_opinion(), at=datetime(2026, 11, 22, 12, 0))),
    lambda t: t.claims.add(replace(a_claim(), at=datetime(2026, 11, 22, 12, 0))),
]


@pytest.mark.parametrize("write", UNKEEPABLE)
async def test_what_no_file_could_give_back_fails_its_own_transaction_only(
    store: Store, write: Write
) -> None:
    with pytest.raises(StoreError, match="cannot be stored"):
        await do(store, lambda t: t.people.save(wishes(None, person="x")), write)
    assert await seen(store, lambda t: t.people.wishes("x")) is None
    await do(store, keep_one_of_each)
    assert await seen(store, kept) == ONE_OF_EACH
