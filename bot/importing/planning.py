"""From what a file says to what it would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from operator import attrgetter
from uuid import UUID, uuid5

from bot.importing.customers import Placing
from bot.importing.gathering import Gathering, in_parts, one_of_each
from bot.importing.merging import Origin, changes, facts, merged
from bot.importing.plan import Plan
from bot.importing.rows import Row, Telling
from bot.partnership.history import Before, Change
from bot.partnership.records import OWN_CSV, Customer, Holding, Import
from bot.partnership.sightings import OurAccount, ReportKind
from bot.partnership.told import Told
from bot.ports import Transaction
from bot.record_ports import Accounts, Record

LOOKED_BACK = 500
"""So many imports are looked through for the same file."""
_SPACE = UUID("0d3f4f2e-7f38-4c52-8c0e-6c9d4f0f6a11")
_OF_ITS_DAY = frozenset({ReportKind.OWN_CSV, ReportKind.CSP_CUSTOMERS, ReportKind.CSP_SUBSCRIPTIONS})
"""What these say they say of the day on which they come in: on another day that is news."""
_Told = tuple[Holding | None, Holding]
"""A subscription as it is stored, and as it is by what was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """Who brings a file in, and when (UTC)."""

    by: str
    at: datetime


async def planned(transaction: Transaction, told: Told, bringing: Bringing) -> Plan:
    """What bringing the file in would come to. Writes nothing."""
    before = await transaction.imports.newest(LOOKED_BACK)
    already = None if told.refusals else _already(told, bringing.at, before)
    entry = _entry(told, bringing, before)
    plan = Plan(
        entry=replace(entry, unchanged=_rows(already)) if already else entry,
        unknown_columns=told.unknown_columns,
        refusals=told.refusals,
        already=already,
    )
    if not plan.writes:
        return plan
    if told.kind is ReportKind.PARTNER_PROFILE:
        return await _of_accounts(transaction.accounts, told, plan)
    accounts = await transaction.accounts.every()
    telling = Telling(file=told.file, at=bringing.at, our_ids=_ids(accounts))
    gathering = Gathering(transaction.record, telling)
    await gathering.take_holdings(told.holdings)
    await gathering.take_sightings(told.sightings)
    await gathering.take_customers(told.customers)
    weighed = await _weighed(transaction.record, gathering, plan)
    return replace(weighed, nobody_known=bool(told.sightings) and not accounts)


async def _weighed(record: Record, gathering: Gathering, plan: Plan) -> Plan:
    holdings: list[Holding] = []
    befores: list[Before] = []
    told: dict[str, list[_Told]] = {}
    customers: dict[str, Customer] = {}
    seen: set[str] = set()
    counts = Counter[str]()
    placing = gathering.placing
    for part in in_parts(list(gathering.rows)):
        # Whoever waits has a turn in between.
        await record.subscriptions(())
        for id_ in part:
            stored = gathering.stored.get(id_)
            # Forgotten one by one: all of a file's rows at once would stop everybody.
            now = _upon(stored, gathering.rows.pop(id_), placing)
            if now is None:
                continue
            customer = now.customer
            counts[_count(stored, now)] += 1
            if now != stored:
                holdings.append(now)
                befores.append(Before(origin=plan.entry.id, subscription_id=id_, holding=stored))
                customers[customer.id] = customer
                if stored is not None:
                    seen.add(stored.customer.id)
                told.setdefault(customer.id, []).append((stored, now))
    renamed = [customer for customer in placing.changed() if customer.id not in seen]
    for holding in await one_of_each(record, renamed):
        customers[holding.customer.id] = placing.now(holding.customer.id)
        holdings.append(replace(holding, customer=customers[holding.customer.id]))
        id_ = holding.subscription.id
        befores.append(Before(origin=plan.entry.id, subscription_id=id_, holding=holding))
    return replace(
        plan,
        entry=replace(
            plan.entry,
            new=counts["new"],
            changed=counts["changed"],
            ended=counts["ended"],
            unchanged=counts["unchanged"],
        ),
        holdings=tuple(holdings),
        befores=tuple(befores),
        changes=await _numbered(record, told, plan.entry),
        customers=customers,
        left_out=tuple(gathering.left_out.most_common()),
    )


def _upon(stored: Holding | None, rows: list[Row], placing: Placing) -> Holding | None:
    """The subscription by these rows."""
    now = stored
    for row in sorted(rows, key=attrgetter("seen_for")) if len(rows) > 1 else rows:
        now = merged(now, row, placing.now(row.customer_id))
    if now is None:
        return None
    customer = placing.now(now.customer.id)
    return now if now.customer is customer else replace(now, customer=customer)


def _drained(told: Mapping[str, list[_Told]]) -> Iterator[_Told]:
    """All of them, each customer's forgotten when they have been given."""
    for some in told.values():
        yield from some
        some.clear()


def _count(stored: Holding | None, now: Holding) -> str:
    if stored is None:
        return "new"
    if now.subscription.ended and not stored.subscription.ended:
        return "ended"
    return "unchanged" if facts(now) == facts(stored) else "changed"


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
    return replace(plan, entry=entry, accounts=(*new, *changed))


def _alike(one: OurAccount, other: OurAccount) -> bool:
    return replace(one, line=other.line) == other


def _entry(told: Told, bringing: Bringing, before: Sequence[Import]) -> Import:
    """Its id is a new one also where others came in at the same moment, and comes after theirs."""
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
    standing = [entry for entry in before if entry.undone_at is None]
    same = next((entry for entry in standing if entry.checksum == told.checksum), None)
    if same is None or told.kind not in _OF_ITS_DAY:
        return same
    newest = next(entry for entry in standing if entry.report == same.report)
    return same if newest is same and at.date() <= same.at.date() else None


def _rows(entry: Import) -> int:
    return entry.new + entry.changed + entry.ended + entry.unchanged


def _ids(accounts: Iterable[OurAccount]) -> frozenset[str]:
    ids = (id_ for account in accounts for id_ in (account.partner.location_id, account.partner.global_id))
    return frozenset(filter(None, ids))


async def _numbered(record: Record, told: Mapping[str, list[_Told]], entry: Import) -> tuple[Change, ...]:
    """By customer, so that what changed for one stands together."""
    beginning = uuid5(_SPACE, entry.id).hex
    origin = Origin(id=entry.id, at=entry.at, source=entry.file)
    ids = (f"{beginning}-{number:07}" for number in count())
    numbered: list[Change] = []
    for part in in_parts(_drained(told)):
        await record.subscriptions(())
        for stored, now in part:
            numbered += changes(stored, now, origin, ids)
    return tuple(numbered)
