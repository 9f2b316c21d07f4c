"""When a case that nobody moves is brought up again: by the clock and the calendar of its room."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.watches import Watch
from bot.partnership.cases import Case
from bot.partnership.workdays import is_working_day, moment_of, working_days_after

REMIND_AFTER, WITH_OWNER, ESCALATE_AFTER = 3, 5, 2
"""Working days without a move, the same where somebody has it, and from a reminder to going one step up."""
MORNING = time(9)


def reminded_at(case: Case, watch: Watch) -> datetime:
    """The morning of the working day on which it is brought up (UTC).

    While the customer thinks, that is the day after the one on which an answer is due; a deadline brings it
    forward, and a snooze puts it off.
    """
    changed = case.changed_at.astimezone(ZoneInfo(watch.zone)).date()
    if case.answer_by:
        day = working_days_after(max(case.answer_by, changed), 1, watch.holidays)
    else:
        day = working_days_after(changed, WITH_OWNER if case.owner else REMIND_AFTER, watch.holidays)
        day = _in_time(day, case.finding.deadline, working_days_after(changed, 1, watch.holidays), watch)
    due = morning(day, watch)
    return max(due, case.snoozed_until) if case.snoozed_until else due


def _in_time(day: date, deadline: date | None, soonest: date, watch: Watch) -> date:
    """That day, or the last working day before the deadline where that is sooner, if there still is one."""
    if deadline is None:
        return day
    before = deadline - timedelta(days=1)
    while not is_working_day(before, watch.holidays):
        before -= timedelta(days=1)
    return max(soonest, min(day, before))


def escalated_at(reminded: datetime, watch: Watch) -> datetime:
    """The morning on which it goes one step up, where nobody has moved it since the reminder (UTC)."""
    day = reminded.astimezone(ZoneInfo(watch.zone)).date()
    return morning(working_days_after(day, ESCALATE_AFTER, watch.holidays), watch)


def morning(day: date, watch: Watch, clock: time = MORNING) -> datetime:
    """That local time of that day in the room, in UTC."""
    return moment_of(day, clock, watch.zone)
