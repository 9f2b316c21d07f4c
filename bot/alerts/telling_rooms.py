"""Which notices a change of a case means: written in its transaction, due when its room wants to hear."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.alerts.tellings import CardOf, EditOf, EntryOf, ReminderOf, SummaryOf, Telling, written
from bot.conversation.notices import Notice
from bot.conversation.watches import Watch
from bot.partnership.cases import Case, Step
from bot.partnership.moves import Moved
from bot.partnership.quiet import loud_from
from bot.partnership.workdays import Holidays, working_days_after
from bot.ports import Transaction

GROUPED_FROM = 6
"""So many new cases of one import are one summary in a room: a thousand cards would be read by nobody."""
REMIND_AFTER, ESCALATE_AFTER = 3, 5
"""Working days without a move."""
_NEW = frozenset({Step.OPENED})


async def tell_rooms(
    transaction: Transaction, moves: Sequence[Moved], *, origin: str, at: datetime, holidays: Holidays
) -> int:
    """Write what each watching room is to be told of these moves; gives how many notices that were.

    A room that is told of many new cases at once gets one summary. A case has one card in a room, for good:
    what happens later edits it, and stands in its thread.
    """
    count = 0
    for watch in await transaction.watches.every():
        wanted = [move for move in moves if watch.wants(move.case.finding)]
        new = [move for move in wanted if move.entry.step in _NEW]
        grouped = len(new) >= GROUPED_FROM
        tellings: list[tuple[str, Telling]] = []
        if grouped:
            tellings.append((origin, SummaryOf(origin=origin, count=len(new))))
        for move in wanted:
            if move.entry.step not in _NEW:
                tellings += _later(move)
            elif not grouped:
                tellings.append((move.case.key, CardOf(case=move.case.key)))
        for subject, telling in tellings:
            notice = _notice(subject, telling, watch, at=at, due=loud_from(at, watch.quiet, holidays))
            count += await transaction.notices.add(notice)
        for move in wanted if not grouped else ():
            count += await transaction.notices.add(_reminder(move.case, watch, at, holidays))
    return count


def _later(move: Moved) -> list[tuple[str, Telling]]:
    key, version = move.case.key, move.entry.version
    return [(key, EditOf(case=key, version=version)), (key, EntryOf(case=key, version=version))]


def reminder_after(case: Case, holidays: Holidays) -> tuple[datetime, bool]:
    """When a case that nobody moves is brought up again (UTC), and whether that goes one step up.

    While the customer thinks, nothing is said before an answer is due; a snooze puts it off.
    """
    began = case.changed_at
    days = ESCALATE_AFTER if case.owner else REMIND_AFTER
    day = case.answer_by or working_days_after(began.date(), days, holidays)
    due = began + timedelta(days=(day - began.date()).days)
    return max(due, case.snoozed_until or due), case.answer_by is not None


def _reminder(case: Case, watch: Watch, at: datetime, holidays: Holidays) -> Notice:
    due, escalates = reminder_after(case, holidays)
    telling = ReminderOf(case=case.key, version=case.version, escalates=escalates)
    return _notice(case.key, telling, watch, at=at, due=loud_from(due, watch.quiet, holidays))


def _notice(subject: str, telling: Telling, watch: Watch, *, at: datetime, due: datetime) -> Notice:
    text = written(telling, watch.language)
    return Notice(
        key=notice_key(telling, watch), subject=subject, address=watch.address, text=text, due=due, created=at
    )


def notice_key(telling: Telling, watch: Watch) -> str:
    """Follows from what is told where, so that it is told once; short, for platforms carry it along."""
    room = (watch.address.tenant, watch.address.platform, watch.address.conversation)
    content = "\n".join((*room, repr(telling)))
    return hashlib.blake2b(content.encode(), digest_size=15).hexdigest()
