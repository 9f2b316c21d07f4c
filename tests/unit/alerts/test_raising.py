"""From changes in the record to cases, and to what rooms are told of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from adapters.stores.memory import memory_store
from bot.alerts.raising import looks_at, raise_cases
from bot.alerts.tellings import CardOf, EditOf, EntryOf, ReminderOf, SummaryOf, read, written
from bot.conversation.language import Language
from bot.conversation.notices import Notice
from bot.conversation.watches import Topic, Watch
from bot.partnership.cases import Case, CaseKind, CaseState, Decision
from bot.partnership.history import Change, What
from bot.partnership.moves import Moved
from bot.partnership.quiet import QuietHours
from bot.partnership.records import US, AssociationKind, Holder, Holding, Product, other
from bot.ports import Store
from tests.builders import ROOM, TODAY, a_holding, an_association
from tests.fakes import NOON

RIVAL = other("First Up")
WATCH = Watch(address=ROOM, since=NOON, digest=False)


def changed(subscription_id: str, before: Holder | None, after: Holder | None, *, number: int = 1) -> Change:
    return Change(
        id=f"i{number}-{subscription_id}",
        at=NOON,
        origin=f"i{number}",
        source="a.csv",
        customer_id="name:contoso",
        subscription_id=subscription_id,
        product=Product.MICROSOFT_AZURE,
        what=What.HOLDER,
        seen_for=TODAY,
        association=AssociationKind.DPOR,
        before=before,
        after=after,
    )


async def bring_in(
    store: Store, *held: tuple[Holding, Holder | None], number: int = 1, at: datetime = NOON
) -> tuple[Moved, ...]:
    """As an import does it: the record first; beside each holding who held it before."""
    async with store.transaction() as transaction:
        await transaction.record.save([holding for holding, _ in held])
        changes = [
            changed(
                holding.subscription.id,
                before,
                holding.dpor.holder if holding.dpor else None,
                number=number,
            )
            for holding, before in held
        ]
        holdings = [holding for holding, _ in held]
        return await raise_cases(transaction, looks_at(holdings, changes, TODAY), origin=f"i{number}", at=at)


async def watching(*watches: Watch) -> Store:
    store = memory_store()
    async with store.transaction() as transaction:
        for watch in watches:
            await transaction.watches.save(watch)
    return store


async def notices(store: Store) -> list[Notice]:
    return sorted((await store.take(NOON + timedelta(days=99), timedelta(hours=1), 999)), key=lambda n: n.due)


async def told(store: Store, subject: str) -> Counter[type[object]]:
    async with store.transaction() as transaction:
        found = await transaction.notices.about(subject)
    return Counter(type(read(notice.text)[0]) for notice in found)


def taken(id_: str = "s1", *, since: object = TODAY) -> Holding:
    return a_holding(id_, associations=(an_association(holder=RIVAL, since=since),))  # type: ignore[arg-type]


async def only(store: Store) -> Case:
    async with store.transaction() as transaction:
        (case,) = await transaction.cases.of_subscription("s1")
    return case


async def test_a_thousand_repeats_are_one_case_and_one_card() -> None:
    store = await watching(WATCH)
    for number in range(1000):
        await bring_in(store, (taken(), US), number=number)
    case = await only(store)
    assert (case.finding.kind, case.version) == (CaseKind.OURS_GONE, 1)
    assert await told(store, case.key) == {CardOf: 1, ReminderOf: 2}


async def test_many_at_once_are_one_summary() -> None:
    store = await watching(WATCH)
    moves = await bring_in(store, *((taken(f"s{n}"), US) for n in range(50)))
    assert len(moves) == 50
    assert await told(store, "i1") == {SummaryOf: 1}
    assert await told(store, moves[0].case.key) == {}


async def test_the_same_conflict_from_further_away_is_no_other_case() -> None:
    store = await watching(WATCH)
    await bring_in(store, (taken(), US))
    await bring_in(store, (taken(), RIVAL), number=2)
    assert (await only(store)).version == 1


async def test_what_the_record_shows_settles_it() -> None:
    store = await watching(WATCH)
    await bring_in(store, (taken(), US))
    await bring_in(store, (a_holding(dpor=US), RIVAL), number=2)
    case = await only(store)
    assert (case.state, case.decision, case.evidence) == (CaseState.CLOSED, Decision.SWITCHED, "i2")
    assert await told(store, case.key) == {CardOf: 1, ReminderOf: 2, EditOf: 1, EntryOf: 1}


async def test_new_facts_open_it_again_and_edit_its_card() -> None:
    store = await watching(WATCH)
    await bring_in(store, (taken(), US))
    await bring_in(store, (a_holding(dpor=US), RIVAL), number=2)
    await bring_in(store, (taken(since=TODAY + timedelta(days=1)), US), number=3)
    case = await only(store)
    assert (case.state, case.reopened, case.version) == (CaseState.OPEN, 1, 3)
    assert (await told(store, case.key))[CardOf] == 1


async def test_a_room_hears_only_of_what_it_wants() -> None:
    office = replace(
        WATCH,
        address=replace(ROOM, conversation="C2"),
        products=frozenset({Product.OFFICE_365}),
    )
    renewals = replace(WATCH, address=replace(ROOM, conversation="C3"), topics=frozenset({Topic.RENEWALS}))
    store = await watching(office, renewals)
    await bring_in(store, (taken(), US))
    assert await notices(store) == []


@pytest.mark.parametrize("platform", ["web", "terminal"])
async def test_where_nothing_can_be_told_unasked_nothing_is_left_to_wait(platform: str) -> None:
    store = await watching(replace(WATCH, address=replace(ROOM, platform=platform)), WATCH)
    await bring_in(store, (taken(), US))
    await bring_in(store, (a_holding(dpor=US), RIVAL), number=2)
    await bring_in(store, *((taken(f"t{n}"), US) for n in range(9)), number=3)
    assert {notice.address for notice in await notices(store)} == {ROOM}


async def test_quiet_hours_hold_it_and_lose_nothing() -> None:
    quiet = replace(WATCH, quiet=QuietHours(begins=time(9), ends=time(15), zone="Europe/Stockholm"))
    store = await watching(quiet)
    await bring_in(store, (taken(), US))
    first = (await notices(store))[0]
    assert first.due == datetime(2026, 11, 22, 14, tzinfo=UTC)


def test_what_is_told_can_be_written_and_read() -> None:
    for telling in (
        CardOf(case="k"),
        EditOf(case="k", version=2),
        EntryOf(case="k", version=2),
        SummaryOf(origin="i", count=9),
        ReminderOf(case="k", version=1, escalates=True),
    ):
        assert read(written(telling, Language.SWEDISH)) == (telling, Language.SWEDISH)
