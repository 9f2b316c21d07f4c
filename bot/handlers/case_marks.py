"""What stands beside a standing, a list and a person's own page: that a conflict is followed up, and where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.alerts import case_actions as do
from bot.alerts.case_card import Around, deadline_in_words, see, title_of
from bot.conversation.dates import in_words
from bot.conversation.replies import Block, Button, Choices, Heading, Paragraph, Reply
from bot.conversation.richtext import plain
from bot.handlers.case_listing import Scope, choices_of
from bot.partnership.cases import Case
from bot.partnership.open_cases import OpenCases, due_on, soonest_first
from bot.ports import Transaction

_ON_A_STANDING = 3
_AT_ONCE = 500


async def marked(reply: Reply, ids: Collection[str], around: Around, transaction: Transaction) -> Reply:
    """A standing of these subscriptions, which says of each open case how far it has come."""
    words = around.texts.cases
    cases = (await _open(ids, transaction))[:_ON_A_STANDING]
    said = tuple(Paragraph(text=plain(_mark(case, around))) for case in cases)
    buttons = tuple(
        Button(label=words.show, action=do.case_action(do.SHOW, case, around.language)) for case in cases
    )
    return (
        replace(reply, blocks=(*reply.blocks, *said), buttons=(*reply.buttons, *buttons)) if cases else reply
    )


async def linked(reply: Reply, ids: Collection[str], around: Around, transaction: Transaction) -> Reply:
    """A list of these subscriptions, with a way to each of their open cases."""
    cases = await _open(ids, transaction)
    if not cases:
        return reply
    choices = await choices_of(cases, around, transaction)
    followed = Choices(prompt=around.texts.cases.followed, choices=choices)
    return replace(reply, blocks=(*reply.blocks, followed))


async def overview(around: Around, transaction: Transaction) -> tuple[tuple[Block, ...], tuple[Button, ...]]:
    """How many cases are open, the oldest and the one that is due first; nothing where none is."""
    words, cases = around.texts.cases, transaction.cases
    total = await cases.count(OpenCases())
    if not total:
        return (), ()
    (oldest,), (first,) = (
        await cases.first(OpenCases(by_age=True), 0, 1),
        await cases.first(OpenCases(), 0, 1),
    )
    day = in_words(oldest.opened_at.date(), around.texts)
    lines = [
        words.digest_open.of(total),
        words.oldest.format(title=title_of(await see(transaction, oldest), around.texts), date=day),
    ]
    if due := due_on(first):
        title = title_of(await see(transaction, first), around.texts)
        lines.append(words.due_first.format(title=title, due=deadline_in_words(due, around)))
    return (
        (Heading(text=words.home_heading), *(Paragraph(text=plain(line)) for line in lines)),
        (Button(label=words.show_list, action=Scope(language=around.language).action()),),
    )


def _mark(case: Case, around: Around) -> str:
    words = around.texts.cases
    return words.mark.format(
        wrong=words.kinds[case.finding.kind],
        state=words.states[case.state],
        owner=case.owner_name or words.nobody,
    )


async def _open(ids: Collection[str], transaction: Transaction) -> list[Case]:
    found = await transaction.cases.of_subscriptions(list(ids)[:_AT_ONCE])
    return soonest_first(case for cases in found.values() for case in cases if not case.is_over)
