"""Conflicts followed to their end, in words: one case shown, told or moved, and the list of those open."""

from __future__ import annotations

from dataclasses import replace

from bot.alerts import case_actions as do
from bot.alerts.case_card import Around, card, see
from bot.alerts.short_words import history
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply
from bot.handlers.case_examples import CASE, CASES
from bot.handlers.case_forms import (
    ASK,
    CLOSE,
    DAY,
    DAYS,
    DECIDE,
    DECISION,
    EVIDENCE,
    SNOOZE,
    CaseForm,
    Values,
)
from bot.handlers.case_listing import Scope, cases_asked, choices_of, listed, nothing_about, show_cases, which
from bot.handlers.case_moving import make
from bot.handlers.case_presses import shown
from bot.handlers.customers import meant, unknown
from bot.partnership.cases import Case
from bot.partnership.moves import Acknowledge, HandBack, Move, Take
from bot.partnership.records import Customer, HoldingQuery, Product
from bot.ports import Services, Transaction
from bot.router import Asked, Intent, routes
from bot.understanding.case_words import CaseWords, Wish, case_words
from bot.understanding.labels import labelled

_MOST = 200
"""Subscriptions of a customer whose cases are looked for."""
_MOVES: dict[Wish, Move] = {
    Wish.TAKE: Take(),
    Wish.HAND_BACK: HandBack(),
    Wish.ACKNOWLEDGE: Acknowledge(),
}
_FORMS: dict[Wish, CaseForm] = {
    Wish.ASKED: ASK,
    Wish.DECIDED: DECIDE,
    Wish.CLOSE: CLOSE,
    Wish.SNOOZE: SNOOZE,
}


async def case_asked(asked: Asked, services: Services) -> Reply:
    """The case that was spoken of; moved where that needs nothing more, else the form filled in."""
    meaning, around = asked.meaning, Around.of(services, asked.meaning.language)
    outcome = Outcome(kind=Kind.COMMAND, topic="case", product=meaning.product)
    async with services.store.transaction() as transaction:
        customers = await meant(meaning, transaction.record)
        if not customers and meaning.unheard_of:
            return unknown(meaning.unheard_of, outcome, meaning.language)
        if not customers:
            reply = await listed(Scope(language=meaning.language), around, transaction)
            return replace(reply, outcome=replace(reply.outcome, topic="case"))
        cases = await cases_about(customers, meaning.product, asked.question.text, transaction)
        if not cases:
            return nothing_about(customers[0].name, around, outcome)
        if len(cases) > 1:
            return which(await choices_of(cases, around, transaction), around, outcome)
        return await _done(cases[0], asked, around, transaction)


async def _done(case: Case, asked: Asked, around: Around, transaction: Transaction) -> Reply:
    said, seen = case_words(asked.question.text, around.today), await see(transaction, case)
    if move := _MOVES.get(said.wish):
        made = await make(case, move, asked.question.origin, case.version, around, transaction)
        return shown(card(made.seen, around, note=made.note))
    form = _FORMS.get(said.wish)
    if form is not None and form.allows(case, around):
        return _topic(form.drawn(seen, _filled(said, asked.question.text), around))
    if said.wish is Wish.HISTORY:
        return _topic(history(seen, await transaction.cases.entries(case.key), around))
    words = around.texts.cases
    note = words.not_left.format(state=words.states[case.state]) if form is not None else ""
    return shown(card(seen, around, note=note))


def _topic(reply: Reply) -> Reply:
    return replace(reply, outcome=replace(reply.outcome, topic="case"))


def _filled(said: CaseWords, text: str) -> Values:
    """What the sentence tells, by the forms' fields; whoever sends it looks it over."""
    values = {
        DAY: said.day.isoformat() if said.day else "",
        DECISION: said.decision.value if said.decision else "",
        EVIDENCE: text if said.wish is Wish.DECIDED else "",
        DAYS: str(said.days) if said.days else "",
    }
    return {name: value for name, value in values.items() if value}


async def cases_about(
    customers: tuple[Customer, ...], product: Product | None, text: str, transaction: Transaction
) -> list[Case]:
    """Those about the customers' subscriptions that are open; where none is, the newest that was."""
    ids = frozenset(customer.id for customer in customers)
    holdings = (await transaction.record.holdings(HoldingQuery(customer_ids=ids, product=product)))[:_MOST]
    one = labelled(text, [holding.subscription.label for holding in holdings])
    about = holdings if one is None else (holdings[one],)
    found = [
        case for holding in about for case in await transaction.cases.of_subscription(holding.subscription.id)
    ]
    running = [case for case in found if not case.is_over]
    return running or sorted(found, key=lambda case: case.changed_at)[-1:]


ROUTER = routes(
    Intent(name="case", handler=case_asked, examples=CASE, help=lambda texts: texts.help.case),
    Intent(name="cases", handler=cases_asked, examples=CASES, help=lambda texts: texts.help.cases),
    actions={do.LIST: show_cases},
)
