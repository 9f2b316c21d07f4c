"""What a notice says when it goes out: the newest there is to say by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.alerts.case_card import Around, CaseSeen, card, see
from bot.alerts.gatherings import digest, gather, summary
from bot.alerts.holding import is_wanted
from bot.alerts.lost_rooms import lost
from bot.alerts.short_words import entry_line, reminder
from bot.alerts.tellings import (
    CardOf,
    DigestOf,
    EditOf,
    EntryOf,
    LostRoomOf,
    ReminderOf,
    SummaryOf,
    Telling,
    read,
)
from bot.conversation.notices import Notice
from bot.conversation.replies import Reply
from bot.partnership.cases import Case, CaseState
from bot.ports import Services, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message. `edits` is the receipt of the message in the room that it takes the place of, `thread`
    that of the card under which it stands.
    """

    reply: Reply
    edits: str = ""
    thread: str = ""


async def said(notice: Notice, services: Services) -> Said | None:
    """What the notice says now, None where nothing is left to say."""
    telling, language = read(notice.text)
    around = Around.of(services, language)
    async with services.store.transaction() as transaction:
        if not await is_wanted(transaction, notice, telling):
            return None
        match telling:
            case CardOf() | EditOf() | EntryOf() | ReminderOf():
                seen = await _seen(telling.case, transaction)
                return await _of_case(telling, seen, notice, around, transaction) if seen else None
            case SummaryOf():
                cases = [case for case in await _wanted(notice, transaction) if case.origin == telling.origin]
                came = await gather(cases, transaction)
                return Said(reply=summary(telling.count, came, around))
            case DigestOf():
                return await _week(telling, notice, around, transaction)
            case LostRoomOf():
                return Said(reply=lost(telling, around))
            case _:
                assert_never(telling)


async def _of_case(
    telling: CardOf | EditOf | EntryOf | ReminderOf,
    seen: CaseSeen,
    notice: Notice,
    around: Around,
    transaction: Transaction,
) -> Said | None:
    match telling:
        case CardOf():
            return Said(reply=card(seen, around))
        case EditOf():
            return await _edit(telling, seen, notice, around, transaction)
        case EntryOf():
            return await _entry(telling, seen, notice, around, transaction)
        case ReminderOf():
            waits = _waits(telling, seen.case, around)
            return Said(reply=reminder(seen, around, escalates=telling.escalates)) if waits else None
        case _:
            assert_never(telling)


async def _week(telling: DigestOf, notice: Notice, around: Around, transaction: Transaction) -> Said:
    """What is open now, and what was decided since the week began."""
    began = datetime.fromisoformat(f"{telling.week}-1").replace(tzinfo=ZoneInfo(around.zone))
    watch = await transaction.watches.of(notice.address)
    decided = await transaction.cases.decided_since(began.astimezone(UTC))
    waiting = [case for case in await _wanted(notice, transaction) if case.state is not CaseState.DECIDED]
    wanted = [case for case in decided if watch is None or watch.wants(case.finding)]
    gathered = await gather(waiting, transaction), await gather(wanted, transaction)
    return Said(reply=digest(telling.week, *gathered, around))


async def _edit(
    telling: EditOf, seen: CaseSeen, notice: Notice, around: Around, transaction: Transaction
) -> Said | None:
    """The card as it is now. Nothing where it is not out: it goes out as it is by then."""
    told = await _told_here(notice, transaction)
    newer = any(isinstance(other, EditOf) and other.version > telling.version for _, other in told)
    receipt = _card_of(told)
    return Said(reply=card(seen, around), edits=receipt) if receipt and not newer else None


async def _entry(
    telling: EntryOf, seen: CaseSeen, notice: Notice, around: Around, transaction: Transaction
) -> Said | None:
    """A line under the card. Nothing where the card is not out: it will show the newest line itself.

    It cannot wait for its card: what was tried before comes first in a conversation, so the card would wait
    for it in turn.
    """
    receipt = _card_of(await _told_here(notice, transaction))
    entries = await transaction.cases.entries(telling.case)
    entry = next((entry for entry in entries if entry.version == telling.version), None)
    if not receipt or entry is None:
        return None
    return Said(reply=entry_line(seen, entry, around), thread=receipt)


def _waits(telling: ReminderOf, case: Case, around: Around) -> bool:
    """Whether nobody has moved it since the reminder was written, and nobody wants peace from it."""
    paused = case.snoozed_until is not None and case.snoozed_until > around.now
    return case.version == telling.version and not case.is_over and not paused


async def _seen(key: str, transaction: Transaction) -> CaseSeen | None:
    case = await transaction.cases.one(key)
    return await see(transaction, case) if case else None


_Here = Sequence[tuple[Notice, Telling]]


async def _told_here(notice: Notice, transaction: Transaction) -> _Here:
    """What the same conversation was, or is to be, told of the same case."""
    about = await transaction.notices.about(notice.subject)
    return [(other, read(other.text)[0]) for other in about if _room(other) == _room(notice)]


def _room(notice: Notice) -> tuple[str, str, str]:
    address = notice.address
    return address.tenant, address.platform, address.conversation


def _card_of(told: _Here) -> str:
    """The receipt of the card there, empty where none is out."""
    return next((notice.receipt for notice, telling in told if isinstance(telling, CardOf)), "")


async def _wanted(notice: Notice, transaction: Transaction) -> list[Case]:
    """The cases that are not closed and that the conversation wants to be told of."""
    watch = await transaction.watches.of(notice.address)
    return [case for case in await transaction.cases.open() if watch is None or watch.wants(case.finding)]
