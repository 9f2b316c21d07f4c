"""Buttons that carry a whole question or press, to be asked again: to all of a room, or in private."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation.actions import Action
from bot.conversation.context import Context
from bot.conversation.events import Click, Origin, Question
from bot.conversation.language import Language
from bot.errors import Problem, UserError

SHARE = "share.everyone"
SEND_PRIVATELY = "private.send"
RESUMING = frozenset({SHARE, SEND_PRIVATELY})

_QUESTION, _PRESS = "text", "do"
_ABOUT, _PRODUCT, _CUSTOMER = "about", "product", "customer"


def carrying(event: Question | Click, name: str, language: Language) -> Action | None:
    """The action of that name that carries the event; None where it is too long for a button."""
    match event:
        case Question():
            arguments = {_QUESTION: event.text, **_of(event.about)}
        case Click():
            arguments = {_PRESS: event.action.encode()}
    action = Action(name=name, language=language, arguments=arguments)
    try:
        action.encode()
    except ValueError:
        return None
    return action


def resumed(click: Click) -> Question | Click:
    """What the pressed button carries, as if the person did it now. Raises UserError for anything else."""
    arguments, language = click.action.arguments, click.action.language
    if _QUESTION in arguments:
        origin = click.origin
        person = replace(origin.person, language=origin.person.language or language)
        about = _context(arguments, origin)
        return Question(
            origin=replace(origin, person=person), text=arguments[_QUESTION], about=about, again=True
        )
    carried = Action.decode(arguments.get(_PRESS, ""))
    if carried.name in RESUMING:
        raise UserError(Problem.UNKNOWN_BUTTON)
    return Click(origin=click.origin, action=carried)


def _of(about: Context | None) -> dict[str, str]:
    """A follow-up stays about what it was about: the thread may have gone on since."""
    if about is None or len(about.customers) != 1:
        return {}
    return {_ABOUT: about.intent, _PRODUCT: about.product, _CUSTOMER: about.customers[0]}


def _context(carried: Mapping[str, str], origin: Origin) -> Context | None:
    if not carried.get(_ABOUT) or not carried.get(_CUSTOMER):
        return None
    customers, product = (carried[_CUSTOMER],), carried.get(_PRODUCT, "")
    return Context(intent=carried[_ABOUT], customers=customers, product=product, at=origin.at)
