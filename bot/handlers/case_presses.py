"""What is pressed on a case's card: a move, a form that leads to one, the card itself, and the history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.alerts import case_actions as do
from bot.alerts.case_card import Around, card, see
from bot.alerts.short_words import history, moved_line
from bot.conversation.events import Click
from bot.conversation.replies import Reply
from bot.handlers.case_forms import FORMS, CaseForm
from bot.handlers.case_moving import Made, case_of, make, version_of, why_late
from bot.partnership.moves import Acknowledge, HandBack, Move, Take
from bot.ports import Services
from bot.router import ClickHandler, routes


def pressed(move: Move) -> ClickHandler:
    """Does that to the case, and shows it in place of what was pressed."""

    async def handler(click: Click, services: Services) -> Reply:
        around = Around.of(services, click.action.language)
        async with services.store.transaction() as transaction:
            case = await case_of(click, transaction)
            made = await make(case, move, click.origin, version_of(click), around, transaction)
        return _in_place(click, made, around)

    return handler


def opened(form: CaseForm) -> ClickHandler:
    """Shows the form; where it is too late for it, the case as it stands."""

    async def handler(click: Click, services: Services) -> Reply:
        around = Around.of(services, click.action.language)
        async with services.store.transaction() as transaction:
            case = await case_of(click, transaction)
            if late := await why_late(case, click, form.allows, around, transaction):
                return _in_place(click, late, around)
            return form.drawn(await see(transaction, case), {}, around)

    return handler


def sent(form: CaseForm) -> ClickHandler:
    """Does what was filled in, and shows the case to whoever sent it: its card in the room follows."""

    async def handler(click: Click, services: Services) -> Reply:
        around = Around.of(services, click.action.language)
        values = {name: value.strip() for name, value in (click.filled or {}).items()}
        async with services.store.transaction() as transaction:
            case = await case_of(click, transaction)
            move = form.read(case, values, around)
            if isinstance(move, Mapping):
                return form.drawn(await see(transaction, case), values, around, faults=move)
            made = await make(case, move, click.origin, version_of(click), around, transaction)
        return replace(card(made.seen, around, note=made.note), only_for_asker=True)

    return handler


async def show(click: Click, services: Services) -> Reply:
    """The case as it is now."""
    around = Around.of(services, click.action.language)
    async with services.store.transaction() as transaction:
        return shown(card(await see(transaction, await case_of(click, transaction)), around))


def shown(reply: Reply) -> Reply:
    """A card that somebody asked for: in a room it is for that person, until it is shared."""
    return replace(reply, outcome=replace(reply.outcome, topic="case"))


async def show_history(click: Click, services: Services) -> Reply:
    """Who did what when, for whoever asks."""
    around = Around.of(services, click.action.language)
    async with services.store.transaction() as transaction:
        case = await case_of(click, transaction)
        entries = await transaction.cases.entries(case.key)
        return history(await see(transaction, case), entries, around)


def _in_place(click: Click, made: Made, around: Around) -> Reply:
    if click.action.arguments.get(do.SHOWN) == do.LINE:
        return replace(moved_line(made.seen, around, note=made.note), replaces=True)
    return replace(card(made.seen, around, note=made.note), replaces=True)


ROUTER = routes(
    actions={
        do.ACKNOWLEDGE: pressed(Acknowledge()),
        do.TAKE: pressed(Take()),
        do.HAND_BACK: pressed(HandBack()),
        **{form.opens: opened(form) for form in FORMS},
        **{form.sends: sent(form) for form in FORMS},
        do.SHOW: show,
        do.HISTORY: show_history,
    }
)
