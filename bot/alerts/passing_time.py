"""What the calendar alone brings: renewals that come near, and the weekly digest. Twice does nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.alerts.raising import looks_at, raise_cases
from bot.alerts.reminding import morning
from bot.alerts.telling_rooms import notice_of
from bot.alerts.tellings import DigestOf
from bot.conversation.notices import Notice
from bot.conversation.watches import Watch
from bot.errors import StoreConflict
from bot.partnership.conflicts import RENEWAL_WITHIN
from bot.partnership.records import HolderKind, Holding, HoldingQuery
from bot.partnership.workdays import working_days_after
from bot.ports import Store, Transaction
from bot.record_ports import Record

DIGEST_AT = time(8)
_STILL_NEWS = timedelta(days=2)
"""So late a digest is still told, where nobody was there to write it in time."""
_ATTEMPTS = 4
_AT_ONCE = 200


async def time_passed(store: Store, *, at: datetime, zone: str) -> None:
    """Raise what follows from the day (as the zone has it at `at`, UTC), and write the next digests.

    Raises StoreError; StoreConflict where others keep changing the record meanwhile.
    """
    for _ in range(_ATTEMPTS - 1):
        with suppress(StoreConflict):
            return await _at_once(store, at, zone)
    return await _at_once(store, at, zone)


async def _at_once(store: Store, at: datetime, zone: str) -> None:
    today = at.astimezone(ZoneInfo(zone)).date()
    async with store.transaction() as transaction:
        near = [holding async for holding in _renewing_without(transaction.record, today)]
        looks = looks_at(near, (), today)
        await raise_cases(transaction, looks, origin=f"calendar {today}", at=at)
        await _write_digests(transaction, at)


async def _renewing_without(record: Record, today: date) -> AsyncIterator[Holding]:
    """What renews soon and has no partner of record; looked through in slices, for there may be very many."""
    soon = HoldingQuery(renews_from=today, renews_until=today + RENEWAL_WITHIN, ended=False)
    left = iter(await record.ids(soon))
    while some := tuple(islice(left, _AT_ONCE)):
        await record.give_way()
        for holding in (await record.subscriptions(some)).values():
            if holding.dpor is None or holding.dpor.holder.kind is HolderKind.NOBODY:
                yield holding


async def _write_digests(transaction: Transaction, at: datetime) -> None:
    watches: Sequence[Watch] = await transaction.watches.every()
    await transaction.notices.add_all([notice for watch in watches if (notice := digest(watch, at))])


def digest(watch: Watch, at: datetime) -> Notice | None:
    """The next digest of that room, to be written ahead; None where it wants none, or can be told nothing."""
    if not watch.digest or watch.paused or not watch.can_be_told:
        return None
    today = at.astimezone(ZoneInfo(watch.zone)).date()
    monday = today - timedelta(days=today.weekday())
    due = _due(monday, watch)
    if at > due + _STILL_NEWS or watch.since > due:
        monday += timedelta(days=7)
        due = _due(monday, watch)
    telling = DigestOf(week=week_before(monday))
    return notice_of(f"digest {telling.week}", telling, watch, at=at, due=watch.loud_from(due))


def _due(monday: date, watch: Watch) -> datetime:
    """Monday morning in the room, or that of the first working day after it."""
    return morning(working_days_after(monday, 0, watch.holidays), watch, DIGEST_AT)


def week_before(monday: date) -> str:
    """The week that ended the day before, as ISO counts them."""
    year, week, _ = (monday - timedelta(days=1)).isocalendar()
    return f"{year}-W{week:02}"
