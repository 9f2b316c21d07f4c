"""A plan carried out, in one transaction with what it was made upon."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from bot.errors import StoreConflict
from bot.importing.plan import Plan
from bot.importing.planning import LOOKED_BACK, Bringing, planned
from bot.partnership.history import Before
from bot.partnership.told import Told
from bot.ports import Store, Transaction

CAN_BE_TAKEN_BACK = 3
"""Of so many imports it is kept what stood before."""
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
    await record.save((*plan.new, *plan.holdings))
    await transaction.history.add(plan.changes)
    if plan.arrivals:
        await transaction.history.add_new(plan.arrivals)
        await imports.keep_new(entry.id, [holding.subscription.id for holding in plan.new])
    await transaction.accounts.save(plan.accounts)
    await imports.add(entry)
    await imports.keep((*plan.befores, Before(origin=entry.id, accounts=accounts)))
    for one in standing[CAN_BE_TAKEN_BACK - 1 : CAN_BE_TAKEN_BACK + 1]:
        await imports.let_go(one.id)
