"""Which notices a change of a case means: written in its transaction, due when its room wants to hear."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.alerts.reminding import escalated_at, reminded_at
from bot.alerts.tellings import CardOf, EditOf, EntryOf, ReminderOf, SummaryOf, Telling, written
from bot.conversation.notices import Notice
from bot.conversation.watches import Watch
from bot.partnership.cases import Case, Step
from bot.partnership.moves import Moved
from bot.ports import Transaction

GROUPED_FROM = 6
"""So many new cases of one import are one summary in a room: a thousand cards would be read by nobody."""
_NEW = frozenset({Step.OPENED, Step.REOPENED})


async def tell_rooms(transaction: Transaction, moves: Sequence[Moved], *, origin: str, at: datetime) -> int:
    """Write what each watching room is to be told of these moves; gives how many notices that were.

    A room that is told of many new cases at once gets one summary. A case has one card in a room, for good:
    what happens later edits it, and stands in its thread. What has no card there is told by the digest.
    Where nothing can be told unasked, nothing is written: it would wait for ever.
    """
    if not moves:
        return 0
    count = 0
    watches = [watch for watch in await transaction.watches.every() if watch.can_be_told]
    for watch in watches:
        wanted = [move for move in moves if watch.wants(move.case.finding)]
        cards = {card_key(move.case, watch): move for move in wanted}
        known = await transaction.notices.known(cards.keys())
        has_card = [move for key, move in cards.items() if key in known]
        new = [move for key, move in cards.items() if key not in known and move.entry.step in _NEW]
        notices = [notice for move in has_card for notice in _later(move, watch, at)]
        if len(new) >= GROUPED_FROM:
            summary = SummaryOf(origin=origin, count=len(new))
            notices.append(notice_of(origin, summary, watch, at=at, due=watch.loud_from(at)))
        else:
            notices += [notice for move in new for notice in _first(move, watch, at)]
        count += await transaction.notices.add_all(notices)
    return count


def _first(move: Moved, watch: Watch, at: datetime) -> Iterator[Notice]:
    card = CardOf(case=move.case.key)
    yield notice_of(move.case.key, card, watch, at=at, due=watch.loud_from(at))
    yield from _reminders(move.case, watch, at)


def _later(move: Moved, watch: Watch, at: datetime) -> Iterator[Notice]:
    """The card as it is now, a line in its thread, and what follows where nobody moves it any further."""
    key, version = move.case.key, move.entry.version
    for telling in (EditOf(case=key, version=version), EntryOf(case=key, version=version)):
        yield notice_of(key, telling, watch, at=at, due=watch.loud_from(at))
    yield from _reminders(move.case, watch, at)


def _reminders(case: Case, watch: Watch, at: datetime) -> Iterator[Notice]:
    """Written at once: one whose case has moved by then says nothing."""
    if case.is_over:
        return
    first = reminded_at(case, watch)
    for due, escalates in ((first, False), (escalated_at(first, watch), True)):
        telling = ReminderOf(case=case.key, version=case.version, escalates=escalates)
        yield notice_of(case.key, telling, watch, at=at, due=watch.loud_from(due))


def notice_of(subject: str, telling: Telling, watch: Watch, *, at: datetime, due: datetime) -> Notice:
    """That telling, for that room."""
    return Notice(
        key=notice_key(telling, watch),
        subject=subject,
        address=watch.address,
        text=written(telling, watch.language),
        due=due,
        created=at,
    )


def card_key(case: Case, watch: Watch) -> str:
    """The key of the notice that posts the case's card in that room."""
    return notice_key(CardOf(case=case.key), watch)


def notice_key(telling: Telling, watch: Watch) -> str:
    """Follows from what is told where, so that it is told once; short, for platforms carry it along."""
    room = (watch.address.tenant, watch.address.platform, watch.address.conversation)
    content = "\n".join((*room, repr(telling)))
    return hashlib.blake2b(content.encode(), digest_size=15).hexdigest()
