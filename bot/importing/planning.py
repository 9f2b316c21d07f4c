"""From what a file says to what it would change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.importing.downloads import Download
from bot.importing.gathering import Gathering
from bot.importing.plan import Plan
from bot.importing.telling import Telling
from bot.importing.weighing import weighed
from bot.partnership.many import Holdings
from bot.partnership.records import OWN_CSV, Import
from bot.partnership.sightings import OurAccount, ReportKind
from bot.partnership.told import Told
from bot.ports import Transaction
from bot.record_ports import Accounts

LOOKED_BACK = 500
"""So many imports are looked through for the same file."""
_OF_ITS_DAY = frozenset({ReportKind.OWN_CSV, ReportKind.CSP_CUSTOMERS, ReportKind.CSP_SUBSCRIPTIONS})
"""What these say they say of the day on which they come in: on another day that is news."""


Expect = Callable[[Holdings], None]
"""Takes what will most likely be saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """Who brings a file in, and when (UTC)."""

    by: str
    at: datetime


async def planned(
    transaction: Transaction, told: Told, bringing: Bringing, expect: Expect | None = None
) -> Plan:
    """What bringing the file in would come to. Writes nothing.

    `expect` is given what a download brings in where nothing came in before.
    """
    before = await transaction.imports.newest(LOOKED_BACK)
    already = None if told.refusals else _already(told, bringing.at, before)
    entry = _entry(told, bringing, before)
    plan = Plan(
        entry=replace(entry, unchanged=_rows(already)) if already else entry,
        unknown_columns=told.unknown_columns,
        unknown_states=told.unknown_states,
        refusals=told.refusals,
        already=already,
    )
    if not plan.writes:
        return plan
    if told.kind is ReportKind.PARTNER_PROFILE:
        plan = await _of_accounts(transaction.accounts, told, plan)
        return replace(plan, read_without=plan.read_without and any(map(_is_download, _standing(before))))
    accounts = await transaction.accounts.every()
    telling = Telling(
        file=told.file,
        at=bringing.at,
        our_ids=_ids(accounts),
        again=_same(told, _standing(before)) is not None,
    )
    gathering = Gathering(transaction.record, telling)
    await gathering.take_holdings(told.holdings)
    if told.sightings:
        first = expect if not before else None
        await Download(gathering, transaction.record, telling, first).take(told.sightings)
    await gathering.take_customers(told.customers)
    plan = replace(plan, nobody_known=bool(told.sightings) and not accounts)
    return await weighed(transaction.record, gathering, plan)


async def _of_accounts(accounts: Accounts, told: Told, plan: Plan) -> Plan:
    known = {account.partner: account for account in await accounts.every()}
    new = [account for account in told.accounts if account.partner not in known]
    changed = [
        account
        for account in told.accounts
        if account.partner in known and not _alike(account, known[account.partner])
    ]
    rest = len(told.accounts) - len(new) - len(changed)
    entry = replace(plan.entry, new=len(new), changed=len(changed), unchanged=rest)
    return replace(plan, entry=entry, accounts=(*new, *changed), read_without=not known)


def _alike(one: OurAccount, other: OurAccount) -> bool:
    return replace(one, line=other.line) == other


def _entry(told: Told, bringing: Bringing, before: Sequence[Import]) -> Import:
    """Its id is a new one also where others came in at the same moment, and comes after theirs, as the ids
    of its changes do, which begin with that number.
    """
    same_moment = sum(entry.at == bringing.at for entry in before)
    return Import(
        id=f"{bringing.at.isoformat()} {same_moment:04} {told.file}",
        file=told.file,
        at=bringing.at,
        new=0,
        changed=0,
        unchanged=0,
        by=bringing.by,
        report=told.kind.value if told.kind else OWN_CSV,
        checksum=told.checksum,
    )


def _already(told: Told, at: datetime, before: Iterable[Import]) -> Import | None:
    """The import of the same file, where that stands and nothing of it is news by now."""
    standing = _standing(before)
    same = _same(told, standing)
    if same is None:
        return None
    if told.kind not in _OF_ITS_DAY:
        # By other ids of ours the same rows may say something else.
        later = standing[: standing.index(same)]
        return None if _is_download(same) and any(map(_tells_our_ids, later)) else same
    newest = next(entry for entry in standing if entry.report == same.report)
    return same if newest is same and at.date() <= same.at.date() else None


def _standing(before: Iterable[Import]) -> Sequence[Import]:
    return [entry for entry in before if entry.undone_at is None]


def _same(told: Told, standing: Iterable[Import]) -> Import | None:
    return next((entry for entry in standing if entry.checksum == told.checksum), None)


def _is_download(entry: Import) -> bool:
    return entry.report not in {*_OF_ITS_DAY, ReportKind.PARTNER_PROFILE}


def _tells_our_ids(entry: Import) -> bool:
    return entry.report == ReportKind.PARTNER_PROFILE and entry.new + entry.changed > 0


def _rows(entry: Import) -> int:
    return entry.new + entry.changed + entry.ended + entry.unchanged


def _ids(accounts: Iterable[OurAccount]) -> frozenset[str]:
    ids = (id_ for account in accounts for id_ in (account.partner.location_id, account.partner.global_id))
    return frozenset(filter(None, ids))
