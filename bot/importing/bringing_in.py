"""A plan carried out, in one transaction with what it was made upon."""

from __future__ import annotations

from collections.abc import AsyncIterable, Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain

from bot.alerts.raising import looks_at, raise_cases
from bot.errors import StoreConflict
from bot.importing.gathering import in_parts
from bot.importing.newcomers import Newcomers, as_told
from bot.importing.plan import Plan
from bot.importing.planning import LOOKED_BACK, Bringing, Expect, planned
from bot.partnership.associated import NOBODY_ASSOCIATED
from bot.partnership.conflicts import Look, may_matter, new_of_matter, say_otherwise
from bot.partnership.history import Before, Change, What
from bot.partnership.many import NO_HOLDINGS
from bot.partnership.once import OnceOfBoth
from bot.partnership.records import Holding, Import
from bot.partnership.told import Told
from bot.ports import Store, Transaction
from bot.record_ports import Record

CAN_BE_TAKEN_BACK = 3
"""Of so many imports it is kept what stood before. Files that came in together are one."""
_LOOKED_AT = 2000
"""So many rows at once take a few milliseconds."""
_ATTEMPTS = 8
"""Each failed one means that somebody else's import has come in meanwhile."""

Wanted = Callable[[Plan], bool]
Read = Callable[[Expect | None], Awaitable[Told]]
"""Reads a file, and gives its rows away meanwhile."""


def always(plan: Plan) -> bool:
    """Whatever it comes to."""
    return True


async def previewed(store: Store, told: Told, bringing: Bringing) -> Plan:
    """What bringing the file in would come to. Nothing is written."""
    async with store.transaction() as transaction:
        return await _planned(transaction, store, told, bringing)


async def previewed_in_turn(
    store: Store, read: AsyncIterable[Told], bringing: Bringing, shown: Callable[[Plan], None]
) -> None:
    """What bringing several files in would come to, each upon what those before it leave. Nothing is kept."""
    with suppress(_NothingKept):
        async with store.transaction() as transaction:
            await _in_turn(transaction, store, read, bringing, shown)
            raise _NothingKept


async def brought_in_together(
    store: Store, read: Callable[[], AsyncIterable[Told]], bringing: Bringing
) -> tuple[Plan, ...]:
    """Bring several files in, each upon what those before it leave: all of them, or nothing.

    Gives what each came to, without its rows. They are read again where another import came in between.
    Raises what reading raises.
    """
    for _ in range(_ATTEMPTS - 1):
        with suppress(StoreConflict):
            return await _together(store, read(), bringing)
    return await _together(store, read(), bringing)


async def _together(store: Store, read: AsyncIterable[Told], bringing: Bringing) -> tuple[Plan, ...]:
    plans: list[Plan] = []
    async with store.transaction() as transaction:
        await _in_turn(transaction, store, read, bringing, lambda plan: plans.append(without_rows(plan)))
    return tuple(plans)


async def _in_turn(
    transaction: Transaction,
    store: Store,
    read: AsyncIterable[Told],
    bringing: Bringing,
    shown: Callable[[Plan], None],
) -> None:
    async for told in read:
        plan = await _planned(transaction, store, told, bringing)
        shown(plan)
        if plan.writes:
            await carry_out(transaction, plan)


def without_rows(plan: Plan) -> Plan:
    """The plan with its counts, and with what it says in words, but nothing that is to be written."""
    nothing = {"heard": NOBODY_ASSOCIATED, "unheard": NOBODY_ASSOCIATED, "arrivals": None}
    return replace(plan, new=NO_HOLDINGS, holdings=(), befores=(), changes=(), **nothing)


class _NothingKept(Exception):
    """Whoever raises it in a transaction has it undone."""


async def brought_in(store: Store, told: Told, bringing: Bringing, wanted: Wanted = always) -> Plan:
    """Bring the file in where the plan, as it is now, is wanted: all of it, or nothing.

    Where another import came in between, once more upon what that has left.
    """
    for _ in range(_ATTEMPTS - 1):
        with suppress(StoreConflict):
            return await _at_once(store, told, bringing, wanted)
    return await _at_once(store, told, bringing, wanted)


async def brought_in_meanwhile(store: Store, read: Read, bringing: Bringing) -> Plan:
    """Bring in what is being read: the store may make ready for rows while others are still to come.

    Nothing of it counts before the last one is read. Raises what reading raises.
    """
    told: Told | None = None
    with suppress(StoreConflict):
        async with store.transaction() as transaction:
            expect = await _expecting(transaction.record, bringing)
            told = await read(expect)
            return await _written(transaction, store, told, bringing, expect=expect)
    return await brought_in(store, told or await read(None), bringing)


async def _expecting(record: Record, bringing: Bringing) -> Expect | None:
    """Of a first import, all that is told is saved."""
    expect = await record.expecting()
    if expect is None:
        return None
    newcomers = Newcomers(bringing.at.date())
    return lambda rows: expect(as_told(rows, rows.customers, newcomers.kept(rows.associations)))


async def _at_once(store: Store, told: Told, bringing: Bringing, wanted: Wanted) -> Plan:
    async with store.transaction() as transaction:
        return await _written(transaction, store, told, bringing, wanted)


async def _planned(
    transaction: Transaction, store: Store, told: Told, bringing: Bringing, expect: Expect | None = None
) -> Plan:
    return replace(await planned(transaction, told, bringing, expect), quick_up_to=store.quick_up_to)


async def _written(
    transaction: Transaction,
    store: Store,
    told: Told,
    bringing: Bringing,
    wanted: Wanted = always,
    expect: Expect | None = None,
) -> Plan:
    plan = await _planned(transaction, store, told, bringing, expect)
    if plan.writes and wanted(plan):
        await carry_out(transaction, plan)
    return plan


async def carry_out(transaction: Transaction, plan: Plan) -> None:
    """Write what the plan comes to, and what is needed to take it back."""
    record, imports, entry = transaction.record, transaction.imports, plan.entry
    standing = [one for one in await imports.newest(LOOKED_BACK) if one.undone_at is None]
    accounts = await transaction.accounts.every() if plan.accounts else None
    # First, while the record has nothing new in it: to look into that costs more.
    await _raise_cases(transaction, plan, first=not standing)
    await record.hear(plan.heard)
    await record.save(plan.new)
    await record.save(plan.holdings)
    await transaction.history.add(plan.changes)
    if plan.arrivals:
        await transaction.history.add_new(plan.arrivals)
    await transaction.accounts.save(plan.accounts)
    await imports.add(entry)
    stood = (Before(origin=entry.id, accounts=accounts), Before(origin=entry.id, told=plan.unheard))
    await imports.keep((*plan.befores, *stood))
    for id_ in _let_go(entry, standing):
        await imports.let_go(id_)


def _let_go(entry: Import, standing: Sequence[Import]) -> list[str]:
    """The imports, the newest first, that are too old to be taken back now; those before were let go then."""
    moments = list(dict.fromkeys((entry.at, *(one.at for one in standing))))
    gone = moments[CAN_BE_TAKEN_BACK : CAN_BE_TAKEN_BACK + 2]
    return [one.id for one in standing if one.at in gone]


async def _raise_cases(transaction: Transaction, plan: Plan, *, first: bool) -> None:
    """Conflicts that it begins, changes or ends. What a first import brings is no news, but a beginning."""
    entry, today = plan.entry, plan.entry.at.date()
    new: list[Holding] = []
    known: list[Holding] = []
    for start in range(0, len(plan.new), _LOOKED_AT):
        await transaction.record.give_way()
        some = plan.new[start : start + _LOOKED_AT]
        new += some.at(new_of_matter(some, today, first=first))
    otherwise = OnceOfBoth(say_otherwise)
    for part in in_parts(_known(plan), _LOOKED_AT):
        await transaction.record.give_way()
        known += [now for before, now in part if may_matter(before, now, today, otherwise.of)]
    if new or known:
        ids = {holding.subscription.id for holding in known}
        changes = (change for change in plan.changes if change.subscription_id in ids)
        looks = chain(_looks_at_new(plan, new, first=first), looks_at(known, changes, today))
        await raise_cases(transaction, looks, origin=entry.id, at=entry.at)


def _looks_at_new(plan: Plan, new: Sequence[Holding], *, first: bool) -> Iterator[Look]:
    """What has changed in those that came alike is made once for them all."""
    if plan.arrivals is None:
        return
    arrivals, today = plan.arrivals, plan.entry.at.date()
    came = dict(zip(arrivals.subscription_ids, arrivals.cames, strict=True)) if new else {}
    alike: dict[int, tuple[Change, ...]] = {}
    for holding in new:
        one = came[holding.subscription.id]
        if id(one) not in alike:
            changes = arrivals.alike(one)
            alike[id(one)] = tuple(c for c in changes if not (first and c.what is What.NEW))
        yield Look(holding=holding, changes=alike[id(one)], today=today)


def _known(plan: Plan) -> Iterator[tuple[Holding | None, Holding]]:
    for before, now in zip(plan.befores, plan.holdings, strict=True):
        yield before.holding, now
