"""When a room or a person wants to be left in peace: what falls into it is held, never lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.partnership.workdays import Holidays, is_working_day

STOCKHOLM = "Europe/Stockholm"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """From one local time to another, over midnight too; both the same means never.

    `zone` is an IANA name. `working_days_only`: Saturdays, Sundays and public holidays are quiet all day.
    """

    begins: time
    ends: time
    zone: str = STOCKHOLM
    working_days_only: bool = False

    def __post_init__(self) -> None:
        ZoneInfo(self.zone)


def loud_from(moment: datetime, quiet: QuietHours | None, holidays: Holidays) -> datetime:
    """The first moment from that one on (both UTC) that is not quiet.

    A local time that a change of clocks leaves out is an hour later, and of one that comes twice the second
    ends the quiet: nobody is woken an hour early.
    """
    if quiet is None:
        return moment
    zone = ZoneInfo(quiet.zone)
    local = moment.astimezone(zone)
    while until := _quiet_until(local, quiet, holidays):
        local = until
    return local.astimezone(moment.tzinfo) if local != moment.astimezone(zone) else moment


def _quiet_until(local: datetime, quiet: QuietHours, holidays: Holidays) -> datetime | None:
    """When the quiet that the moment falls into ends, None where it falls into none."""
    day = local.date()
    if quiet.working_days_only and not is_working_day(day, holidays):
        return _at(day + timedelta(days=1), time(0), local)
    if quiet.begins == quiet.ends:
        return None
    clock = local.time()
    if quiet.begins < quiet.ends:
        return _at(day, quiet.ends, local) if quiet.begins <= clock < quiet.ends else None
    if clock < quiet.ends:
        return _at(day, quiet.ends, local)
    return _at(day + timedelta(days=1), quiet.ends, local) if clock >= quiet.begins else None


def _at(day: date, clock: time, local: datetime) -> datetime:
    """That local time as a real moment: the later of two, and what the clocks leave out as they pass it."""
    times = (
        datetime.combine(day, clock, tzinfo=local.tzinfo).replace(fold=fold).timestamp() for fold in (0, 1)
    )
    return datetime.fromtimestamp(max(times), tz=local.tzinfo)
