"""Whether a notice may go out now: its room may have asked for peace, or for no alerts, since then."""

from __future__ import annotations

from datetime import datetime

from bot.alerts.tellings import EditOf, LostRoomOf, Telling
from bot.conversation.notices import Notice
from bot.ports import Transaction


async def is_wanted(transaction: Transaction, notice: Notice, telling: Telling) -> bool:
    """Whether anything is still to be told there: not where nobody watches any more, or nobody can be told.

    A card that is out is kept right all the same.
    """
    if isinstance(telling, LostRoomOf | EditOf):
        return True
    watch = await transaction.watches.of(notice.address)
    return watch is not None and not watch.paused


async def held_until(transaction: Transaction, notice: Notice, now: datetime) -> datetime | None:
    """When the quiet hours end that the room has asked for meanwhile, None where it is not quiet."""
    watch = await transaction.watches.of(notice.address)
    loud = watch.loud_from(now) if watch else now
    return loud if loud > now else None
