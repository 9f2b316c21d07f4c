"""A plan carried out, in one transaction with what it was made upon."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import replace

from bot.alerts.raising import raise_cases
from bot.errors import StoreConflict
from bot.importing.gathering import in_parts
from bot.importing.plan import Plan
from bot.importing.planning import LOOKED_BACK, Bringing, planned
from bot.partnership.conflicts import may_matter, new_of_matter
from bot.partnership.history import Before, Change, What
from bot.partnership.records import Holding
from bot.partnership.told import Told
from bot.ports import Store, Transaction

CAN_BE_TAKEN_BACK = 3
"""Of so many imports it is kept what stood before."""
_LOOKED_AT = 2000
"""So many rows at once take a few milliseconds."""
_ATTEMPTS = 8
"""Each failed one means that somebody else's import has come in meanwhile."""

Wanted = Callable[[Plan], bool]


def always(plan: Plan) -> bool:
    """Whatever it comes to."""
    return True


async def previewed(store: Store, told: Told, bringing: Bringing) -> Plan:
    """What bringing the file in would come to. Nothing is written."""
    async with store.transaction() as transaction:
        return replace(await planned(transaction, told, bringing), quick_up_to=store.quick_up_to)


async def brought_in(store: Store, told: Told, bringing: Bringing, wanted: Wanted = always) -> Plan:
    """Bring the file in where the plan, as it is now, is wanted: all of it, or nothing.

    Where another import came in between, once more upon what that has left.
    """
    for _ in range(_ATTEMPTS - 1):
        with suppress(StoreConflict):
            return await _at_once(store, told, bringing, wanted)
    return await _at_once(store, told, bringing, wanted)


async def _at_once(store: Store, told: Told, bringing: Bringing, wanted: Wanted) -> Plan:
    async with store.transaction() as transaction:
        plan = replace(await planned(transaction, told, bringing), quick_up_to=store.quick_up_to)
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
    await record.save(plan.new)
    await record.save(plan.holdings)
    await transaction.history.add(plan.changes)
    if plan.arrivals:
        await transaction.history.add_new(plan.arrivals)
    await transaction.accounts.save(plan.accounts)
    await imports.add(entry)
    await imports.keep((*plan.befores, Before(origin=entry.id, accounts=accounts)))
    for one in standing[CAN_BE_TAKEN_BACK - 1 : CAN_BE_TAKEN_BACK + 1]:
        await imports.let_go(one.id)


async def _raise_cases(transaction: Transaction, plan: Plan, *, first: bool) -> None:
    """Conflicts that it begins, changes or ends. What a first import brings is no news, but a beginning."""
    entry, today = plan.entry, plan.entry.at.date()
    of_matter: dict[str, Holding] = {}
    for start in range(0, len(plan.new), _LOOKED_AT):
        # Whoever waits has a turn in between.
        await transaction.record.subscriptions(())
        some = plan.new[start : start + _LOOKED_AT]
        for now in some.at(new_of_matter(some, today)):
            of_matter[now.subscription.id] = now
    for part in in_parts(_known(plan), _LOOKED_AT):
        await transaction.record.subscriptions(())
        for before, now in part:
            if may_matter(before, now, today):
                of_matter[now.subscription.id] = now
    if of_matter:
        changes: list[Change] = []
        for some in in_parts(_changes_of(plan, of_matter.keys(), first=first)):
            await transaction.record.subscriptions(())
            changes += some
        await raise_cases(transaction, of_matter.values(), changes, origin=entry.id, at=entry.at, today=today)


def _known(plan: Plan) -> Iterator[tuple[Holding | None, Holding]]:
    for before, now in zip(plan.befores, plan.holdings, strict=True):
        yield before.holding, now


def _changes_of(plan: Plan, ids: Collection[str], *, first: bool) -> Iterator[Change]:
    """What changed in these."""
    if plan.arrivals:
        came = plan.arrivals.changes(of=ids)
        yield from (change for change in came if not (first and change.what is What.NEW))
    yield from (change for change in plan.changes if change.subscription_id in ids)
