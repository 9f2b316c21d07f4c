"""What imports, their taking back, and people's words do to conflicts, on every store."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from adapters.stores.postgres.store import PostgresStore
from bot.alerts.tellings import CardOf, EditOf, EntryOf, ReminderOf, SummaryOf, read
from bot.conversation.watches import Topic, Watch
from bot.importing.taking_back import taken_back
from bot.importing.words import hear, take_back
from bot.partnership.cases import Case, CaseKind, CaseState, Decision, Step
from bot.partnership.claims import Claim
from bot.partnership.records import NOBODY, US, Holding, Product, other
from bot.ports import Store
from tests.bringing import bring, told
from tests.builders import ROOM, a_customer, a_holding
from tests.fakes import NOON

DAY = timedelta(days=1)
RIVAL = other("First Up")
WATCH = Watch(address=ROOM, since=NOON, topics=frozenset(Topic))


async def watched(store: Store) -> Store:
    async with store.transaction() as transaction:
        await transaction.watches.save(WATCH)
    return store


async def came_in(store: Store, *holdings: Holding, at: datetime = NOON) -> None:
    await bring(store, told(holdings, content=str(uuid4())), at=at)


async def cases(store: Store, id_: str = "s1") -> tuple[Case, ...]:
    async with store.transaction() as transaction:
        return await transaction.cases.of_subscription(id_)


async def steps(store: Store, case: Case) -> list[tuple[Step, str]]:
    async with store.transaction() as transaction:
        return [(entry.step, entry.place) for entry in await transaction.cases.entries(case.key)]


async def tellings(store: Store, subject: str) -> Counter[type[object]]:
    async with store.transaction() as transaction:
        found = await transaction.notices.about(subject)
    return Counter(type(read(notice.text)[0]) for notice in found)


async def test_very_many_repeats_of_one_import_are_one_case_and_one_card(store: Store) -> None:
    await watched(store)
    await came_in(store, a_holding(dpor=US))
    says = a_holding(dpor=RIVAL)
    for number in range(100 if isinstance(store, PostgresStore) else 1000):
        await came_in(store, says, at=NOON + timedelta(minutes=number + 1))
    (case,) = await cases(store)
    assert (case.finding.kind, case.version, case.state) == (CaseKind.OURS_GONE, 1, CaseState.OPEN)
    assert await tellings(store, case.key) == {CardOf: 1, ReminderOf: 2}
    async with store.transaction() as transaction:
        assert len(await transaction.cases.entries(case.key)) == 1
        assert sum(one.count for one in (await transaction.notices.waiting()).values()) == 3


async def test_many_conflicts_of_one_import_are_one_summary(store: Store) -> None:
    await watched(store)
    await came_in(store, *(a_holding(f"s{number}", dpor=RIVAL) for number in range(300)))
    async with store.transaction() as transaction:
        assert len(await transaction.cases.open()) == 300
        (entry,) = await transaction.imports.newest(9)
        assert sum(one.count for one in (await transaction.notices.waiting()).values()) == 1
    assert await tellings(store, entry.id) == {SummaryOf: 1}


async def test_a_room_of_one_country_hears_of_its_customers_alone(store: Store) -> None:
    async with store.transaction() as transaction:
        await transaction.watches.save(replace(WATCH, countries=frozenset({"SE"})))
    ours, theirs = (replace(a_customer(name), country=code) for name, code in (("Å", "SE"), ("B", "NO")))
    held = [a_holding(id_, customer=customer, dpor=RIVAL) for id_, customer in (("s1", ours), ("s2", theirs))]
    await came_in(store, *held, a_holding("s3", dpor=RIVAL))
    told_of = [await tellings(store, (await cases(store, id_))[0].key) for id_ in ("s1", "s2", "s3")]
    assert [counts[CardOf] for counts in told_of] == [1, 0, 0]


async def test_what_a_first_import_brings_is_not_new(store: Store) -> None:
    await watched(store)
    await came_in(store, a_holding("s1", dpor=NOBODY))
    await came_in(store, a_holding("s1", dpor=NOBODY), a_holding("s2", dpor=NOBODY), at=NOON + DAY)
    assert await cases(store, "s1") == ()
    (case,) = await cases(store, "s2")
    assert case.finding.kind is CaseKind.NEW_WITHOUT


async def test_what_an_import_shows_settles_a_case(store: Store) -> None:
    await watched(store)
    await came_in(store, a_holding(dpor=RIVAL))
    await came_in(store, a_holding(dpor=US), at=NOON + DAY)
    (case,) = await cases(store)
    assert (case.state, case.decision) == (CaseState.CLOSED, Decision.SWITCHED)
    assert await tellings(store, case.key) == {CardOf: 1, ReminderOf: 2, EditOf: 1, EntryOf: 1}


async def test_a_case_goes_with_the_import_that_opened_it_and_comes_again_with_the_next(store: Store) -> None:
    await watched(store)
    await came_in(store, a_holding(dpor=US))
    await came_in(store, a_holding(dpor=RIVAL), at=NOON + DAY)
    back = await taken_back(store, by="Robin", at=NOON + 2 * DAY)
    assert back.entry is not None
    (case,) = await cases(store)
    assert (case.state, case.decision) == (CaseState.CLOSED, None)
    assert await steps(store, case) == [(Step.OPENED, back.entry.id), (Step.WITHDRAWN, back.entry.id)]
    assert (await tellings(store, case.key))[EditOf] == 1
    await came_in(store, a_holding(dpor=RIVAL), at=NOON + 3 * DAY)
    (again,) = await cases(store)
    assert (again.state, again.reopened) == (CaseState.OPEN, 1)


async def test_what_an_import_had_settled_stands_open_again_without_it(store: Store) -> None:
    await watched(store)
    await came_in(store, a_holding(dpor=RIVAL))
    await came_in(store, a_holding(dpor=US), at=NOON + DAY)
    await taken_back(store, by="Robin", at=NOON + 2 * DAY)
    (case,) = await cases(store)
    assert (case.state, case.decision, case.evidence) == (CaseState.OPEN, None, "")
    assert [step for step, _ in await steps(store, case)] == [Step.OPENED, Step.SETTLED, Step.REOPENED]


async def test_a_rival_that_a_person_names_is_a_case_until_the_word_is_taken_back(store: Store) -> None:
    await watched(store)
    await came_in(store, a_holding(dpor=US))
    claim = Claim(
        id="claim-1",
        customer="Contoso",
        customer_id="name:contoso",
        partner="First Up",
        product=Product.MICROSOFT_AZURE,
        subscriptions=("s1",),
        reporter="Kim",
        at=NOON + DAY,
    )
    async with store.transaction() as transaction:
        await hear(transaction, claim)
    (case,) = await cases(store)
    assert (case.finding.kind, case.finding.rivals) == (CaseKind.RIVAL_CLAIM, ("First Up",))
    assert (await tellings(store, case.key))[CardOf] == 1
    async with store.transaction() as transaction:
        await take_back(transaction, claim, NOON + 2 * DAY)
    (after,) = await cases(store)
    assert after.state is CaseState.CLOSED
    assert await steps(store, after) == [(Step.OPENED, "claim-1"), (Step.WITHDRAWN, "claim-1")]


async def test_a_case_of_a_subscription_that_an_import_brought_goes_with_it(store: Store) -> None:
    await watched(store)
    await came_in(store, a_holding("s1"))
    await came_in(store, a_holding("s2", dpor=RIVAL), at=NOON + DAY)
    (case,) = await cases(store, "s2")
    assert case.state is CaseState.OPEN
    await taken_back(store, by="Robin", at=NOON + 2 * DAY)
    (after,) = await cases(store, "s2")
    assert after.state is CaseState.CLOSED
    assert [step for step, _ in await steps(store, after)] == [Step.OPENED, Step.WITHDRAWN]
