"""What a person says counts beside the reports, is in the history, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from adapters.stores import open_store
from bot.importing.words import hear, take_back
from bot.partnership.claims import Claim
from bot.partnership.history import What
from bot.partnership.records import BY_HAND, US, Association, HolderKind, other
from bot.ports import Store
from tests.builders import a_holding, an_association
from tests.fakes import NOON

REPORT = an_association(
    since=date(2025, 3, 1), seen_for=date(2026, 10, 31), imported_at=NOON - timedelta(days=9)
)


def a_claim(
    id_: str = "c1", partner: str = "First Up", *, at: datetime = NOON, reporter: str = "Kim"
) -> Claim:
    return Claim(
        id=id_,
        customer="Contoso",
        customer_id="name:contoso",
        partner=partner,
        holder=HolderKind.OTHER if partner else HolderKind.US,
        subscriptions=("s1",),
        reporter=reporter,
        reporter_key=f"T1/slack/{reporter}",
        at=at,
    )


async def a_store(*associations: Association) -> Store:
    store = open_store("memory:")
    async with store.transaction() as transaction:
        await transaction.record.save([a_holding(associations=associations)])
    return store


async def said(store: Store, *claims: Claim) -> None:
    for claim in claims:
        async with store.transaction() as transaction:
            await hear(transaction, claim)


async def taken(store: Store, claim_id: str, at: datetime = NOON + timedelta(days=3)) -> None:
    async with store.transaction() as transaction:
        claim = await transaction.claims.one(claim_id)
        assert claim is not None
        await take_back(transaction, claim, at)


async def dpor(store: Store) -> Association | None:
    async with store.transaction() as transaction:
        held = await transaction.record.subscription("s1")
        assert held is not None
        return held.dpor


async def test_a_word_counts_and_is_in_the_history() -> None:
    store = await a_store(REPORT)
    await said(store, a_claim())
    now = await dpor(store)
    assert now is not None
    assert (now.holder, now.teller, now.source, now.seen_for) == (
        other("First Up"),
        BY_HAND,
        "Kim",
        NOON.date(),
    )
    assert [voice.holder for voice in now.voices] == [US]
    async with store.transaction() as transaction:
        [change] = await transaction.history.about("name:contoso")
        assert (change.what, change.origin, change.source) == (What.HOLDER, "c1", "Kim")
        assert (change.before, change.after) == (US, other("First Up"))


async def test_a_word_that_confirms_is_no_change() -> None:
    store = await a_store(REPORT)
    await said(store, a_claim(partner=""))
    now = await dpor(store)
    assert now is not None
    assert (now.holder, now.since) == (US, REPORT.since)
    async with store.transaction() as transaction:
        assert await transaction.history.about("name:contoso") == ()


async def test_a_word_taken_back_leaves_the_record_as_it_was_and_both_in_the_history() -> None:
    store = await a_store(REPORT)
    await said(store, a_claim())
    await taken(store, "c1")
    assert await dpor(store) == REPORT
    async with store.transaction() as transaction:
        back, there = await transaction.history.about("name:contoso")
        assert (there.after, back.before, back.after) == (other("First Up"), other("First Up"), US)
        claim = await transaction.claims.one("c1")
        assert claim is not None
        assert claim.taken_back_at == NOON + timedelta(days=3)
        assert await transaction.imports.before("c1") == ()


async def test_what_nobody_else_has_seen_is_not_seen_again() -> None:
    store = await a_store()
    await said(store, a_claim())
    assert await dpor(store) is not None
    await taken(store, "c1")
    assert await dpor(store) is None


async def test_what_came_meanwhile_stays() -> None:
    store = await a_store(REPORT)
    await said(store, a_claim())
    async with store.transaction() as transaction:
        held = await transaction.record.subscription("s1")
        assert held is not None
        renewed = replace(held.subscription, renewal_date=date(2027, 1, 31))
        await transaction.record.save([replace(held, subscription=renewed)])
    await taken(store, "c1")
    async with store.transaction() as transaction:
        held = await transaction.record.subscription("s1")
        assert held is not None
        assert held.subscription.renewal_date == date(2027, 1, 31)
        assert held.dpor == REPORT


async def test_an_earlier_word_counts_again_where_a_later_one_is_taken_back() -> None:
    store = await a_store(REPORT)
    earlier, later = a_claim(), a_claim("c2", "", at=NOON + timedelta(days=1), reporter="Lena")
    await said(store, earlier, later)
    await taken(store, "c2")
    now = await dpor(store)
    assert now is not None
    assert (now.holder, now.source, now.seen_for) == (other("First Up"), "Kim", NOON.date())
    await taken(store, "c1", NOON + timedelta(days=4))
    assert await dpor(store) == REPORT


async def test_an_earlier_word_taken_back_leaves_the_later_one() -> None:
    store = await a_store(REPORT)
    earlier, later = a_claim(), a_claim("c2", "Nordmoln", at=NOON + timedelta(days=1), reporter="Lena")
    await said(store, earlier, later)
    await taken(store, "c1")
    now = await dpor(store)
    assert now is not None
    assert (now.holder, now.source) == (other("Nordmoln"), "Lena")


async def test_a_word_about_nothing_stored_is_a_report_alone() -> None:
    store = await a_store(REPORT)
    await said(store, replace(a_claim(), customer_id="", subscriptions=()))
    assert await dpor(store) == REPORT
    await taken(store, "c1")
    assert await dpor(store) == REPORT
