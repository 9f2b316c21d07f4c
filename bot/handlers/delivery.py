"""What became of the alerts about a case: in each room that the asker may know of, sent, held or given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.alerts.case_card import see, what_of
from bot.alerts.settling import SUPERSEDED
from bot.alerts.tellings import CardOf, EditOf, EntryOf, ReminderOf, read
from bot.conversation.dates import moment_in_words
from bot.conversation.hindrances import why
from bot.conversation.notices import OPEN, Notice, NoticeState, Trouble, may_be_tried
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Block, Bullets, Heading, Paragraph, Reply
from bot.conversation.richtext import plain
from bot.conversation.texts import Texts, texts_in
from bot.handlers.cases import cases_about
from bot.handlers.customers import meant, unknown
from bot.handlers.delivery_examples import DELIVERY
from bot.handlers.room_replies import Shown
from bot.handlers.rooms import shown_to
from bot.partnership.cases import Case
from bot.ports import Services, Transaction
from bot.router import Asked, Intent, routes

_MOST = 3
"""Cases that are gone through at once, the newest."""


async def delivery_asked(asked: Asked, services: Services) -> Reply:
    """Of the case that was spoken of; of no case in particular, how much waits."""
    meaning, now = asked.meaning, services.clock.now()
    texts = texts_in(meaning.language)
    async with services.store.transaction() as transaction:
        customers = await meant(meaning, transaction.record)
        if not customers and meaning.unheard_of:
            outcome = Outcome(kind=Kind.COMMAND, topic="delivery", product=meaning.product)
            return unknown(meaning.unheard_of, outcome, meaning.language)
        if not customers:
            return _reply(asked, texts.delivery.over_title, await _overview(texts, transaction), named=False)
        cases = await cases_about(customers, meaning.product, asked.question.text, transaction)
        title = texts.delivery.title.format(what=customers[0].name)
        shown = await shown_to(transaction, asked.question.origin, meaning.language)
        blocks: list[Block] = [_line(texts.delivery.of_case)] if cases else []
        for case in cases[:_MOST]:
            blocks += await delivery_of(case, shown, now, texts, transaction)
        if not cases:
            blocks.append(_line(texts.cases.none))
        return _reply(asked, title, (*blocks, _line(texts.delivery.others)))


async def _overview(texts: Texts, transaction: Transaction) -> tuple[Block, ...]:
    words, waiting = texts.delivery, await transaction.notices.waiting()
    open_ = sum(found.count for state, found in waiting.items() if state in OPEN)
    dead = waiting[NoticeState.DEAD].count if NoticeState.DEAD in waiting else 0
    lines = [words.over_waiting.of(open_)] if open_ else []
    lines += [words.over_dead.of(dead)] if dead else []
    return tuple(map(_line, (*(lines or [words.over_none]), words.over_which)))


async def delivery_of(
    case: Case, shown: Sequence[Shown], now: datetime, texts: Texts, transaction: Transaction
) -> list[Block]:
    """What became of each alert about it, in each of these rooms."""
    notices = await transaction.notices.about(case.key)
    blocks: list[Block] = []
    for room in shown:
        lines = [
            plain(f"{what}: {_became(notice, now, texts)}.")
            for notice in notices
            if _place(notice) == _room(room) and (what := _what(notice, now, texts))
        ]
        if lines:
            blocks += [Paragraph(text=plain(f"{room.label}:")), Bullets(items=tuple(lines))]
    what = Heading(text=what_of(await see(transaction, case), texts))
    return [what, *(blocks or [_line(texts.delivery.nothing)])]


def _place(notice: Notice) -> tuple[str, str, str]:
    return notice.address.tenant, notice.address.platform, notice.address.conversation


def _room(room: Shown) -> tuple[str, str, str]:
    address = room.watch.address
    return address.tenant, address.platform, address.conversation


def _what(notice: Notice, now: datetime, texts: Texts) -> str:
    """What it is; empty where it said nothing, or is not yet to be said."""
    telling, _ = read(notice.text)
    if notice.reason == SUPERSEDED:
        return ""
    match telling:
        case CardOf():
            return texts.delivery.card
        case EditOf():
            return texts.delivery.edit
        case EntryOf():
            return texts.delivery.line
        case ReminderOf():
            return texts.delivery.reminder if notice.attempt or notice.due <= now else ""
        case _:
            return ""


def _became(notice: Notice, now: datetime, texts: Texts) -> str:
    words, reason = texts.delivery, why(notice.reason, texts)
    when, tries = moment_in_words(notice.due, texts), notice.attempt
    match notice.state:
        case NoticeState.SENT:
            return (words.sent_twice if notice.perhaps_sent else words.sent).format(when=when)
        case NoticeState.TRYING:
            return words.now
        case NoticeState.DEAD:
            return words.given_up.of(tries).format(why=reason)
        case NoticeState.QUARANTINED:
            return words.unsure.of(tries).format(when=when, why=reason)
        case NoticeState.READY:
            if tries and notice.reason != Trouble.QUIET:
                return words.again.of(tries).format(when=when, why=reason)
            return words.soon if may_be_tried(notice, now) else words.held.format(when=when)


def _reply(asked: Asked, title: str, blocks: tuple[Block, ...], *, named: bool = True) -> Reply:
    outcome = Outcome(kind=Kind.COMMAND, topic="delivery", product=asked.meaning.product)
    return Reply(
        language=asked.meaning.language,
        title=title,
        outcome=outcome,
        blocks=blocks,
        names_customers=named,
    )


def _line(text: str) -> Paragraph:
    return Paragraph(text=plain(text))


ROUTER = routes(
    Intent(
        name="delivery",
        handler=delivery_asked,
        examples=DELIVERY,
        help=lambda texts: texts.help.delivery,
    )
)
