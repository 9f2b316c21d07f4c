"""How a try to tell ends: sent, again later, perhaps sent, or given up. Pure; no worker ever waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.conversation.notices import Notice, NoticeState
from bot.errors import DeliveryError, Fate

QUARANTINE = timedelta(seconds=60)
"""After an end that is not clear a platform may still take the message: so long it is not looked for."""
LONGEST = timedelta(hours=24)
"""So long after the first try it is given up. Until that it is held, and nothing is counted."""
_FEWEST = 3
"""And no sooner than at this try: quiet hours that a room asked for meanwhile may have taken up the time."""
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=5)
SUPERSEDED = "superseded"


def sent(notice: Notice, receipt: str, *, at: datetime, perhaps: bool = False) -> Notice:
    """It is there: the platform said so. `perhaps`: it was there before, and so there may be two."""
    return replace(notice, state=NoticeState.SENT, receipt=receipt, reason="", perhaps_sent=perhaps, due=at)


def superseded(notice: Notice) -> Notice:
    """Nothing is left to say: what came after it says it all."""
    return replace(notice, state=NoticeState.SENT, reason=SUPERSEDED, perhaps_sent=False)


def given_up(notice: Notice, reason: str) -> Notice:
    """It will not be tried again."""
    return replace(notice, state=NoticeState.DEAD, reason=reason)


def failed(
    notice: Notice,
    error: DeliveryError,
    *,
    now: datetime,
    chance: float,
    perhaps: bool = False,
    quarantine: timedelta = QUARANTINE,
) -> Notice:
    """After a platform did not take it. `chance` from 0 to 1 spreads what failed together.

    A platform's Retry-After is obeyed to the second. `perhaps`: an earlier try may have got through, and
    this one did not show whether it did.
    """
    reason = str(error)
    if error.fate is Fate.REFUSED:
        return given_up(notice, reason)
    if now - (notice.first_tried or now) >= LONGEST and notice.attempt >= _FEWEST:
        return given_up(notice, reason)
    if error.fate is Fate.UNCLEAR:
        due = now + quarantine
        return replace(notice, state=NoticeState.QUARANTINED, due=due, perhaps_sent=True, reason=reason)
    wait = _pause(notice.attempt, chance)
    if error.retry_after is not None:
        wait = timedelta(seconds=error.retry_after) + wait * 0.1
    return replace(notice, state=NoticeState.READY, due=now + wait, perhaps_sent=perhaps, reason=reason)


def _pause(attempt: int, chance: float) -> timedelta:
    """Twice as long every time, up to five minutes, and half of it by chance."""
    whole = min(_FIRST_PAUSE * 2 ** min(attempt, 12), _LONGEST_PAUSE)
    return whole * (0.5 + chance / 2)
