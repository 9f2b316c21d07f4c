"""What a store of thousands of subscriptions must not do: scan where somebody waits, or hold up the loop."""

from __future__ import annotations

import asyncio
import gc
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from adapters.stores import state_store
from adapters.stores.pace import Pace, let_go, long_work
from adapters.stores.record_state import RecordState
from adapters.stores.tiny import tiny_store
from bot.conversation.events import Click
from bot.core import build_bot
from bot.partnership.records import HolderKind, HoldingQuery, in_order
from bot.ports import Services, Store
from tests.bringing import report
from tests.builders import a_customer, a_holding
from tests.contract.store_steps import ids, listed, save, turns_while
from tests.fakes import NOON
from tests.whole_bot import asked, demo_services, recogniser, somewhere

QUESTIONS = (
    "are we DPOR for Contoso Azure?",
    "who holds Contoso's O365?",
    "where are we DPOR?",
    "where is nobody DPOR?",
    "which subscriptions renew this month?",
    "when does Contoso renew?",
    "where is Relecloud DPOR?",
    "where do others hold what we drive?",
    "which partners hold something?",
    "draft a request to Litware",
    "show me the Remember checklist",
    "what does E5 cost?",
    "my settings",
)


async def _pressed(services: Services, text: str) -> int:
    """Ask, then press every button of the reply. Gives how many there were."""
    bot = build_bot(services, recogniser())
    reply = await bot.handle(asked(text))
    assert reply is not None
    for button in reply.buttons:
        await bot.handle(Click(origin=somewhere(), action=button.action))
    return len(reply.buttons)


async def test_no_question_and_no_button_scans_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    services = await demo_services()
    monkeypatch.setattr(RecordState, "scans", 0)
    assert sum([await _pressed(services, text) for text in QUESTIONS]) > len(QUESTIONS)
    assert RecordState.scans == 0


async def test_a_scan_is_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RecordState, "scans", 0)
    async with store.transaction() as transaction:
        await transaction.record.holdings(HoldingQuery(renews_until=date(2027, 1, 31)))
        await transaction.record.holdings(HoldingQuery(holder=HolderKind.US))
        assert RecordState.scans == 0
        await transaction.record.holdings(HoldingQuery())
    # Another backend has no record in memory.
    assert RecordState.scans in (0, 1)


THOUSANDS = [
    a_holding(f"s{n}", customer=a_customer(f"Customer {n % 700}"), label=f"Label {n * 7919 % 3000}")
    for n in range(3_000)
]


async def _imported(store: Store) -> object:
    async with store.transaction() as transaction:
        return await report(transaction, THOUSANDS, file="f.csv", at=NOON)


async def _reported_in_vain(store: Store) -> None:
    with suppress(ZeroDivisionError):
        async with store.transaction() as transaction:
            await report(transaction, THOUSANDS, file="f.csv", at=NOON)
            raise ZeroDivisionError


async def test_the_loop_turns_while_thousands_are_reported_written_and_listed(tmp_path: Path) -> None:
    store = tiny_store(tmp_path / "store.json")
    assert await turns_while(asyncio.create_task(_reported_in_vain(store))) > 40
    assert await turns_while(asyncio.create_task(save(store, *THOUSANDS))) > 5
    assert await turns_while(asyncio.create_task(listed(store))) > 8
    await store.close()


async def test_thousands_are_listed_in_the_same_order_as_a_few(store: Store) -> None:
    await save(store, *THOUSANDS)
    expected = sorted(THOUSANDS, key=in_order)
    assert list(await listed(store)) == expected
    ours = await listed(store, HoldingQuery(customer_ids=frozenset({"name:customer 1", "name:customer 2"})))
    assert list(ours) == [one for one in expected if one.customer.name in ("Customer 1", "Customer 2")]


async def test_who_reads_while_thousands_are_written_sees_all_of_them_or_none(tmp_path: Path) -> None:
    store = tiny_store(tmp_path / "store.json")
    importing, seen = asyncio.create_task(_imported(store)), set[int]()
    while not importing.done():
        seen.add(len(await ids(store)))
        await asyncio.sleep(0)
    await importing
    assert seen <= {0, len(THOUSANDS)}
    await store.close()


async def test_a_small_write_beside_a_large_one_is_kept_too(tmp_path: Path) -> None:
    store = tiny_store(tmp_path / "store.json")
    importing = asyncio.create_task(save(store, *THOUSANDS))
    await asyncio.sleep(0.01)
    await save(store, a_holding("beside", customer=a_customer("Beside")))
    await importing
    assert len(await ids(store)) == len(THOUSANDS) + 1
    await store.close()
    store = tiny_store(tmp_path / "store.json")
    assert len(await ids(store)) == len(THOUSANDS) + 1
    await store.close()


async def test_the_collector_rests_only_while_long_work_is_under_way() -> None:
    switch = sys.getswitchinterval()
    with long_work():
        other = Pace()
        other.take_long()
        assert not gc.isenabled()
        assert sys.getswitchinterval() < switch
        other.end()
        assert not gc.isenabled()
    assert gc.isenabled()
    assert sys.getswitchinterval() == switch


async def test_the_loop_turns_while_thousands_are_forgotten() -> None:
    held = list(THOUSANDS)
    assert await turns_while(asyncio.create_task(let_go(held))) > 4
    assert held == []


async def test_what_an_import_has_replaced_is_forgotten_piece_by_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tiny_store(tmp_path / "store.json")
    await save(store, *THOUSANDS)
    forgotten: list[int] = []

    async def noted(rows: list[object]) -> None:
        forgotten.append(len(rows))
        await let_go(rows)

    monkeypatch.setattr(state_store, "let_go", noted)
    await save(store, *(replace(holding, associations=()) for holding in THOUSANDS))
    assert forgotten == [len(THOUSANDS), len(THOUSANDS)]
    await store.close()
