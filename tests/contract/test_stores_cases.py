"""What every store promises of conflicts: cases, their history, and the conversations that watch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.conversation.language import Language
from bot.conversation.notices import NoticeState
from bot.conversation.watches import Topic, Watch
from bot.partnership.cases import Case, CaseEntry, CaseKind, CaseState, Decision, Finding, Step
from bot.partnership.moves import Moved, opened
from bot.partnership.open_cases import OpenCases
from bot.partnership.quiet import QuietHours
from bot.partnership.records import Product
from bot.ports import Store, Transaction
from tests.builders import ROOM
from tests.contract.notice_steps import a_notice
from tests.contract.store_steps import LASTING, Open
from tests.fakes import NOON

HOUR = timedelta(hours=1)
FINDING = Finding(
    kind=CaseKind.SLOT_TAKEN,
    customer_id="name:åhus",
    subscription_id="s1",
    product=Product.OFFICE_365,
    rivals=("First Up", "Öst & Väst"),
    facts="other:First Up@2026-11-01/",
    deadline=date(2026, 12, 24),
)
WATCH = Watch(
    address=ROOM,
    since=NOON,
    language=Language.SWEDISH,
    topics=frozenset({Topic.RENEWALS, Topic.CHANGES}),
    products=frozenset({Product.OFFICE_365}),
    customers=frozenset({"name:åhus"}),
    quiet=QuietHours(begins=time(18, 30), ends=time(7), working_days_only=True),
    digest=False,
    asked_by="T1/slack/U1",
)


def a_moved(subscription_id: str = "s1", *, hours: int = 0) -> Moved:
    finding = replace(FINDING, subscription_id=subscription_id)
    return opened(finding, at=NOON + hours * HOUR, place="i1")


async def save(store: Store, *moves: Moved) -> None:
    async with store.transaction() as transaction:
        for move in moves:
            await transaction.cases.save(move.case, move.entry)


async def test_open_cases_are_counted_and_given_in_order_page_by_page(store: Store) -> None:
    cases = [
        replace(move.case, **told)
        for move, told in (
            (a_moved("s1", hours=2), {}),
            (a_moved("s2", hours=1), {}),
            (a_moved("s3"), {"answer_by": date(2026, 12, 1), "owner": "T1/slack/U1"}),
            (a_moved("s4"), {"state": CaseState.DECIDED}),
            (a_moved("s5"), {"state": CaseState.CLOSED}),
            (a_moved("sé"), {"finding": replace(FINDING, subscription_id="sé", deadline=None)}),
            (a_moved("s6"), {"finding": replace(FINDING, subscription_id="s6", customer_id="c6")}),
            (a_moved("s7", hours=1), {"finding": replace(FINDING, product=Product.MICROSOFT_AZURE)}),
        )
    ]
    async with store.transaction() as transaction:
        for number, case in enumerate(cases):
            await transaction.cases.save(case, a_moved(f"s{number}").entry)
            # What is written in the same transaction counts, too.
            assert await transaction.cases.count(OpenCases()) == len(running(cases[: number + 1]))
        assert await firsts(transaction, OpenCases()) == sorted(running(cases), key=OpenCases().place)
    narrowed = (
        OpenCases(),
        OpenCases(by_age=True),
        OpenCases(customer_id="c6"),
        OpenCases(product=Product.MICROSOFT_AZURE),
        OpenCases(owner="T1/slack/U1"),
        OpenCases(customer_id="nobody"),
    )
    async with store.transaction() as transaction:
        for wanted in narrowed:
            expected = sorted(filter(wanted.holds, cases), key=wanted.place)
            assert await transaction.cases.count(wanted) == len(expected)
            assert await firsts(transaction, wanted) == expected
        assert await transaction.cases.first(OpenCases(), 99, 9) == ()


async def firsts(transaction: Transaction, wanted: OpenCases) -> list[Case]:
    """In pages of two."""
    pages = [await transaction.cases.first(wanted, start, 2) for start in range(0, 10, 2)]
    return [case for page in pages for case in page]


def running(cases: list[Case]) -> list[Case]:
    return [case for case in cases if not case.is_over]


async def entries(store: Store, key: str) -> tuple[CaseEntry, ...]:
    async with store.transaction() as transaction:
        return await transaction.cases.entries(key)


async def test_a_case_is_kept_with_every_field_and_every_line(store: Store) -> None:
    first = a_moved()
    full = replace(
        first.case,
        state=CaseState.DECIDED,
        version=2,
        changed_at=NOON + HOUR,
        owner="T1/slack/U1",
        owner_name="Åsa",
        asked_on=date(2026, 11, 27),
        answer_by=date(2026, 12, 11),
        decision=Decision.KEPT,
        evidence="Brev den 2 december.",
        snoozed_until=NOON + 5 * HOUR,
        reopened=3,
    )
    second = Moved(case=full, entry=replace(first.entry, version=2, at=NOON + HOUR, note="Å"))
    await save(store, first)
    await save(store, second)
    async with store.transaction() as transaction:
        assert await transaction.cases.one(full.key) == full
        assert await transaction.cases.one("never") is None
    assert await entries(store, full.key) == (first.entry, second.entry)


async def test_cases_are_found_by_their_subscription_and_by_being_open(store: Store) -> None:
    one, other, later = a_moved("s1"), a_moved("s2", hours=1), a_moved("s3", hours=2)
    closed = replace(other.case, state=CaseState.CLOSED)
    await save(store, later, one, replace(other, case=closed))
    async with store.transaction() as transaction:
        assert await transaction.cases.of_subscription("s2") == (closed,)
        assert await transaction.cases.open() == (one.case, later.case)


async def test_what_was_decided_since_is_found_whether_closed_or_not(store: Store) -> None:
    before, after, closed = (a_moved(f"s{n}") for n in range(3))
    moves = (
        (before, NOON, CaseState.DECIDED),
        (after, NOON + HOUR, CaseState.DECIDED),
        (closed, NOON + 2 * HOUR, CaseState.CLOSED),
    )
    async with store.transaction() as transaction:
        await transaction.cases.save(a_moved("s3").case, a_moved("s3").entry)
        for move, at, state in moves:
            case = replace(move.case, changed_at=at, state=state, decision=Decision.KEPT)
            await transaction.cases.save(case, move.entry)
    async with store.transaction() as transaction:
        found = await transaction.cases.decided_since(NOON + HOUR)
    assert [case.key for case in found] == [closed.case.key, after.case.key]


async def test_how_it_was_opened_stays_its_first_line_whatever_follows(store: Store) -> None:
    first = a_moved()
    await save(store, first)
    assert await entries(store, first.case.key) == (first.entry,)
    taken = replace(first.case, version=2, owner="T1/slack/U1")
    second = Moved(case=taken, entry=replace(first.entry, version=2, step=Step.TAKEN, at=NOON + HOUR))
    await save(store, second)
    again = replace(taken, version=3, origin="i9", reopened=1)
    third = Moved(case=again, entry=replace(second.entry, version=3, step=Step.REOPENED, at=NOON + 2 * HOUR))
    await save(store, third)
    assert await entries(store, first.case.key) == (first.entry, second.entry, third.entry)


async def test_a_line_alone_leaves_the_case_as_it_is(store: Store) -> None:
    first = a_moved()
    await save(store, first)
    line = replace(first.entry, at=NOON + HOUR, note="reminded")
    async with store.transaction() as transaction:
        await transaction.cases.note(line)
        assert await transaction.cases.one(first.case.key) == first.case
    assert await entries(store, first.case.key) == (first.entry, line)


async def test_a_watch_is_one_a_conversation(store: Store) -> None:
    async with store.transaction() as transaction:
        await transaction.watches.save(WATCH)
        await transaction.watches.save(replace(WATCH, topics=frozenset({Topic.CONFLICTS})))
    async with store.transaction() as transaction:
        (kept,) = await transaction.watches.every()
        assert kept == replace(WATCH, topics=frozenset({Topic.CONFLICTS}))
        assert await transaction.watches.of(replace(ROOM, thread="17.1")) == kept
        assert await transaction.watches.forget(ROOM)
        assert not await transaction.watches.forget(ROOM)
        assert await transaction.watches.of(ROOM) is None


@pytest.mark.parametrize("opener", LASTING, indirect=True)
async def test_cases_and_watches_last(opener: Open) -> None:
    first = a_moved()
    before = opener()
    await save(before, first)
    async with before.transaction() as transaction:
        await transaction.watches.save(WATCH)
    await before.close()
    after = opener()
    async with after.transaction() as transaction:
        assert await transaction.cases.one(first.case.key) == first.case
        assert await transaction.watches.of(ROOM) == WATCH
    assert await entries(after, first.case.key) == (first.entry,)
    await after.close()


async def test_a_conversation_rests_after_a_message_and_others_do_not(store: Store) -> None:
    elsewhere = replace(ROOM, conversation="C2")
    async with store.transaction() as transaction:
        for key, address in (("n1", ROOM), ("n2", ROOM), ("n3", elsewhere)):
            await transaction.notices.add(replace(a_notice(key), address=address))
    given = await store.take(NOON, HOUR, 1)
    (first,) = given
    assert first.key == "n1"
    await store.settle(replace(first, state=NoticeState.SENT, receipt="r"), NOON + timedelta(seconds=2))
    assert [notice.key for notice in await store.take(NOON + timedelta(seconds=1), HOUR, 9)] == ["n3"]
    assert [notice.key for notice in await store.take(NOON + timedelta(seconds=2), HOUR, 9)] == ["n2"]


async def test_the_cases_of_several_subscriptions_are_found_at_once(store: Store) -> None:
    one, other = a_moved("s1"), a_moved("s2", hours=1)
    await save(store, one, other, a_moved("s3"))
    async with store.transaction() as transaction:
        assert await transaction.cases.of_subscriptions(["s1", "s2", "never"]) == {
            "s1": (one.case,),
            "s2": (other.case,),
        }
        assert await transaction.cases.of_subscriptions([]) == {}
        fresh = a_moved("s4")
        await transaction.cases.save(fresh.case, fresh.entry)
        assert await transaction.cases.of_subscriptions(["s4"]) == {"s4": (fresh.case,)}


async def test_notices_are_written_once_a_key_many_at_once_too(store: Store) -> None:
    async with store.transaction() as transaction:
        assert await transaction.notices.add_all([a_notice("n1"), a_notice("n2"), a_notice("n2")]) == 2
        assert await transaction.notices.known(["n1", "n9"]) == {"n1"}
    async with store.transaction() as transaction:
        assert await transaction.notices.known(["n1", "n2", "n9"]) == {"n1", "n2"}
        assert await transaction.notices.add_all([a_notice("n2"), a_notice("n3")]) == 1
        assert await transaction.notices.add_all([]) == 0


async def test_a_paused_watch_says_why_and_wants_nothing(store: Store) -> None:
    paused = replace(
        WATCH, paused="is_archived", countries=frozenset({"SE"}), zone="Europe/Oslo", country="NO"
    )
    async with store.transaction() as transaction:
        await transaction.watches.save(paused)
    async with store.transaction() as transaction:
        kept = await transaction.watches.of(ROOM)
    assert kept is not None
    assert kept == paused
    renewal = replace(FINDING, kind=CaseKind.RENEWAL_NEAR, country="SE")
    assert not kept.wants(renewal)
    assert replace(kept, paused="").wants(renewal)
    assert not replace(kept, paused="").wants(replace(renewal, country="NO"))
